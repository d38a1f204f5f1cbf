#include "sim/report/value_report.h"

#include <math.h>
#include <string.h>

#include "sim/analysis/net_result.h"
#include "sim/analysis/perspective.h"
#include "sim/report/alignment_notes.h"
#include "sim/report/analysis_basis.h"
#include "sim/report/cells.h"
#include "sim/words/labels.h"
#include "sim/words/quantity_label.h"

struct value_builder value_builder_of(const struct value *value, struct arena *arena, enum language language,
                                      struct document *document)
{
    return (struct value_builder){.value = value,
                                  .document = document,
                                  .format = {arena, language, value->plan[0]->scenario->settings.currency},
                                  .language = language};
}

/* --- names --- */

static const char *who_of(const struct scenario *scenario, const struct net_result *whose, enum language language)
{
    if (whose->perspective == PERSPECTIVE_PUBLIC) return word_text(WORD_PUBLIC_FINANCES, language);
    if (whose->perspective == PERSPECTIVE_PAYER) return label_of_payer(scenario, (size_t)whose->payer, language);
    const bool society = perspective_scope_of(scenario) == SCOPE_SOCIETY;
    return word_text(society ? WORD_SOCIETY : WORD_ALL_PAYERS, language);
}

const char *value_who(const struct value_builder *builder)
{
    const struct scenario *const scenario = builder->value->plan[0]->scenario;
    struct net_result whose = {false};
    net_result_read(scenario, builder->value->result, &whose);
    const char *const who = who_of(scenario, &whose, builder->language);
    return whose.cashable ? WORDS(builder->format.arena, WORD_RESULT_CASHABLE, builder->language, {"net", who}) : who;
}

static const char *title_of(const struct value_builder *builder, size_t choice)
{
    if (choice == 0) return word_text(WORD_COMPARE_NOTHING, builder->language);
    return text_in(&builder->value->plan[choice - 1]->scenario->title, builder->language,
                   word_text(WORD_UNTITLED, builder->language));
}

static const char *file_of(const struct value_builder *builder, size_t choice)
{
    const char *const file = choice > 0 ? builder->value->plan[choice - 1]->scenario->file : NULL;
    const char *const slash = file ? strrchr(file, '/') : NULL;
    return slash ? slash + 1 : file ? file : "";
}

static const char *told_apart(const struct value_builder *builder, const char *label, const char *mark)
{
    return WORDS(builder->format.arena, WORD_TOLD_APART, builder->language, {"label", label}, {"mark", mark});
}

/* The title of a scenario, or what doing nothing is called. Of one title, told apart by their files, and files of one
 * name by their numbers. */
static const char *choice_name(const struct value_builder *builder, size_t choice)
{
    const char *const title = title_of(builder, choice), *const file = file_of(builder, choice);
    bool shared = false, same_file = false;
    for (size_t c = 0; c < builder->value->choices; c++) {
        if (c == choice || strcmp(title_of(builder, c), title) != 0) continue;
        shared = true;
        same_file = same_file || strcmp(file_of(builder, c), file) == 0;
    }
    if (!shared) return title;
    return told_apart(builder, title, same_file ? format_count(&builder->format, (double)choice, 0) : file);
}

const char *const *value_names(const struct value_builder *builder)
{
    const char **const name = ARENA_ARRAY(builder->format.arena, builder->value->scenarios, const char *);
    for (size_t s = 0; name && s < builder->value->scenarios; s++) name[s] = choice_name(builder, s + 1);
    return name;
}

/* Of the members from m on with one path: a quantity, or the payer shares of a line. */
static const char *member_label(const struct value_builder *builder, const struct topic_member *member)
{
    const struct plan *const plan = builder->value->plan[member->plan];
    const bool quantity = member->column < (int)plan->scenario->quantities;
    if (quantity) return quantity_label(builder->format.arena, plan->scenario, member->column, builder->language);
    const struct factor shares = {.name = member->path, .quantity = -1};
    return factor_label(builder->format.arena, plan, &shares, builder->language);
}

static const char *label_alone(const struct value_builder *builder, const struct topic *topic)
{
    const char **const label = ARENA_ARRAY(builder->format.arena, topic->members, const char *);
    size_t labels = 0;
    for (size_t m = 0; label && m < topic->members; m++)
        if (m == 0 || strcmp(topic->member[m]->path, topic->member[m - 1]->path) != 0)
            label[labels++] = member_label(builder, topic->member[m]);
    return label ? words_join(builder->format.arena, WORD_LABELS_NEXT, builder->language, label, labels) : NULL;
}

