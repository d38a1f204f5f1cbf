#include "sim/model/mechanism.h"

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
    [LINE_OUTCOME] = {.persons = true, .needs = NEEDS_PERSONS, .flow = {ISA_TABLE(OUTCOME_FLOW)}},
    [LINE_SERVICE] = {.persons = true, .needs = NEEDS_PERSONS, .flow = {ISA_TABLE(SERVICE_FLOW)}},
    [LINE_WORKFORCE] = {.needs = NEEDS_EFFECTS,
                        .measures = 2,
                        .measure = {MEASURE_SICKNESS_ABSENCE, MEASURE_TURNOVER},
                        .flow = {ISA_TABLE(WORKFORCE_FLOW)}},
    [LINE_OVERHEAD] = {.needs = NEEDS_EFFECTS,
                       .measures = 1,
                       .measure = {MEASURE_REDUCTION},
                       .flow = {ISA_TABLE(OVERHEAD_FLOW)}},
    [LINE_PROGRAMME] = {.cost = true, .persons = true, .flow = {ISA_TABLE(PROGRAMME_FLOW)}},
};
