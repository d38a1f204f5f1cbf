#include "tests/twice/generate.h"

#include <criterion/criterion.h>
#include <stdarg.h>
#include <stdio.h>

#include "sim/numeric/stream.h"

enum { TEXT_MAX = 8192, SECTIONS = 9 };

/* Uniforms come by name: a change in one place shifts nothing elsewhere. */
struct generator {
    uint32_t n;
    struct generate_change change;
    char text[SECTIONS][TEXT_MAX];
    size_t used[SECTIONS];
    int section;
    int horizon, payers, groups, outcomes, services, workforces, overheads, interventions;
    int outcome_group[2], service_group[3]; /* the one group concerned, -1: all */
    uint64_t stream;
    uint32_t drawn;
};

__attribute__((format(printf, 2, 3))) static void put(struct generator *g, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const size_t used = g->used[g->section];
    const int n = vsnprintf(g->text[g->section] + used, TEXT_MAX - used, format, arguments);
    va_end(arguments);
    cr_assert(n >= 0 && used + (size_t)n < TEXT_MAX, "a generated section is too long");
    g->used[g->section] += (size_t)n;
}

/* From here on draws depend on this name and their order after it. */
static void subject(struct generator *g, const char *name, int index)
{
    char stream[64];
    snprintf(stream, sizeof stream, "generator/%s/%d", name, index);
    g->stream = stream_id(stream);
    g->drawn = 0;
}

static double real(struct generator *g, double low, double high)
{
    return low + (high - low) * stream_wide(20260101, g->stream, g->n, g->drawn++);
}

static int pick(struct generator *g, int n)
{
    return (int)real(g, 0, n);
}

static bool chance(struct generator *g, double probability)
{
    return real(g, 0, 1) < probability;
}

/* A quantity within [low, high] in one of many forms; every number is multiplied by `scale`. */
static void quantity(struct generator *g, double low, double high, double scale, double certain)
{
    const double a = real(g, low, high), b = real(g, low, high), c = real(g, low, high);
    const double least = a < b ? a : b, most = a < b ? b : a, middle = (least + most) / 2, sd = (most - least) / 6;
    const int form = chance(g, certain) ? 0 : 1 + pick(g, 12);
    const double s = scale;
    switch (form) {
        case 1: put(g, "{uniform: {min: %.9f, max: %.9f}}", s * least, s * most); break;
        case 2: put(g, "{triangular: {min: %.9f, mode: %.9f, max: %.9f}}", s * least, s * middle, s * most); break;
        case 3: put(g, "{pert: {min: %.9f, mode: %.9f, max: %.9f}}", s * least, s * (middle + sd), s * most); break;
        case 4:
            put(g, "{normal: {mean: %.9f, sd: %.9f, min: %.9f, max: %.9f}}", s * middle, s * sd, s * least, s * most);
            break;
        case 5:
            put(g, "{truncated_normal: {mean: %.9f, sd: %.9f, min: %.9f, max: %.9f}}", s * middle, s * 2 * sd,
                s * least, s * most);
            break;
        case 6: put(g, "{discrete: {values: [%.9f, %.9f, %.9f], weights: [1, 2, 1]}}", s * a, s * b, s * c); break;
        case 7:
            if (low > 0)
                put(g, "{lognormal: {mean: %.9f, sd: %.9f, max: %.9f}}", s * middle, s * sd, s * high);
            else
                put(g, "%.9f", s * a);
            break;
        case 8:
            if (low > 0)
                put(g, "{gamma: {mean: %.9f, sd: %.9f, max: %.9f}}", s * middle, s * sd, s * high);
            else
                put(g, "{uniform: {min: %.9f, max: %.9f}}", s * least, s * most);
            break;
        case 9:
            if (low > 0 && high <= 1)
                put(g, "{beta: {mean: %.9f, sd: %.9f}}", s * middle, s * sd);
            else
                put(g, "{uniform: {min: %.9f, max: %.9f}}", s * least, s * most);
            break;
        case 10:
            if (low > 0)
                put(g, "{weibull: {shape: 3.5, scale: %.9f, max: %.9f}}", s * middle, s * high);
            else
                put(g, "{uniform: {min: %.9f, max: %.9f}}", s * least, s * most);
            break;
        case 11:
            put(g, "{empirical: {values: [%.9f, %.9f, %.9f, %.9f]%s}}", s * a, s * b, s * c, s * middle,
                a < b ? ", join: yes" : "");
            break;
        case 12:
            put(g, "{mixture: [{weight: 30%%, of: %.9f}, {weight: 70%%, uniform: {min: %.9f, max: %.9f}}]}", s * c,
                s * least, s * most);
            break;
        default: put(g, "%.9f", s * a);
    }
}

