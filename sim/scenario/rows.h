/* Shorthand for rows of the schema tables. Inside sim/scenario only. */
#ifndef HYOTY_SCENARIO_ROWS_H
#define HYOTY_SCENARIO_ROWS_H

#include <math.h>
#include <stddef.h>

#include "sim/scenario/loader.h"
#include "sim/scenario/schema.h"

#define AT(type, member)         .offset = offsetof(type, member)
#define MANY(type, array, count) .offset = offsetof(type, array), .count_offset = offsetof(type, count)
#define ROWS(table)              .field = (table), .fields = sizeof(table) / sizeof *(table)
#define ANY                      .least = -INFINITY, .most = INFINITY
#define POSITIVE                 .least = 0, .most = INFINITY
#define AMOUNT                   .least = 0, .most = MONEY_MOST
#define SHARE                    .unit = UNIT_SHARE, .least = 0, .most = 1
#define TIME                     .unit = UNIT_YEARS, .least = 0, .most = YEARS_MOST
#define QUANTITY                 .kind = &kind_quantity
#define LABEL(type)                                                                                                    \
    {                                                                                                                  \
        .key = "label", .kind = &kind_text, AT(type, label), .help = "Name for people, in one or more languages."      \
    }
#define GROWTH(type)                                                                                                   \
    {                                                                                                                  \
        .key = "growth", QUANTITY, .unit = UNIT_PER_YEAR, .least = -0.5, .most = 0.5, .fallback = "0%",                \
        AT(type, growth), .help = "Real growth of the unit cost, a year."                                              \
    }
#define CASHABLE(type)                                                                                                 \
    {                                                                                                                  \
        .key = "cashable", QUANTITY, SHARE, .fallback = "100%", AT(type, cashable),                                    \
        .help = "Share of the saving that a budget can really release; the rest is capacity."                          \
    }
#define PAYERS(type)                                                                                                   \
    {                                                                                                                  \
        .key = "payers", .kind = &kind_payers, AT(type, payers),                                                       \
        .help = "Who pays: shares that sum to 100% (to within 1e-7%, so a third is 33.33333333%), or {dirichlet: "     \
                "{NAME: WEIGHT}}; needed where the file has "                                                          \
                "`payers:` and the cost names none."                                                                   \
    }

#define SECTION_ITEMS(constant, member, name) extern const struct items items_##member;
SECTION_TABLE(SECTION_ITEMS)
#undef SECTION_ITEMS
extern const struct items items_intervention;

#endif
