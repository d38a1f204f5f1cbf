/* Fuzz target of the scenario loader, for libFuzzer:
 *   make VARIANT=san CC=clang build/san-clang/libhyoty.a
 *   clang -fsanitize=fuzzer,address,undefined -fopenmp -D_GNU_SOURCE -DHYOTY_FUZZ -I. tests/fuzz/scenario_fuzz.c \
 *     build/san-clang/libhyoty.a -lgsl -lgslcblas -lyaml -ljansson -lm -o build/scenario-fuzz
 *   build/scenario-fuzz -max_len=4096 FOLDER tests/fuzz/scenario_corpus
 * Without HYOTY_FUZZ it is a test that replays the corpus. */
#include <dirent.h>
#include <gsl/gsl_errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "sim/base/file.h"
#include "sim/scenario/load.h"
#include "tests/unit/count_files.h"

enum { MEMORY = 64 << 20 };

/* Loads the bytes; what loads must be shown, and load again as the same. Returns NULL, or what was wrong. */
static const char *scenario_fuzz_one(const uint8_t *data, size_t size)
{
    struct arena arena;
    arena_init(&arena, allocator_libc, MEMORY);
    struct diagnostics diagnostics;
    diagnostics_init(&diagnostics, &arena);
    const struct scenario *first = NULL, *second = NULL;
    struct error err = {.status = STATUS_OK};
    const char *wrong = NULL;
    const enum status status =
        scenario_load_text(&arena, "fuzz", (const char *)data, size, NULL, &first, &diagnostics, &err);
    if ((status == STATUS_OK) != (first != NULL)) wrong = "a scenario if and only if the status says so";
    if (status == STATUS_SCENARIO && diagnostics.errors == 0) wrong = "refused without a message";
    for (const struct diagnostic *one = diagnostics.first; one; one = one->next) diagnostic_format(&arena, one);
    const char *const shown = first ? scenario_show(&arena, first) : NULL;
    if (shown) {
        scenario_load_text(&arena, "shown", shown, strlen(shown), NULL, &second, &diagnostics, &err);
        if (err.status != STATUS_MEMORY && (!second || strcmp(first->hash, second->hash) != 0))
            wrong = "what is shown does not load as the same";
    }
    arena_free(&arena);
    return wrong;
}

#ifdef HYOTY_FUZZ
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    gsl_set_error_handler_off();
    if (scenario_fuzz_one(data, size)) abort();
    return 0;
}
#else
#    include <criterion/criterion.h>

static void replay(const char *folder, size_t *count)
{
    DIR *const directory = opendir(folder);
    cr_assert(directory, "%s", folder);
    for (struct dirent *entry = readdir(directory); entry; entry = readdir(directory)) {
        struct arena arena;
        arena_init(&arena, allocator_libc, 0);
        const char *const path = arena_printf(&arena, "%s/%s", folder, entry->d_name);
        char *text;
        size_t length;
        struct error err = {0};
        if (file_read(&arena, path, MEMORY, &text, &length, &err) == STATUS_OK) {
            const char *const wrong = scenario_fuzz_one((const uint8_t *)text, length);
            cr_expect_null(wrong, "%s: %s", path, wrong);
            ++*count;
        }
        arena_free(&arena);
    }
    closedir(directory);
}

Test(scenario_fuzz, corpus)
{
    gsl_set_error_handler_off();
    size_t count = 0;
    replay("tests/fuzz/scenario_corpus", &count);
    replay("tests/errors", &count);
    cr_expect_eq(count, count_files("tests/fuzz/scenario_corpus/*") + count_files("tests/errors/*.*"));
}
#endif