static void field(struct generator *g, const char *key, double low, double high)
{
    put(g, ", %s: ", key);
    quantity(g, low, high, 1, 0.5);
}

static void money(struct generator *g, const char *key, double low, double high)
{
    put(g, ", %s: ", key);
    if (chance(g, 0.1) && high >= 3 * low)
        put(g, "{low: %.9f, high: %.9f}", g->change.money * low, g->change.money * high);
    else
        quantity(g, low, high, g->change.money, 0.4);
}

static void maybe(struct generator *g, const char *key, double low, double high)
{
    const uint32_t here = g->drawn;
    if (chance(g, 0.5)) field(g, key, low, high);
    g->drawn = here + 20;
}

static void label(struct generator *g, const char *name)
{
    put(g, "label: {en: %s %s}", g->change.other_words ? "Other words for" : "The", name);
}

static void payers(struct generator *g)
{
    if (g->payers == 0) return;
    const bool dirichlet = chance(g, 0.3), small = chance(g, 0.5);
    put(g, dirichlet ? ", payers: {dirichlet: {" : ", payers: {");
    int left = 100;
    for (int p = 0; p < g->payers; p++) {
        const int share = p == g->payers - 1 ? left : pick(g, left + 1);
        left -= share;
        if (dirichlet)
            put(g, "%sp%d: %.3f", p ? ", " : "", p, real(g, small ? 0.02 : 0.3, small ? 0.5 : 8));
        else
            put(g, "%sp%d: %d%%", p ? ", " : "", p, share);
    }
    put(g, dirichlet ? "}}" : "}");
}

static void concentration(struct generator *g, double omitted)
{
    static const char *const shapes[] = {
        "{top: 20%, share: 80%}",
        "{top: 20%, share: 80%, shape: pareto, cap: 30}",
        "{top: 10%, share: 45%, shape: lognormal}",
        "none",
        "{top: 20%, share: 60%, shape: pareto, cap: none}",
        "{top: 30%, share: 50%, shape: lognormal}",
        "{shape: empirical, values: [0, 1, 1, 1, 2, 2, 3, 8, 40]}",
        "{shape: empirical, values: [0, 0, 0, 1, 2, 2, 6]}",
    };
    if (!chance(g, omitted)) put(g, ", concentration: %s", shapes[pick(g, (int)(sizeof shapes / sizeof *shapes))]);
}

/* The one group that it concerns, or -1 for all. */
static int applies(struct generator *g)
{
    if (g->groups == 1 || !chance(g, 0.4)) return -1;
    const int group = pick(g, g->groups);
    put(g, ", population: [g%d]", group);
    return group;
}

/* --- sections ------------------------------------------------------------------------------------------------------
 */

static void settings(struct generator *g)
{
    static const char *const rates[] = {"3%", "0", "4.5%", "green_book"};
    static const char *const timings[] = {"start", "mid", "end"};
    subject(g, "settings", 0);
    const int rate = pick(g, 4), timing = pick(g, 3), horizon = 2 + pick(g, 42);
    g->horizon = horizon;
    const bool best = chance(g, 0.4) && !g->change.only_relative_risks;
    put(g, "title: {en: \"%s %u\"}\n", g->change.other_words ? "By another name" : "Random scenario", g->n);
    put(g, "settings: {start_year: 2021, horizon: %d, discount_rate: %s, discounting: %s%s}\n",
        horizon + g->change.longer, g->change.no_discounting ? "0" : rates[rate],
        g->change.timing ? g->change.timing : timings[timing], best ? ", interactions: best" : "");
}

static void payer_section(struct generator *g)
{
    if (g->payers == 0) return;
    subject(g, "payers", 0);
    put(g, "payers:\n");
    for (int p = 0; p < g->payers; p++) {
        put(g, "  p%d: {", p);
        label(g, "payer");
        put(g, "%s}\n", chance(g, 0.35) && p > 0 ? ", public: no" : "");
    }
}

