/* What is chosen and not known: another discount rate, another horizon, the whole cost of a case at once. */
#include "sim/report/run_build.h"
#include "sim/words/words.h"

static const char *choice_label(const struct builder *builder, const struct study_choice *choice)
{
    static const enum word said[][2] = {[STUDY_DISCOUNT_RATE] = {WORD_CHOICE_RATE, WORD_CHOICE_RATE_NOW},
                                        [STUDY_HORIZON] = {WORD_CHOICE_HORIZON, WORD_CHOICE_HORIZON},
                                        [STUDY_AT_ONCE] = {WORD_CHOICE_AT_ONCE, WORD_CHOICE_AT_ONCE}};
    const struct format *const format = &builder->format;
    const struct outcome *const outcome = &builder->report->scenario->outcome[choice->outcome];
    const bool at_once = choice->kind == STUDY_AT_ONCE;
    return WORDS(format->arena, said[choice->kind][choice->current], builder->language,
                 {"rate", format_share(format, choice->value, 0)}, {"years", format_count(format, choice->value, 0)},
                 {"label", at_once ? text_in(&outcome->label, builder->language, outcome->name) : ""});
}

static const struct column_summary *first_view(const struct builder *builder, const struct study_choice *choice)
{
    return builder->view[0].kind == RUN_VIEW_ALL ? &choice->is.net : &choice->is.net_cashable_public;
}

void build_choices(struct builder *builder)
{
    const struct report *const report = builder->report;
    struct estimate *const mean = ARENA_ARRAY(builder->format.arena, 4 * report->choices, struct estimate);
    if (report->choices == 0 || builder->few || !mean) return;
    struct estimate *const all = mean + report->choices, *const end = mean + 2 * report->choices;
    for (size_t c = 0; c < report->choices; c++) {
        const struct column_summary *const net = first_view(builder, &report->choice[c]);
        mean[c] = net->mean;
        all[c] = report->choice[c].is.net.mean;
        end[2 * c] = net->percentile[LEVEL_P5], end[2 * c + 1] = net->percentile[LEVEL_P95];
    }
    const struct money_grid first = format_money_grid(&builder->format, mean, report->choices),
                            second = format_money_grid(&builder->format, all, report->choices),
                            ends = format_money_grid(&builder->format, end, 2 * report->choices);
    struct document_table *const table =
        CELLS_TABLE(builder->document, "choices", word_text(WORD_CHOICES_TITLE, builder->language),
                    {"choice", WORD_COUNT, DOCUMENT_TEXTS}, {"mean", builder->view[0].label, DOCUMENT_FIGURES},
                    {"p5_to_p95", WORD_RANGE_90, DOCUMENT_FIGURES}, {"chance", WORD_CHANCE_SAVES, DOCUMENT_FIGURES});
    if (builder->views > 1)
        cells_add_columns(table, &(struct cells_column){"all", builder->view[1].label, DOCUMENT_FIGURES}, 1);
    for (size_t c = 0; c < report->choices; c++) {
        const struct column_summary *const net = first_view(builder, &report->choice[c]);
        document_add_row(builder->document, table, false,
                         (struct document_cell[]){
                             cell_text(choice_label(builder, &report->choice[c])),
                             cell_number(format_money_on(&builder->format, &first,
                                                         format_grid_round(&first, mean[c].value), mean[c].value),
                                         UNIT_MONEY, mean[c]),
                             cell_ends(format_money_range_on(&builder->format, &ends, end[2 * c], end[2 * c + 1]),
                                       UNIT_MONEY, end[2 * c], end[2 * c + 1]),
                             cell_probability(&builder->format, net->positive),
                             cell_number(format_money_on(&builder->format, &second,
                                                         format_grid_round(&second, all[c].value), all[c].value),
                                         UNIT_MONEY, all[c])});
    }
    document_say(builder->document, DOCUMENT_NOTE, word_text(WORD_CHOICES_NOTE, builder->language));
}
