/* State shared by the files that compile a plan; private to them. */
#ifndef HYOTY_MODEL_PLAN_BUILD_H
#define HYOTY_MODEL_PLAN_BUILD_H

#include "sim/model/plan.h"

struct plan_build {
    struct arena *arena;
    const struct scenario *scenario;
    const struct plan *other; /* the paired plan, NULL: none */
    struct plan *plan;
    struct plan_group *group;
    double *constant; /* [columns of the plan] */
    struct plan_draw *draw;
    uint64_t *axis_stream; /* room for those of the paired plan and all draws, twice */
    uint64_t *stream;      /* every stream key so far, to refuse two names with one key */
    size_t streams, stream_limit;
    struct error *err;
};

/* The key of the stream whose name is formatted; STATUS_NUMERIC if another name has it already. */
enum status plan_build_stream(struct plan_build *build, uint64_t *out, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Groups, targeting, uses and cells. */
enum status plan_build_groups(struct plan_build *build);

#endif
