/* Finds the form that the arguments of a distribution fit, and solves it. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/base/text_buffer.h"
#include "sim/numeric/distribution_kinds.h"
#include "sim/numeric/fixed_math.h"

enum { TOKEN_MAX = 24, TEXT_MAX = 400 };

double distribution_level(const char *name)
{
    if (name[0] != 'p' || strspn(name + 1, "0123456789.") == 0 || name[1] == '.') return NAN;
    if (name[1 + strspn(name + 1, "0123456789.")] != '\0') return NAN;
    const double percent = strtod(name + 1, NULL);
    return percent > 0 && percent < 100 ? percent / 100 : NAN;
}

/* One name of a form's argument list. */
struct token {
    char name[TOKEN_MAX];
    bool optional, quantile;
};

/* Reads the token at *at and moves behind it; false at the end. */
static bool token_next(const char **at, struct token *out)
{
    *at += strspn(*at, " ");
    const size_t length = strcspn(*at, " ");
    if (length == 0) return false;
    const bool optional = (*at)[0] == '[';
    snprintf(out->name, sizeof out->name, "%.*s", (int)(length - (optional ? 2 : 0)), *at + (optional ? 1 : 0));
    out->optional = optional;
    out->quantile = strcmp(out->name, "p*") == 0;
    *at += length;
    return true;
}

struct matching {
    const struct distribution_argument *argument;
    size_t count;
    const struct distribution_argument *quantile[2]; /* ascending */
    size_t quantiles;
    double value[DISTRIBUTION_ARGUMENTS];
    size_t values, used;
    size_t level[2]; /* where the probabilities of the quantiles stand among the values */
};

static const struct distribution_argument *argument_find(const struct matching *matching, const char *name)
{
    for (size_t i = 0; i < matching->count; i++)
        if (strcmp(matching->argument[i].name, name) == 0) return &matching->argument[i];
    return NULL;
}

static bool token_match(struct matching *matching, const struct token *token, size_t *quantile)
{
    if (token->quantile) {
        if (*quantile >= matching->quantiles) return false;
        matching->level[*quantile] = matching->values;
        const struct distribution_argument *const argument = matching->quantile[(*quantile)++];
        matching->value[matching->values++] = distribution_level(argument->name);
        matching->value[matching->values++] = argument->value;
        matching->used++;
        return true;
    }
    const struct distribution_argument *const argument = argument_find(matching, token->name);
    matching->value[matching->values++] = argument ? argument->value : NAN;
    matching->used += argument ? 1 : 0;
    return argument || token->optional;
}

static bool form_uses(const char *arguments, const char *name)
{
    struct token token;
    while (token_next(&arguments, &token))
        if (strcmp(token.name, name) == 0) return true;
    return false;
}

/* Whether the arguments are those of a form, but for the bounds of a truncation. */
static bool form_match(const struct distribution_form *form, struct matching *matching)
{
    static const char *const bound[] = {"min", "max"};
    const char *at = form->arguments;
    struct token token;
    size_t quantile = 0;
    matching->values = matching->used = 0;
    while (token_next(&at, &token))
        if (!token_match(matching, &token, &quantile)) return false;
    for (size_t i = 0; i < 2; i++)
        if (argument_find(matching, bound[i]) && !form_uses(form->arguments, bound[i])) matching->used++;
    return matching->used == matching->count;
}

static enum status truncate_by_arguments(const struct matching *matching, const struct distribution_form *form,
                                         struct distribution *out, struct error *err)
{
    const struct distribution_argument *const low = argument_find(matching, "min");
    const struct distribution_argument *const high = argument_find(matching, "max");
    double minimum = out->minimum, maximum = out->maximum;
    if (low && !form_uses(form->arguments, "min")) minimum = low->value;
    if (high && !form_uses(form->arguments, "max")) maximum = high->value;
    if (minimum == -INFINITY && maximum == INFINITY) return STATUS_OK;
    TRY(distribution_check_order("min", minimum, "max", maximum, err));
    const struct distribution_argument *const mode = argument_find(matching, "mode");
    if (mode && (mode->value < minimum || mode->value > maximum))
        return error_set(err, STATUS_SCENARIO, "%s cuts the mode off (found mode %g, %s %g)",
                         mode->value < minimum ? "min" : "max", mode->value, mode->value < minimum ? "min" : "max",
                         mode->value < minimum ? minimum : maximum);
    return distribution_truncate(out, minimum, maximum, err);
}

