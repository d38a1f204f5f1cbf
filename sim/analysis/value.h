/* What it is worth to know more before deciding: `hyoty value` (MODEL, Value of information). The choices are to do
 * nothing, which nets 0, and each scenario. Persons are integrated out, so that information is about the quantities
 * alone.
 *
 * Nothing depends on the order of things in a file: quantities take their random numbers by name. */
#ifndef HYOTY_ANALYSIS_VALUE_H
#define HYOTY_ANALYSIS_VALUE_H

#include "sim/analysis/alignment.h"
#include "sim/analysis/evaluate.h"
#include "sim/analysis/value_information.h"
#include "sim/analysis/value_topics.h"

enum {
    VALUE_SCENARIOS = 20,
    VALUE_ITERATIONS = 16384, /* where the user does not say */
    VALUE_ITERATIONS_LEAST = REPLICATES_LEAST,
    VALUE_ITERATIONS_MOST = 1 << 18
};

/* A pilot that is planned: some take part in an intervention, as many do not, and cases of an outcome are counted. */
struct value_pilot_request {
    uint32_t participants;    /* 1 .. PLANNED_PILOT_MOST */
    const char *intervention; /* NULL: the only one with an effect on an outcome */
    const char *outcome;      /* NULL: the only one that it has an effect on */
    double fixed_cost;        /* beside what participants cost */
    bool priced;              /* the fixed cost was stated, be it 0 */
};

struct value_request {
    const struct scenario *const *scenario; /* [scenarios] 1 .. VALUE_SCENARIOS; one currency */
    size_t scenarios;
    const char *result; /* "net", "net_public", "net.PAYER": whose decision it is */
    size_t groups;
    const char *const *group;                                       /* as topic_group takes them */
    uint32_t iterations;                                            /* from VALUE_ITERATIONS_LEAST; _MOST are taken */
    const struct value_pilot_request *pilot;                        /* NULL: none */
    struct run_options run;                                         /* threads, instruction set, cancellation */
    void (*progress)(void *context, uint32_t done, uint32_t total); /* NULL */
    void *context;
};

/* What can be learnt, and what that is worth. */
struct value_item {
    struct topic topic;
    struct information information;
    bool idle; /* no effect on any choice: worth exactly 0 */
};

/* A pilot of one size. */
struct value_size {
    uint32_t participants; /* and as many controls */
    struct information information;
    struct estimate cost, gain; /* of the pilot; worth less cost */
};

enum value_verdict {
    PILOT_USELESS, /* no result of a pilot of any size that was tried would change the choice */
    PILOT_NEVER,   /* it costs more than it is worth at every size tried */
    PILOT_UNTIL,   /* it pays at some size, and no longer at `stops` */
    PILOT_ALWAYS,  /* it pays at the greatest size tried */
    PILOT_UNPRICED /* neither a fixed cost nor one of a participant was stated */
};

struct value_pilot {
    size_t scenario; /* whose intervention it is */
    int intervention, outcome;
    double control, treated;         /* mean risks of those invited, without and with the effect */
    double persons;                  /* of the group, in all its intakes */
    bool priced;                     /* a cost was stated, be it borne by others */
    struct topic topic;              /* what decides the risks, with what is correlated with it */
    struct information limit;        /* EVPPI of that: what no pilot exceeds */
    double fixed_cost;               /* as far as the result's payers bear it */
    struct estimate per_participant; /* likewise */
    double share;                    /* of the cost that they bear */
    size_t sizes, asked, best;       /* best: greatest gain of those tried */
    const struct value_size *size;   /* [sizes] ascending; what was asked for is among them */
    enum value_verdict verdict;
    uint32_t stops; /* size from which it no longer pays, to 5 %; only for PILOT_UNTIL */
};

struct value {
    const struct plan *const *plan; /* [scenarios] */
    struct alignment alignment;     /* what the scenarios do not share */
    size_t scenarios, choices;      /* choice 0 is to do nothing, choice s + 1 scenario s */
    const char *result;
    uint32_t wanted;                   /* iterations that were asked for */
    uint32_t iterations, points, rest; /* of a quantity: points of what is learnt, each with `rest` of all else */
    struct prospects prospects;
    const struct estimate *mean; /* [choices] */
    struct information perfect;
    size_t items, groups;
    const struct value_item *item;   /* the greatest worth first, then by how much it may be, then by name */
    const struct value_item *group;  /* in the order of the command line */
    bool certain;                    /* nothing is uncertain: all is worth exactly 0 */
    const struct value_pilot *pilot; /* NULL: none asked for */
};

/* STATUS_USAGE: no such result, or one that nobody decides by; a group that is none; a pilot of what is not there;
 * several currencies. STATUS_CANCELLED leaves nothing. In what is reported 0 <= EVPPI(A) <= EVPPI(A and B) <= EVPI and
 * EVSI(n) <= EVSI(n + 1) <= EVPPI of what the pilot measures. */
enum status value_analyse(struct arena *arena, const struct value_request *request, struct value *out,
                          struct error *err);

#endif
