#include "sim/report/readback_text.h"

#include "sim/report/cells.h"
#include "sim/scenario/programme.h"
#include "sim/words/amount.h"
#include "sim/words/labels.h"
#include "sim/words/words.h"

struct saying {
    const struct readback *readback;
    const struct scenario *scenario;
    struct document *document;
    struct format format;
};

#define SENTENCE(saying, word, ...) WORDS((saying)->format.arena, (word), (saying)->format.language, __VA_ARGS__)

/* Persons and cases that are expected: whole ones, but a few of them with two digits. */
static const char *count(const struct saying *saying, double value)
{
    return value < 10 ? format_number(&saying->format, value, 0, 2) : format_decimals(&saying->format, value, 0);
}

static const char *money(const struct saying *saying, double value)
{
    return format_money(&saying->format, value, 0);
}

static const char *year(const struct saying *saying, int t)
{
    return format_year(&saying->format, saying->scenario->settings.start_year + t);
}

static const char *label(const struct saying *saying, const struct line *line)
{
    return label_of_line(saying->scenario, line, saying->format.language);
}

static void say_group(const struct saying *saying, int g)
{
    const struct group *const group = &saying->scenario->group[g];
    const int intakes = programme_intakes(saying->scenario, g);
    const char *const name = text_in(&group->label, saying->format.language, group->name);
    document_say(saying->document, DOCUMENT_ITEM,
                 SENTENCE(saying, intakes == 1 ? WORD_READBACK_GROUP : WORD_READBACK_GROUP_YEARS, {"label", name},
                          {"n", count(saying, group->size)}, {"first", year(saying, 0)},
                          {"last", year(saying, intakes - 1)}, {"all", count(saying, (double)group->size * intakes)}));
}

/* The years in which a line costs anything, and the dearest of them. */
struct course {
    int first, last, dearest;
    bool even; /* the same in all of these years, but for rounding */
};

static struct course course_of(const struct readback_line *line, int horizon)
{
    struct course course = {horizon, -1, 0, true};
    for (int t = 0; t < horizon; t++) {
        if (line->year[t] == 0) continue;
        if (t < course.first) course.first = t;
        course.last = t;
        if (line->year[t] > line->year[course.dearest] * (1 + 1e-9)) course.dearest = t;
    }
    const double least = 1 - 1e-9;
    for (int t = course.first; t <= course.last; t++)
        course.even = course.even && line->year[t] >= line->year[course.dearest] * least;
    return course;
}

/* "2032", "2032–2039", "2032–…" */
static const char *years(const struct saying *saying, double first, double last)
{
    const double start = saying->scenario->settings.start_year;
    const char *const from = format_year(&saying->format, (int)(start + first));
    if (first == last) return from;
    return SENTENCE(saying, WORD_FROM_TO, {"from", from},
                    {"to", start + last < 9999 ? format_year(&saying->format, (int)(start + last)) : "…"});
}

/* When a case costs. */
static const char *time_sentence(const struct saying *saying, const struct readback_case *of_case)
{
    return SENTENCE(saying, of_case->duration > 0 ? WORD_READBACK_LASTS : WORD_READBACK_PAID_ONCE,
                    {"onset", amount_range(&saying->format, UNIT_YEARS, of_case->onset, of_case->onset)},
                    {"duration", amount_range(&saying->format, UNIT_YEARS, of_case->duration, of_case->duration)},
                    {"years", years(saying, of_case->first, of_case->last)}, {"first", year(saying, 0)});
}

static const char *total_sentence(const struct saying *saying, const struct readback_line *line)
{
    const int horizon = saying->scenario->settings.horizon;
    const struct readback_case *const of_case = &saying->readback->of_case[line->line.item];
    const struct course course = course_of(line, horizon);
    if (of_case->first >= horizon) return SENTENCE(saying, WORD_READBACK_ALL_LATER, {"end", year(saying, horizon - 1)});
    const bool nothing = course.last < 0; /* nobody is struck, or a case costs nothing */
    return SENTENCE(saying, WORD_READBACK_ALL, {"money", money(saying, line->total)},
                    {"years", nothing ? years(saying, 0, horizon - 1) : years(saying, course.first, course.last)});
}

