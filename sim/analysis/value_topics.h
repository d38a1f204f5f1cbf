/* What can be learnt before choosing between scenarios: their uncertain quantities, one by one or as sets that belong
 * together, by name and not by their places in files. */
#ifndef HYOTY_ANALYSIS_VALUE_TOPICS_H
#define HYOTY_ANALYSIS_VALUE_TOPICS_H

#include "sim/analysis/factor.h"

/* A draw that one or more plans make. What has one name in several plans is one member. */
struct topic_member {
    const char *path; /* of the quantity; "outcomes.x.payers" of drawn payer shares */
    uint64_t stream;
    size_t plan; /* the first one that makes it */
    int column;  /* there */
};

struct topic {
    const char *name; /* its paths, " + " between them; of a group its name */
    size_t members;
    const struct topic_member *const *member; /* [members] by path */
};

struct topics {
    size_t count;
    const struct topic *topic; /* [count] by name; every member in exactly one */
};

/* The union of the plans' factors: draws that are correlated in any plan belong together. */
enum status topics_of(struct arena *arena, const struct plan *const *plan, size_t plans, struct topics *out,
                      struct error *err);

/* A group from the command line, as factor_group takes it, of whole topics. */
enum status topic_group(struct arena *arena, const struct topics *topics, const char *text, struct topic *out,
                        struct error *err);

/* The whole topics that the streams belong to. */
enum status topic_of_streams(struct arena *arena, const struct topics *topics, const uint64_t *stream, size_t streams,
                             struct topic *out, struct error *err);

/* Whether every member of one is in the other. */
bool topic_within(const struct topic *inner, const struct topic *outer);
bool topic_has(const struct topic *topic, uint64_t stream);

/* The mask of a topic's draws in a plan, out_known[draws]; returns how many there are. */
size_t topic_mark(const struct topic *topic, const struct plan *plan, bool *out_known);

#endif
