#include "sim/report/run_view.h"

bool run_has_capacity(const struct report *report)
{
    return !summary_nothing(&report->summary->column[report->outcomes->at.capacity]);
}

static struct run_view whole_view(const struct report *report, enum run_view_kind kind, enum word label)
{
    const struct outcome_index *const at = &report->outcomes->at;
    const struct summary *const summary = report->summary;
    return (struct run_view){.kind = kind,
                             .label = label,
                             .net = (size_t)at->net,
                             .cumulative = (size_t)at->cumulative_net,
                             .break_even = &summary->break_even,
                             .benefit_cost = &summary->benefit_cost,
                             .return_on_investment = &summary->return_on_investment};
}

static struct run_view cash_view(const struct report *report)
{
    const struct outcome_index *const at = &report->outcomes->at;
    const struct summary *const summary = report->summary;
    return (struct run_view){.kind = RUN_VIEW_PUBLIC,
                             .cash = run_has_capacity(report),
                             .label = WORD_VIEW_CASH,
                             .net = (size_t)at->net_cashable_public,
                             .cumulative = (size_t)at->cumulative_cashable_public,
                             .break_even = &summary->break_even_cashable_public,
                             .benefit_cost = &summary->benefit_cost_cashable_public,
                             .return_on_investment = &summary->return_cashable_public};
}

size_t run_views(const struct report *report, struct run_view out[RUN_VIEWS])
{
    const bool split = report_has_private_money(report), capacity = run_has_capacity(report);
    if (!split && !capacity && perspective_scope_of(report->scenario) == SCOPE_PUBLIC_PAYERS) {
        out[0] = whole_view(report, RUN_VIEW_ALL, WORD_ALL_PAYERS);
        return 1;
    }
    out[0] = cash_view(report);
    if (!split && !capacity) return 1;
    out[1] = split ? whole_view(report, RUN_VIEW_SOCIETY, WORD_SOCIETY)
                   : whole_view(report, RUN_VIEW_CAPACITY, WORD_VIEW_CAPACITY);
    return 2;
}
