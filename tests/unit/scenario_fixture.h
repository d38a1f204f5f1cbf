/* Scenarios for tests: loaded from text or from files, with their messages. */
#ifndef HYOTY_TESTS_SCENARIO_FIXTURE_H
#define HYOTY_TESTS_SCENARIO_FIXTURE_H

#include "sim/scenario/load.h"

struct specimen {
    struct arena arena;
    struct diagnostics diagnostics;
    struct error err;
    const struct scenario *scenario; /* NULL after a mistake */
    enum status status;
};

/* A small scenario: one group, one outcome, one intervention; `changes` are --set options, ended by NULL. */
void specimen_load(struct specimen *out, const char *const *changes);
void specimen_load_text(struct specimen *out, const char *text, const struct load_options *options);
void specimen_load_file(struct specimen *out, const char *file, const struct load_options *options);
void specimen_free(struct specimen *loaded);

/* What `show` prints of it loads, prints the same, and holds the same quantities. */
void specimen_expect_round_trip(struct specimen *first);

/* All messages in one text. */
const char *specimen_messages(struct specimen *loaded);

/* The quantity of a path; the test fails if there is none. */
const struct quantity *specimen_quantity(const struct specimen *loaded, const char *path);
double specimen_value(const struct specimen *loaded, const char *path); /* its median */

extern const char specimen_small[], specimen_full[];

#endif
