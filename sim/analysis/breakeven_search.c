/* The search for one quantity: a coarse grid over its range, then outwards as far as its key allows, then the root. */
#include <float.h>
#include <math.h>
#include <string.h>

#include "sim/analysis/breakeven_work.h"
#include "sim/numeric/replicates.h"
#include "sim/numeric/root.h"

enum { GRID = 9, OUTWARD = 2, SCALES = 8, PROBES = GRID + 2 * (SCALES + 1) };

/* The range of an uncertain quantity ends at these levels. */
static const double level_low = 0.001, level_high = 0.999;

/* What sums may be off by, of the greatest gap. */
static const double met_rounding = 1e-12;

struct probe {
    double x;
    bool tried;
    struct estimate gap;
};

struct search {
    struct breakeven_work *work;
    const struct quantity *quantity;
    struct breakeven_quantity *out;
    double low, high; /* the range; equal where there is none */
    size_t probes;
    struct probe probe[PROBES]; /* by rising x */
    size_t measured;
    double largest; /* gap so far */
    bool idle;      /* so far every value gave the same results */
};

/* --- what is tried --- */

/* Into what the key allows; above 0, where 0 itself is not, a millionth is close enough. */
static double clamp(const struct search *search, double x)
{
    const double close = 1e-6, least = search->quantity->least;
    return fmin(search->quantity->most, fmax(least > 0 && least < close ? close : least, x));
}

/* An uncertain quantity ranges over its distribution, a fixed one from a tenth to ten times its value. */
static void find_range(struct search *search)
{
    const struct distribution *const distribution = &search->quantity->distribution;
    const double today = search->out->today, scale = search->quantity->scale;
    const bool bare = today == 0 || !isfinite(today);
    search->low = bare ? today : clamp(search, fmin(today / 10, today * 10));
    search->high = bare ? today : clamp(search, fmax(today / 10, today * 10));
    if (!search->out->uncertain) return;
    search->low = clamp(search, scale * distribution_quantile(distribution, level_low));
    search->high = clamp(search, scale * distribution_quantile(distribution, level_high));
}

/* Keeps the probes in order, each value once. */
static void add_probe(struct search *search, double x)
{
    size_t at = search->probes;
    if (!isfinite(x)) return;
    for (size_t i = 0; i < search->probes; i++)
        if (search->probe[i].x == x) return;
    for (; at > 0 && search->probe[at - 1].x > x; at--) search->probe[at] = search->probe[at - 1];
    search->probe[at] = (struct probe){.x = x};
    search->probes++;
}

static void add_grid(struct search *search)
{
    if (!(search->high > search->low)) return;
    for (int i = 0; i < GRID; i++) add_probe(search, search->low + (search->high - search->low) * i / (GRID - 1));
}

/* Beyond the range by one and ten times its width, and at 0, where much changes: further out nobody would believe it.
 */
static void add_outward(struct search *search)
{
    double reach = search->high - search->low;
    if (search->low > 0) add_probe(search, clamp(search, 0));
    for (int i = 0; i < OUTWARD; i++, reach *= 10) {
        add_probe(search, clamp(search, search->low - reach));
        add_probe(search, clamp(search, search->high + reach));
    }
}

/* Where today's value, 0 or no limit, tells nothing of the scale: from the least value on to a million (of money, a
 * billion) to either side. */
static void add_scales(struct search *search)
{
    const double middle = isfinite(search->low) ? search->low : fmax(0, search->quantity->least);
    double reach = unit_is_money(search->quantity->unit) ? 1 : 1e-3;
    add_probe(search, middle);
    for (int i = 0; i < SCALES; i++, reach *= 20) {
        add_probe(search, clamp(search, middle - reach));
        add_probe(search, clamp(search, middle + reach));
    }
}

/* --- trying --- */

static enum status try_value(struct search *search, double x, struct estimate *out_gap, struct error *err)
{
    struct breakeven_work *const work = search->work;
    const struct pin pin = {.quantity = search->out->quantity, .value = x};
    TRY(evaluate(&work->evaluator, &(struct inputs){.pins = 1, .pin = &pin}, work->value, err));
    *out_gap = target_gap(&work->target, work->value, work->n, work->room);
    return STATUS_OK;
}

static void note_end(struct search *search, double x)
{
    struct breakeven_work *const work = search->work;
    const struct breakeven_end end = {x, target_measure(&work->target, work->value, work->n, true, work->room)};
    if (search->measured == 0 || x < search->out->from.quantity) search->out->from = end;
    if (search->measured == 0 || x > search->out->to.quantity) search->out->to = end;
}

