#include "sim/model/mechanism.h"

/* One row of accessors for an array of the scenario whose items have a name, a label and payers. */
#define ITEM_ACCESSORS(kind)                                                                                           \
    static size_t kind##_count(const struct scenario *scenario)                                                        \
    {                                                                                                                  \
        return scenario->kind##s;                                                                                      \
    }                                                                                                                  \
    static const char *kind##_name(const struct scenario *scenario, int item)                                          \
    {                                                                                                                  \
        return scenario->kind[item].name;                                                                              \
    }                                                                                                                  \
    static const struct text *kind##_label(const struct scenario *scenario, int item)                                  \
    {                                                                                                                  \
        return &scenario->kind[item].label;                                                                            \
    }                                                                                                                  \
    static const struct payer_split *kind##_payers(const struct scenario *scenario, int item)                          \
    {                                                                                                                  \
        return &scenario->kind[item].payers;                                                                           \
    }

#define CASHABLE_ACCESSOR(kind)                                                                                        \
    static int kind##_cashable(const struct scenario *scenario, int item)                                              \
    {                                                                                                                  \
        return scenario->kind[item].cashable;                                                                          \
    }

ITEM_ACCESSORS(outcome)
ITEM_ACCESSORS(service)
ITEM_ACCESSORS(workforce)
ITEM_ACCESSORS(overhead)
ITEM_ACCESSORS(intervention)
CASHABLE_ACCESSOR(outcome)
CASHABLE_ACCESSOR(service)
CASHABLE_ACCESSOR(workforce)
CASHABLE_ACCESSOR(overhead)

static int no_cashable(const struct scenario *scenario, int item)
{
    (void)scenario, (void)item;
    return -1;
}

#define ITEM(kind) kind##_count, kind##_name, kind##_label, kind##_payers

#define DECLARE_FLOWS(constant, name, suffix)                                                                          \
    mechanism_flow mechanism_outcome_flow_##suffix, mechanism_service_flow_##suffix,                                   \
        mechanism_workforce_flow_##suffix, mechanism_overhead_flow_##suffix, mechanism_programme_flow_##suffix;
ISA_TABLE(DECLARE_FLOWS)

#define OUTCOME_FLOW(constant, name, suffix)   [constant] = mechanism_outcome_flow_##suffix,
#define SERVICE_FLOW(constant, name, suffix)   [constant] = mechanism_service_flow_##suffix,
#define WORKFORCE_FLOW(constant, name, suffix) [constant] = mechanism_workforce_flow_##suffix,
#define OVERHEAD_FLOW(constant, name, suffix)  [constant] = mechanism_overhead_flow_##suffix,
#define PROGRAMME_FLOW(constant, name, suffix) [constant] = mechanism_programme_flow_##suffix,

const struct mechanism mechanism_table[LINE_KINDS] = {
    [LINE_OUTCOME] = {"outcomes", false, true, ITEM(outcome), outcome_cashable, NEEDS_PERSONS, EFFECT_OUTCOME,
                      .flow = {ISA_TABLE(OUTCOME_FLOW)}},
    [LINE_SERVICE] = {"services", false, true, ITEM(service), service_cashable, NEEDS_PERSONS, EFFECT_SERVICE,
                      .flow = {ISA_TABLE(SERVICE_FLOW)}},
    [LINE_WORKFORCE] = {"workforce",
                        false,
                        false,
                        ITEM(workforce),
                        workforce_cashable,
                        NEEDS_EFFECTS,
                        EFFECT_WORKFORCE,
                        2,
                        {MEASURE_SICKNESS_ABSENCE, MEASURE_TURNOVER},
                        .flow = {ISA_TABLE(WORKFORCE_FLOW)}},
    [LINE_OVERHEAD] = {"overheads",
                       false,
                       false,
                       ITEM(overhead),
                       overhead_cashable,
                       NEEDS_EFFECTS,
                       EFFECT_OVERHEAD,
                       1,
                       {MEASURE_REDUCTION},
                       .flow = {ISA_TABLE(OVERHEAD_FLOW)}},
    [LINE_PROGRAMME] = {"interventions", true, true, ITEM(intervention), no_cashable,
                        .flow = {ISA_TABLE(PROGRAMME_FLOW)}},
};