static void say_outcome(const struct saying *saying, const struct readback_line *line)
{
    static const enum word case_word[] = {[COST_UNDISCOUNTED] = WORD_READBACK_CASE,
                                          [COST_PRESENT_VALUE] = WORD_READBACK_CASE_PRESENT,
                                          [COST_ANNUAL] = WORD_READBACK_CASE_ANNUAL};
    const struct outcome *const outcome = &saying->scenario->outcome[line->line.item];
    const int intakes = saying->readback->intakes;
    const double *const entering = saying->readback->entering[line->line.item];
    const double *const struck = saying->readback->struck[line->line.item];
    const double persons = readback_sum(entering, intakes), cases = readback_sum(struck, intakes);
    const char *const people = SENTENCE(
        saying, persons == entering[0] ? WORD_READBACK_STRUCK : WORD_READBACK_STRUCK_YEARS,
        {"label", label(saying, &line->line)}, {"struck", count(saying, struck[0])}, {"n", count(saying, entering[0])},
        {"first", year(saying, 0)}, {"all_struck", count(saying, cases)}, {"all", count(saying, persons)});
    const char *const cost = SENTENCE(saying, case_word[outcome->basis],
                                      {"case", money(saying, scenario_mean(saying->scenario, outcome->cost))});
    const char *const time = time_sentence(saying, &saying->readback->of_case[line->line.item]);
    const char *const sentence[] = {people, cost, time, total_sentence(saying, line)};
    document_say(saying->document, DOCUMENT_ITEM,
                 words_join(saying->format.arena, WORD_SENTENCES_NEXT, saying->format.language, sentence,
                            sizeof sentence / sizeof *sentence));
}

static void say_cost(const struct saying *saying, const struct readback_line *line)
{
    const struct course course = course_of(line, saying->scenario->settings.horizon);
    const enum word word = course.last < 0               ? WORD_READBACK_COST_NONE
                           : course.first == course.last ? WORD_READBACK_COST_ONCE
                           : course.even                 ? WORD_READBACK_COST
                                                         : WORD_READBACK_COST_UP_TO;
    document_say(saying->document, DOCUMENT_ITEM,
                 SENTENCE(saying, word, {"label", label(saying, &line->line)},
                          {"most", money(saying, line->year[course.dearest])}, {"year", year(saying, course.dearest)},
                          {"money", money(saying, line->total)}, {"first", year(saying, course.first)},
                          {"last", year(saying, course.last)}));
}

/* --- programmes by year --- */

/* Of a programme in one year. */
struct programme_row {
    double persons, participants, cost;
};

static struct programme_row row_of(const struct saying *saying, const struct readback_line *line, int t)
{
    const int group = saying->scenario->intervention[line->line.item].group;
    const bool enters = group >= 0 && t < saying->scenario->group[group].intakes;
    const bool counted = t < saying->readback->intakes;
    return (struct programme_row){enters ? saying->scenario->group[group].size : 0,
                                  counted ? saying->readback->participants[line->line.item][t] : 0, line->year[t]};
}

/* Where it does not start with the scenario. */
static void say_start(const struct saying *saying, const struct intervention *intervention)
{
    if (programme_start(intervention) > 0)
        document_say(saying->document, DOCUMENT_ITEM,
                     SENTENCE(saying, WORD_PROGRAMME_STARTS,
                              {"label", text_in(&intervention->label, saying->format.language, intervention->name)},
                              {"year", year(saying, programme_start(intervention))}));
}

static bool is_same(const struct programme_row *a, const struct programme_row *b)
{
    return a->persons == b->persons && a->participants == b->participants && a->cost == b->cost;
}

/* Without a group there is nobody to be counted. */
static struct document_cell persons(const struct saying *saying, bool any, double value)
{
    return any ? cell_exact(count(saying, value), UNIT_PERSONS, value) : cell_text("–");
}

