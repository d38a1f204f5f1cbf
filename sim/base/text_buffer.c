#include "sim/base/text_buffer.h"

#include <stdarg.h>
#include <string.h>

void text_buffer_init(struct text_buffer *buffer, struct arena *arena)
{
    *buffer = (struct text_buffer){.arena = arena};
}

static bool reserve(struct text_buffer *buffer, size_t more)
{
    size_t needed;
    if (buffer->failed || __builtin_add_overflow(buffer->length + 1, more, &needed)) return false;
    if (needed <= buffer->capacity) return true;
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
    memcpy(buffer->text + buffer->length, text, length);
    buffer->length += length;
    buffer->text[buffer->length] = '\0';
}

void text_buffer_add(struct text_buffer *buffer, const char *text)
{
    text_buffer_add_bytes(buffer, text, strlen(text));
}

void text_buffer_printf(struct text_buffer *buffer, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const char *const text = arena_vprintf(buffer->arena, format, arguments);
    va_end(arguments);
    if (text)
        text_buffer_add(buffer, text);
    else
        buffer->failed = true;
}

char *text_buffer_finish(struct text_buffer *buffer)
{
    return reserve(buffer, 0) ? buffer->text : NULL;
}
