/* What it is worth to learn something before choosing, from simulated worths of the choices: pure functions over
 * arrays. More is better; numbers of one iteration, or of one point, belong together.
 *
 * EVPI   E[max over choices of net] - max over choices of E[net]                         (all is learnt)
 * EVPPI  E[max over choices of E[net | what is learnt]] - max over choices of E[net]     (Raiffa and Schlaifer 1961) */
#ifndef HYOTY_ANALYSIS_VALUE_INFORMATION_H
#define HYOTY_ANALYSIS_VALUE_INFORMATION_H

#include "sim/base/arena.h"
#include "sim/base/error.h"
#include "sim/numeric/replicates.h"

enum { INFORMATION_PARTS = SAMPLING_REPLICATES };

/* The choices as things stand. Iterations are in SAMPLING_REPLICATES replicates. */
struct prospects {
    size_t choices, n;
    const double *const *net; /* [choices][n] */
    const double *mean;       /* [choices] */
    size_t best;              /* choice with the greatest mean, the first of equals */
};

enum status prospects_init(struct arena *arena, const double *const *net, size_t choices, size_t n,
                           struct prospects *out, struct error *err);

/* What the choices are worth at points of what is learnt, the rest averaged out over a sample of its own that is the
 * same at every point. Points are in replicates as iterations are, and so is the sample of the rest, of which `part`
 * has the mean of each replicate. The mean over the points is known better from the prospects: the mean at a point
 * follows it as far as the parts say, by regression, so that noise common to all points goes whether it adds to the
 * worth or multiplies it. */
struct learnt {
    size_t points;
    const double *weight;  /* [points] in the mean 1: how likely a point is beside how often it was drawn */
    const double *part;    /* [choices][INFORMATION_PARTS][points], less what the prospects correct */
    const double *follows; /* [choices][points] change of the mean at a point for one of the mean over all */
    const double *net;     /* [choices][points] mean of the parts */
};

/* weight: of the points, of any sum; NULL: all alike. part[choices][INFORMATION_PARTS][points] as simulated; kept and
 * corrected. */
enum status learnt_init(struct arena *arena, const struct prospects *prospects, double *part, const double *weight,
                        size_t points, struct learnt *out, struct error *err);

/* The mean over the points of a number at each. */
double learnt_mean(const struct learnt *learnt, const double *x);

struct information {
    struct estimate voi; /* >= 0; error: see information_partial; as reported, within its laws */
    double estimated;    /* the worth as it was estimated, which no law has moved */
    double optimism;     /* by how much choosing and judging on one sample flatters (part of the error) */
    double change;       /* chance that another choice than today's is then made */
    double change_error; /* its standard error */
};

/* EVPI; error between replicates. */
enum status information_perfect(struct arena *arena, const struct prospects *prospects, struct information *out,
                                struct error *err);

/* EVPPI of what is learnt. Standard error: that of the points, of the sample of the rest and of the prospects between
 * their replicates (what small changes of the samples change while the choices stay, which is all in the first order),
 * and the optimism: the worth less that of choosing by 15 parts and judging by the sixteenth, each in turn. The
 * interval reaches at least as far as the worth would be if every mean were better by its 95 % interval: noise alone
 * may hide that a choice changes. */
enum status information_partial(struct arena *arena, const struct prospects *prospects, const struct learnt *learnt,
                                struct information *out, struct error *err);

/* The worth of choosing by a rule, chance[choices][points] to take each choice at each point: what is learnt need not
 * say at which point one stands. Errors as above, without the optimism. */
enum status information_of_rule(struct arena *arena, const struct prospects *prospects, const struct learnt *learnt,
                                const double *chance, struct information *out, struct error *err);

/* Keeps the worth within what must hold, and its interval around it; it reaches no farther than that of the whole. */
void information_raise(struct information *of, double least);
void information_lower(struct information *of, struct estimate whole);
/* Where nothing that was tried changes the choice: three chances in `tried` may have been missed (the rule of three),
 * each with a standard deviation of the prospects. */
void information_unseen(struct information *of, const struct prospects *prospects, double tried);

#endif
