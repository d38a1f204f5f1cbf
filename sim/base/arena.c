#include "sim/base/arena.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "sim/base/checked_print.h"

/* Under the address sanitizer, bytes after each allocation that nobody may touch. */
#if defined __has_feature
#    if __has_feature(address_sanitizer)
#        define __SANITIZE_ADDRESS__ 1
#    endif
#endif
#ifdef __SANITIZE_ADDRESS__
#    include <sanitizer/asan_interface.h>
enum { RED_ZONE = 64 };
#else
#    define ASAN_POISON_MEMORY_REGION(start, bytes) ((void)(start))
enum { RED_ZONE = 0 };
#endif

enum { BLOCK_BYTES = 16 * 1024, CACHE_LINE = 64, LARGE_OBJECT = 4096, SMALL_PAGE = 4096, LARGE_PAGES_FROM = 8 << 20 };

struct arena_block {
    struct arena_block *older;
    size_t capacity;
    size_t filled;
    _Alignas(max_align_t) unsigned char data[];
};

/* Asks for large pages, whose first touch costs much less than that of the small ones they replace. */
static void advise_large_pages(void *memory, size_t bytes)
{
#ifdef MADV_HUGEPAGE
    const uintptr_t page = SMALL_PAGE, start = ((uintptr_t)memory + page - 1) / page * page;
    if (bytes >= LARGE_PAGES_FROM)
        madvise((void *)start, ((uintptr_t)memory + bytes - start) / page * page, MADV_HUGEPAGE);
#else
    (void)memory, (void)bytes;
#endif
}

/* Zeroed by the system as it is touched: gigabytes cost no time before they are used. */
static void *libc_allocate(void *context, size_t bytes)
{
    (void)context;
    void *const memory = calloc(1, bytes);
    if (memory) advise_large_pages(memory, bytes);
    return memory;
}

static void libc_release(void *context, void *memory)
{
    (void)context;
    free(memory);
}

const struct allocator allocator_libc = {libc_allocate, libc_release, NULL, false};

void arena_init(struct arena *arena, struct allocator allocator, size_t limit)
{
    *arena = (struct arena){.allocator = allocator, .limit = limit ? limit : SIZE_MAX};
}

void arena_free(struct arena *arena)
{
    while (arena->block) {
        struct arena_block *const older = arena->block->older;
        arena->allocator.release(arena->allocator.context, arena->block);
        arena->block = older;
    }
    arena->used = 0;
}

static struct arena_block *block_new(struct arena *arena, size_t capacity)
{
    const size_t bytes = sizeof(struct arena_block) + capacity;
    if (bytes < capacity || bytes > arena->limit - arena->used) return NULL;
    struct arena_block *const block = arena->allocator.allocate(arena->allocator.context, bytes);
    if (!block) return NULL;
    *block = (struct arena_block){.older = arena->block, .capacity = capacity};
    arena->used += bytes;
    arena->block = block;
    return block;
}

static size_t padding(const struct arena_block *block, size_t alignment)
{
    const uintptr_t address = (uintptr_t)(block->data + block->filled);
    return (size_t)(-address & (alignment - 1));
}

void *arena_calloc(struct arena *arena, size_t count, size_t size)
{
    size_t bytes;
    if (__builtin_mul_overflow(count, size, &bytes) || bytes > SIZE_MAX - CACHE_LINE - RED_ZONE) return NULL;
    const size_t alignment = bytes >= LARGE_OBJECT ? CACHE_LINE : _Alignof(max_align_t);
    struct arena_block *block = arena->block;
    if (!block || arena->allocator.apart ||
        block->capacity - block->filled < padding(block, alignment) + bytes + RED_ZONE) {
        const size_t needed = alignment + bytes + RED_ZONE;
        block = block_new(arena, needed > BLOCK_BYTES ? needed : BLOCK_BYTES);
        if (!block) return NULL;
    }
    block->filled += padding(block, alignment);
    void *const memory = block->data + block->filled;
    ASAN_POISON_MEMORY_REGION((unsigned char *)memory + bytes, RED_ZONE);
    block->filled += bytes + RED_ZONE;
    return arena->allocator.allocate == libc_allocate ? memory : memset(memory, 0, bytes);
}

char *arena_strndup(struct arena *arena, const char *text, size_t length)
{
    if (length == SIZE_MAX) return NULL;
    char *const copy = arena_calloc(arena, length + 1, 1);
    if (copy) memcpy(copy, text, length);
    return copy;
}

char *arena_strdup(struct arena *arena, const char *text)
{
    return arena_strndup(arena, text, strlen(text));
}

char *arena_vprintf(struct arena *arena, const char *format, va_list arguments)
{
    va_list again;
    va_copy(again, arguments);
    const int length = vsnprintf(NULL, 0, format, arguments);
    char *const text = length < 0 ? NULL : arena_calloc(arena, (size_t)length + 1, 1);
    if (text) checked_print(text, (size_t)length + 1, format, again);
    va_end(again);
    return text;
}

char *arena_printf(struct arena *arena, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    char *const text = arena_vprintf(arena, format, arguments);
    va_end(arguments);
    return text;
}
