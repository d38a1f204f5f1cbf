/* What wasi-libc lacks and the engine names: no links are followed there, and no advice is taken. */
#include "tests/wasm/missing.h"

#include <errno.h>
#include <stddef.h>

char *realpath(const char *path, char *out)
{
    (void)path;
    (void)out;
    errno = ENOSYS;
    return NULL;
}

int madvise(void *memory, size_t bytes, int advice)
{
    (void)memory;
    (void)bytes;
    (void)advice;
    return 0;
}
