/* What stands behind a document: the number behind every cell is the one that its text says, in every language. Read
 * back from the text by a reader of numbers that knows nothing of how they were written. */
#include <criterion/criterion.h>
#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/cli/analysis_command.h"
#include "sim/words/words.h"
#include "tests/laws/command_lines.h"

static const char *line; /* of the document that is looked at */

/* --- reading numbers --- */

/* A number of a text: the value, the place of its last digit that says something, and whether a bound or a guess. */
struct said {
    double value, quantum;
    double scale; /* a million in "3 milj. €" */
    bool percent, unlimited;
};
enum { SAID_MOST = 2 };

static bool starts(const char *text, const char *mark)
{
    return mark[0] && strncmp(text, mark, strlen(mark)) == 0;
}

/* "{c}{n}m": what follows {n} in the scale of an amount; NULL where the text does not have it. */
static double scale_after(const char *text, enum language language)
{
    static const struct {
        enum word word;
        double scale;
    } scales[] = {{WORD_MONEY_BILLIONS, 1e9}, {WORD_MONEY_MILLIONS, 1e6}, {WORD_MONEY_THOUSANDS, 1e3}};
    for (size_t i = 0; i < sizeof scales / sizeof *scales; i++) {
        const char *const ending = strstr(word_text(scales[i].word, language), "{n}") + 3;
        const size_t length = strcspn(ending, "{");
        if (length > 0 && strncmp(text, ending, length) == 0) return scales[i].scale;
    }
    return 1;
}

/* Digits of a number with the marks of a language; explain writes points in all of them. */
static const char *read_digits(const char *text, enum language language, bool plain, struct said *out)
{
    const char *const group = plain ? "" : word_text(WORD_GROUP_MARK, language);
    const char *const point = plain ? "." : word_text(WORD_DECIMAL_MARK, language);
    double place = 1, last = 0;
    bool decimals = false;
    out->value = 0;
    for (;;) {
        if (isdigit((unsigned char)*text)) {
            if (decimals) place /= 10;
            out->value = decimals ? out->value + (*text - '0') * place : 10 * out->value + (*text - '0');
            last = decimals ? place : *text == '0' ? 10 * last : 1;
            text++;
        } else if (!decimals && starts(text, group) && isdigit((unsigned char)text[strlen(group)])) {
            text += strlen(group);
        } else if (!decimals && starts(text, point) && isdigit((unsigned char)text[strlen(point)])) {
            text += strlen(point);
            decimals = true;
        } else {
            break;
        }
    }
    out->quantum = last > 0 ? last : 1;
    return text;
}

/* A minus stands before the digits, or before the sign of a currency; explain writes a hyphen. */
static bool is_negative(const char *from, const char *digits, bool plain)
{
    if (plain) return digits > from && digits[-1] == '-';
    const char *const minus = digits - strlen("\u2212"), *const before = digits - strlen("\u2212€");
    return (minus >= from && starts(minus, "\u2212")) || (before >= from && starts(before, "\u2212€"));
}

/* The numbers of a text from left to right, in its own unit: percent are shares, millions are amounts. */
static size_t read_numbers(const char *text, enum language language, bool plain, struct said out[SAID_MOST])
{
    const char *const unlimited = word_text(WORD_UNLIMITED, language);
    size_t count = 0;
    for (const char *at = text; *at;) {
        struct said said = {0};
        if (starts(at, unlimited)) {
            said = (struct said){.value = INFINITY, .unlimited = true};
            at += strlen(unlimited);
        } else if (isdigit((unsigned char)*at)) {
            const bool negative = is_negative(text, at, plain);
            at = read_digits(at, language, plain, &said);
            said.scale = plain ? 1 : scale_after(at, language);
            said.value *= negative ? -1 : 1;
            said.percent = *at == '%' || starts(at, "\u00A0%");
        } else {
            at++;
            continue;
        }
        if (count < SAID_MOST) out[count] = said;
        count++;
    }
    /* the scale of a range stands after its second end alone, but in English: "−0,8…3 milj. €" */
    if (count == 2 && language != LANGUAGE_EN && out[0].scale == 1) out[0].scale = out[1].scale;
    for (size_t i = 0; i < count && i < SAID_MOST; i++)
        if (!out[i].unlimited) out[i].value *= out[i].scale, out[i].quantum *= out[i].scale;
    return count;
}

