#include "sim/report/sensitivity_report.h"

#include <math.h>

#include "sim/analysis/perspective.h"
#include "sim/base/sort.h"
#include "sim/report/analysis_basis.h"
#include "sim/report/basis.h"
#include "sim/words/quantity_label.h"
#include "sim/words/words.h"

char *sensitivity_amount(const struct sensitivity_builder *builder, struct estimate value)
{
    return format_value(&builder->format, builder->sensitivity->unit, value.value, value.error);
}

char *sensitivity_joined(const struct sensitivity_builder *builder, const char *const *label, size_t count)
{
    return words_join(builder->format.arena, WORD_LABELS_NEXT, builder->language, label, count);
}

static bool is_shares(const struct sensitivity_factor *factor)
{
    return factor->factor->quantity < 0 && !factor->factor->correlated;
}

static bool explains_more(const void *a, const void *b, const void *context)
{
    (void)context;
    return ((const struct sensitivity_item *)a)->factor->index.total.value >
           ((const struct sensitivity_item *)b)->factor->index.total.value;
}

size_t sensitivity_items(const struct sensitivity *sensitivity, struct sensitivity_item *out)
{
    size_t count = 0;
    for (size_t q = 0; q < sensitivity->uncertain; q++)
        if (!sensitivity->quantity[q].idle)
            out[count++] = (struct sensitivity_item){&sensitivity->quantity[q],
                                                     &sensitivity->factor[sensitivity->quantity[q].factor]};
    for (size_t f = 0; f < sensitivity->factors; f++) {
        const struct sensitivity_factor *const factor = &sensitivity->factor[f];
        if (is_shares(factor) && !factor->idle) out[count++] = (struct sensitivity_item){NULL, factor};
    }
    sort_stable(out, count, sizeof *out, explains_more, NULL);
    return count;
}

const char *sensitivity_item_label(const struct sensitivity_builder *builder, const struct sensitivity_item *item)
{
    struct arena *const arena = builder->format.arena;
    if (item->quantity) return quantity_label(arena, builder->scenario, item->quantity->quantity, builder->language);
    return factor_label(arena, builder->sensitivity->plan, item->factor->factor, builder->language);
}

size_t sensitivity_idle_labels(const struct sensitivity_builder *builder, const char **out_label)
{
    const struct sensitivity *const is = builder->sensitivity;
    struct arena *const arena = builder->format.arena;
    size_t count = 0;
    for (size_t q = 0; q < is->quantities; q++)
        if (is->quantity[q].idle)
            out_label[count++] = quantity_label(arena, builder->scenario, is->quantity[q].quantity, builder->language);
    for (size_t f = 0; f < is->factors; f++)
        if (is_shares(&is->factor[f]) && is->factor[f].idle)
            out_label[count++] = factor_label(arena, is->plan, is->factor[f].factor, builder->language);
    return count;
}

size_t sensitivity_leaders(const struct sensitivity *sensitivity, const struct sensitivity_factor **out)
{
    const struct sensitivity_factor *first = NULL;
    size_t count = 0;
    for (size_t f = 0; f < sensitivity->factors; f++) {
        const struct sensitivity_factor *const factor = &sensitivity->factor[f];
        if (!factor->idle && (!first || factor->index.total.value > first->index.total.value)) first = factor;
    }
    if (!first) return 0;
    out[count++] = first;
    for (size_t f = 0; f < sensitivity->factors; f++) {
        const struct sensitivity_factor *const factor = &sensitivity->factor[f];
        if (factor == first || factor->idle || factor->index.total.high < first->index.total.low) continue;
        size_t place = count++;
        for (; place > 1 && out[place - 1]->index.total.value < factor->index.total.value; place--)
            out[place] = out[place - 1];
        out[place] = factor;
    }
    return count;
}

const struct sensitivity_quantity *sensitivity_quantity_of(const struct sensitivity *sensitivity,
                                                           const struct sensitivity_factor *factor)
{
    for (size_t q = 0; q < sensitivity->uncertain; q++)
        if (sensitivity->quantity[q].quantity == factor->factor->quantity) return &sensitivity->quantity[q];
    return NULL;
}

/* Of two estimates in the wrong order, the value that both have in the order that fits best: their mean, weighted by
 * their precision. */
static double pooled(struct estimate a, struct estimate b)
{
    const double weight = b.error * b.error, other = a.error * a.error;
    return weight + other > 0 ? (weight * a.value + other * b.value) / (weight + other) : (a.value + b.value) / 2;
}

struct sensitivity_index sensitivity_shown(const struct sensitivity_index *index)
{
    struct sensitivity_index shown = *index;
    shown.first.error = shown.total.error = fmax(index->first.error, index->total.error);
    if (index->first.value > index->total.value)
        shown.first.value = shown.total.value = pooled(index->first, index->total);
    /* what errors carry to 0 or below is small, not nothing: nothing is exactly 0, without error */
    const double least = shown.first.error > 0 ? 1e-12 : 0;
    shown.first.value = fmax(shown.first.value, least);
    shown.total.value = fmax(shown.total.value, least);
    return shown;
}

static void build_basis(struct sensitivity_builder *builder)
{
    const struct sensitivity *const is = builder->sensitivity;
    const struct format *const format = &builder->format;
    basis_begin(builder->document, &builder->scenario, 1);
    basis_say_stochastic(builder->document, format, COHORT_EXPECTED);
    basis_say_mean(builder->document, format, is->unit, is->mean, is->points);
    document_say(builder->document, DOCUMENT_PARAGRAPH,
                 WORDS(format->arena, WORD_SENSITIVITY_BASIS, builder->language,
                       {"runs", format_count(format, is->runs, 0)}, {"n", format_count(format, is->points, 0)},
                       {"r", format_count(format, SAMPLING_REPLICATES, 0)}));
    basis_say_settings(builder->document, format, builder->scenario, is->points);
}

enum status sensitivity_build(const void *analysis, struct arena *arena, enum language language, struct document *out,
                              struct error *err)
{
    const struct sensitivity *const sensitivity = analysis;
    const struct scenario *const scenario = sensitivity->plan->scenario;
    struct document document;
    struct sensitivity_builder builder = {.sensitivity = sensitivity,
                                          .scenario = scenario,
                                          .document = &document,
                                          .format = {arena, language, scenario->settings.currency},
                                          .language = language};
    document_init(&document, arena, language,
                  WORDS(arena, WORD_SENSITIVITY_TITLE, language,
                        {"title", text_in(&scenario->title, language, word_text(WORD_UNTITLED, language))}));
    sensitivity_build_answer(&builder);
    sensitivity_build_tables(&builder);
    build_basis(&builder);
    TRY(document_check(&document, err));
    *out = document;
    return STATUS_OK;
}