/* Quantities that people call the same are told apart by their paths. */
const char *value_label(const struct value_builder *builder, const struct topic *topic)
{
    const struct value *const value = builder->value;
    const char *const label = label_alone(builder, topic);
    for (size_t i = 0; label && i < value->items; i++) {
        if (strcmp(value->item[i].topic.name, topic->name) == 0) continue;
        const char *const other = label_alone(builder, &value->item[i].topic);
        if (other && strcmp(other, label) == 0) return told_apart(builder, label, topic->name);
    }
    return label;
}

/* --- amounts --- */

bool value_told(struct estimate voi)
{
    return voi.low > 0;
}

const char *value_voi(const struct value_builder *builder, struct estimate voi)
{
    if (value_told(voi) && voi.value >= 1) return format_money_interval(&builder->format, voi).middle;
    if (voi.high <= 0) return format_money(&builder->format, 0, 0);
    /* rounded up to two digits, so that the sentence stays true, but not above what everything is worth */
    const struct estimate all = builder->value->perfect.voi;
    double unit = 1;
    while (unit * 100 <= voi.high) unit *= 10;
    const double bound = ceil(voi.high / unit) * unit;
    const bool above = value_told(all) && all.value >= 1 && bound > all.value;
    return WORDS(builder->format.arena, WORD_VALUE_LESS, builder->language,
                 {"amount", above ? format_money_interval(&builder->format, all).middle
                                  : format_money(&builder->format, bound, 0)});
}

static char *money(const struct value_builder *builder, struct estimate amount)
{
    return format_money(&builder->format, amount.value, amount.error);
}

/* All chances to the digits of the least certain: one number looks the same in every place. */
static double change_error(const struct value *value)
{
    double error = value->perfect.change_error;
    for (size_t i = 0; i < value->items; i++)
        if (value_told(value->item[i].information.voi)) error = fmax(error, value->item[i].information.change_error);
    for (size_t g = 0; g < value->groups; g++) error = fmax(error, value->group[g].information.change_error);
    return error;
}

static struct estimate change_of(const struct value_builder *builder, const struct information *information)
{
    return (struct estimate){information->change, change_error(builder->value), information->change,
                             information->change};
}

static const char *change_text(const struct value_builder *builder, const struct information *information)
{
    return format_probability(&builder->format, change_of(builder, information));
}

/* --- the answer --- */

const struct value_item *value_first(const struct value *value)
{
    return value->items > 0 && value_told(value->item[0].information.voi) ? &value->item[0] : NULL;
}

/* The best scenario, whether or not doing nothing is better. */
static size_t best_scenario(const struct value *value)
{
    size_t best = 1;
    for (size_t c = 2; c < value->choices; c++)
        if (value->prospects.mean[c] > value->prospects.mean[best]) best = c;
    return best;
}

static const char *say_best(const struct value_builder *builder)
{
    const struct value *const value = builder->value;
    const size_t best = best_scenario(value);
    struct estimate mean = value->mean[best];
    const bool open = fabs(mean.value) <= 2 * mean.error && mean.error > 0;
    const enum word word = open                         ? WORD_VALUE_BEST_OPEN
                           : value->prospects.best == 0 ? WORD_VALUE_BEST_NOTHING
                                                        : WORD_VALUE_BEST;
    mean.value = fabs(mean.value);
    return WORDS(builder->format.arena, word, builder->language, {"who", value_who(builder)},
                 {"choice", choice_name(builder, best)}, {"net", money(builder, mean)});
}

static const char *say_perfect(const struct value_builder *builder)
{
    const struct value *const value = builder->value;
    if (value->certain) return word_text(WORD_VALUE_CERTAIN, builder->language);
    if (value->perfect.voi.value <= 0)
        return WORDS(builder->format.arena, WORD_VALUE_SETTLED, builder->language,
                     {"worth", value_voi(builder, value->perfect.voi)});
    return WORDS(builder->format.arena, WORD_VALUE_PERFECT, builder->language,
                 {"worth", value_voi(builder, value->perfect.voi)},
                 {"p", stochastic_mark(&builder->format, COHORT_EXPECTED, change_text(builder, &value->perfect))});
}

static const char *say_first(const struct value_builder *builder)
{
    const struct value_item *const first = value_first(builder->value);
    if (builder->value->perfect.voi.value <= 0) return "";
    if (!first) return word_text(WORD_VALUE_NONE_ALONE, builder->language);
    return WORDS(builder->format.arena, WORD_VALUE_FIRST, builder->language,
                 {"what", value_label(builder, &first->topic)}, {"worth", value_voi(builder, first->information.voi)});
}

