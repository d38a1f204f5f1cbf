/* What a pilot observed: persons and events, with the intervention and without. */
#ifndef HYOTY_ANALYSIS_LEARN_PILOT_H
#define HYOTY_ANALYSIS_LEARN_PILOT_H

#include <stdbool.h>
#include <stdint.h>

#include "sim/base/arena.h"
#include "sim/base/error.h"

enum pilot_arm { PILOT_CONTROL, PILOT_TREATED, PILOT_ARMS };

/* Their names in files and options: "control", "treated". */
extern const char *const pilot_arm_name[PILOT_ARMS];

enum { PILOT_PERSONS_MOST = 1000000000 }; /* in an arm */

struct pilot {
    struct {
        bool observed;
        uint32_t persons, events;
    } arm[PILOT_ARMS];
};

/* "N,EVENTS" of the command line; `option` is for messages. STATUS_USAGE. */
enum status pilot_take(const char *option, const char *text, enum pilot_arm arm, struct pilot *pilot,
                       struct error *err);

/* Adds the rows of a CSV file with a line of names: arm with n and events, a row for each count; or arm with event (0
 * or 1), a row for each person. Other columns are left alone. STATUS_IO where the file cannot be read, or names the
 * line that is wrong. */
enum status pilot_read(struct arena *arena, const char *file, struct pilot *pilot, struct error *err);

/* The same from memory; `name` is for messages. */
enum status pilot_read_text(const char *name, const char *text, size_t length, struct pilot *pilot, struct error *err);

#endif
