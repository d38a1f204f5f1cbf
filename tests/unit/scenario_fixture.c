#include "scenario_fixture.h"

#include <criterion/criterion.h>
#include <gsl/gsl_errno.h>
#include <string.h>

#include "sim/base/text_buffer.h"

const char specimen_small[] = "title: Mentoring\n"
                              "population:\n"
                              "  ninth_graders: {size: 400}\n"
                              "outcomes:\n"
                              "  marginalisation:\n"
                              "    risk: 6%\n"
                              "    concentration: {top: 20%, share: 60%}\n"
                              "    cost_per_case: 1.2M\n"
                              "    duration: 40 years\n"
                              "interventions:\n"
                              "  mentoring:\n"
                              "    target: {top: 20%}\n"
                              "    cost: {per_participant: 1800}\n"
                              "    effects:\n"
                              "      marginalisation: {relative_risk: {lognormal: {p5: 0.6, p95: 0.98}}}\n";

/* Every section and every kind of value. */
const char specimen_full[] =
    "format: 1\n"
    "title: {fi: \"Nivelvaihe \\\"2\\\"\", en: Transition, sv: Övergång}\n"
    "description: Two lines\n"
    "settings: {start_year: 2021, horizon: 45 years, discounting: mid, price_year: 2021, currency: EUR,\n"
    "  discount_rate: [{until: 30, rate: 3.5%}, {until: 75, rate: 3%}], interactions: best}\n"
    "payers:\n"
    "  municipality: {label: {fi: Kunta, en: Municipality}}\n"
    "  state: {}\n"
    "  national_income: {public: no}\n"
    "price_indices:\n"
    "  consumer_prices: {base: 2024, factors: {2007: 1.402, 2021: 1.156}, source: Statistics}\n"
    "assumptions:\n"
    "  lifetime_cost:\n"
    "    value: {pert: {min: 0.37M, mode: 1.2M, max: 1.8M}}\n"
    "    unit: EUR/person\n"
    "    source: 'A \"source\": with colon'\n"
    "    evidence: published\n"
    "    price_year: 2007\n"
    "    payers: {dirichlet: {municipality: 4, state: 11}}\n"
    "    alternatives:\n"
    "      research: {value: {uniform: [230k, 370k]}, note: lower, basis: present_value, payers: {state: 100%}}\n"
    "      audit: {value: 1.13M, price_year: 2021}\n"
    "  alias: {value: $rate}\n"
    "  rate: {normal: {mean: 2%, sd: 0.5%, min: 0%}, label: Rate}\n"
    "  unused: {value: 3, unit: EUR}\n"
    "population:\n"
    "  ninth_graders: {size: 2.5k, intakes: 3, label: Ninth}\n"
    "  others: {size: 10}\n"
    "services:\n"
    "  care: {annual_cost: {gamma: {mean: 3200, sd: 400}}, duration: 6 years, population: [ninth_graders],\n"
    "    payers: {municipality: 15%, state: 85%}, growth: $rate}\n"
    "  school: {annual_cost: {low: 6100, high: 15500}, duration: {discrete: {values: [3, 4], weights: [1, 3]}},\n"
    "    concentration: {points: [{top: 20%, share: 80%}, {top: 10%, share: 70%}], cap: none},\n"
    "    payers: {state: 1}}\n"
    "  clinic: {annual_cost: {empirical: {values: [10, 20, 40]}}, duration: 1, cashable: 30%,\n"
    "    concentration: {values: [1, 2, 3, 10]}, payers: {state: 100%}}\n"
    "outcomes:\n"
    "  marginalisation: {risk: {beta: {mean: 6%, sd: 1.5%}}, concentration: {top: 20%, share: 60%, shape: lognormal},\n"
    "    cost_per_case: $lifetime_cost, onset: 3 years, duration: 40 years}\n"
    "  dropout: {risk: {mixture: [{weight: 30%, of: 2%}, {weight: 0.7, uniform: [3%, 5%]}]}, annual_cost: 12k,\n"
    "    profile: [3, 2, 1], case_cv: 0.5, payers: {dirichlet: {municipality: 1, state: 2, national_income: 0.5}},\n"
    "    population: others, growth: $alias}\n"
    "workforce:\n"
    "  staff: {fte: 800, sickness_absence: {days: 16.5 days, cost_per_day: 250}, payers: {municipality: 100%},\n"
    "    turnover: {rate: 12%, cost_per_recruitment: 8k}}\n"
    "overheads:\n"
    "  parallel: {annual_cost: 1.5M, payers: {municipality: 50%, state: 50%}}\n"
    "interventions:\n"
    "  co_development:\n"
    "    population: ninth_graders\n"
    "    target: {top: 20%, accuracy: 70%}\n"
    "    uptake: {value: {beta: {mean: 60%, sd: 8%}}, note: guess, evidence: judgement}\n"
    "    capacity: 400\n"
    "    ramp_up: [50%, 80%, 100%]\n"
    "    cost: {fixed: [160k, 160k, 150k], per_participant: 1200, optimism_bias: {uniform: [0%, 20%]},\n"
    "      payers: {state: 70%, municipality: 30%}}\n"
    "    effects:\n"
    "      marginalisation: {relative_risk: {estimate: 0.80, ci95: [0.62, 1.02]}, deadweight: 10%, attribution: 80%}\n"
    "      care: {reduction: {pert: [0, 8%, 20%]}, persistence: 3 years, half_life: 2 years}\n"
    "      staff: {sickness_absence: 4%, turnover: 8%, persistence: 1 year}\n"
    "      parallel: {reduction: 10%}\n"
    "  network: {years: 2, cost: {fixed: 50k, payers: {state: 100%}}, effects: {parallel: {reduction: 5%}}}\n"
    "  nothing: {population: others, cost: {fixed: 0}, effects: {}}\n"
    "correlations:\n"
    "  - {between: [outcomes.marginalisation.risk, services.care.annual_cost], rho: 0.5}\n"
    "  - {between: [outcomes.marginalisation.cost_per_case, services.care.annual_cost], rho: -0.25}\n"
    "simulation: {iterations: 2k, seed: 18446744073709551615, cohort: expected}\n";