const char *value_say_pilot(const struct value_builder *builder)
{
    static const enum word word[] = {[PILOT_USELESS] = WORD_VALUE_PILOT_USELESS,
                                     [PILOT_NEVER] = WORD_VALUE_PILOT_NEVER,
                                     [PILOT_UNTIL] = WORD_VALUE_PILOT_UNTIL,
                                     [PILOT_ALWAYS] = WORD_VALUE_PILOT_ALWAYS,
                                     [PILOT_UNPRICED] = WORD_VALUE_PILOT_UNPRICED};
    const struct value_pilot *const pilot = builder->value->pilot;
    const struct format *const format = &builder->format;
    if (!pilot) return "";
    const struct value_size *const best = &pilot->size[pilot->best];
    /* the search ends within 5 %, so that two digits are known */
    return WORDS(format->arena, word[pilot->verdict], builder->language,
                 {"least", format_count(format, pilot->size[0].participants, 0)},
                 {"most", format_count(format, pilot->size[pilot->sizes - 1].participants, 0)},
                 {"stops", format_number(format, pilot->stops, pilot->stops / 20.0, 2)},
                 {"best", format_count(format, best->participants, 0)}, {"gain", money(builder, best->gain)});
}

static const char *say_asked(const struct value_builder *builder)
{
    const struct value_pilot *const pilot = builder->value->pilot;
    if (!pilot) return "";
    const struct value_size *const asked = &pilot->size[pilot->asked];
    const struct scenario *const scenario = builder->value->plan[pilot->scenario]->scenario;
    const struct intervention *const intervention = &scenario->intervention[pilot->intervention];
    return WORDS(builder->format.arena, pilot->priced ? WORD_VALUE_PILOT_ASKED : WORD_VALUE_PILOT_ASKED_UNPRICED,
                 builder->language,
                 {"intervention", text_in(&intervention->label, builder->language, intervention->name)},
                 {"n", format_count(&builder->format, asked->participants, 0)},
                 {"worth", value_voi(builder, asked->information.voi)}, {"cost", money(builder, asked->cost)});
}

/* --- tables --- */

static struct document_cell voi_cell(const struct value_builder *builder, struct estimate voi)
{
    return cell_number(value_voi(builder, voi), UNIT_MONEY, voi);
}

/* The ends of its 95 % interval, whose errors nobody knows. */
static struct document_cell interval_cell(const struct value_builder *builder, struct estimate voi)
{
    if (!value_told(voi) || voi.value < 1) return cell_text("");
    return cell_ends(format_money_interval(&builder->format, voi).range, UNIT_MONEY,
                     (struct estimate){voi.low, NAN, voi.low, voi.low},
                     (struct estimate){voi.high, NAN, voi.high, voi.high});
}

static struct document_cell change_cell(const struct value_builder *builder, const struct information *information)
{
    if (!value_told(information->voi)) return cell_text("");
    return cell_probability(&builder->format, change_of(builder, information));
}

static void add_row(struct value_builder *builder, struct document_table *table, bool total, const char *label,
                    const struct information *information)
{
    const struct document_cell cell[] = {cell_text(label), voi_cell(builder, information->voi),
                                         interval_cell(builder, information->voi), change_cell(builder, information)};
    document_add_row(builder->document, table, total, cell);
}

/* Quantities without any effect are one row: their names alone. */
static const char *idle_label(const struct value_builder *builder)
{
    const struct value *const value = builder->value;
    const char **const label = ARENA_ARRAY(builder->format.arena, value->items, const char *);
    size_t labels = 0;
    if (!label) return NULL;
    for (size_t i = 0; i < value->items; i++)
        if (value->item[i].idle) label[labels++] = value_label(builder, &value->item[i].topic);
    return labels ? words_list(builder->format.arena, builder->language, label, labels) : "";
}

static void build_items(struct value_builder *builder)
{
    const struct value *const value = builder->value;
    if (value->certain) return;
    struct document_table *const table =
        CELLS_TABLE(builder->document, "evppi", word_text(WORD_VALUE_TABLE, builder->language),
                    {"what", WORD_VALUE_WHAT, DOCUMENT_TEXTS}, {"worth", WORD_VALUE_VOI, DOCUMENT_FIGURES},
                    {"interval", WORD_VALUE_INTERVAL, DOCUMENT_FIGURES});
    document_add_column(table, "change", stochastic_heading(&builder->format, COHORT_EXPECTED, WORD_VALUE_CHANGE),
                        DOCUMENT_FIGURES);
    for (size_t i = 0; i < value->items; i++)
        if (!value->item[i].idle)
            add_row(builder, table, false, value_label(builder, &value->item[i].topic), &value->item[i].information);
    for (size_t g = 0; g < value->groups; g++)
        add_row(builder, table, g == 0,
                WORDS(builder->format.arena, WORD_VALUE_GROUP, builder->language, {"name", value->group[g].topic.name}),
                &value->group[g].information);
    add_row(builder, table, true, word_text(WORD_VALUE_EVERYTHING, builder->language), &value->perfect);
    const char *const idle = idle_label(builder);
    document_say(builder->document, DOCUMENT_PARAGRAPH,
                 idle && idle[0] ? WORDS(builder->format.arena, WORD_VALUE_IDLE, builder->language, {"what", idle})
                                 : idle);
}

