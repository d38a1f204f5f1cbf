/* Scenarios compared through the engine: nothing is left between a scenario and itself, files may stand in any order,
 * and what had to be made equal is said. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "sim/analysis/compare.h"
#include "sim/model/plan.h"
#include "tests/unit/scenario_fixture.h"

enum { MOST = 4 };

struct run {
    struct arena arena;
    struct specimen specimen[MOST];
    size_t scenarios;
    struct compare compare;
    struct error err;
    enum status status;
};

/* One word of changes for each scenario: --set options with blanks between. */
static void load(struct run *run, const char *file, const char *const *changes)
{
    static char words[MOST][256];
    for (run->scenarios = 0; changes[run->scenarios]; run->scenarios++) {
        const char *set[8];
        size_t sets = 0;
        char *const text = words[run->scenarios];
        snprintf(text, sizeof *words, "%s", changes[run->scenarios]);
        for (char *word = strtok(text, " "); word; word = strtok(NULL, " ")) set[sets++] = word;
        const struct load_options options = {.set = set, .sets = sets};
        struct specimen *const specimen = &run->specimen[run->scenarios];
        if (file)
            specimen_load_file(specimen, file, &options);
        else
            specimen_load_text(specimen, specimen_small, &options);
        cr_assert(specimen->scenario, "%s", specimen_messages(specimen));
    }
}

static void compare(struct run *run, struct compare_request request)
{
    const struct scenario *scenario[MOST];
    for (size_t s = 0; s < run->scenarios; s++) scenario[s] = run->specimen[s].scenario;
    arena_init(&run->arena, allocator_libc, 0);
    run->err = (struct error){0};
    request.scenario = scenario;
    request.scenarios = run->scenarios;
    request.options.isa = isa_best();
    run->status = compare_run(&run->arena, &request, &run->compare, &run->err);
}

static void release(struct run *run)
{
    arena_free(&run->arena);
    for (size_t s = 0; s < run->scenarios; s++) specimen_free(&run->specimen[s]);
}

static void run_compare(struct run *run, const char *file, const char *const *changes, bool nothing)
{
    load(run, file, changes);
    compare(run, (struct compare_request){.nothing = nothing});
    cr_assert_eq(run->status, STATUS_OK, "%s", run->err.message);
}

static const char shipped[] = "scenarios/pohjois-savo-transition.yaml";
static const char *const samplings[] = {"random", "latin_hypercube", "sobol"};

/* Every cohort and sampling, and a scenario between that draws other quantities. */
Test(engine_compare, a_scenario_and_itself_differ_by_nothing)
{
    for (size_t m = 0; m < SAMPLING_COUNT; m++)
        for (int cohort = 0; cohort < 2; cohort++) {
            struct run run;
            char same[128], other[160];
            snprintf(same, sizeof same, "simulation.sampling=%s simulation.iterations=320 simulation.cohort=%s",
                     samplings[m], cohort ? "expected" : "sampled");
            snprintf(other, sizeof other, "%s settings.horizon=30", same);
            run_compare(&run, shipped, (const char *const[]){same, other, same, NULL}, false);
            const struct comparison *const perspective[] = {&run.compare.society, &run.compare.public_finances};
            cr_assert(run.compare.split);
            for (size_t k = 0; k < 2; k++) {
                const struct pair *const pair = &perspective[k]->pair[comparison_pair(perspective[k], 0, 2)];
                cr_expect_eq(memcmp(perspective[k]->value[0], perspective[k]->value[2], 320 * sizeof(double)), 0);
                cr_expect(pair->difference.constant && pair->difference.mean.value == 0 && pair->ties.value == 1, "%s",
                          same);
                cr_expect_not(perspective[k]->pair[comparison_pair(perspective[k], 0, 1)].difference.constant);
            }
            release(&run);
        }
}

