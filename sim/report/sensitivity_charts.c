#include "sim/report/sensitivity_charts.h"

#include "sim/words/amount.h"

static const struct chart charts[] = {
    {"tornado", chart_tornado, chart_tornado_applies, "importance", false},
    {"indices", chart_indices, chart_indices_applies, "importance", false},
};
const struct chart_table sensitivity_charts = CHART_TABLE(charts);

static struct sensitivity_builder builder_of(const struct chart_job *job)
{
    return (struct sensitivity_builder){.sensitivity = job->analysis,
                                        .scenario = job->scenario,
                                        .format = job->format,
                                        .language = job->format.language};
}

const char *chart_sensitivity_kicker(const struct chart_job *job)
{
    const struct sensitivity *const is = job->analysis;
    const char *const result = result_label(job->arena, job->scenario, is->result, job->format.language);
    const char *const clean = result ? chart_clean(job->arena, result, CHART_LABEL_MOST) : NULL;
    return WORDS(job->arena, WORD_CHART_SCOPE, job->format.language, {"title", job->kicker}, {"scope", clean});
}

const char *chart_sensitivity_label(const struct chart_job *job, const struct sensitivity_item *item)
{
    const struct sensitivity_builder builder = builder_of(job);
    const char *const label = sensitivity_item_label(&builder, item);
    const char *const clean = label ? chart_shorten(job->arena, label, CHART_QUANTITY_MOST) : NULL;
    if (!item->quantity || !item->factor->factor->correlated) return clean;
    return WORDS(job->arena, WORD_CORRELATED_MARK, job->format.language, {"label", clean});
}
