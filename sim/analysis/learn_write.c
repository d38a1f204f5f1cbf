/* The posterior as a scenario file. */
#include <string.h>

#include "sim/analysis/learn.h"
#include "sim/scenario/load.h"

static const char prefix[] = "assumptions.";

/* What the alternatives of a quantity are listed under. */
static const char *owner_of(const struct quantity *quantity)
{
    const bool named = strncmp(quantity->path, prefix, strlen(prefix)) == 0;
    return quantity->path + (named ? strlen(prefix) : 0);
}

/* "prior", or the first of "prior_2", … that is free. */
static const char *free_name(struct arena *arena, const struct scenario *scenario, const char *owner)
{
    const char *name = "prior";
    for (int number = 2; name; number++) {
        bool taken = false;
        for (size_t i = 0; i < scenario->alternatives; i++)
            taken = taken || (strcmp(scenario->alternative[i].assumption, owner) == 0 &&
                              strcmp(scenario->alternative[i].name, name) == 0);
        if (!taken) break;
        name = arena_printf(arena, "prior_%d", number);
    }
    return name;
}

/* Label of the prior, one line of every run, and source of the posterior. */
static bool say(struct arena *arena, const struct learn_request *request, const struct quantity *prior,
                struct text *out_label, struct text *out_source)
{
    const char *const name = owner_of(prior);
    bool made = true;
    for (int l = 0; l < LANGUAGE_COUNT; l++) {
        out_label->in[l] = request->words->label(arena, (enum language)l, prior, name);
        out_source->in[l] = request->words->source(arena, (enum language)l, request, prior);
        made = made && out_label->in[l] && out_source->in[l];
    }
    return made;
}

static enum status keep_prior(struct arena *arena, const struct scenario *scenario, const struct quantity *quantity,
                              struct alternative *out, struct error *err)
{
    *out = (struct alternative){.assumption = owner_of(quantity),
                                .name = free_name(arena, scenario, owner_of(quantity)),
                                .source = quantity->source,
                                .note = quantity->note,
                                .written = quantity->written,
                                .definition = quantity->definition,
                                .evidence = quantity->evidence,
                                .price_year = quantity->price_year,
                                .price_index = quantity->price_index};
    return out->name ? STATUS_OK : error_out_of_memory(err);
}

static void replace(const struct learn_quantity *from, struct quantity *quantity)
{
    quantity->evidence = EVIDENCE_DERIVED;
    quantity->distribution = from->posterior;
    quantity->written = quantity->definition = from->definition;
    quantity->reading = NULL;
    quantity->alternative = NULL;
    quantity->base = NULL;
    quantity->defaulted = false;
}

static bool is_learnt(const struct learn *learn, int quantity)
{
    for (size_t q = 0; q < learn->quantities; q++)
        if (learn->quantity[q].quantity == quantity) return true;
    return false;
}

/* Correlations of what was learnt are those of the posterior, as far as they can hold together; the others stay. */
static enum status replace_correlations(struct arena *arena, const struct learn *learn, struct scenario *copy,
                                        struct error *err)
{
    struct correlation *const list = ARENA_ARRAY(arena, copy->correlations + learn->pairs, struct correlation);
    size_t count = 0;
    if (!list) return error_out_of_memory(err);
    for (size_t i = 0; i < copy->correlations; i++)
        if (!is_learnt(learn, copy->correlation[i].first)) list[count++] = copy->correlation[i];
    for (size_t i = 0; i < learn->pairs; i++)
        list[count++] =
            (struct correlation){learn->pair[i].first, learn->pair[i].second, learn->kept * learn->pair[i].rho};
    copy->correlation = list;
    copy->correlations = count;
    return STATUS_OK;
}

static enum status make_posterior(struct arena *arena, const struct learn *learn, struct scenario *out,
                                  struct error *err)
{
    const struct scenario *const prior = learn->request.scenario;
    struct quantity *const quantity = ARENA_ARRAY(arena, prior->quantities, struct quantity);
    struct alternative *const alternative =
        ARENA_ARRAY(arena, prior->alternatives + learn->quantities, struct alternative);
    if (!quantity || !alternative) return error_out_of_memory(err);
    memcpy(quantity, prior->quantity, prior->quantities * sizeof *quantity);
    if (prior->alternatives > 0) memcpy(alternative, prior->alternative, prior->alternatives * sizeof *alternative);
    *out = *prior;
    out->quantity = quantity;
    out->alternative = alternative;
    for (size_t q = 0; q < learn->quantities; q++) {
        struct quantity *const one = &quantity[learn->quantity[q].quantity];
        struct alternative *const kept = &alternative[out->alternatives];
        struct text source;
        TRY(keep_prior(arena, out, one, kept, err));
        if (!say(arena, &learn->request, one, &kept->label, &source)) return error_out_of_memory(err);
        replace(&learn->quantity[q], one);
        one->source = source;
        out->alternatives++;
    }
    return replace_correlations(arena, learn, out, err);
}

/* One line of a comment: a file's name may hold anything. */
static const char *on_one_line(struct arena *arena, const char *text)
{
    char *const copy = arena_strdup(arena, text);
    for (char *at = copy; at && *at; at++)
        if ((unsigned char)*at < ' ') *at = '?';
    return copy;
}

enum status learn_write(struct arena *arena, const struct learn *learn, const char **out, struct error *err)
{
    struct scenario posterior;
    struct diagnostics diagnostics;
    const struct scenario *loaded;
    struct load_options options = {.set = NULL};
    TRY(make_posterior(arena, learn, &posterior, err));
    const char *const shown = scenario_show(arena, &posterior);
    const char *const name = on_one_line(arena, learn->request.name ? learn->request.name : "counts"),
                      *const file = on_one_line(arena, posterior.file);
    const char *const text =
        shown && name && file
            ? arena_printf(arena,
                           "# Written by hyoty learn: %s, updated by %s. What was held before is the alternative "
                           "\"prior\" of each quantity.\n%s",
                           file, name, shown)
            : NULL;
    if (!text) return error_out_of_memory(err);
    diagnostics_init(&diagnostics, arena);
    diagnostics.language = error_language(err);
    const enum status status =
        scenario_load_text(arena, "the posterior", text, strlen(text), &options, &loaded, &diagnostics, err);
    if (status == STATUS_MEMORY) return status;
    if (status != STATUS_OK)
        return error_set(err, STATUS_INTERNAL, "the posterior makes no scenario: %-s",
                         diagnostics.first ? diagnostics.first->message : PHRASE("no reason is known"));
    *out = text;
    return STATUS_OK;
}
