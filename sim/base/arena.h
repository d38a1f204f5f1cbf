/* Memory that is allocated piece by piece and released at once.
 * Blocks come from an injected allocator, so that tests can make any request fail, and their sum is limited. */
#ifndef HYOTY_BASE_ARENA_H
#define HYOTY_BASE_ARENA_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

struct allocator {
    void *(*allocate)(void *context, size_t bytes); /* NULL when out of memory */
    void (*release)(void *context, void *memory);
    void *context;
    bool apart; /* a request for each object; else many of them to a block */
};

/* The allocator of the C library. */
extern const struct allocator allocator_libc;

struct arena_block;

struct arena {
    struct allocator allocator;
    size_t limit;              /* bytes that the arena may hold in all */
    size_t used;               /* bytes held now, block headers included */
    struct arena_block *block; /* newest block */
};

/* limit: bytes in all; 0 means no limit. Cannot fail: nothing is allocated yet. */
void arena_init(struct arena *arena, struct allocator allocator, size_t limit);

/* Releases everything; idempotent; accepts a zeroed arena. */
void arena_free(struct arena *arena);

/* Zeroed memory for count objects of size bytes, aligned for any type and to 64 bytes when it is 4 KiB or larger.
 * NULL when the limit or the machine is exhausted or the product overflows. A count of 0 gives a valid pointer. */
void *arena_calloc(struct arena *arena, size_t count, size_t size);

#define ARENA_NEW(arena, type)          ((type *)arena_calloc((arena), 1, sizeof(type)))
#define ARENA_ARRAY(arena, count, type) ((type *)arena_calloc((arena), (count), sizeof(type)))

/* Copies of text, NUL-terminated; NULL when out of memory. */
char *arena_strdup(struct arena *arena, const char *text);
char *arena_strndup(struct arena *arena, const char *text, size_t length);
char *arena_printf(struct arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));
char *arena_vprintf(struct arena *arena, const char *format, va_list arguments) __attribute__((format(printf, 2, 0)));

#endif
