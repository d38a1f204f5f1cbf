/* What a run leaves: columns, one value per iteration. */
#ifndef HYOTY_ENGINE_OUTCOMES_H
#define HYOTY_ENGINE_OUTCOMES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sim/model/mechanism.h"

/* A column. Money is a present value unless the name says otherwise; savings positive, costs positive in `cost*`. */
struct column {
    const char *name; /* "net", "net.county", "savings.outcomes.marginalisation", "cumulative_net.2034", … */
    enum unit unit;
    const double *value; /* [iterations] */
    const char *about;   /* what it is, in English, for other programs */
};

/* Where each result stands among the columns. Families are consecutive: line + i, net_payer + p and so on. */
struct outcome_index {
    int net, gross, cost;                      /* society: the sums over payers, in their order, exactly */
    int net_public, gross_public, cost_public; /* payers marked public */
    int cashable, capacity;                    /* gross savings that release money; that release staff or places */
    int net_cashable, net_cashable_public;     /* net without capacity: money alone */
    int net_payer, gross_payer, cost_payer;    /* + payer */
    int net_cashable_payer;                    /* + payer */
    int line;                                  /* + line: gross savings of it, or minus its cost */
    int participants;                          /* total over intakes; + intervention */
    int cases_avoided;                         /* + outcome */
    int break_even, break_even_public; /* years from the start year to the first from which the cumulative net stays >=
                                          0; `horizon` means never */
    int break_even_cashable, break_even_cashable_public; /* the same of the cumulative net_cashable */
    int cumulative_net;             /* + t: cumulative discounted net to the end of year t, all payers */
    int cumulative_net_public;      /* + t */
    int cumulative_net_payer;       /* + payer * horizon + t */
    int cumulative_cashable;        /* + t: the same of net_cashable, all payers */
    int cumulative_cashable_public; /* + t */
    int cash_flow;                  /* + t: net cashable of year t alone, undiscounted, all payers */
    int cash_flow_public;           /* + t */
    int cash_flow_payer;            /* + payer * horizon + t */
    int net_expected;               /* E[net | parameters of the iteration]; equals net for cohort: expected */
    int quantity;                   /* + i: value of the quantity drawn_quantity[i] */
};

/* How much is recorded of an iteration. */
enum record_detail {
    RECORD_ALL,
    RECORD_RESULTS, /* no drawn quantities: that family of columns is empty */
    RECORD_TOTALS   /* nor any results by year */
};

struct outcomes {
    struct arena arena;  /* owns everything below */
    uint32_t iterations; /* finished: the first `iterations` of those asked for */
    uint32_t requested;
    size_t replicates; /* 1: iterations are independent; else iteration i belongs to replicate i % replicates */
    bool certain;      /* nothing is drawn, and nobody's luck counts: all iterations are one */
    size_t alone;      /* drawn quantities beyond the dimensions of Sobol' points (numeric/sampling.h) */
    enum record_detail detail;
    size_t columns;
    struct column *column;
    double *value; /* [stored][requested]; columns that cannot differ share their values */
    size_t stored;
    const bool *owned; /* [columns] the column's values are written, and are its own */
    struct outcome_index at;
    size_t lines;
    const struct line *line; /* [lines]; section, name and label of a line: line_item, section_table */
    size_t drawn;
    const int *drawn_quantity; /* [drawn] indices of the scenario's quantities that are not fixed */
    int horizon;
};

void outcomes_free(struct outcomes *outcomes);

/* The column of a name, NULL if there is none. */
const struct column *outcomes_find(const struct outcomes *outcomes, const char *name);

#endif
