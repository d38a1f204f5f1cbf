/* The work of value_analyse; private to the value files. */
#ifndef HYOTY_ANALYSIS_VALUE_WORK_H
#define HYOTY_ANALYSIS_VALUE_WORK_H

#include "sim/analysis/value.h"

struct value_work {
    struct arena *arena;
    const struct value_request *request;
    const struct scenario **scenario; /* [scenarios] aligned */
    struct value *out;
    const struct plan **plan, **crossed; /* [scenarios] for `iterations`, and for `chunk` of them */
    uint32_t side, chunk;
    struct topics topics;
    uint32_t done, total; /* runs of a chunk */
};

/* How finely something is looked at. */
struct fineness {
    uint32_t points, rest; /* both multiples of SAMPLING_REPLICATES; their product one of the chunk */
};

struct fineness value_glance(const struct value_work *work); /* whether a quantity can change the choice at all */
struct fineness value_single(const struct value_work *work);
struct fineness value_several(const struct value_work *work);

/* Plans whose draws are ordered by name, and their topics. */
enum status value_compile(struct value_work *work, struct error *err);

/* One run of a plan; out[iterations of the plan]. */
enum status value_run(struct value_work *work, const struct plan *plan, const struct inputs *inputs, double *out,
                      struct error *err);

/* What the choices are worth where a topic is known; in the given arena. idle: no choice depends on it. */
enum status value_learn(struct value_work *work, struct arena *arena, const struct topic *topic,
                        struct fineness fineness, struct learnt *out, bool *out_idle, struct error *err);

/* The interval of what no point showed to be worth anything. */
void value_keep_unseen(const struct value_work *work, const struct topic *topic, const struct learnt *learnt,
                       struct information *of);

/* How the points of a topic are drawn by a plan, `known` being its draws there. */
struct stretch value_stretch(const struct topic *topic, struct fineness fineness, const bool *known);

/* Checks what is asked for and what it rests on, before time is spent. */
enum status value_pilot_find(struct value_work *work, const struct value_pilot_request *request,
                             struct value_pilot *out, struct error *err);
/* Everything else; limit is of the topic as found. */
enum status value_pilot_analyse(struct value_work *work, const struct value_pilot_request *request,
                                struct value_pilot *pilot, struct error *err);

#endif