/* Those of a pilot that nobody priced are worth what they are worth. */
static void add_size(struct value_builder *builder, struct document_table *table, const struct value_size *size)
{
    const struct document_cell cell[] = {
        cell_exact(format_count(&builder->format, size->participants, 0), UNIT_PERSONS, size->participants),
        voi_cell(builder, size->information.voi), cell_money(&builder->format, size->cost),
        cell_money(&builder->format, size->gain)};
    document_add_row(builder->document, table, false, cell);
}

static void build_pilot(struct value_builder *builder)
{
    static const struct cells_column column[] = {{"participants", WORD_VALUE_PARTICIPANTS, DOCUMENT_FIGURES},
                                                 {"worth", WORD_VALUE_VOI, DOCUMENT_FIGURES},
                                                 {"cost", WORD_VALUE_COST, DOCUMENT_FIGURES},
                                                 {"gain", WORD_VALUE_GAIN, DOCUMENT_FIGURES}};
    const struct value_pilot *const pilot = builder->value->pilot;
    if (!pilot) return;
    struct document_table *const table =
        cells_add_table(builder->document, "evsi", word_text(WORD_VALUE_PILOT_TABLE, builder->language), column,
                        pilot->priced ? sizeof column / sizeof *column : 2);
    for (size_t i = 0; i < pilot->sizes; i++) add_size(builder, table, &pilot->size[i]);
    document_say(builder->document, DOCUMENT_NOTE,
                 WORDS(builder->format.arena, WORD_VALUE_PILOT_LIMIT, builder->language,
                       {"worth", value_voi(builder, pilot->limit.voi)}));
}

static void warn_of_pilot(struct value_builder *builder)
{
    const struct value_pilot *const pilot = builder->value->pilot;
    const struct format *const format = &builder->format;
    if (!pilot) return;
    const double asked = pilot->size[pilot->asked].participants;
    if (2 * asked <= pilot->persons) return;
    document_say(builder->document, DOCUMENT_WARNING,
                 WORDS(format->arena, WORD_VALUE_PILOT_TOO_LARGE, builder->language,
                       {"n", format_count(format, asked, 0)}, {"persons", format_count(format, pilot->persons, 0)}));
}

static void build_choices(struct value_builder *builder)
{
    const struct value *const value = builder->value;
    if (value->scenarios < 2) return;
    struct document_table *const table =
        CELLS_TABLE(builder->document, "choices", word_text(WORD_VALUE_CHOICES, builder->language),
                    {"choice", WORD_VALUE_CHOICE, DOCUMENT_TEXTS}, {"mean", WORD_MEAN, DOCUMENT_FIGURES});
    for (size_t c = 0; c < value->choices; c++) {
        const struct document_cell cell[] = {cell_text(choice_name(builder, c)),
                                             cell_money(&builder->format, value->mean[c])};
        document_add_row(builder->document, table, false, cell);
    }
}

/* How each would be simulated by itself concerns no choice. */
static bool is_mixed(const struct alignment_note *note)
{
    return !note->aligned && strncmp(note->key, "simulation.", 11) != 0;
}

enum status value_build(const void *analysis, struct arena *arena, enum language language, struct document *out,
                        struct error *err)
{
    const struct value *const value = analysis;
    struct document document;
    struct value_builder builder = value_builder_of(value, arena, language, &document);
    document_init(&document, arena, language,
                  value->scenarios == 1 ? WORDS(arena, WORD_VALUE_TITLE, language, {"title", choice_name(&builder, 1)})
                                        : WORDS(arena, WORD_VALUE_TITLE_SEVERAL, language,
                                                {"n", format_count(&builder.format, (double)value->scenarios, 0)}));
    alignment_say(&document, &builder.format, &value->alignment, value_names(&builder), is_mixed, DOCUMENT_WARNING,
                  WORD_COMPARE_MIXED);
    warn_of_pilot(&builder);
    document_say(&document, DOCUMENT_HEADLINE, say_best(&builder));
    document_say(&document, DOCUMENT_DETAIL, say_perfect(&builder));
    document_say(&document, DOCUMENT_LINE, say_first(&builder));
    document_say(&document, DOCUMENT_LINE, say_asked(&builder));
    document_say(&document, DOCUMENT_LINE, value_say_pilot(&builder));
    build_choices(&builder);
    build_items(&builder);
    build_pilot(&builder);
    value_build_basis(&builder);
    TRY(document_check(&document, err));
    *out = document;
    return STATUS_OK;
}
