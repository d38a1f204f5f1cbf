/* How many files a pattern of the shell names: what a loop over a folder has to have met, counted another way. */
#ifndef HYOTY_TESTS_COUNT_FILES_H
#define HYOTY_TESTS_COUNT_FILES_H

#include <stddef.h>

size_t count_files(const char *pattern);

#endif
