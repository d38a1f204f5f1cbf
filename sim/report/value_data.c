#include "sim/report/value_data.h"

#include <math.h>

#include "sim/base/text_buffer.h"
#include "sim/report/value_charts.h"
#include "sim/report/value_report.h"

#define COLUMNS(array) (sizeof(array) / sizeof *(array))

static void add_worth(struct dataset *out, const char *kind, const char *name, const char *paths, bool idle,
                      const struct information *information)
{
    dataset_text(out, kind);
    dataset_text(out, name);
    dataset_text(out, paths);
    dataset_text(out, idle ? "no" : "yes");
    dataset_estimate(out, information->worth);
    dataset_number(out, information->change);
    dataset_number(out, information->optimism);
}

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

static void make_evppi(const struct value *value, const char *currency, struct arena *arena, struct dataset *out)
{
    const struct dataset_column column[] = {
        {"kind", DATASET_TEXT, NULL,
         "everything (EVPI), quantity, correlated (quantities that are known together) or group"},
        {"name", DATASET_TEXT, NULL, "Path of the quantity, or name of the group"},
        {"paths", DATASET_TEXT, NULL, "Paths of all quantities in it, commas between them; missing for everything"},
        {"matters", DATASET_TEXT, NULL, "no: it has no effect on any choice, and its worth is exactly 0"},
        DATASET_ESTIMATE("worth", currency, "Worth of knowing it before deciding"),
        {"change", DATASET_NUMBER, "share", "Chance that another choice than today's is then made"},
        {"optimism", DATASET_NUMBER, currency,
         "By how much choosing and judging on one sample flatters; part of the error"}};
    dataset_init(out, arena, "evppi", "One row for everything at once, each quantity and each group", column,
                 COLUMNS(column));
    add_worth(out, "everything", "everything", NULL, value->certain, &value->perfect);
    for (size_t i = 0; i < value->items; i++) {
        const struct value_item *const item = &value->item[i];
        add_worth(out, item->topic.members > 1 ? "correlated" : "quantity", item->topic.name,
                  paths_of(arena, &item->topic), item->idle, &item->information);
    }
    for (size_t g = 0; g < value->groups; g++)
        add_worth(out, "group", value->group[g].topic.name, paths_of(arena, &value->group[g].topic),
                  value->group[g].idle, &value->group[g].information);
}

static void make_choices(const struct value *value, const char *currency, struct arena *arena, struct dataset *out)
{
    const struct dataset_column column[] = {
        {"choice", DATASET_NUMBER, NULL, "0 is doing nothing; others in the order of the files"},
        {"file", DATASET_TEXT, NULL, "Scenario file; missing for doing nothing"},
        {"best", DATASET_TEXT, NULL, "yes: the best choice as things stand"},
        {"result", DATASET_TEXT, NULL,
         "Whose money: net, net_public or net.PAYER, or net_cashable, net_cashable_public or net_cashable.PAYER"},
        DATASET_ESTIMATE("mean", currency, "Mean net savings, present value")};
    dataset_init(out, arena, "choices", "One row for each choice", column, COLUMNS(column));
    for (size_t c = 0; c < value->choices; c++) {
        dataset_number(out, (double)c);
        dataset_text(out, c > 0 ? value->plan[c - 1]->scenario->file : NULL);
        dataset_text(out, c == value->prospects.best ? "yes" : "no");
        dataset_text(out, value->result);
        dataset_estimate(out, value->mean[c]);
    }
}

static void make_evsi(const struct value *value, const char *currency, struct arena *arena, struct dataset *out)
{
    const struct dataset_column column[] = {
        {"participants", DATASET_NUMBER, "persons", "In the pilot; as many are controls"},
        DATASET_ESTIMATE("worth", currency, "Worth of the pilot's counts before deciding (EVSI)"),
        DATASET_ESTIMATE("cost", currency,
                         "Cost of the pilot to those whose result it is; missing where none is stated"),
        DATASET_ESTIMATE("gain", currency, "Worth less cost"),
        {"change", DATASET_NUMBER, "share", "Chance that another choice than today's is then made"},
        {"limit", DATASET_NUMBER, currency, "Worth of knowing exactly what the pilot measures"}};
    dataset_init(out, arena, "evsi", "One row for each size of the pilot", column, COLUMNS(column));
    const struct estimate unstated = {NAN, NAN, NAN, NAN};
    for (size_t i = 0; i < value->pilot->sizes; i++) {
        const struct value_size *const size = &value->pilot->size[i];
        dataset_number(out, size->participants);
        dataset_estimate(out, size->information.worth);
        dataset_estimate(out, value->pilot->priced ? size->cost : unstated);
        dataset_estimate(out, value->pilot->priced ? size->gain : unstated);
        dataset_number(out, size->information.change);
        dataset_number(out, value->pilot->limit.worth.value);
    }
}

size_t value_data(const struct value *value, struct arena *arena, struct dataset out[VALUE_DATASETS])
{
    const char *const currency = value->plan[0]->scenario->settings.currency;
    make_evppi(value, currency, arena, &out[0]);
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
    const size_t datasets = value_data(value, arena, dataset);
    result_fill(out, value, &value->plan[0]->scenario->simulation, dataset, datasets);
    return STATUS_OK;
}