static void population(struct generator *g)
{
    put(g, "population:\n");
    for (int k = 0; k < g->groups; k++) {
        subject(g, "population", k);
        const int intakes = 1 + pick(g, 4), size = 20 + pick(g, 180);
        put(g, "  g%d: {size: %d, intakes: %d, ", k, size, intakes);
        label(g, "group");
        put(g, "}\n");
    }
}

static void case_cost(struct generator *g)
{
    const int basis = pick(g, 3);
    if (basis == 0)
        money(g, "annual_cost", 2000, 30000);
    else
        money(g, "cost_per_case", 50000, 1200000);
    if (basis == 2) put(g, ", basis: present_value");
    if (chance(g, 0.3))
        put(g, ", profile: [%.2f, 2, 1.5, %.2f, 0.25]", real(g, 0, 3), real(g, 0, 3));
    else if (chance(g, 0.2))
        put(g, chance(g, 0.5) ? ", duration: 0" : ", duration: {uniform: [0, 2]}");
    else
        field(g, "duration", 1.5, 40);
}

static void outcomes(struct generator *g)
{
    if (g->outcomes) put(g, "outcomes:\n");
    for (int k = 0; k < g->outcomes; k++) {
        subject(g, "outcome", k);
        put(g, "  o%d: {", k);
        label(g, "outcome");
        put(g, ", risk: ");
        if (chance(g, 0.15))
            put(g, "{discrete: {values: [0%%, %.9f], weights: [2, 1]}}", real(g, 0, 0.1));
        else
            quantity(g, 0.03, 0.4, 1, 0); /* uncertain, so that it can be correlated */
        concentration(g, 0.4);
        case_cost(g);
        maybe(g, "onset", 0, 4);
        if (chance(g, 0.4)) field(g, "case_cv", 0.2, 1.5);
        maybe(g, "growth", -0.01, 0.02);
        maybe(g, "cashable", 0, 1);
        g->outcome_group[k] = applies(g);
        payers(g);
        put(g, "}\n");
    }
}

static void services(struct generator *g)
{
    if (g->services) put(g, "services:\n");
    for (int k = 0; k < g->services; k++) {
        subject(g, "service", k);
        put(g, "  s%d: {", k);
        label(g, "service");
        money(g, "annual_cost", 500, 9000);
        field(g, "duration", 0.5, 8);
        concentration(g, 0.3);
        maybe(g, "growth", -0.01, 0.02);
        maybe(g, "cashable", 0, 1);
        g->service_group[k] = applies(g);
        payers(g);
        put(g, "}\n");
    }
}

static void workforce(struct generator *g)
{
    if (g->workforces) put(g, "workforce:\n");
    for (int k = 0; k < g->workforces; k++) {
        subject(g, "workforce", k);
        put(g, "  w%d: {", k);
        label(g, "staff");
        field(g, "fte", 10, 800);
        put(g, ", sickness_absence: {days: ");
        quantity(g, 8, 20, 1, 0.5);
        money(g, "cost_per_day", 150, 400);
        put(g, "}, turnover: {rate: ");
        quantity(g, 0.05, 0.2, 1, 0.5);
        money(g, "cost_per_recruitment", 2000, 15000);
        put(g, "}");
        maybe(g, "growth", -0.01, 0.02);
        maybe(g, "cashable", 0, 1);
        payers(g);
        put(g, "}\n");
    }
}

static void overheads(struct generator *g)
{
    if (g->overheads) put(g, "overheads:\n");
    for (int k = 0; k < g->overheads; k++) {
        subject(g, "overhead", k);
        put(g, "  h%d: {", k);
        label(g, "overhead");
        money(g, "annual_cost", 10000, 1500000);
        maybe(g, "growth", -0.01, 0.02);
        maybe(g, "cashable", 0, 1);
        payers(g);
        put(g, "}\n");
    }
}

static void adjustments(struct generator *g)
{
    if (g->change.all_deadweight)
        put(g, ", deadweight: 1");
    else
        maybe(g, "deadweight", 0, 0.5);
    maybe(g, "attribution", 0.5, 1);
    maybe(g, "displacement", 0, 0.3);
}

