/* A scenario compiled for simulation: flat numbers and tables, no YAML; constant, in one arena. */
#ifndef HYOTY_MODEL_PLAN_H
#define HYOTY_MODEL_PLAN_H

#include "sim/base/error.h"
#include "sim/scenario/scenario.h"

struct plan;

enum status plan_compile(struct arena *arena, const struct scenario *scenario, const struct plan **out,
                         struct error *err);

#endif
