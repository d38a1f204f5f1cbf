#include "sim/numeric/isa.h"

#include <string.h>

#define ISA_NAME(constant, name, suffix) [constant] = name,
static const char *const names[ISA_COUNT] = {ISA_TABLE(ISA_NAME)};

const char *isa_name(enum isa isa)
{
    return names[isa];
}

int isa_find(const char *name)
{
    for (int i = 0; i < ISA_COUNT; i++)
        if (strcmp(names[i], name) == 0) return i;
    return -1;
}

bool isa_supported(enum isa isa)
{
#if defined(__x86_64__)
    if (isa == ISA_AVX2) return __builtin_cpu_supports("avx2");
    if (isa == ISA_AVX512)
        return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
               __builtin_cpu_supports("avx512vl");
#endif
    return isa == ISA_BASELINE;
}

enum isa isa_best(void)
{
    int best = ISA_COUNT - 1;
    while (best > ISA_BASELINE && !isa_supported((enum isa)best)) best--;
    return (enum isa)best;
}
