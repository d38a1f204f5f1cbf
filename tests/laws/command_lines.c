#include "tests/laws/command_lines.h"

#include <criterion/criterion.h>
#include <string.h>

#include "sim/cli/analysis_command.h"
#include "sim/report/render.h"

const char *const command_lines[] = {
    "run scenarios/mentoring.yaml -n 400",
    "run scenarios/mentoring.yaml -n 1",
    "run scenarios/mentoring.yaml -n 60",
    "run tests/golden/two-purses/scenario.yaml -n 1000 --assume lifetime_cost=research --set "
    "interventions.mentoring.uptake=30%",
    "run scenarios/pohjois-savo-transition.yaml -n 300 --set simulation.sampling=sobol",
    "run tests/golden/harm/scenario.yaml -n 300",
    "run tests/golden/certain/scenario.yaml -n 200",
    "run tests/golden/zero/scenario.yaml -n 200",
    "run tests/golden/stated/scenario.yaml -n 300",
    "compare tests/golden/compare/narrow.yaml tests/golden/compare/wide.yaml tests/golden/compare/later.yaml -n 400",
    "compare tests/golden/compare/narrow.yaml tests/golden/compare/wide.yaml -n 200 "
    "--set interventions.mentoring.cost.per_participant=60000 "
    "--set interventions.mentoring.effects.marginalisation.relative_risk=0.7",
    "compare tests/golden/compare/narrow.yaml tests/golden/compare/narrow.yaml tests/golden/compare/wide.yaml "
    "tests/golden/compare/narrow.yaml tests/golden/compare/wide.yaml tests/golden/compare/narrow.yaml "
    "tests/golden/compare/wide.yaml -n 200",
    "compare scenarios/mentoring.yaml scenarios/mentoring.yaml -n 200",
    "sensitivity tests/golden/sensitivity/scenario.yaml -n 512 --group effects=interventions.mentoring.effects",
    "sensitivity tests/golden/sensitivity/scenario.yaml -n 512 --result cases_avoided.marginalisation",
    "sensitivity tests/golden/hill-breakeven/scenario.yaml -n 512",
    "value tests/golden/two-purses/scenario.yaml -n 1000 --pilot 300 --pilot-cost 20k",
    "value tests/golden/compare/narrow.yaml tests/golden/compare/wide.yaml -n 1000",
    "value tests/golden/two-purses/scenario.yaml -n 1000 --pilot 200",
    "value tests/golden/certain/scenario.yaml -n 1280",
    "breakeven tests/golden/two-purses/scenario.yaml -n 512",
    "breakeven tests/golden/two-purses/scenario.yaml -n 512 --target P(net>0)=60%",
    "breakeven tests/golden/hill-breakeven/scenario.yaml -n 512",
    "breakeven tests/golden/certain/scenario.yaml",
    "learn tests/golden/two-purses/scenario.yaml --control 120,9 --treated 118,5 --who population -n 2048",
    "learn tests/golden/learn-exact/scenario.yaml --observed tests/golden/learn-exact/pilot.csv -n 1024",
    "sweep scenarios/mentoring.yaml --vary interventions.mentoring.cost.per_participant=1000:5000:5 -n 400",
    "sweep scenarios/mentoring.yaml --vary settings.discount_rate=0%:5%:6 --vary settings.horizon=10:40:4 -n 200",
    "sweep tests/golden/hill-breakeven/scenario.yaml --vary assumptions.x=0%:100%:11 -n 512",
    "report tests/golden/two-purses/scenario.yaml -n 512",
    "report tests/golden/certain/scenario.yaml -n 128",
    "report scenarios/pohjois-savo-transition.yaml -n 256",
    "report tests/golden/compare/narrow.yaml tests/golden/compare/wide.yaml -n 256",
    "explain tests/golden/explained/scenario.yaml",
    "explain scenarios/parasta-itaa-four-regions.yaml",
    "validate scenarios/pohjois-savo-transition.yaml",
    "validate tests/golden/two-purses/scenario.yaml",
};
const size_t command_line_count = sizeof command_lines / sizeof *command_lines;

/* Words between single blanks. */
static char **split(struct arena *arena, const char *line, int *out_count)
{
    char *const copy = arena_strdup(arena, line);
    char **const word = ARENA_ARRAY(arena, strlen(line) + 3, char *);
    cr_assert(copy && word);
    word[0] = arena_strdup(arena, "hyoty");
    int count = 1;
    for (char *at = strtok(copy, " "); at; at = strtok(NULL, " ")) word[count++] = at;
    *out_count = count;
    return word;
}

void command_line_begin(const char *line, struct found *out)
{
    struct error err = {0};
    bool holds_results = false;
    int count;
    *out = (struct found){0};
    arena_init(&out->arena, allocator_libc, 0);
    char **const words = split(&out->arena, line, &count);
    cr_assert_eq(arguments_parse(&out->arena, count, words, LANGUAGE_EN, &out->arguments, &err), STATUS_OK, "%s: %s",
                 line, err.message);
    /* the laws look at everything that files hold, too */
    if (out->arguments.command->bit & COMMAND_COMPUTES) out->arguments.format = renderer_find("csv");
    out->arguments.threads = 1;
    out->arguments.quiet = true;
    cr_assert_eq(analysis_result(&out->arguments, &out->result, &holds_results, &err), STATUS_OK, "%s: %s", line,
                 err.message);
}

void command_line_end(struct found *found)
{
    if (found->result.release) found->result.release(found->result.owned);
    arena_free(&found->arena);
}
