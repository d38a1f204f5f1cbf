/* Declarations that wasi-libc leaves out. */
#ifndef HYOTY_TESTS_WASM_MISSING_H
#define HYOTY_TESTS_WASM_MISSING_H

#include <stddef.h>

char *realpath(const char *path, char *out);
int madvise(void *memory, size_t bytes, int advice);

#endif
