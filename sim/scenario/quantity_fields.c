/* The keys of quantities and what belongs to them: distributions, samples, concentration, price indices. */
#include "sim/scenario/load.h"
#include "sim/scenario/quantity_map.h"
#include "sim/scenario/rows.h"

/* --- quantities --- */

#define KEY(name, text)                                                                                                \
    {                                                                                                                  \
        .key = (name), .kind = &kind_form, .help = (text)                                                              \
    }
#define D(constant, name, functions, help, keys, example, forms, more) KEY(#name, keys),
#define D_UNNAMED(...)
#define RANGE_ROWS                                                                                                     \
    KEY("low", "With high: a 90% range, 5% and 95%, also of what min and max leave; lognormal or normal."),            \
        KEY("high", "See low."),                                                                                       \
        KEY("estimate",                                                                                                \
            "With ci95: a published estimate, which is kept; lognormal for a ratio, normal for a difference of "       \
            "shares, beta for a share. A warning shows the interval drawn where it differs by over 5% of its "         \
            "width."),                                                                                                 \
        KEY("ci95", "[a, b], the 95% interval of the estimate."),                                                      \
        KEY("min",                                                                                                     \
            "Cuts low/high or estimate/ci95 off below. Quantiles are those of what is left, where there are such; "    \
            "mean, sd and an estimate are those before the cut."),                                                     \
        KEY("max", "Cuts them off above.")

static const struct field distribution_rows[] = {
#include "sim/numeric/distributions.def"
    RANGE_ROWS};
const struct schema schema_distribution = {.title = "A distribution",
                                           .help = "One of these keys (low with high, estimate with ci95).",
                                           ROWS(distribution_rows)};

static const struct field part_rows[] = {
    {.key = "weight", .kind = &kind_node, .required = true, .help = "Weight of the part."},
    {.key = "of", .kind = &kind_node, .help = "A number or a distribution; or one of the keys of a distribution here."},
#include "sim/numeric/distributions.def"
    RANGE_ROWS,
};
const struct schema schema_part = {
    .title = "A part of a mixture", .help = "A weight and a distribution.", ROWS(part_rows)};

static const struct field quantity_rows[] = {
    {.key = "value",
     .kind = &kind_node,
     .help = "A number, a distribution or $NAME; a distribution may also stand here directly."},
    {.key = "unit", .kind = &kind_node, .help = "Checked against the field: EUR/person, share, years, ..."},
    {.key = "label", .kind = &kind_text, AT(struct quantity_map, label), .help = "Name for people."},
    {.key = "source", .kind = &kind_text, AT(struct quantity_map, source), .help = "Where the number is from."},
    {.key = "note", .kind = &kind_text, AT(struct quantity_map, note), .help = "What should be known about it."},
    {.key = "evidence",
     .kind = &kind_choice,
     .detail = evidence_name,
     .fallback = "unstated",
     AT(struct quantity_map, evidence),
     .help = "How well it is known."},
    {.key = "price_year",
     .kind = &kind_integer,
     .unit = UNIT_NUMBER,
     .least = 1800,
     .most = 2200,
     AT(struct quantity_map, price_year),
     .help = "Year of the money, where it is not the scenario's."},
    {.key = "price_index",
     .kind = &kind_string,
     AT(struct quantity_map, price_index),
     .help = "Index that moves it to the scenario's price year; default: the only one there is."},
    {.key = "basis",
     .kind = &kind_node,
     .detail = "keep",
     AT(struct quantity_map, basis),
     .help = "Of a cost per case: `undiscounted` or `present_value`; an outcome takes it from here."},
    {.key = "payers",
     .kind = &kind_node,
     .detail = "keep",
     AT(struct quantity_map, payers),
     .help = "Of a cost: who bears it; an item that states no payers takes them from here."},
    {.key = "alternatives",
     .kind = &kind_node,
     .detail = "keep",
     AT(struct quantity_map, alternatives),
     .help = "Competing values by name, switched by " LOAD_ASSUME " NAME=ALTERNATIVE."},
    {.key = "alternative",
     .kind = &kind_string,
     AT(struct quantity_map, alternative),
     .help = "The alternative in use; default: the value itself."},
#include "sim/numeric/distributions.def"
    RANGE_ROWS,
};
const struct schema schema_quantity = {
    .title = "A quantity", .help = "A number, $NAME, a distribution, or a map of these keys.", ROWS(quantity_rows)};

