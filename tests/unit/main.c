/* The test program. HYOTY_TESTS, a list " suite/test suite/test … " between blanks, leaves all others out: Criterion's
 * own filter takes longer for a few hundred names than the tests do. */
#include <criterion/criterion.h>
#include <criterion/internal/ordered-set.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool is_listed(const char *list, const struct criterion_test *test)
{
    char name[256];
    const int length = snprintf(name, sizeof name, " %s/%s ", test->category, test->name);
    return length > 0 && length < (int)sizeof name && strstr(list, name);
}

static void leave_out_others(const struct criterion_suite_set *suite, const char *list)
{
    FOREACH_SET(struct criterion_test * test, suite->tests)
    {
        if (!is_listed(list, test)) test->data->disabled = true;
    }
}

int main(int argc, char *argv[])
{
    struct criterion_test_set *const all = criterion_initialize();
    const char *const list = getenv("HYOTY_TESTS");
    int failed = 0;
    FOREACH_SET(struct criterion_suite_set * suite, all->suites)
    {
        if (list) leave_out_others(suite, list);
    }
    if (criterion_handle_args(argc, argv, true)) failed = !criterion_run_all_tests(all);
    criterion_finalize(all);
    return failed;
}