/* --- comparing them --- */

/* Probabilities are rounded to tenths, whole points, fives or tens. */
static double step_of(double error)
{
    return error <= 0.001 ? 0.001 : error <= 0.01 ? 0.01 : error <= 0.05 ? 0.05 : 0.1;
}

/* Ends of what meets a target are rounded to the side that does: by a whole place. */
static double slack(const struct said *said, enum unit unit, double error, double places)
{
    const double quantum =
        said->percent ? fmax(said->quantum / 100, unit == UNIT_SHARE ? step_of(error) : 0) : said->quantum;
    return places * quantum * (1 + 1e-6) + 1e-9 * fabs(said->value);
}

static bool is_bound(const char *text, enum language language)
{
    const char *const less = word_text(WORD_VALUE_LESS, language);
    return text[0] == '<' || text[0] == '>' || strncmp(text, less, strcspn(less, "{")) == 0;
}

static bool agrees(const char *text, enum language language, const struct said *said, enum unit unit,
                   struct estimate number, double places)
{
    const double error = number.error >= 0 ? number.error : 0;
    const double value = said->percent ? said->value / 100 : said->value;
    if (said->unlimited) return isinf(number.value);
    if (is_bound(text, language)) return text[0] == '>' ? number.value >= value : number.value <= value * (1 + 1e-9);
    if (value == 0 && starts(text, "≈")) return fabs(number.value) <= error;
    return fabs(number.value - value) <= slack(said, unit, error, places);
}

static bool has_digit(const char *text)
{
    return strpbrk(text, "0123456789") != NULL;
}

/* What is a number's unit shows in its text: percent of shares and of nothing else. */
static bool unit_shows(const struct said *said, enum unit unit)
{
    return said->unlimited || said->percent == (unit == UNIT_SHARE);
}

static bool is_plain(const struct document_table *table)
{
    return strncmp(table->id, "explain_", 8) == 0;
}

static void check_error(const struct document_table *table, const struct document_cell *cell, int i)
{
    const double error = cell->number[i].error;
    cr_expect(isnan(error) || (isfinite(error) && error >= 0), "%s: %s: '%s' has the error %g", line, table->id,
              cell->text, error);
}

/* By how many steps a text may be off its number: half a step, but for ends that must meet a target and amounts that
 * add up as printed, one; for what is the sum of two such, two. */
static double places_of(const struct document_table *table, const struct document_column *column)
{
    static const char *const sums[] = {"breakeven", "ledger", "net_savings", "mechanisms", "payers", "years"};
    if (strcmp(table->id, "payers") == 0 && strcmp(column->id, "saves") == 0) return 2;
    if (strcmp(column->id, "breakeven") == 0) return 1;
    for (size_t i = 0; i < sizeof sums / sizeof *sums; i++)
        if (strcmp(table->id, sums[i]) == 0 && strcmp(column->id, "p5_to_p95") != 0) return 1;
    return 0.5;
}

static void check_numbers(const struct document *document, const struct document_table *table,
                          const struct document_column *column, const struct document_cell *cell)
{
    struct said said[SAID_MOST] = {{0}};
    const bool plain = is_plain(table), percentage = strcmp(column->id, "percentile") == 0;
    const double places = places_of(table, column);
    const size_t count = read_numbers(cell->text, document->language, plain, said);
    for (size_t i = 0; i < count && i < SAID_MOST && table->scale > 0 && cell->unit == UNIT_MONEY; i++)
        said[i].value *= table->scale, said[i].quantum *= table->scale;
    cr_expect(count == (size_t)cell->numbers || (count == 1 && cell->numbers == 2), "%s: %s.%s: '%s' says %zu numbers",
              line, table->id, column->id, cell->text, count);
    for (int i = 0; i < cell->numbers && count > 0; i++) {
        const struct said *const one = &said[count == 1 ? 0 : i];
        check_error(table, cell, i);
        /* an end without a digit of its own is nought beside one that has some */
        if (count == 2 && one->value == 0) said[i].quantum = fmax(said[i].quantum, 2 * said[1 - i].quantum);
        cr_expect(agrees(cell->text, document->language, one, cell->unit, cell->number[i], places),
                  "%s: %s.%s: '%s' for %.9g ± %g", line, table->id, column->id, cell->text, cell->number[i].value,
                  cell->number[i].error);
        cr_expect((plain && !percentage) || unit_shows(one, cell->unit), "%s: %s.%s: '%s' in the unit %d", line,
                  table->id, column->id, cell->text, (int)cell->unit);
    }
}

