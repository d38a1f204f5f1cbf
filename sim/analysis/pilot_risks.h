/* What a pilot of one intervention counts: the risk of those observed without it, and with its effect in full. In the
 * pilot everybody takes part, no other intervention works, and nothing is displaced. */
#ifndef HYOTY_ANALYSIS_PILOT_RISKS_H
#define HYOTY_ANALYSIS_PILOT_RISKS_H

#include "sim/model/iteration.h"

/* The effect on an outcome, where it stands in a plan. */
struct pilot_effect {
    const struct plan *plan;
    size_t group, e;
    const struct plan_use *use;
    const struct plan_effect *effect;
    int ramp_up;    /* quantity: full strength */
    bool everybody; /* observed are the whole group; false: those whom the intervention invites */
};

struct pilot_choice {
    size_t scenario; /* of those that were offered */
    int intervention, outcome;
};

/* An intervention and an outcome that it has an effect on: those of the names (NULL: the only ones that there are), in
 * the first scenario that has the intervention. STATUS_USAGE: none, or several. */
enum status pilot_choose(const struct scenario *const *scenario, size_t scenarios, const char *intervention,
                         const char *outcome, struct pilot_choice *out, struct error *err);

/* STATUS_USAGE where the intervention reaches nobody whom the outcome concerns. */
enum status pilot_effect_find(const struct plan *plan, int intervention, int outcome, struct pilot_effect *out,
                              struct error *err);

/* Marks the quantities that the risks depend on: that of the control arm, and of the treated where they are observed.
 * Whom the intervention invites has another risk only where need is concentrated, and nobody is chosen of everybody.
 * Displacement decides nothing: those whom it harms are not in the pilot. marked[quantities] */
void pilot_mark(const struct scenario *scenario, int intervention, int outcome, bool treated, bool everybody,
                bool *marked);

/* The mean risks in the plan's first n iterations under the inputs (NULL: its own draws); [n] each. */
enum status pilot_risks(struct arena *arena, const struct pilot_effect *of, const struct inputs *inputs, size_t n,
                        double *out_control, double *out_treated, struct error *err);

#endif
