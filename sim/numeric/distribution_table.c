#include <math.h>
#include <string.h>

#include "sim/numeric/distribution_kinds.h"

/* clang-format off */
#define EXAMPLE(...) {__VA_ARGS__}
#define NO_EXAMPLE {{NULL, 0}}
#define FORM(arguments, function) {arguments, function},
#define NO_FORM {NULL, NULL}
#define MOMENT(function) .moment = function,
#define MODE(function, weight) .mode = function, .mode_weight = weight,
#define ROW(...) __VA_ARGS__,
#define D(constant, key, functions, line, spelled, arguments, forms, more)                                             \
    [DISTRIBUTION_##constant] = {.name = #key, .help = line, .keys = spelled, .example = arguments, .form = {forms},   \
                                 .quantile = functions##_quantile, .cdf = functions##_cdf, .mean = functions##_mean,   \
                                 .variance = functions##_variance, more},
/* clang-format on */
#define D_UNNAMED D
const struct distribution_row distribution_table[DISTRIBUTION_KINDS] = {
#include "sim/numeric/distributions.def"
};

int distribution_find(const char *name)
{
    for (int kind = 0; kind < DISTRIBUTION_KINDS; kind++)
        if (strcmp(distribution_table[kind].name, name) == 0) return kind;
    return -1;
}

/* Whether a word stands in a list of words with blanks between them. */
static bool has_word(const char *list, const char *word)
{
    for (size_t length; list && *list; list += length, list += strspn(list, " ")) {
        length = strcspn(list, " ");
        if (length == strlen(word) && memcmp(list, word, length) == 0) return true;
    }
    return false;
}

bool distribution_unitless(const char *name)
{
    for (int kind = 0; kind < DISTRIBUTION_KINDS; kind++)
        if (has_word(distribution_table[kind].unitless, name)) return true;
    return false;
}

double distribution_least(const struct distribution *distribution)
{
    const enum distribution_support support = distribution_table[distribution->kind].support;
    if (support == SUPPORT_LINE) return -INFINITY;
    return support == SUPPORT_BOUNDS ? distribution->parameter[0] : 0;
}

double distribution_greatest(const struct distribution *distribution)
{
    const struct distribution_row *const row = &distribution_table[distribution->kind];
    if (row->support == SUPPORT_BOUNDS) return distribution->parameter[row->greatest];
    return row->support == SUPPORT_SHARE ? 1 : INFINITY;
}
