/* Command lines whose results the laws of documents and of charts look at: some of every command that computes. */
#ifndef HYOTY_TESTS_COMMAND_LINES_H
#define HYOTY_TESTS_COMMAND_LINES_H

#include "sim/cli/commands.h"
#include "sim/report/result.h"

extern const char *const command_lines[];
extern const size_t command_line_count;

/* What the command finds, in an arena of the result's own; aborts the test where it fails. */
struct found {
    struct arena arena;
    struct arguments arguments;
    struct result result;
};
void command_line_begin(const char *line, struct found *out);
void command_line_end(struct found *found);

#endif