/* The first scenario's figures are those of a run of it alone. */
Test(engine_compare, the_first_is_as_if_alone)
{
    for (size_t m = 0; m < SAMPLING_COUNT; m++) {
        struct run run;
        char same[128];
        struct arena arena;
        const struct plan *plan;
        struct outcomes outcomes;
        struct error err = {0};
        snprintf(same, sizeof same, "simulation.sampling=%s simulation.iterations=160", samplings[m]);
        run_compare(&run, NULL, (const char *const[]){same, "interventions.mentoring.target.top=30%", NULL}, false);
        arena_init(&arena, allocator_libc, 0);
        cr_assert_eq(plan_compile(&arena, run.specimen[0].scenario, &plan, &err), STATUS_OK);
        cr_assert_eq(engine_run(plan, &(struct run_options){.isa = isa_best()}, &outcomes, &err), STATUS_OK);
        cr_expect_arr_eq(run.compare.society.value[0], outcomes.column[outcomes.at.net].value, 160 * sizeof(double));
        outcomes_free(&outcomes);
        arena_free(&arena);
        release(&run);
    }
}

/* Independent axes: no number of a pair knows which file came first. */
Test(engine_compare, order_of_files_changes_no_pair)
{
    for (size_t m = 0; m < SAMPLING_SOBOL; m++) {
        struct run one, other;
        char a[200], b[200];
        const char *const how = "simulation.iterations=320 simulation.seed=9 simulation.sampling=";
        snprintf(a, sizeof a, "%s%s", how, samplings[m]);
        snprintf(b, sizeof b, "%s%s interventions.mentoring.target.top=30%%", how, samplings[m]);
        run_compare(&one, NULL, (const char *const[]){a, b, NULL}, false);
        run_compare(&other, NULL, (const char *const[]){b, a, NULL}, false);
        const struct pair *const x = one.compare.society.pair, *const y = other.compare.society.pair;
        cr_expect_eq(x->difference.mean.value, -y->difference.mean.value);
        cr_expect_eq(x->difference.mean.error, y->difference.mean.error);
        cr_expect_eq(x->gain, y->gain);
        cr_expect_eq(memcmp(&x->second_wins, &y->first_wins, sizeof x->second_wins), 0);
        cr_expect_eq(
            memcmp(&one.compare.society.standing[0], &other.compare.society.standing[1], sizeof(struct standing)), 0);
        release(&one);
        release(&other);
    }
}

/* Twenty per cent and thirty per cent of the same persons: those of the smaller programme are in the larger, so that
 * pairing brings much; with other names for the same things nothing is shared. */
Test(engine_compare, persons_share_their_stochastic_by_name)
{
    struct run run;
    run_compare(&run, NULL,
                (const char *const[]){"simulation.iterations=2000", "interventions.mentoring.target.top=30%", NULL},
                false);
    cr_expect_gt(run.compare.society.pair->gain, 3, "%g", run.compare.society.pair->gain);
    release(&run);
}

/* Seeds and iterations of others are not used, and that is said; settings that mix are named. */
Test(engine_compare, what_was_aligned_is_noted)
{
    static const struct {
        const char *key;
        bool aligned;
        const char *theirs, *ours;
    } wanted[] = {{"simulation.seed", true, "8", "7"},
                  {"simulation.iterations", true, "400", "300"},
                  {"simulation.sampling", true, "sobol", "random"},
                  {"simulation.cohort", false, "expected", "sampled"},
                  {"settings.price_year", false, "2022", "2021"},
                  {"settings.discount_rate", false, "4%", "3%"},
                  {"settings.discounting", false, "end", "start"},
                  {"settings.horizon", false, "30", "20"}};
    struct run run;
    run_compare(&run, NULL,
                (const char *const[]){"simulation.seed=7 simulation.iterations=300 settings.price_year=2021 "
                                      "settings.horizon=20 settings.discount_rate=3%",
                                      "simulation.seed=8 simulation.iterations=400 simulation.sampling=sobol "
                                      "simulation.cohort=expected settings.price_year=2022 settings.horizon=30 "
                                      "settings.discount_rate=4% settings.discounting=end",
                                      NULL},
                false);
    cr_assert_eq(run.compare.alignment.notes, sizeof wanted / sizeof *wanted);
    for (size_t i = 0; i < run.compare.alignment.notes; i++) {
        const struct alignment_note *const note = &run.compare.alignment.note[i];
        cr_expect_str_eq(note->key, wanted[i].key);
        cr_expect_eq(note->aligned, wanted[i].aligned, "%s", note->key);
        cr_expect_str_eq(note->theirs, wanted[i].theirs, "%s", note->key);
        cr_expect_str_eq(note->ours, wanted[i].ours, "%s", note->key);
        cr_expect_eq(note->scenario, 1);
    }
    cr_expect_eq(run.compare.iterations, 300);
    cr_expect_eq(run.compare.scenario[1]->simulation.seed, 7);
    release(&run);
}

