#include "sim/analysis/factor.h"

#include <string.h>

#include "sim/analysis/path_group.h"

/* What the draws of one factor share, while factors are made: the same number. */
struct maker {
    struct arena *arena;
    const struct plan *plan;
    size_t *set; /* [draws] least draw that this one belongs together with */
    size_t *draw;
    struct factor *factor;
    size_t factors, draws;
};

static void join(const struct maker *maker, size_t a, size_t b)
{
    const size_t from = maker->set[a] > maker->set[b] ? maker->set[a] : maker->set[b];
    const size_t to = maker->set[a] + maker->set[b] - from;
    for (size_t d = 0; d < maker->plan->draws; d++)
        if (maker->set[d] == from) maker->set[d] = to;
}

static size_t draw_of(const struct plan *plan, int column)
{
    size_t d = 0;
    while (plan->draw[d].column != column) d++;
    return d;
}

/* Correlated quantities belong together, and so do the drawn shares of one line. */
static void join_all(const struct maker *maker)
{
    const struct plan *const plan = maker->plan;
    const struct scenario *const scenario = plan->scenario;
    for (size_t d = 0; d < plan->draws; d++) maker->set[d] = d;
    for (size_t i = 0; i < scenario->correlations; i++)
        join(maker, draw_of(plan, scenario->correlation[i].first), draw_of(plan, scenario->correlation[i].second));
    for (size_t line = 0; line < plan->lines; line++) {
        int first = -1;
        for (size_t p = 0; p < scenario->payers; p++) {
            const int column = plan->split_column[line * scenario->payers + p];
            if (column >= 0 && first >= 0) join(maker, draw_of(plan, first), draw_of(plan, column));
            if (column >= 0) first = column;
        }
    }
}

static const char *shares_name(const struct maker *maker, int column)
{
    const struct plan *const plan = maker->plan;
    const size_t payers = plan->scenario->payers;
    size_t at = 0;
    while (plan->split_column[at] != column) at++;
    const struct line *const line = &plan->line[at / payers];
    return arena_printf(maker->arena, "%s.%s%s.payers", section_table[line->kind].name,
                        line_item(plan->scenario, line)->name, mechanism_table[line->kind].cost ? ".cost" : "");
}

static const char *name_of(const struct maker *maker, const struct factor *factor)
{
    const struct plan *const plan = maker->plan;
    const struct scenario *const scenario = plan->scenario;
    const int first = plan->draw[factor->draw[0]].column;
    if (first >= (int)scenario->quantities) return shares_name(maker, first);
    const char *name = scenario->quantity[first].path;
    for (size_t i = 1; name && i < factor->draws; i++)
        name = arena_printf(maker->arena, "%s + %s", name, scenario->quantity[plan->draw[factor->draw[i]].column].path);
    return name;
}

/* The factor of all draws with the number `set`. */
static bool add_factor(struct maker *maker, size_t set)
{
    const struct plan *const plan = maker->plan;
    struct factor *const factor = &maker->factor[maker->factors++];
    factor->draw = maker->draw + maker->draws;
    for (size_t d = 0; d < plan->draws; d++)
        if (maker->set[d] == set) maker->draw[maker->draws + factor->draws++] = d;
    maker->draws += factor->draws;
    const int column = plan->draw[factor->draw[0]].column;
    const bool quantities = column < (int)plan->scenario->quantities;
    factor->quantity = quantities && factor->draws == 1 ? column : -1;
    factor->correlated = quantities && factor->draws > 1;
    factor->name = name_of(maker, factor);
    return factor->name;
}

enum status factors_of(struct arena *arena, const struct plan *plan, struct factors *out, struct error *err)
{
    struct maker maker = {.arena = arena,
                          .plan = plan,
                          .set = ARENA_ARRAY(arena, plan->draws, size_t),
                          .draw = ARENA_ARRAY(arena, plan->draws, size_t),
                          .factor = ARENA_ARRAY(arena, plan->draws, struct factor)};
    bool *const taken = ARENA_ARRAY(arena, plan->draws, bool);
    if (!maker.set || !maker.draw || !maker.factor || !taken) return error_out_of_memory(err);
    join_all(&maker);
    for (int column = 0; column < (int)plan->columns; column++)
        for (size_t d = 0; d < plan->draws; d++) {
            if (plan->draw[d].column != column || taken[maker.set[d]]) continue;
            taken[maker.set[d]] = true;
            if (!add_factor(&maker, maker.set[d])) return error_out_of_memory(err);
        }
    *out = (struct factors){.count = maker.factors, .factor = maker.factor};
    return STATUS_OK;
}

/* A group while its paths are read. */
struct marking {
    const struct plan *plan;
    const struct factors *factors;
    bool *inside; /* [draws] */
};

/* Marks the draws that a path names; false where there are none. */
static bool mark_path(void *context, struct path_piece path)
{
    const struct marking *const marking = context;
    bool found = false;
    for (size_t f = 0; f < marking->factors->count; f++) {
        const struct factor *const factor = &marking->factors->factor[f];
        for (size_t i = 0; i < factor->draws; i++) {
            const int column = marking->plan->draw[factor->draw[i]].column;
            const char *const name = factor->correlated ? marking->plan->scenario->quantity[column].path : factor->name;
            if (path_covers(path, name)) found = marking->inside[factor->draw[i]] = true;
        }
    }
    return found;
}

/* Correlated quantities are all in a group, or none is. */
static enum status check_whole(const struct factors *factors, const bool *inside, const char *group, struct error *err)
{
    for (size_t f = 0; f < factors->count; f++) {
        const struct factor *const factor = &factors->factor[f];
        size_t count = 0;
        for (size_t i = 0; i < factor->draws; i++) count += inside[factor->draw[i]];
        TRY(path_group_whole(group, count, factor->draws, factor->name, err));
    }
    return STATUS_OK;
}

enum status factor_group(struct arena *arena, const struct plan *plan, const struct factors *factors, const char *text,
                         struct factor *out, struct error *err)
{
    size_t *const draw = ARENA_ARRAY(arena, plan->draws, size_t);
    struct marking marking = {plan, factors, ARENA_ARRAY(arena, plan->draws, bool)};
    struct factor made = {.quantity = -1, .draw = draw};
    if (!marking.inside || !draw) return error_out_of_memory(err);
    TRY(path_group_read(arena, text, mark_path, &marking, &made.name, err));
    TRY(check_whole(factors, marking.inside, made.name, err));
    for (size_t d = 0; d < plan->draws; d++)
        if (marking.inside[d]) draw[made.draws++] = d;
    *out = made;
    return STATUS_OK;
}

void factor_mark(const struct plan *plan, const struct factor *factor, bool *out_second)
{
    memset(out_second, 0, plan->draws * sizeof *out_second);
    for (size_t i = 0; i < factor->draws; i++) out_second[factor->draw[i]] = true;
}
