/* Avoided outcomes: a case that does not happen costs nothing from its onset on. */
#include "sim/model/mechanism_columns.h"
#include "sim/numeric/kernel.h"

mechanism_flow KERNEL(mechanism_outcome_flow);

struct course {
    const struct outcome *outcome;
    const double *onset, *duration, *growth;
    size_t n;
};

/* Share of a case's whole cost that falls into year tau after the intake. */
static void fill_share(const struct course *course, int tau, double *out)
{
    const struct outcome *const outcome = course->outcome;
    const double *const onset = course->onset, *const duration = course->duration;
    if (outcome->profile_years == 0) {
        for (size_t i = 0; i < course->n; i++) out[i] = mechanism_paid_in(tau, onset[i], duration[i]);
        return;
    }
    memset(out, 0, course->n * sizeof *out);
    for (size_t k = 0; k < outcome->profile_years; k++)
        for (size_t i = 0; i < course->n; i++)
            out[i] += outcome->profile[k] * mechanism_overlap(tau, onset[i] + (double)k, 1);
}

/* Year tau in which the last case ends at the latest: a payment at once is in the year of the onset. */
static int last_year(const struct course *course, int most)
{
    double last = 0;
    for (size_t i = 0; i < course->n; i++)
        last = larger(last, larger(course->onset[i] + course->duration[i], floor(course->onset[i]) + 1));
    return year_from(last, most);
}

/* Divides costs that are present values by that of a course of one unit whose prices grow from the intake on. */
static void spread_present_value(const struct plan *plan, const struct course *course, double *work, double *cost)
{
    double *const share = work, *const present_value = share + course->n, *const price = present_value + course->n;
    const int first = (int)column_least(course->onset, course->n), last = last_year(course, PLAN_TABLE_YEARS);
    memset(present_value, 0, course->n * sizeof *present_value);
    for (size_t i = 0; i < course->n; i++) price[i] = 1;
    for (int tau = 0; tau < last; tau++) {
        if (tau >= first) fill_share(course, tau, share);
        for (size_t i = 0; tau >= first && i < course->n; i++)
            present_value[i] += share[i] * price[i] * plan->discount_case[tau];
        for (size_t i = 0; i < course->n; i++) price[i] *= 1 + course->growth[i];
    }
    for (size_t i = 0; i < course->n; i++) cost[i] = present_value[i] > 0 ? cost[i] / present_value[i] : 0;
}

/* Undiscounted cost of one case at the prices of year 0, by the basis on which it is given. */
static void fill_total(const struct plan *plan, const struct course *course, const double *cost, double *work,
                       double *out)
{
    memcpy(out, cost, course->n * sizeof *out);
    if (course->outcome->basis == COST_ANNUAL)
        for (size_t i = 0; i < course->n; i++) out[i] *= course->duration[i];
    if (course->outcome->basis == COST_PRESENT_VALUE) spread_present_value(plan, course, work, out);
}

static const double *duration_of(const struct outcome *outcome, const struct ledger *ledger, double *work)
{
    if (outcome->profile_years == 0) return ledger->theta[outcome->duration];
    for (size_t i = 0; i < ledger->n; i++) work[i] = (double)outcome->profile_years;
    return work;
}

/* Columns of work: duration, total, share, two more. */
void KERNEL(mechanism_outcome_flow)(const struct plan *plan, size_t line, struct ledger *ledger)
{
    const int item = plan->line[line].item, horizon = plan->scenario->settings.horizon;
    const struct outcome *const outcome = &plan->scenario->outcome[item];
    const struct plan_item *const row = &plan->item[LINE_OUTCOME][item];
    const size_t n = ledger->n;
    double *const total = ledger->work + n, *const share = total + n, *const flow = ledger_flow(plan, ledger, line);
    const struct course course = {outcome, ledger->theta[outcome->onset], duration_of(outcome, ledger, ledger->work),
                                  ledger->theta[outcome->growth], n};
    const int last = last_year(&course, horizon), intakes = (int)row->periods;
    const int years = intakes > 0 ? year_from(last + intakes - 1, horizon) : 0;
    const double *const cases = ledger->case_cost + (size_t)item * ledger->longest * n;
    ledger->years[line] = years;
    if (row->sources == 0) return;
    memset(flow, 0, (size_t)years * n * sizeof *flow);
    fill_total(plan, &course, ledger->theta[outcome->cost], share, total);
    for (int tau = (int)column_least(course.onset, n); tau < last; tau++) {
        fill_share(&course, tau, share);
        for (size_t i = 0; i < n; i++) share[i] *= total[i];
        for (int a = 0; a < intakes && a + tau < horizon; a++)
            for (size_t i = 0; i < n; i++) flow[(size_t)(a + tau) * n + i] += cases[(size_t)a * n + i] * share[i];
    }
    column_grow(ledger->theta[outcome->growth], n, years, ledger->work, flow);
}