Test(engine_compare, currencies_are_not_mixed)
{
    struct run run;
    load(&run, NULL, (const char *const[]){"settings.currency=EUR", "settings.currency=SEK", NULL});
    compare(&run, (struct compare_request){0});
    cr_expect_eq(run.status, STATUS_USAGE);
    cr_expect(strstr(run.err.message, "EUR") && strstr(run.err.message, "SEK") && run.err.hint[0], "%s",
              run.err.message);
    release(&run);
}

Test(engine_compare, an_unknown_case_is_named)
{
    struct run run;
    load(&run, NULL, (const char *const[]){"simulation.iterations=10", "simulation.iterations=10", NULL});
    compare(&run, (struct compare_request){.outcome = "marginalization"});
    cr_expect_eq(run.status, STATUS_USAGE);
    cr_expect(strstr(run.err.hint, "marginalisation"), "%s", run.err.hint);
    release(&run);
}

/* Doing nothing is the last choice and nets 0; cases and payers of the others are as in their runs. */
/* Every saving is money, so that what the payers are left with adds up to all. */
#define MONEY " assumptions.cashable_staff_share=100%"

Test(engine_compare, doing_nothing_is_a_choice)
{
    struct run run;
    run_compare(&run, shipped,
                (const char *const[]){"simulation.iterations=200" MONEY,
                                      "simulation.iterations=200 settings.horizon=20" MONEY, NULL},
                true);
    const struct compare *const compare = &run.compare;
    cr_assert_eq(compare->choices, 3);
    cr_expect_str_eq(compare_id(compare, 0), "A");
    cr_expect_str_eq(compare_id(compare, 1), "B");
    cr_expect_str_eq(compare_id(compare, 2), "0");
    cr_expect(compare->society.column[2].constant && compare->society.column[2].mean.value == 0);
    cr_expect_eq(comparison_beats(&compare->society, 0, 2).value, compare->society.column[0].positive.value);
    for (size_t c = 0; c < 3; c++) {
        double net = 0, public_net = 0;
        for (size_t p = 0; p < compare->payers; p++) {
            cr_expect_eq(compare->payer[p].present[c], c < 2);
            net += compare->payer[p].net[c].mean.value;
            if (compare->payer[p].payer->public_finances) public_net += compare->payer[p].net[c].mean.value;
        }
        cr_expect_float_eq(net, compare->society.column[c].mean.value, 1, "%zu", c);
        cr_expect_float_eq(public_net, compare->public_finances.column[c].mean.value, 1, "%zu", c);
    }
    cr_expect(compare->has_cases && compare->society.acceptability.points > 0);
    release(&run);
}

/* Any number of threads gives the same numbers, to the bit. */
Test(engine_compare, threads_change_no_number)
{
    struct run run;
    double kept[2][200];
    struct ranking_step step[FIGURES];
    const char *const how = "simulation.iterations=200";
    for (int threads = 1; threads <= 3; threads++) {
        load(&run, shipped, (const char *const[]){how, "simulation.iterations=200 settings.horizon=20", NULL});
        compare(&run, (struct compare_request){.options = {.threads = threads}});
        cr_assert_eq(run.status, STATUS_OK, "%s", run.err.message);
        const struct comparison *const society = &run.compare.society;
        for (size_t c = 0; c < 2; c++) {
            if (threads == 1) memcpy(kept[c], society->value[c], sizeof kept[c]);
            cr_expect_arr_eq(kept[c], society->value[c], sizeof kept[c], "%d threads", threads);
        }
        for (int f = 0; f < FIGURES; f++) {
            if (threads == 1) step[f] = society->ranking[f].step[0];
            cr_expect_eq(step[f].difference, society->ranking[f].step[0].difference);
            cr_expect_eq(step[f].error, society->ranking[f].step[0].error);
        }
        release(&run);
    }
}
