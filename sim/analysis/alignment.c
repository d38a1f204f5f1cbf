#include "sim/analysis/alignment.h"

#include <string.h>

#include "sim/base/phrase.h"
#include "sim/base/text_buffer.h"

static const char *text_seed(struct arena *arena, const struct scenario *scenario)
{
    return arena_printf(arena, "%llu", (unsigned long long)scenario->simulation.seed);
}

static const char *text_iterations(struct arena *arena, const struct scenario *scenario)
{
    return arena_printf(arena, "%u", scenario->simulation.iterations);
}

static const char *text_sampling(struct arena *arena, const struct scenario *scenario)
{
    (void)arena;
    return sampling_name[scenario->simulation.sampling];
}

static const char *text_cohort(struct arena *arena, const struct scenario *scenario)
{
    (void)arena;
    return cohort_name[scenario->simulation.cohort];
}

static const char *text_price_year(struct arena *arena, const struct scenario *scenario)
{
    return arena_printf(arena, "%d", scenario->settings.price_year);
}

/* "0.035 30 0.03 75 0.025": by its steps, since the same schedule can be written in several ways. */
static const char *text_discount_rate(struct arena *arena, const struct scenario *scenario)
{
    const struct settings *const settings = &scenario->settings;
    struct text_buffer text;
    text_buffer_init(&text, arena);
    for (size_t i = 0; i < settings->discount_steps; i++) {
        const struct discount_step *const step = &settings->discount_step[i];
        text_buffer_printf(&text, "%.6g ", step->rate);
        if (i + 1 < settings->discount_steps) text_buffer_printf(&text, "%d ", step->until);
    }
    return text_buffer_finish(&text);
}

static const char *written_discount_rate(struct arena *arena, const struct scenario *scenario)
{
    (void)arena;
    return scenario->settings.discount_written;
}

static const char *text_discounting(struct arena *arena, const struct scenario *scenario)
{
    (void)arena;
    return discounting_name[scenario->settings.discounting];
}

static const char *text_start_year(struct arena *arena, const struct scenario *scenario)
{
    return arena_printf(arena, "%d", scenario->settings.start_year);
}

static const char *text_horizon(struct arena *arena, const struct scenario *scenario)
{
    return arena_printf(arena, "%d", scenario->settings.horizon);
}

static const char *text_interactions(struct arena *arena, const struct scenario *scenario)
{
    (void)arena;
    return interactions_name[scenario->settings.interactions];
}

static const char *text_payers(struct arena *arena, const struct scenario *scenario)
{
    (void)arena;
    return scenario_names_no_payer(scenario) ? PHRASE("none named") : PHRASE("named");
}

/* What is compared, in the order in which it is told. */
static const struct aspect {
    const char *key;
    bool aligned;
    const char *(*text)(struct arena *arena, const struct scenario *scenario);    /* the same where equal */
    const char *(*written)(struct arena *arena, const struct scenario *scenario); /* what a reader sees; NULL: text */
} aspects[] = {
    {"simulation.seed", true, text_seed, NULL},
    {"simulation.iterations", true, text_iterations, NULL},
    {"simulation.sampling", true, text_sampling, NULL},
    {"simulation.cohort", false, text_cohort, NULL},
    {"settings.price_year", false, text_price_year, NULL},
    {"settings.discount_rate", false, text_discount_rate, written_discount_rate},
    {"settings.discounting", false, text_discounting, NULL},
    {"settings.start_year", false, text_start_year, NULL},
    {"settings.horizon", false, text_horizon, NULL},
    {"settings.interactions", false, text_interactions, NULL},
    {"payers", false, text_payers, NULL},
};

enum { ASPECTS = sizeof aspects / sizeof *aspects };

static enum status check_currency(const struct scenario *const *scenario, size_t scenarios, struct error *err)
{
    for (size_t s = 1; s < scenarios; s++)
        if (strcmp(scenario[s]->settings.currency, scenario[0]->settings.currency) != 0) {
            error_set(err, STATUS_USAGE, "%.120s is in %.8s and %.120s in %.8s: they cannot be compared",
                      scenario[0]->file, scenario[0]->settings.currency, scenario[s]->file,
                      scenario[s]->settings.currency);
            return error_hint(err, "give both in one currency (settings.currency)");
        }
    return STATUS_OK;
}