static enum status try_probe(struct search *search, struct probe *probe, struct error *err)
{
    struct breakeven_work *const work = search->work;
    if (probe->tried) return STATUS_OK;
    TRY(try_value(search, probe->x, &probe->gap, err));
    if (search->measured == 0) memcpy(work->first, work->value, work->n * sizeof *work->value);
    search->idle = search->idle && memcmp(work->first, work->value, work->n * sizeof *work->value) == 0;
    note_end(search, probe->x);
    search->largest = fmax(search->largest, fabs(probe->gap.value));
    probe->tried = true;
    search->measured++;
    return STATUS_OK;
}

/* Both ends and the middle first: where they agree to the bit, the rest need not be tried. */
static enum status try_probes(struct search *search, struct error *err)
{
    const size_t last = search->probes - 1, first[] = {0, last / 2, last};
    for (size_t i = 0; i < 3; i++) TRY(try_probe(search, &search->probe[first[i]], err));
    for (size_t i = 0; i <= last && !search->idle; i++) TRY(try_probe(search, &search->probe[i], err));
    return STATUS_OK;
}

/* Whether the target is met, as far as rounding tells. */
static bool is_met(const struct search *search, double gap)
{
    return gap >= -met_rounding * search->largest;
}

static bool meets(const struct search *search, const struct probe *probe)
{
    return is_met(search, probe->gap.value);
}

static double distance(const struct search *search, const struct probe *probe)
{
    const double today = isfinite(search->out->today) ? search->out->today : search->probe[search->probes - 1].x;
    return fmax(0, fmax(probe[0].x - today, today - probe[1].x));
}

/* The pair of neighbours between which the crossing nearest to today's value lies; NULL: there is none. */
static const struct probe *nearest_crossing(struct search *search)
{
    const struct probe *nearest = NULL;
    search->out->crossings = 0;
    for (size_t i = 0; i + 1 < search->probes; i++) {
        const struct probe *const pair = &search->probe[i];
        if (meets(search, &pair[0]) == meets(search, &pair[1])) continue;
        search->out->crossings++;
        if (!nearest || distance(search, pair) < distance(search, nearest)) nearest = pair;
    }
    return nearest;
}

/* The pair of neighbours where the stretch that meets the target on one side of a crossing ends; NULL: it goes on as
 * far as was tried. */
static const struct probe *far_crossing(const struct search *search, const struct probe *crossing)
{
    const bool above = meets(search, &crossing[1]);
    size_t i = (size_t)(crossing - search->probe);
    while (above ? i + 2 < search->probes : i > 0) {
        i = above ? i + 1 : i - 1;
        const struct probe *const pair = &search->probe[i];
        if (meets(search, &pair[0]) != meets(search, &pair[1])) return pair;
    }
    return NULL;
}

/* --- the root --- */

/* By how much the gap rises with the quantity at x: over a thousandth of the bracket to either side. */
static enum status measure_slope(struct search *search, const struct probe *bracket, double x, double *out,
                                 struct error *err)
{
    const double step = (bracket[1].x - bracket[0].x) / 1000;
    const double from = clamp(search, x - step), to = clamp(search, x + step);
    struct estimate before, after;
    TRY(try_value(search, from, &before, err));
    TRY(try_value(search, to, &after, err));
    *out = (after.value - before.value) / (to - from);
    return STATUS_OK;
}

static double level_of(const struct search *search, double x)
{
    return distribution_cdf(&search->quantity->distribution, x / search->quantity->scale);
}

/* The chance of a value between two ends, both of which belong to it: single values may stand there, and an end that
 * was searched for is known to a relative 1e-10. */
static double chance_between(const struct search *search, double low, double high)
{
    const double beside = 1e-9 * fmax(fmax(fabs(search->low), fabs(search->high)), search->high - search->low);
    return level_of(search, high + beside) - level_of(search, low - beside);
}

static void place(struct search *search, double x)
{
    struct breakeven_quantity *const out = search->out;
    const bool inside = search->high > search->low && x >= search->low && x <= search->high;
    out->verdict = inside ? BREAKEVEN_WITHIN : BREAKEVEN_OUTSIDE;
    if (!out->uncertain) return;
    out->level = level_of(search, x);
    const double end = out->stretch ? out->end.value : out->above ? INFINITY : -INFINITY;
    out->chance = chance_between(search, fmin(x, end), fmax(x, end));
}