static enum status check_arguments(struct matching *matching, struct error *err)
{
    for (size_t i = 0; i < matching->count; i++) {
        const struct distribution_argument *const argument = &matching->argument[i];
        if (!isfinite(argument->value)) return error_set(err, STATUS_SCENARIO, "%s must be finite", argument->name);
        if (argument_find(matching, argument->name) != argument)
            return error_set(err, STATUS_SCENARIO, "%s is given twice", argument->name);
        if (isnan(distribution_level(argument->name))) continue;
        if (matching->quantiles == 2)
            return error_set(err, STATUS_SCENARIO, "more than two quantiles (%s, %s, %s)", matching->quantile[0]->name,
                             matching->quantile[1]->name, argument->name);
        matching->quantile[matching->quantiles++] = argument;
    }
    if (matching->quantiles < 2) return STATUS_OK;
    const double p1 = distribution_level(matching->quantile[0]->name),
                 p2 = distribution_level(matching->quantile[1]->name);
    if (p1 == p2) return error_set(err, STATUS_SCENARIO, "%s is given twice", matching->quantile[0]->name);
    if (p1 > p2) {
        const struct distribution_argument *const first = matching->quantile[0];
        matching->quantile[0] = matching->quantile[1];
        matching->quantile[1] = first;
    }
    return STATUS_OK;
}

static enum status error_no_form(enum distribution_kind kind, const struct matching *matching, struct error *err)
{
    const struct distribution_row *const row = &distribution_table[kind];
    char room[2][TEXT_MAX];
    struct text_buffer given = text_buffer_in(room[0], TEXT_MAX), forms = text_buffer_in(room[1], TEXT_MAX);
    for (size_t i = 0; i < matching->count; i++)
        text_buffer_printf(&given, "%s%s", i ? ", " : "", matching->argument[i].name);
    for (size_t i = 0; i < DISTRIBUTION_FORMS && row->form[i].arguments; i++)
        text_buffer_printf(&forms, "%s%s", i ? "; " : "", row->form[i].arguments);
    error_set(err, STATUS_SCENARIO, "%s cannot be made from these arguments (found %-s)", row->name,
              given.length ? given.text : PHRASE("none"));
    return error_hint(err, "allowed: %s (p* is any quantile: p5, p97.5; [] may be left out; min and max cut off)",
                      forms.text);
}

/* That the parameters, the mean, and the values at the ends of what is ever drawn, are finite. */
static enum status check_finite(const struct distribution *solved, struct error *err)
{
    const struct distribution_row *const row = &distribution_table[solved->kind];
    bool finite = true;
    for (size_t k = 0; k < DISTRIBUTION_PARAMETERS; k++) finite = finite && isfinite(solved->parameter[k]);
    finite = finite && isfinite(row->quantile(solved, 0x1p-53)) && isfinite(row->quantile(solved, 1 - 0x1p-53));
    if (finite && isfinite(row->mean(solved))) return STATUS_OK;
    return error_set(err, STATUS_SCENARIO, "the arguments of %s give values beyond all numbers", row->name);
}

/* A form with its arguments. */
struct call {
    enum distribution_kind kind;
    const struct distribution_form *form;
    const struct matching *matching;
};

static enum status form_solve(const struct call *call, const double *value, struct distribution *out, struct error *err)
{
    *out = distribution_fixed(0);
    out->kind = call->kind;
    TRY(call->form->solve(value, out, err));
    TRY(check_finite(out, err));
    return truncate_by_arguments(call->matching, call->form, out, err);
}

/* --- quantiles of what a cut leaves ---
 *
 * Between bounds at which the whole distribution has the levels a and b, the quantile p of what is left is the quantile
 * a + p (b - a) of the whole. The levels at which the whole must have the stated values are sought by Broyden's method
 * (Mathematics of Computation 19, 1965) in their normal scores, at once or, where that leads nowhere, under bounds that
 * narrow to those stated. */

struct cut_fit {
    double score[2], miss[2]; /* of the levels; by how much what is left asks for others */
    double inverse[2][2];     /* of minus the derivative of the miss, as far as it is known */
    struct distribution solved;
};