static const struct field discrete_rows[] = {
    {.key = "values", .kind = &kind_node, .required = true, .help = "A list of numbers."},
    {.key = "weights", .kind = &kind_node, .help = "A list of as many weights; default: all the same."},
    {.key = "min", .kind = &kind_node, .help = "Cuts off below."},
    {.key = "max", .kind = &kind_node, .help = "Cuts off above."},
};
const struct schema schema_discrete = {.title = "discrete", .help = "Values with weights.", ROWS(discrete_rows)};

#define SAMPLE_ROWS                                                                                                    \
    {.key = "file",                                                                                                    \
     .kind = &kind_node,                                                                                               \
     .help = "A CSV file below the scenario's folder, UTF-8, with a line of names."},                                  \
        {.key = "column", .kind = &kind_node, .help = "The name of its column."},                                      \
    {                                                                                                                  \
        .key = "values", .kind = &kind_node,                                                                           \
        .help = "The values themselves; file and column then only say where they are from."                            \
    }

static const struct field empirical_rows[] = {
    SAMPLE_ROWS,
    {.key = "join",
     .kind = &kind_switch,
     .fallback = "no",
     AT(struct sample_map, join),
     .help = "yes: the values are quantiles at equal steps from least to greatest, joined by straight lines."},
    {.key = "min", .kind = &kind_node, .help = "Cuts off below."},
    {.key = "max", .kind = &kind_node, .help = "Cuts off above."},
};
const struct schema schema_empirical = {
    .title = "empirical",
    .help = "A sample: each draw is one of its values, all equally likely; mean and sd are those of the "
            "sample (divided by n).",
    ROWS(empirical_rows)};

static const struct field concentration_rows[] = {
    {.key = "top", .kind = &kind_node, SHARE, .above = true, .help = "Share of persons, those with the greatest need."},
    {.key = "share", .kind = &kind_node, SHARE, .above = true, .help = "Share of the total that they hold."},
    {.key = "points",
     .kind = &kind_node,
     .help = "One or two {top, share}; two choose the shape by least squares, with a warning beyond 2 points."},
    {.key = "shape",
     .kind = &kind_choice,
     .detail = concentration_shape_name,
     .fallback = "pareto",
     .help = "Form of the curve."},
    {.key = "cap",
     .kind = &kind_node,
     .unit = UNIT_NUMBER,
     .least = 1,
     .most = 1e9,
     .above = true,
     .fallback = "100",
     .word = "none",
     .help = "Greatest multiple of the mean that a person reaches (pareto)."},
    SAMPLE_ROWS,
};
const struct schema schema_concentration = {
    .title = "concentration", .help = "`none`, a curve, or clients' costs from a file.", ROWS(concentration_rows)};

static const struct field price_index_rows[] = {
    {.key = "label", .kind = &kind_text, AT(struct price_index, label), .help = "Name for people."},
    {.key = "base",
     .kind = &kind_integer,
     .unit = UNIT_NUMBER,
     .least = 1800,
     .most = 2200,
     .required = true,
     AT(struct price_index, base),
     .help = "Year to whose prices the factors lead."},
    {.key = "factors", .kind = &kind_node, .required = true, .help = "A map from years to factors: {2007: 1.402}."},
    {.key = "source", .kind = &kind_text, AT(struct price_index, source), .help = "Where the index is from."},
    {.key = "note", .kind = &kind_text, AT(struct price_index, note), .help = "What should be known about it."},
};
const struct schema schema_price_index = {
    .title = "price_indices.NAME", .help = "Moves money from one year to another.", ROWS(price_index_rows)};

static const struct field correlation_rows[] = {
    {.key = "between", .kind = &kind_node, .required = true, .help = "Paths of two uncertain quantities."},
    {.key = "rho",
     .kind = &kind_node,
     .unit = UNIT_NUMBER,
     .least = -1,
     .most = 1,
     .required = true,
     .help = "Spearman's rank correlation; 1 and -1 are allowed."},
};
const struct schema schema_correlation = {
    .title = "correlations[]", .help = "Quantities that go together.", ROWS(correlation_rows)};
