/* Text that grows: in an arena, or in room of a given size, where what does not fit is cut. Running out of memory is
 * remembered, so that only the end needs a check. */
#ifndef HYOTY_BASE_TEXT_BUFFER_H
#define HYOTY_BASE_TEXT_BUFFER_H

#include <stdbool.h>
#include <stddef.h>

#include "sim/base/arena.h"

struct text_buffer {
    struct arena *arena; /* NULL: in `text`, of `capacity` bytes, which is never full */
    char *text;          /* NUL-terminated from the first addition on */
    size_t length, capacity;
    bool failed;
};

void text_buffer_init(struct text_buffer *buffer, struct arena *arena);
/* In room[size], size > 0, which is empty text from now on. */
struct text_buffer text_buffer_in(char *room, size_t size);
void text_buffer_add(struct text_buffer *buffer, const char *text);
void text_buffer_add_bytes(struct text_buffer *buffer, const char *text, size_t length);
void text_buffer_printf(struct text_buffer *buffer, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The text, owned by the arena; NULL when memory ran out on the way. */
char *text_buffer_finish(struct text_buffer *buffer);

#endif
