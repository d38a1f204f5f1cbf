#include "sim/base/text_buffer.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "sim/base/checked_print.h"

void text_buffer_init(struct text_buffer *buffer, struct arena *arena)
{
    *buffer = (struct text_buffer){.arena = arena};
}

struct text_buffer text_buffer_in(char *room, size_t size)
{
    room[0] = '\0';
    return (struct text_buffer){.text = room, .capacity = size};
}

/* False where nothing can be written. */
static bool reserve(struct text_buffer *buffer, size_t more)
{
    size_t needed;
    if (buffer->failed || __builtin_add_overflow(buffer->length + 1, more, &needed)) return false;
    if (needed <= buffer->capacity || !buffer->arena) return true;
    const size_t capacity = needed < 256 ? 256 : 2 * needed;
    char *const text = arena_calloc(buffer->arena, capacity, 1);
    buffer->failed = !text;
    if (!text) return false;
    if (buffer->length) memcpy(text, buffer->text, buffer->length);
    buffer->text = text;
    buffer->capacity = capacity;
    return true;
}

void text_buffer_add_bytes(struct text_buffer *buffer, const char *text, size_t length)
{
    if (!reserve(buffer, length)) return;
    const size_t room = buffer->capacity - buffer->length - 1, fitting = length < room ? length : room;
    memcpy(buffer->text + buffer->length, text, fitting);
    buffer->length += fitting;
    buffer->text[buffer->length] = '\0';
}

void text_buffer_add(struct text_buffer *buffer, const char *text)
{
    text_buffer_add_bytes(buffer, text, strlen(text));
}

void text_buffer_printf(struct text_buffer *buffer, const char *format, ...)
{
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    const int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (length < 0) buffer->failed = true;
    if (reserve(buffer, length < 0 ? 0 : (size_t)length)) {
        char *const at = buffer->text + buffer->length;
        checked_print(at, buffer->capacity - buffer->length, format, again);
        buffer->length += strlen(at);
    }
    va_end(again);
}

char *text_buffer_finish(struct text_buffer *buffer)
{
    return reserve(buffer, 0) ? buffer->text : NULL;
}