static void check_cell(const struct document *document, const struct document_table *table, size_t c,
                       const struct document_cell *cell)
{
    const struct document_column *const column = &table->column[c];
    if (cell->numbers > 0)
        check_numbers(document, table, column, cell);
    else
        cr_expect(column->holds == DOCUMENT_TEXTS || !has_digit(cell->text), "%s: %s.%s: nothing is behind '%s'", line,
                  table->id, column->id, cell->text);
}

/* --- tables --- */

static bool is_id(const char *id)
{
    return id[0] && strspn(id, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") == strlen(id);
}

static void check_ids(const struct document_table *table)
{
    cr_expect(is_id(table->id), "%s: '%s' is no id", line, table->id);
    for (size_t c = 0; c < table->columns; c++) {
        cr_expect(is_id(table->column[c].id), "%s: %s: '%s' is no id", line, table->id, table->column[c].id);
        for (size_t other = 0; other < c; other++)
            cr_expect_str_neq(table->column[other].id, table->column[c].id, "%s: %s", line, table->id);
    }
}

/* The number that a cell shows; what is shown as less than a step adds nothing. */
static double shown_in(const struct document *document, const struct document_cell *cell)
{
    struct said said[SAID_MOST] = {{0}};
    if (cell->numbers == 0 || is_bound(cell->text, document->language)) return 0;
    return read_numbers(cell->text, document->language, false, said) > 0 ? said[0].value : 0;
}

/* Rows add up to the total that follows, a total to the next one; of two rows after the first total of the mechanisms
 * that are parts of it ("of which"), the sum is that total. */
static void check_sum(const struct document *document, const struct document_table *table, size_t c)
{
    double sum = 0, before = 0, part[2] = {0};
    size_t rows = 0, totals = 0;
    for (const struct document_row *row = table->first; row; row = row->next) {
        const double shown = shown_in(document, &row->cell[c]);
        const double rounding = 1e-9 * (fabs(shown) + fabs(sum) + fabs(before));
        if (!row->total) {
            if (rows < 2) part[rows] = shown;
            sum += shown, rows++;
            continue;
        }
        const bool parts = strcmp(table->id, "mechanisms") == 0 && totals == 1 && rows > 2;
        if (parts) cr_expect(fabs(part[0] + part[1] - before) <= rounding, "%s: parts of gross savings", line);
        const double expected = before + sum - (parts ? part[0] + part[1] : 0);
        if (rows > 0)
            cr_expect(fabs(expected - shown) <= rounding, "%s: %s.%s: %.9g, printed '%s'", line, table->id,
                      table->column[c].id, expected, row->cell[c].text);
        before = shown, sum = 0, rows = 0, totals++;
    }
}

/* What is paid, saved and left in a row; the payers' money of a year. */
static void check_across(const struct document *document, const struct document_table *table)
{
    for (const struct document_row *row = table->first; row; row = row->next) {
        double left = 0;
        const bool paid = strcmp(table->id, "payers") == 0;
        const size_t sum = paid ? 3 : table->columns - 2;
        for (size_t c = 1; c < sum; c++) left += (paid && c == 1 ? -1 : 1) * shown_in(document, &row->cell[c]);
        const double shown = shown_in(document, &row->cell[sum]);
        cr_expect(sum < 2 || fabs(left - shown) <= 1e-9 * (fabs(left) + fabs(shown)), "%s: %s: %.9g, printed '%s'",
                  line, table->id, left, row->cell[sum].text);
    }
}

static void check_sums(const struct document *document, const struct document_table *table)
{
    static const char *const down[] = {"ledger", "net_savings", "mechanisms", "payers"};
    if (!starts(line, "run ")) return;
    for (size_t t = 0; t < sizeof down / sizeof *down; t++)
        for (size_t c = 1; strcmp(table->id, down[t]) == 0 && c < table->columns; c++)
            if (strcmp(table->column[c].id, "p5_to_p95") != 0 && strcmp(table->column[c].id, "chance") != 0)
                check_sum(document, table, c);
    if (strcmp(table->id, "payers") == 0 || strcmp(table->id, "years") == 0) check_across(document, table);
}

/* Returns how many numbers stand behind its cells. */
static size_t check_table(const struct document *document, const struct document_table *table)
{
    size_t numbers = 0;
    check_ids(table);
    check_sums(document, table);
    for (const struct document_row *row = table->first; row; row = row->next)
        for (size_t c = 0; c < table->columns; c++) {
            check_cell(document, table, c, &row->cell[c]);
            numbers += (size_t)row->cell[c].numbers;
        }
    return numbers;
}

/* A note belongs to a table or a chart, and no two tables are called the same. */
static size_t check_blocks(const struct document *document)
{
    size_t numbers = 0;
    enum document_kind before = DOCUMENT_KINDS;
    for (const struct document_block *block = document->first; block; before = block->kind, block = block->next) {
        if (block->kind == DOCUMENT_NOTE)
            cr_expect(before == DOCUMENT_TABLE || before == DOCUMENT_CHART || before == DOCUMENT_NOTE,
                      "%s: a note to nothing: '%s'", line, block->text);
        if (!block->table) continue;
        numbers += check_table(document, block->table);
        for (const struct document_block *other = document->first; other != block; other = other->next)
            if (other->table) cr_expect_str_neq(other->table->id, block->table->id, "%s", line);
    }
    return numbers;
}

/* The tables of two languages are the same but for what they say. */
static void check_same(const struct document *a, const struct document *b)
{
    const struct document_block *one = a->first, *other = b->first;
    for (; one && other; one = one->next, other = other->next) {
        cr_assert_eq(one->kind, other->kind, "%s: '%s', '%s'", line, one->text, other->text);
        if (!one->table) continue;
        cr_assert_str_eq(one->table->id, other->table->id);
        cr_assert_eq(one->table->columns, other->table->columns);
        cr_assert_eq(one->table->rows, other->table->rows);
        for (size_t c = 0; c < one->table->columns; c++)
            cr_expect_str_eq(one->table->column[c].id, other->table->column[c].id);
    }
    cr_expect(!one && !other, "%s", line);
}

Test(report_documents, the_number_behind_a_cell_is_what_it_says)
{
    size_t numbers = 0;
    for (size_t l = 0; l < command_line_count; l++) {
        struct found found;
        struct document document[LANGUAGE_COUNT];
        line = command_lines[l];
        command_line_begin(line, &found);
        for (int language = 0; language < LANGUAGE_COUNT; language++) {
            struct error err = {0};
            cr_assert_eq(
                result_document(&found.result, &found.arena, (enum language)language, &document[language], &err),
                STATUS_OK);
            numbers += check_blocks(&document[language]);
            check_same(&document[0], &document[language]);
        }
        command_line_end(&found);
    }
    cr_expect_gt(numbers, 3000, "%zu", numbers);
}

/* A command that computes has a document that the law above looks at. */
Test(report_documents, every_command_is_looked_at)
{
    for (size_t c = 0; c < command_count; c++) {
        const struct command *const command = &command_table[c];
        bool looked_at = !command->analysis;
        for (size_t l = 0; l < command_line_count; l++)
            looked_at = looked_at ||
                        (starts(command_lines[l], command->name) && command_lines[l][strlen(command->name)] == ' ');
        cr_expect(looked_at, "no line of command_lines.c calls hyoty %s", command->name);
        if (command->analysis) cr_expect_str_eq(command->name, command->analysis->kind->command);
    }
}