static void fading(struct generator *g)
{
    maybe(g, "persistence", 0, 5);
    maybe(g, "half_life", 0.5, 4);
}

static void outcome_effect(struct generator *g, int outcome)
{
    const int measure = g->change.only_relative_risks ? 0 : pick(g, 4);
    const double high = g->change.only_relative_risks ? 0.99 : 1.2;
    const bool none = g->change.no_effect;
    put(g, "      o%d: {", outcome);
    switch (measure) {
        case 0:
            put(g, "relative_risk: ");
            quantity(g, none ? 1 : 0.2, none ? 1 : high, g->change.relative_risk, none ? 1 : 0.3);
            break;
        case 1:
            put(g, "relative_risk_reduction: ");
            quantity(g, none ? 0 : -0.2, none ? 0 : 0.9, 1, none ? 1 : 0.3);
            break;
        case 2:
            put(g, "odds_ratio: ");
            quantity(g, none ? 1 : 0.2, none ? 1 : 1.5, 1, none ? 1 : 0.3);
            break;
        default: {
            const bool harm = chance(g, 0.4);
            put(g, "absolute_risk_reduction: ");
            quantity(g, none ? 0 : harm ? -0.3 : -0.03, none ? 0 : harm ? 0.05 : 0.2, 1, none ? 1 : 0.3);
        }
    }
    adjustments(g);
    put(g, "}\n");
}

static void share_effect(struct generator *g, char prefix, int item)
{
    const double low = g->change.no_effect ? 0 : -0.05, high = g->change.no_effect ? 0 : 0.4;
    const double certain = g->change.no_effect ? 1 : 0.4;
    put(g, "      %c%d: {", prefix, item);
    if (prefix == 'w') {
        const int both = pick(g, 3);
        if (both != 1) put(g, "sickness_absence: "), quantity(g, low, high, 1, certain);
        if (both != 0) put(g, both == 2 ? ", turnover: " : "turnover: "), quantity(g, low, high, 1, certain);
    } else {
        put(g, "reduction: ");
        quantity(g, low, high, 1, certain);
    }
    adjustments(g);
    fading(g);
    put(g, "}\n");
}

/* group -1: no participants */
static void effects(struct generator *g, int j, int group)
{
    put(g, "    effects:\n");
    bool any = false;
    for (int k = 0; group >= 0 && k < g->outcomes; k++) {
        subject(g, "effect on outcome", 10 * j + k);
        if (chance(g, 0.75) && (g->outcome_group[k] < 0 || g->outcome_group[k] == group))
            outcome_effect(g, k), any = true;
    }
    for (int k = 0; group >= 0 && k < g->services; k++) {
        subject(g, "effect on service", 10 * j + k);
        if (chance(g, 0.75) && (g->service_group[k] < 0 || g->service_group[k] == group))
            share_effect(g, 's', k), any = true;
    }
    for (int k = 0; k < g->workforces; k++) {
        subject(g, "effect on workforce", 10 * j + k);
        if (chance(g, 0.75)) share_effect(g, 'w', k), any = true;
    }
    for (int k = 0; k < g->overheads; k++) {
        subject(g, "effect on overhead", 10 * j + k);
        if (chance(g, 0.75) || (!any && k == g->overheads - 1)) share_effect(g, 'h', k), any = true;
    }
    if (!any) put(g, "      {}\n");
}

static void targeting(struct generator *g, int group)
{
    static const double exact[] = {0, 0.5, 1};
    put(g, "    population: g%d\n    target: {top: ", group);
    if (chance(g, 0.2))
        put(g, "100%%");
    else
        quantity(g, 0.1, 0.9, 1, 0.6);
    if (chance(g, 0.4))
        put(g, ", accuracy: %.1f}\n", exact[pick(g, 3)]);
    else
        put(g, ", accuracy: "), quantity(g, 0, 1, 1, 0.6), put(g, "}\n");
    put(g, "    uptake: ");
    quantity(g, 0.3, 0.95, g->change.uptake, 0);
    put(g, "\n");
    if (chance(g, 0.3)) put(g, "    capacity: "), quantity(g, 3, 60, 1, 0.5), put(g, "\n");
}

