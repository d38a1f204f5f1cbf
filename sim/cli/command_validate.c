#include <stdio.h>

#include "sim/cli/command_text.h"
#include "sim/cli/commands.h"
#include "sim/report/reached.h"
#include "sim/report/readback_text.h"

/* "  3 payers": a count and its noun, on a line of its own; nothing where there are none. */
static char *counted(struct arena *arena, const char *before, size_t count, const char *one, const char *many)
{
    if (!before || count == 0) return (char *)before;
    return arena_printf(arena, "%s  %zu %s\n", before, count, count == 1 ? one : many);
}

static char *understood(struct arena *arena, const struct scenario *scenario)
{
    const struct {
        size_t count;
        const char *one, *many;
    } parts[] = {{scenario->groups, "population group", "population groups"},
                 {scenario->interventions, "intervention", "interventions"},
                 {scenario->outcomes, "outcome", "outcomes"},
                 {scenario->services, "running service", "running services"},
                 {scenario->workforces, "workforce item", "workforce items"},
                 {scenario->overheads, "overhead", "overheads"},
                 {scenario->payers, "payer", "payers"},
                 {scenario->correlations, "correlation", "correlations"},
                 {scenario->alternatives, "alternative source", "alternative sources"},
                 {scenario->overrides, "change by --set or --assume", "changes by --set or --assume"}};
    char *text = arena_strdup(arena, "");
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        text = counted(arena, text, parts[i].count, parts[i].one, parts[i].many);
    return text;
}

/* Concentrations that a risk cannot reach. */
static char *missed(struct arena *arena, const struct scenario *scenario)
{
    char *text = arena_strdup(arena, "");
    for (size_t k = 0; k < scenario->outcomes && text; k++) {
        struct reached_short found;
        if (reached_is_short(scenario, &scenario->outcome[k], &found))
            text = arena_printf(arena,
                                "%s  note: outcomes.%s.concentration: for the top %.3g%% asked for %.3g%%, reached "
                                "%.0f%%: a risk cannot exceed 100%%\n",
                                text, found.outcome->name, 100 * found.top, 100 * found.asked, 100 * found.reached);
    }
    return text;
}

/* Numbers that the user gave, and how many of them are uncertain. */
static void count_quantities(const struct scenario *scenario, size_t *out_given, size_t *out_uncertain)
{
    *out_given = *out_uncertain = 0;
    for (size_t q = 0; q < scenario->quantities; q++) {
        *out_given += !scenario->quantity[q].defaulted;
        *out_uncertain += !distribution_is_fixed(&scenario->quantity[q].distribution);
    }
}

/* What was understood, as counts of items and as plain totals. */
static enum status print_understood(const struct arguments *arguments, const struct scenario *scenario,
                                    const struct document *totals, struct error *err)
{
    const struct settings *const settings = &scenario->settings;
    const char *const parts = understood(arguments->arena, scenario);
    size_t given, uncertain;
    count_quantities(scenario, &given, &uncertain);
    const char *const notes = missed(arguments->arena, scenario);
    if (!parts || !notes) return error_out_of_memory(err);
    TRY(command_print(
        arena_printf(arguments->arena,
                     "valid: %s\n%s  %zu numbers given, %zu uncertain\n  years %d to %d, prices of %d, discounted at "
                     "%s a year\n  %u iterations, seed %llu, cohort %s\n%s\n",
                     scenario->file, parts, given, uncertain, settings->start_year,
                     settings->start_year + settings->horizon - 1, settings->price_year, settings->discount_written,
                     scenario->simulation.iterations, (unsigned long long)scenario->simulation.seed,
                     scenario->simulation.cohort == COHORT_SAMPLED ? "sampled" : "expected", notes),
        err));
    return command_print_document(totals, err);
}

enum status command_validate(const struct arguments *arguments, struct error *err)
{
    const struct load_options options = arguments_load_options(arguments);
    const struct scenario *scenario;
    struct readback readback;
    struct document totals;
    TRY(command_load(arguments, &options, &scenario, err));
    if (arguments->quiet) return STATUS_OK;
    TRY(readback_compute(arguments->arena, scenario, &readback, err));
    TRY(readback_build(&readback, arguments->arena, arguments->language, &totals, err));
    return print_understood(arguments, scenario, &totals, err);
}
