#include "sim/report/value_data.h"

#include "sim/base/file.h"
#include "sim/base/text_buffer.h"
#include "sim/report/value_charts.h"
#include "sim/report/value_report.h"

static const char *paths_of(struct arena *arena, const struct topic *topic)
{
    struct text_buffer text;
    text_buffer_init(&text, arena);
    for (size_t m = 0; m < topic->members; m++) {
        if (m > 0 && topic->member[m]->path == topic->member[m - 1]->path) continue;
        text_buffer_printf(&text, "%s%s", m > 0 ? "," : "", topic->member[m]->path);
    }
    return text_buffer_finish(&text);
}

/* topic: NULL where everything is known. */
static void voi_row(const struct value_builder *labels, const char *kind, const struct topic *topic, bool idle,
                    const struct information *information, struct dataset *out)
{
    const char *const currency = labels->format.currency;
    COLUMN_TEXT(out, "kind", "everything (EVPI), quantity, correlated (quantities that are known together) or group",
                kind);
    COLUMN_TEXT(out, "name", "Path of the quantity, or name of the group", topic ? topic->name : "everything");
    COLUMN_TEXT(out, "label", "What people call it, in the language of the files",
                topic ? dataset_made(out, value_label(labels, topic))
                      : word_text(WORD_VALUE_EVERYTHING, labels->language));
    COLUMN_TEXT(out, "paths", "Paths of all quantities in it, commas between them; missing for everything",
                topic ? dataset_made(out, paths_of(out->arena, topic)) : NULL);
    COLUMN_YES(out, "matters", "no: it has no effect on any choice, and its worth is exactly 0", !idle);
    COLUMN_ESTIMATE(out, "worth", currency, "Worth of knowing it before deciding", information->voi);
    COLUMN_NUMBER(out, "change", "share", "Chance that another choice than today's is then made", information->change);
    COLUMN_NUMBER(out, "optimism", currency,
                  "By how much choosing and judging on one sample flatters; part of the error", information->optimism);
}

static void make_evppi(const struct value *value, struct arena *arena, enum language language, struct dataset *out)
{
    const struct value_builder labels = value_builder_of(value, arena, language, NULL);
    DATASET_INIT(out, arena, "evppi", "One row for everything at once, each quantity and each group",
                 voi_row(&labels, NULL, NULL, false, NULL, out));
    voi_row(&labels, "everything", NULL, value->certain, &value->perfect, out);
    for (size_t i = 0; i < value->items; i++) {
        const struct value_item *const item = &value->item[i];
        voi_row(&labels, item->topic.members > 1 ? "correlated" : "quantity", &item->topic, item->idle,
                &item->information, out);
    }
    for (size_t g = 0; g < value->groups; g++) {
        const struct value_item *const group = &value->group[g];
        voi_row(&labels, "group", &group->topic, group->idle, &group->information, out);
    }
}

static void choice_row(const struct value *value, const char *currency, size_t c, struct dataset *out)
{
    COLUMN_NUMBER(out, "choice", "number", "0 is doing nothing; others in the order of the files", (double)c);
    COLUMN_TEXT(out, "file", "Scenario file; missing for doing nothing",
                c > 0 ? path_base(value->plan[c - 1]->scenario->file) : NULL);
    COLUMN_YES(out, "best", "yes: the best choice as things stand", c == value->prospects.best);
    COLUMN_TEXT(out, "result",
                "Whose money: net, net_public or net.PAYER, or net_cashable, net_cashable_public or net_cashable.PAYER",
                value->result);
    COLUMN_ESTIMATE(out, "mean", currency, "Mean net savings, present value", value->mean[c]);
}

static void make_choices(const struct value *value, const char *currency, struct arena *arena, struct dataset *out)
{
    DATASET_INIT(out, arena, "choices", "One row for each choice", choice_row(value, currency, 0, out));
    for (size_t c = 0; c < value->choices; c++) choice_row(value, currency, c, out);
}

static void size_row(const struct value_pilot *pilot, const char *currency, size_t i, struct dataset *out)
{
    COLUMN_NUMBER(out, "participants", "persons", "In the pilot; as many are controls", pilot->size[i].participants);
    COLUMN_ESTIMATE(out, "worth", currency, "Worth of the pilot's counts before deciding (EVSI)",
                    pilot->size[i].information.voi);
    COLUMN_ESTIMATE(out, "cost", currency,
                    "Cost of the pilot to those whose result it is; missing where none is stated",
                    pilot->priced ? pilot->size[i].cost : DATASET_MISSING);
    COLUMN_ESTIMATE(out, "gain", currency, "Worth less cost", pilot->priced ? pilot->size[i].gain : DATASET_MISSING);
    COLUMN_NUMBER(out, "change", "share", "Chance that another choice than today's is then made",
                  pilot->size[i].information.change);
    COLUMN_NUMBER(out, "limit", currency, "Worth of knowing exactly what the pilot measures", pilot->limit.voi.value);
}

static void make_evsi(const struct value *value, const char *currency, struct arena *arena, struct dataset *out)
{
    DATASET_INIT(out, arena, "evsi", "One row for each size of the pilot", size_row(value->pilot, currency, 0, out));
    for (size_t i = 0; i < value->pilot->sizes; i++) size_row(value->pilot, currency, i, out);
}

size_t value_data(const struct value *value, struct arena *arena, enum language language,
                  struct dataset out[VALUE_DATASETS])
{
    const char *const currency = value->plan[0]->scenario->settings.currency;
    make_evppi(value, arena, language, &out[0]);
    make_choices(value, currency, arena, &out[1]);
    if (!value->pilot) return 2;
    make_evsi(value, currency, arena, &out[2]);
    return 3;
}

const struct result_kind value_kind = {.command = "value", .charts = &value_charts, .build = value_build};

enum status value_report(struct arena *arena, const struct value *value, struct result *out, struct error *err)
{
    struct dataset *const dataset = ARENA_ARRAY(arena, VALUE_DATASETS, struct dataset);
    if (!dataset) return error_out_of_memory(err);
    const size_t datasets = value_data(value, arena, out->language, dataset);
    result_fill(out, value, &value->plan[0]->scenario->simulation, dataset, datasets);
    return STATUS_OK;
}