/* Some programmes start later than the scenario, said in one of three ways. */
static void start(struct generator *g, int j)
{
    static const char *const said[] = {"    start: %d\n", "    start: %d years\n", "    start: %d\n"};
    subject(g, "start", j);
    const int years = pick(g, g->horizon < 4 ? g->horizon : 4), how = pick(g, 3);
    if (chance(g, 0.4)) put(g, said[how], how == 2 ? 2021 + years : years);
}

static void programme(struct generator *g, bool persons)
{
    const double money_of_all = g->change.money;
    g->change.money *= g->change.cost;
    put(g, "    cost: {fixed: [");
    const int years = 1 + pick(g, 3);
    for (int y = 0; y < years; y++) {
        if (y) put(g, ", ");
        quantity(g, 1000, 200000, g->change.money, 0.7);
    }
    put(g, "]");
    if (persons) money(g, "per_participant", 100, 3000);
    g->change.money = money_of_all;
    maybe(g, "optimism_bias", 0, 0.3);
    payers(g);
    put(g, "}\n");
}

static void interventions(struct generator *g)
{
    put(g, "interventions:\n");
    for (int j = 0; j < g->interventions; j++) {
        subject(g, "intervention", j);
        const bool persons = j == 0 || chance(g, 0.8);
        const int group = pick(g, g->groups);
        put(g, "  i%d:\n    ", j);
        label(g, "intervention");
        put(g, "\n");
        if (persons)
            targeting(g, group);
        else
            put(g, "    population: none\n");
        start(g, j);
        subject(g, "programme", j);
        if (!persons || chance(g, 0.3)) put(g, "    years: %d\n", 3 + pick(g, 3));
        if (chance(g, 0.6)) put(g, "    ramp_up: [%d%%, 80%%, 100%%]\n", 30 + pick(g, 40));
        programme(g, persons);
        effects(g, j, persons ? group : -1);
    }
    if (g->change.idle_intervention)
        put(g,
            "  idle:\n    population: g%d\n    target: {top: 50%%}\n    uptake: 50%%\n    cost: {fixed: 0%s}\n"
            "    effects: {o0: {relative_risk: 1}}\n",
            g->outcome_group[0] < 0 ? 0 : g->outcome_group[0], g->payers ? ", payers: {p0: 100%}" : "");
}

static void rest(struct generator *g)
{
    subject(g, "rest", 0);
    if (g->outcomes > 1 && chance(g, 0.7)) {
        put(g, "correlations:\n  - {between: [outcomes.o0.risk, outcomes.o1.risk], rho: %.2f}\n", real(g, -0.7, 0.8));
        put(g, "  - {between: [interventions.i0.uptake, outcomes.o1.risk], rho: %.2f}\n", real(g, -0.5, 0.5));
    }
    put(g, "simulation: {iterations: %d, seed: %u, cohort: %s}\n", g->change.iterations ? g->change.iterations : 3,
        1000 + 7 * g->n, g->change.expected ? "expected" : "sampled");
}

char *generate_scenario(struct arena *arena, uint32_t n, const struct generate_change *change)
{
    static void (*const section[SECTIONS])(struct generator *) = {
        settings, payer_section, population, outcomes, services, workforce, overheads, interventions, rest};
    struct generator *g = ARENA_NEW(arena, struct generator);
    g->n = n;
    g->change = *change;
    if (g->change.money == 0) g->change.money = 1;
    if (g->change.cost == 0) g->change.cost = 1;
    if (g->change.relative_risk == 0) g->change.relative_risk = 1;
    if (g->change.uptake == 0) g->change.uptake = 1;
    subject(g, "numbers", 0);
    g->payers = pick(g, 5) == 0 ? 0 : 2 + pick(g, 3);
    g->groups = 1 + pick(g, 2);
    g->outcomes = 1 + pick(g, 2);
    g->services = pick(g, 3);
    g->workforces = pick(g, 2);
    g->overheads = pick(g, 3);
    g->interventions = 1 + pick(g, 3);
    for (g->section = 0; g->section < SECTIONS; g->section++) section[g->section](g);
    char *text = arena_strdup(arena, "");
    for (int k = 0; k < SECTIONS; k++)
        text = arena_printf(arena, "%s%s", text, g->text[(k + change->rotate) % SECTIONS]);
    return text;
}
