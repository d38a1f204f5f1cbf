#include "sim/analysis/value_planned_pilot.h"

#include <math.h>
#include <omp.h>
#include <string.h>

enum { BINS = 128, LANES = 8, BLOCK = 64 };

/* Counts farther from the mean than so many standard deviations (and one) are left out: a chance below 1e-15. */
static const double REACH = 9;

/* Chances of the counts of one arm. */
struct arm {
    uint32_t participants;
    uint32_t first, width; /* of bins: count x is in bin (x - first) / width */
    size_t bins, points;
    double *chance; /* [bins][points] */
};

static double least_likely(double n, double risk)
{
    return fmax(0, floor(n * risk - REACH * sqrt(n * risk * (1 - risk)) - 1));
}

static double most_likely(double n, double risk)
{
    return fmin(n, floor(n * risk + REACH * sqrt(n * risk * (1 - risk)) + 2));
}

/* Adds the chances of the counts of one point, by their ratios from the likeliest one on. bin: [bins]. */
static void fill_point(struct arm *arm, size_t point, double risk, double *bin)
{
    const double n = arm->participants, least = least_likely(n, risk), most = most_likely(n, risk);
    const double odds = risk < 1 ? risk / (1 - risk) : INFINITY;
    const double mode = fmin(fmax(floor((n + 1) * risk), least), most);
    double sum = 0, chance = 1;
    memset(bin, 0, arm->bins * sizeof *bin);
    for (double x = mode; x <= most && chance > 0; x++) {
        sum += chance;
        bin[((uint32_t)x - arm->first) / arm->width] += chance;
        chance = x < n ? chance * ((n - x) / (x + 1) * odds) : 0;
    }
    chance = 1;
    for (double x = mode; x > least && chance > 0; x--) {
        chance *= odds > 0 ? x / ((n - x + 1) * odds) : 0;
        sum += chance;
        bin[((uint32_t)x - 1 - arm->first) / arm->width] += chance;
    }
    for (size_t b = 0; b < arm->bins; b++) arm->chance[b * arm->points + point] = bin[b] / sum;
}

static enum status fill_arm(struct arena *arena, uint32_t participants, const double *risk, size_t points,
                            struct arm *out, struct error *err)
{
    double least = participants, most = 0;
    for (size_t i = 0; i < points; i++) {
        least = fmin(least, least_likely(participants, risk[i]));
        most = fmax(most, most_likely(participants, risk[i]));
    }
    const uint32_t counts = (uint32_t)(most - least) + 1, width = (counts + BINS - 1) / BINS;
    struct arm arm = {.participants = participants,
                      .first = (uint32_t)least,
                      .width = width,
                      .bins = (counts + width - 1) / width,
                      .points = points};
    double *const bin = ARENA_ARRAY(arena, arm.bins, double);
    arm.chance = ARENA_ARRAY(arena, arm.bins * points, double);
    if (!bin || !arm.chance) return error_out_of_memory(err);
    for (size_t i = 0; i < points; i++) fill_point(&arm, i, risk[i], bin);
    *out = arm;
    return STATUS_OK;
}

static double dot(const double *a, const double *b, size_t n)
{
    double lane[LANES] = {0};
    size_t i = 0;
    for (; i + LANES <= n; i += LANES)
        for (size_t k = 0; k < LANES; k++) lane[k] += a[i + k] * b[i + k];
    for (; i < n; i++) lane[i % LANES] += a[i] * b[i];
    return ((lane[0] + lane[4]) + (lane[2] + lane[6])) + ((lane[1] + lane[5]) + (lane[3] + lane[7]));
}

struct choosing {
    const struct prospects *prospects;
    const struct learnt *learnt;
    struct arm control, treated;
    double *gain;          /* [choices][points] over today's choice, times the point's weight */
    unsigned char *choice; /* [bins of control][bins of treated] */
    double *weighed;       /* [threads][choices][points] */
    int threads;
};

/* The best choice after each count of the treated, given the count of the controls; today's among equals. */
static void choose(const struct choosing *of, size_t row, double *weighed)
{
    const size_t points = of->learnt->points, choices = of->prospects->choices;
    const double *const control = of->control.chance + row * points;
    for (size_t c = 0; c < choices; c++)
        for (size_t i = 0; i < points; i++) weighed[c * points + i] = of->gain[c * points + i] * control[i];
    for (size_t b = 0; b < of->treated.bins; b++) {
        double most = 0;
        size_t best = of->prospects->best;
        for (size_t c = 0; c < choices; c++) {
            const double gain =
                c == of->prospects->best ? 0 : dot(weighed + c * points, of->treated.chance + b * points, points);
            if (gain > most) most = gain, best = c;
        }
        of->choice[row * of->treated.bins + b] = (unsigned char)best;
    }
}

/* Chances of each choice at the points first .. last - 1. */
static void add_chances(const struct choosing *of, size_t first, size_t last, double *out_chance)
{
    const size_t points = of->learnt->points;
    for (size_t row = 0; row < of->control.bins; row++)
        for (size_t b = 0; b < of->treated.bins; b++) {
            double *const chance = out_chance + of->choice[row * of->treated.bins + b] * points;
            for (size_t i = first; i < last; i++)
                chance[i] += of->control.chance[row * points + i] * of->treated.chance[b * points + i];
        }
}

static void decide(const struct choosing *of, double *out_chance)
{
    const size_t points = of->learnt->points, blocks = (points + BLOCK - 1) / BLOCK;
    const size_t room = of->prospects->choices * points;
#pragma omp parallel num_threads(of->threads) default(none) shared(of, out_chance, points, blocks, room)
    {
#pragma omp for schedule(dynamic)
        for (size_t row = 0; row < of->control.bins; row++)
            choose(of, row, of->weighed + (size_t)omp_get_thread_num() * room);
#pragma omp for schedule(dynamic)
        for (size_t block = 0; block < blocks; block++)
            add_chances(of, block * BLOCK, block + 1 < blocks ? (block + 1) * BLOCK : points, out_chance);
    }
}

enum status planned_pilot_rule(struct arena *arena, const struct prospects *prospects, const struct learnt *learnt,
                               const struct planned_risks *risks, uint32_t participants, int threads,
                               double *out_chance, struct error *err)
{
    const size_t points = learnt->points, room = prospects->choices * points;
    struct choosing of = {
        .prospects = prospects, .learnt = learnt, .threads = threads > 0 ? threads : omp_get_max_threads()};
    TRY(fill_arm(arena, participants, risks->control, points, &of.control, err));
    TRY(fill_arm(arena, participants, risks->treated, points, &of.treated, err));
    of.gain = ARENA_ARRAY(arena, room, double);
    of.weighed = ARENA_ARRAY(arena, room * (size_t)of.threads, double);
    of.choice = ARENA_ARRAY(arena, of.control.bins * of.treated.bins, unsigned char);
    if (!of.gain || !of.weighed || !of.choice) return error_out_of_memory(err);
    for (size_t at = 0; at < room; at++)
        of.gain[at] =
            learnt->weight[at % points] * (learnt->net[at] - learnt->net[prospects->best * points + at % points]);
    memset(out_chance, 0, room * sizeof *out_chance);
    decide(&of, out_chance);
    return STATUS_OK;
}
