#include "sim/model/mechanism.h"

#include "sim/model/mechanism_flow.h"

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

#define ROW(kind) kind##_count, kind##_name, kind##_label, kind##_payers

const struct mechanism mechanism_table[LINE_KINDS] = {
    [LINE_OUTCOME] = {"outcomes", false, ROW(outcome), outcome_cashable, mechanism_outcome_compile,
                      mechanism_outcome_flow},
    [LINE_SERVICE] = {"services", false, ROW(service), service_cashable, mechanism_service_compile,
                      mechanism_service_flow},
    [LINE_WORKFORCE] = {"workforce", false, ROW(workforce), workforce_cashable, mechanism_workforce_compile,
                        mechanism_workforce_flow},
    [LINE_OVERHEAD] = {"overheads", false, ROW(overhead), overhead_cashable, mechanism_overhead_compile,
                       mechanism_overhead_flow},
    [LINE_PROGRAMME] = {"interventions", true, ROW(intervention), no_cashable, mechanism_programme_compile,
                        mechanism_programme_flow},
};