static void add_row(const struct saying *saying, struct document_table *table, const struct readback_line *line,
                    const char *name, const char *when, const struct programme_row *sum)
{
    const bool any = saying->scenario->intervention[line->line.item].group >= 0;
    const struct document_cell row[] = {cell_text(name), cell_text(when), persons(saying, any, sum->persons),
                                        persons(saying, any, sum->participants),
                                        cell_exact(money(saying, sum->cost), UNIT_MONEY, sum->cost)};
    document_add_row(saying->document, table, when && when[0] == '\0', row);
}

/* Up to the last year in which the programme runs, somebody takes part or something is paid. */
static int last_year(const struct saying *saying, const struct readback_line *line)
{
    const int horizon = saying->scenario->settings.horizon;
    const int end = programme_end(&saying->scenario->intervention[line->line.item]);
    int last = (end < horizon ? end : horizon) - 1;
    for (int t = last + 1; t < horizon; t++) {
        const struct programme_row now = row_of(saying, line, t);
        if (now.participants != 0 || now.cost != 0) last = t;
    }
    return last;
}

/* A row for each year, or for years that are alike; then their sum. */
static void say_programme(const struct saying *saying, struct document_table *table, const struct readback_line *line)
{
    const int first = programme_start(&saying->scenario->intervention[line->line.item]);
    const int last = last_year(saying, line);
    struct programme_row sum = {0, 0, 0};
    int rows = 0;
    for (int t = first, next; t <= last; t = next) {
        const struct programme_row now = row_of(saying, line, t);
        for (next = t; next <= last; next++) {
            const struct programme_row other = row_of(saying, line, next);
            if (!is_same(&now, &other)) break;
            sum.persons += other.persons, sum.participants += other.participants, sum.cost += other.cost;
        }
        const char *const when =
            next - t == 1 ? year(saying, t)
                          : SENTENCE(saying, WORD_FROM_TO, {"from", year(saying, t)}, {"to", year(saying, next - 1)});
        add_row(saying, table, line, rows++ == 0 ? label(saying, &line->line) : "", when, &now);
    }
    if (last > first) add_row(saying, table, line, word_text(WORD_READBACK_IN_ALL, saying->format.language), "", &sum);
}

static void say_programmes(const struct saying *saying)
{
    struct document_table *const table = CELLS_TABLE(
        saying->document, "readback", word_text(WORD_READBACK_PROGRAMMES, saying->format.language),
        {"intervention", WORD_EXPLAIN_COL_INTERVENTION, DOCUMENT_TEXTS},
        {"year", WORD_READBACK_COL_YEAR, DOCUMENT_TEXTS}, {"persons", WORD_READBACK_COL_PERSONS, DOCUMENT_FIGURES},
        {"take_part", WORD_READBACK_COL_TAKE_PART, DOCUMENT_FIGURES},
        {"cost", WORD_READBACK_COL_COST, DOCUMENT_FIGURES});
    for (size_t i = 0; i < saying->readback->lines; i++)
        if (saying->readback->line[i].line.kind == LINE_PROGRAMME)
            say_programme(saying, table, &saying->readback->line[i]);
}

void readback_say(const struct readback *readback, struct document *document)
{
    const struct scenario *const scenario = readback->scenario;
    const struct saying saying = {
        readback, scenario, document, {document->arena, document->language, scenario->settings.currency}};
    document_say(document, DOCUMENT_PARAGRAPH,
                 SENTENCE(&saying, WORD_READBACK_INTRO,
                          {"price_year", format_year(&saying.format, scenario->settings.price_year)},
                          {"end", year(&saying, scenario->settings.horizon - 1)}));
    for (size_t g = 0; g < scenario->groups; g++) say_group(&saying, (int)g);
    for (size_t i = 0; i < readback->lines; i++)
        if (!mechanism_table[readback->line[i].line.kind].cost)
            (readback->line[i].line.kind == LINE_OUTCOME ? say_outcome : say_cost)(&saying, &readback->line[i]);
    for (size_t i = 0; i < scenario->interventions; i++) say_start(&saying, &scenario->intervention[i]);
    say_programmes(&saying);
}