static enum status add_aspect(struct arena *arena, const struct scenario *const *scenario, size_t scenarios,
                              const struct aspect *aspect, struct alignment_note *note, size_t *notes,
                              struct error *err)
{
    const char *const ours = aspect->text(arena, scenario[0]);
    for (size_t s = 1; s < scenarios; s++) {
        const char *const theirs = aspect->text(arena, scenario[s]);
        if (!ours || !theirs) return error_out_of_memory(err);
        if (strcmp(ours, theirs) == 0) continue;
        const char *(*const written)(struct arena *, const struct scenario *) =
            aspect->written ? aspect->written : aspect->text;
        note[(*notes)++] = (struct alignment_note){aspect->key, aspect->aligned, s, written(arena, scenario[s]),
                                                   written(arena, scenario[0])};
    }
    return STATUS_OK;
}

static const struct payer *find_payer(const struct scenario *scenario, const char *name)
{
    for (size_t p = 0; p < scenario->payers; p++)
        if (strcmp(scenario->payer[p].name, name) == 0) return &scenario->payer[p];
    return NULL;
}

/* A payer of the scenario that an earlier scenario has too, and counts otherwise. */
static enum status add_payer(struct arena *arena, const struct scenario *const *scenario, size_t s, size_t p,
                             struct alignment_note *note, size_t *notes, struct error *err)
{
    static const char *const word[2] = {PHRASE("no"), PHRASE("yes")};
    const struct payer *const payer = &scenario[s]->payer[p];
    for (size_t earlier = 0; earlier < s; earlier++) {
        const struct payer *const other = find_payer(scenario[earlier], payer->name);
        if (!other) continue;
        if (other->public_finances == payer->public_finances) return STATUS_OK;
        const char *const key = arena_printf(arena, "payers.%s.public", payer->name);
        if (!key) return error_out_of_memory(err);
        note[(*notes)++] =
            (struct alignment_note){key, false, s, word[payer->public_finances], word[other->public_finances]};
        return STATUS_OK;
    }
    return STATUS_OK;
}

static size_t most_notes(const struct scenario *const *scenario, size_t scenarios)
{
    size_t most = ASPECTS * scenarios;
    for (size_t s = 1; s < scenarios; s++) most += scenario[s]->payers;
    return most;
}

static enum status make_notes(struct arena *arena, const struct scenario *const *scenario, size_t scenarios,
                              struct alignment *out, struct error *err)
{
    struct alignment_note *const note = ARENA_ARRAY(arena, most_notes(scenario, scenarios), struct alignment_note);
    if (!note) return error_out_of_memory(err);
    *out = (struct alignment){.note = note};
    for (size_t a = 0; a < ASPECTS; a++)
        TRY(add_aspect(arena, scenario, scenarios, &aspects[a], note, &out->notes, err));
    for (size_t s = 1; s < scenarios; s++)
        for (size_t p = 0; p < scenario[s]->payers; p++) TRY(add_payer(arena, scenario, s, p, note, &out->notes, err));
    return STATUS_OK;
}

enum status alignment_make(struct arena *arena, const struct scenario *const *scenario, size_t scenarios,
                           const struct scenario **out_scenario, struct alignment *out, struct error *err)
{
    TRY(check_currency(scenario, scenarios, err));
    TRY(make_notes(arena, scenario, scenarios, out, err));
    for (size_t s = 0; s < scenarios; s++) {
        struct scenario *const copy = ARENA_NEW(arena, struct scenario);
        if (!copy) return error_out_of_memory(err);
        *copy = *scenario[s];
        const enum cohort cohort = copy->simulation.cohort;
        copy->simulation = scenario[0]->simulation;
        copy->simulation.cohort = cohort;
        out_scenario[s] = copy;
    }
    return STATUS_OK;
}
