/* Which instruction sets this processor has, beside what the kernel of the system says of it. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "sim/numeric/isa.h"

Test(numeric_isa, names_are_found_again)
{
    for (int isa = 0; isa < ISA_COUNT; isa++) cr_expect_eq(isa_find(isa_name((enum isa)isa)), isa);
    cr_expect_eq(isa_find("none"), -1);
    cr_expect_str_eq(isa_name(ISA_BASELINE), "baseline");
}

#if defined(__x86_64__)
/* The line of flags of the first processor, with a blank at its end. */
static const char *flags(char *text, int size)
{
    FILE *const file = fopen("/proc/cpuinfo", "r");
    if (!file) return NULL;
    const char *found = NULL;
    while (!found && fgets(text, size, file)) found = strncmp(text, "flags", 5) ? NULL : text;
    fclose(file);
    if (found) text[strcspn(text, "\n")] = ' ';
    return found;
}

Test(numeric_isa, what_is_supported_is_what_the_processor_has)
{
    char text[8192];
    const char *const line = flags(text, sizeof text);
    cr_expect(isa_supported(ISA_BASELINE));
    const bool avx512 = line && strstr(line, " avx512f ") && strstr(line, " avx512dq ") && strstr(line, " avx512vl ");
    const enum isa best = avx512 ? ISA_AVX512 : line && strstr(line, " avx2 ") ? ISA_AVX2 : ISA_BASELINE;
    if (!line) return; /* this system does not say */
    for (int isa = 0; isa < ISA_COUNT; isa++) cr_expect_eq(isa_supported((enum isa)isa), isa <= (int)best);
    cr_expect_eq(isa_best(), best);
}
#endif