/* Whether a root is an end of its bracket but for the tolerance, as at a jump from 0 on, nought, or the number that the
 * scenario holds for certain: then it is that, exactly. Rounding that is_met forgives moves it too, by as much of all
 * that was tried. */
static bool snap(const struct search *search, const struct root *root, const struct probe *bracket, double *x)
{
    const double nought = bracket[0].x <= 0 && bracket[1].x >= 0 ? 0 : NAN;
    const double known[] = {bracket[0].x, bracket[1].x, nought, search->out->uncertain ? NAN : search->out->today};
    const double reach = fmax(fabs(search->probe[0].x), fabs(search->probe[search->probes - 1].x));
    const double tolerance = 2 * fmax(root->tolerance, met_rounding * reach);
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (!(fabs(*x - known[i]) <= tolerance)) continue;
        *x = known[i];
        return true;
    }
    return false;
}

/* A gap above 0 wherever the target is met: where it is 0 over a stretch, the root is the end of that. */
static double decided(const struct search *search, double gap)
{
    return is_met(search, gap) ? fmax(gap, DBL_MIN) : gap;
}

static enum status find_root(struct search *search, const struct probe *bracket, struct estimate *out,
                             struct error *err)
{
    struct root root;
    struct estimate gap = bracket[1].gap;
    double x, slope;
    const double relative = 1e-10, least = 1e-12;
    const double size = fmax(fmax(fabs(bracket[0].x), fabs(bracket[1].x)), bracket[1].x - bracket[0].x);
    const double before = decided(search, bracket[0].gap.value), after = decided(search, bracket[1].gap.value);
    root_start(&root, bracket[0].x, before, bracket[1].x, after, fmax(relative * size, least));
    while (root_next(&root, &x)) {
        TRY(try_value(search, x, &gap, err));
        root_offer(&root, decided(search, gap.value));
    }
    x = root_value(&root);
    const bool exact = snap(search, &root, bracket, &x);
    TRY(try_value(search, x, &gap, err));
    TRY(measure_slope(search, bracket, x, &slope, err));
    *out = replicates_estimate(x, slope != 0 && !exact ? gap.error / fabs(slope) : 0);
    return STATUS_OK;
}

/* The crossing, and the other end of the stretch that it opens. */
static enum status find_roots(struct search *search, const struct probe *bracket, struct error *err)
{
    struct breakeven_quantity *const out = search->out;
    const struct probe *const far = far_crossing(search, bracket);
    out->above = meets(search, &bracket[1]);
    out->stretch = far != NULL;
    TRY(find_root(search, bracket, &out->value, err));
    if (far) TRY(find_root(search, far, &out->end, err));
    place(search, out->value.value);
    return STATUS_OK;
}

/* --- one quantity --- */

static void describe(struct search *search)
{
    const struct quantity *const quantity = search->quantity;
    struct breakeven_quantity *const out = search->out;
    out->uncertain = !distribution_is_fixed(&quantity->distribution);
    out->today = scenario_mean(search->work->plan->scenario, out->quantity);
    out->low = out->high = out->today;
    if (!out->uncertain) return;
    out->low = quantity->scale * distribution_quantile(&quantity->distribution, 0.05);
    out->high = quantity->scale * distribution_quantile(&quantity->distribution, 0.95);
}

static enum status look(struct search *search, const struct probe **out, struct error *err)
{
    *out = NULL;
    if (search->probes == 0) return STATUS_OK;
    TRY(try_probes(search, err));
    if (!search->idle) *out = nearest_crossing(search);
    return STATUS_OK;
}

enum status breakeven_search(struct breakeven_work *work, int quantity, struct breakeven_quantity *out,
                             struct error *err)
{
    struct breakeven_quantity made = {.quantity = quantity};
    struct search search = {
        .work = work, .quantity = &work->plan->scenario->quantity[quantity], .out = &made, .idle = true};
    const struct probe *bracket;
    describe(&search);
    find_range(&search);
    add_grid(&search);
    TRY(look(&search, &bracket, err));
    if (!bracket) {
        if (search.high > search.low)
            add_outward(&search);
        else
            add_scales(&search);
        TRY(look(&search, &bracket, err));
    }
    made.verdict = search.idle ? BREAKEVEN_IDLE : BREAKEVEN_NONE;
    if (bracket) TRY(find_roots(&search, bracket, err));
    *out = made;
    return STATUS_OK;
}
