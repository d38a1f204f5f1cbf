/* Instruction sets that kernels are compiled for. All give the same bytes; they differ in speed alone. */
#ifndef HYOTY_NUMERIC_ISA_H
#define HYOTY_NUMERIC_ISA_H

#include <stdbool.h>

/* X(constant, name, suffix of the kernels' symbols) */
#if defined(__x86_64__)
#    define ISA_TABLE(X)                                                                                               \
        X(ISA_BASELINE, "baseline", baseline)                                                                          \
        X(ISA_AVX2, "avx2", avx2)                                                                                      \
        X(ISA_AVX512, "avx512", avx512)
#else
#    define ISA_TABLE(X) X(ISA_BASELINE, "baseline", baseline)
#endif

#define ISA_ENUM(constant, name, suffix) constant,
enum isa { ISA_TABLE(ISA_ENUM) ISA_COUNT };
#undef ISA_ENUM

const char *isa_name(enum isa isa);
int isa_find(const char *name); /* -1 if there is none */
bool isa_supported(enum isa isa);
enum isa isa_best(void); /* the fastest that this processor has */

#endif