static bool cut_try(const struct call *call, struct cut_fit *fit)
{
    const struct matching *const matching = call->matching;
    double value[DISTRIBUTION_ARGUMENTS];
    memcpy(value, matching->value, sizeof value);
    if (!(fit->score[0] < fit->score[1])) return false;
    for (size_t i = 0; i < 2; i++) value[matching->level[i]] = fixed_normal_cdf(fit->score[i]);
    if (form_solve(call, value, &fit->solved, NULL) != STATUS_OK) return false;
    const double a = fit->solved.u_minimum, b = fit->solved.u_maximum;
    for (size_t i = 0; i < 2; i++)
        fit->miss[i] = fixed_normal_quantile(a + matching->value[matching->level[i]] * (b - a)) - fit->score[i];
    return isfinite(fit->miss[0]) && isfinite(fit->miss[1]);
}

static double cut_error(const struct cut_fit *fit)
{
    return fmax(fabs(fit->miss[0]), fabs(fit->miss[1]));
}

/* A step of at most 1, halved until it can be taken and does not make things much worse. */
static bool cut_step(const struct call *call, const double direction[2], struct cut_fit *fit)
{
    double part = 1 / fmax(1, fmax(fabs(direction[0]), fabs(direction[1])));
    for (int halvings = 0; halvings < 8; halvings++, part /= 2) {
        struct cut_fit next = *fit;
        for (size_t i = 0; i < 2; i++) next.score[i] += part * direction[i];
        if (!cut_try(call, &next) || cut_error(&next) > 1.5 * cut_error(fit)) continue;
        *fit = next;
        return true;
    }
    return false;
}

/* Broyden's correction of the inverse after a step; false where the step says nothing. */
static bool cut_learn(const struct cut_fit *before, struct cut_fit *fit)
{
    double(*const inverse)[2] = fit->inverse, moved[2], image[2], row[2];
    for (size_t i = 0; i < 2; i++) moved[i] = fit->score[i] - before->score[i];
    for (size_t i = 0; i < 2; i++)
        image[i] = inverse[i][0] * (before->miss[0] - fit->miss[0]) + inverse[i][1] * (before->miss[1] - fit->miss[1]);
    for (size_t i = 0; i < 2; i++) row[i] = moved[0] * inverse[0][i] + moved[1] * inverse[1][i];
    const double divisor = moved[0] * image[0] + moved[1] * image[1];
    if (divisor == 0) return false;
    for (size_t i = 0; i < 2; i++)
        for (size_t j = 0; j < 2; j++) inverse[i][j] += (moved[i] - image[i]) / divisor * row[j];
    return true;
}

/* Seeks from the scores and the inverse that are there. */
static bool cut_seek(const struct call *call, int steps, struct cut_fit *fit)
{
    static const double CLOSE = 1e-13, CLOSE_ENOUGH = 1e-11;
    if (!cut_try(call, fit)) return false;
    for (int step = 0; step < steps && cut_error(fit) > CLOSE; step++) {
        const struct cut_fit before = *fit;
        double direction[2];
        for (size_t i = 0; i < 2; i++)
            direction[i] = fit->inverse[i][0] * fit->miss[0] + fit->inverse[i][1] * fit->miss[1];
        if (!cut_step(call, direction, fit) || !cut_learn(&before, fit)) break;
    }
    return cut_error(fit) <= CLOSE_ENOUGH;
}

/* Takes the inverse from differences; false where there is none. */
static bool cut_differentiate(const struct call *call, struct cut_fit *fit)
{
    static const double STEP = 1e-6;
    double slope[2][2];
    if (!cut_try(call, fit)) return false;
    for (size_t j = 0; j < 2; j++) {
        struct cut_fit beside = *fit;
        beside.score[j] += STEP;
        if (!cut_try(call, &beside)) return false;
        for (size_t i = 0; i < 2; i++) slope[i][j] = (fit->miss[i] - beside.miss[i]) / STEP;
    }
    const double determinant = slope[0][0] * slope[1][1] - slope[0][1] * slope[1][0];
    if (determinant == 0) return false;
    for (size_t i = 0; i < 2; i++)
        for (size_t j = 0; j < 2; j++) fit->inverse[i][j] = (i == j ? slope[1 - i][1 - j] : -slope[i][j]) / determinant;
    return true;
}

