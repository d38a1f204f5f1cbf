/* Finds the form that the arguments of a distribution fit, and solves it. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/numeric/distribution_kinds.h"

enum { TOKEN_MAX = 24, TEXT_MAX = 400 };

/* The probability that a name like "p2.5" stands for; NAN if it is no such name. */
static double quantile_name(const char *name)
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
        const struct distribution_argument *const argument = matching->quantile[(*quantile)++];
        matching->value[matching->values++] = quantile_name(argument->name);
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
    return distribution_truncate(out, minimum, maximum, err);
}

static enum status check_arguments(struct matching *matching, struct error *err)
{
    for (size_t i = 0; i < matching->count; i++) {
        const struct distribution_argument *const argument = &matching->argument[i];
        if (!isfinite(argument->value)) return error_set(err, STATUS_SCENARIO, "%s must be finite", argument->name);
        if (argument_find(matching, argument->name) != argument)
            return error_set(err, STATUS_SCENARIO, "%s is given twice", argument->name);
        if (isnan(quantile_name(argument->name))) continue;
        if (matching->quantiles == 2)
            return error_set(err, STATUS_SCENARIO, "more than two quantiles (%s, %s, %s)", matching->quantile[0]->name,
                             matching->quantile[1]->name, argument->name);
        matching->quantile[matching->quantiles++] = argument;
    }
    if (matching->quantiles < 2) return STATUS_OK;
    const double p1 = quantile_name(matching->quantile[0]->name), p2 = quantile_name(matching->quantile[1]->name);
    if (p1 == p2) return error_set(err, STATUS_SCENARIO, "%s is given twice", matching->quantile[0]->name);
    if (p1 > p2) {
        const struct distribution_argument *const first = matching->quantile[0];
        matching->quantile[0] = matching->quantile[1];
        matching->quantile[1] = first;
    }
    return STATUS_OK;
}

/* Appends to a text that may be cut. */
static void text_append(char text[TEXT_MAX], const char *before, const char *more)
{
    const size_t length = strlen(text);
    snprintf(text + length, TEXT_MAX - length, "%s%s", length > 0 ? before : "", more);
}

static enum status error_no_form(enum distribution_kind kind, const struct matching *matching, struct error *err)
{
    const struct distribution_row *const row = &distribution_table[kind];
    char given[TEXT_MAX] = "", forms[TEXT_MAX] = "";
    for (size_t i = 0; i < matching->count; i++) text_append(given, ", ", matching->argument[i].name);
    for (size_t i = 0; i < DISTRIBUTION_FORMS && row->form[i].arguments; i++)
        text_append(forms, "; ", row->form[i].arguments);
    error_set(err, STATUS_SCENARIO, "%s cannot be made from these arguments (found %s)", row->name,
              given[0] ? given : "none");
    return error_hint(err, "allowed: %s (p* is any quantile: p5, p97.5; [] may be left out; min and max cut off)",
                      forms);
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

enum status distribution_solve(enum distribution_kind kind, const struct distribution_argument *argument, size_t count,
                               struct distribution *out, struct error *err)
{
    const struct distribution_row *const row = &distribution_table[kind];
    struct matching matching = {.argument = argument, .count = count};
    TRY(check_arguments(&matching, err));
    for (size_t i = 0; i < DISTRIBUTION_FORMS && row->form[i].arguments; i++) {
        if (!form_match(&row->form[i], &matching)) continue;
        struct distribution solved = distribution_fixed(0);
        solved.kind = kind;
        TRY(row->form[i].solve(matching.value, &solved, err));
        TRY(check_finite(&solved, err));
        TRY(truncate_by_arguments(&matching, &row->form[i], &solved, err));
        *out = solved;
        return STATUS_OK;
    }
    return error_no_form(kind, &matching, err);
}