static void start(struct specimen *out)
{
    gsl_set_error_handler_off();
    *out = (struct specimen){.scenario = NULL};
    arena_init(&out->arena, allocator_libc, 0);
    diagnostics_init(&out->diagnostics, &out->arena);
}

void specimen_load_text(struct specimen *out, const char *text, const struct load_options *options)
{
    start(out);
    out->status = scenario_load_text(&out->arena, "test.yaml", text, strlen(text), options, &out->scenario,
                                     &out->diagnostics, &out->err);
}

void specimen_load_file(struct specimen *out, const char *file, const struct load_options *options)
{
    start(out);
    out->status = scenario_load(&out->arena, file, options, &out->scenario, &out->diagnostics, &out->err);
}

void specimen_load(struct specimen *out, const char *const *changes)
{
    struct load_options options = {.set = changes};
    while (changes && changes[options.sets]) options.sets++;
    specimen_load_text(out, specimen_small, &options);
}

void specimen_expect_round_trip(struct specimen *first)
{
    cr_assert_not_null(first->scenario, "%s", specimen_messages(first));
    const char *const shown = scenario_show(&first->arena, first->scenario);
    cr_assert_not_null(shown);
    struct specimen second;
    specimen_load_text(&second, shown, NULL);
    cr_assert_not_null(second.scenario, "%s\n%s", specimen_messages(&second), shown);
    cr_expect_str_eq(scenario_show(&second.arena, second.scenario), shown);
    const struct scenario *const a = first->scenario, *const b = second.scenario;
    cr_expect_str_eq(a->hash, b->hash);
    cr_assert_eq(a->quantities, b->quantities);
    for (size_t i = 0; i < a->quantities; i++) {
        const struct quantity *const p = &a->quantity[i];
        const int at = scenario_find_quantity(b, p->path);
        cr_assert_geq(at, 0, "%s", p->path);
        const struct quantity *const q = &b->quantity[at];
        cr_expect_str_eq(p->written, q->written);
        cr_expect(p->unit == q->unit && p->scale == q->scale && p->evidence == q->evidence, "%s", p->path);
        cr_expect(p->price_year == q->price_year && !p->base == !q->base, "%s", p->path);
        for (double u = 0.1; u < 1; u += 0.2)
            cr_expect_eq(distribution_quantile(&p->distribution, u), distribution_quantile(&q->distribution, u), "%s",
                         p->path);
    }
    specimen_free(&second);
}

void specimen_free(struct specimen *loaded)
{
    arena_free(&loaded->arena);
}

const char *specimen_messages(struct specimen *loaded)
{
    struct text_buffer text;
    text_buffer_init(&text, &loaded->arena);
    text_buffer_add(&text, loaded->err.message);
    for (const struct diagnostic *one = loaded->diagnostics.first; one; one = one->next)
        text_buffer_printf(&text, "\n%s", diagnostic_format(&loaded->arena, one));
    return text_buffer_finish(&text);
}

const struct quantity *specimen_quantity(const struct specimen *loaded, const char *path)
{
    const int index = loaded->scenario ? scenario_find_quantity(loaded->scenario, path) : -1;
    cr_assert_geq(index, 0, "there is a quantity %s", path);
    return &loaded->scenario->quantity[index];
}

double specimen_value(const struct specimen *loaded, const char *path)
{
    return distribution_quantile(&specimen_quantity(loaded, path)->distribution, 0.5);
}