static struct cut_fit cut_start(const struct matching *matching)
{
    struct cut_fit fit = {.inverse = {{1, 0}, {0, 1}}};
    for (size_t i = 0; i < 2; i++) fit.score[i] = fixed_normal_quantile(matching->value[matching->level[i]]);
    return fit;
}

/* Seeks under bounds that lie 2^octaves times as far from the quantiles as those stated. */
static bool cut_seek_widened(const struct call *call, double octaves, struct cut_fit *fit)
{
    enum { STEPS = 20 }; /* those that are near need no more */
    struct distribution_argument argument[DISTRIBUTION_ARGUMENTS + 2];
    struct matching matching = *call->matching;
    const double factor = fixed_exp(octaves * fixed_log(2));
    if (matching.count > DISTRIBUTION_ARGUMENTS + 2) return false;
    for (size_t i = 0; i < matching.count; i++) {
        const struct distribution_argument *const stated = &matching.argument[i];
        const bool low = strcmp(stated->name, "min") == 0, high = strcmp(stated->name, "max") == 0;
        argument[i] = *stated;
        if (!low && !high) continue;
        const double beside = matching.quantile[high]->value;
        argument[i].value = octaves > 0 ? beside + (stated->value - beside) * factor : stated->value;
    }
    matching.argument = argument;
    const struct call widened = {call->kind, call->form, &matching};
    if (!form_match(call->form, &matching)) return false;
    const struct cut_fit start = *fit;
    if (cut_seek(&widened, STEPS, fit)) return true;
    *fit = start;
    return cut_differentiate(&widened, fit) && cut_seek(&widened, STEPS, fit);
}

static bool cut_leaves_enough(const struct cut_fit *fit)
{
    static const double LEAST_LEFT = 0.01;
    return fit->solved.u_maximum - fit->solved.u_minimum >= LEAST_LEFT;
}

/* Follows the fit from bounds so wide that they cut nothing to those stated, in steps as long as it can be followed. */
static bool cut_follow(const struct call *call, struct cut_fit *fit)
{
    static const double WIDEST = 20, LEAST_STEP = 0x1p-12;
    double octaves = WIDEST, step = WIDEST / 4;
    *fit = cut_start(call->matching);
    if (!cut_seek_widened(call, octaves, fit)) return false;
    while (octaves > 0) {
        struct cut_fit next = *fit;
        if (cut_seek_widened(call, fmax(0, octaves - step), &next)) {
            if (!cut_leaves_enough(&next)) return false;
            octaves -= step;
            step *= 2;
            *fit = next;
        } else {
            step /= 2;
            if (step < LEAST_STEP) return false;
        }
    }
    return true;
}

/* Leaves the distribution as it is where none of the kind with these quantiles between the bounds is found, or only one
 * that has nearly all of itself beyond them. */
static void fit_under_cut(const struct call *call, struct distribution *solved)
{
    enum { STEPS = 60 };
    struct cut_fit fit = cut_start(call->matching);
    const bool found = cut_seek(call, STEPS, &fit) && cut_leaves_enough(&fit);
    if (found || cut_follow(call, &fit)) *solved = fit.solved;
}

enum status distribution_solve(enum distribution_kind kind, const struct distribution_argument *argument, size_t count,
                               struct distribution *out, struct error *err)
{
    const struct distribution_row *const row = &distribution_table[kind];
    struct matching matching = {.argument = argument, .count = count};
    TRY(check_arguments(&matching, err));
    for (size_t i = 0; i < DISTRIBUTION_FORMS && row->form[i].arguments; i++) {
        const struct call call = {kind, &row->form[i], &matching};
        if (!form_match(&row->form[i], &matching)) continue;
        struct distribution solved;
        TRY(form_solve(&call, matching.value, &solved, err));
        const bool quantiles = matching.quantiles == 2, cut = solved.u_minimum > 0 || solved.u_maximum < 1;
        if (quantiles && cut) fit_under_cut(&call, &solved);
        *out = solved;
        return STATUS_OK;
    }
    return error_no_form(kind, &matching, err);
}
