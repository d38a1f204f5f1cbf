#include "tests/unit/count_files.h"

#include <criterion/criterion.h>
#include <glob.h>

size_t count_files(const char *pattern)
{
    glob_t found;
    cr_assert_eq(glob(pattern, 0, NULL, &found), 0, "%s", pattern);
    const size_t count = found.gl_pathc;
    globfree(&found);
    return count;
}
