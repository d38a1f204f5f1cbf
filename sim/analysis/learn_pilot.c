#include "sim/analysis/learn_pilot.h"

#include <stdlib.h>
#include <string.h>

#include "sim/base/file.h"
#include "sim/scenario/csv.h"

const char *const pilot_arm_name[PILOT_ARMS] = {
    [PILOT_CONTROL] = PHRASE("control"), [PILOT_TREATED] = PHRASE("treated")};

/* Digits alone, at most `most`. */
static bool read_count(const char *text, uint32_t most, uint32_t *out)
{
    const size_t digits = strspn(text, "0123456789");
    if (digits == 0 || digits > 10 || text[digits]) return false;
    const unsigned long long value = strtoull(text, NULL, 10);
    if (value > most) return false;
    *out = (uint32_t)value;
    return true;
}

static bool add(struct pilot *pilot, enum pilot_arm arm, uint32_t persons, uint32_t events)
{
    pilot->arm[arm].observed = true;
    if (persons > PILOT_PERSONS_MOST - pilot->arm[arm].persons) return false;
    pilot->arm[arm].persons += persons;
    pilot->arm[arm].events += events;
    return true;
}

enum status pilot_take(const char *option, const char *text, enum pilot_arm arm, struct pilot *pilot, struct error *err)
{
    char first[12] = "";
    uint32_t persons, events;
    const size_t length = strcspn(text, ",");
    if (length < sizeof first) memcpy(first, text, length);
    if (text[length] != ',' || !read_count(first, PILOT_PERSONS_MOST, &persons) ||
        !read_count(text + length + 1, PILOT_PERSONS_MOST, &events)) {
        error_set(err, STATUS_USAGE, "%s: persons and events are needed, two whole numbers (found \"%.60s\")", option,
                  text);
        return error_hint(err, "%s 200,14", option);
    }
    if (events > persons)
        return error_set(err, STATUS_USAGE, "%s: more events than persons (found \"%.60s\")", option, text);
    if (!add(pilot, arm, persons, events))
        return error_set(err, STATUS_USAGE, "%s: more than %d persons in all", option, PILOT_PERSONS_MOST);
    return STATUS_OK;
}

/* --- files --- */

enum pilot_column { COLUMN_ARM, COLUMN_N, COLUMN_EVENTS, COLUMN_EVENT, COLUMNS };
static const char *const column_name[COLUMNS] = {"arm", "n", "events", "event"};

struct table {
    const char *name;
    struct csv csv;
    int place[COLUMNS]; /* of each column, -1: not there */
    struct pilot *pilot;
    struct error *err;
};

static enum status wrong(const struct table *table, int line, const char *what, const char *found)
{
    return error_set(table->err, STATUS_IO, "%.200s:%d: %-s (found \"%.60s\")", table->name, line, what, found);
}

static enum status hint_form(const struct table *table)
{
    return error_hint(table->err, "the first line is arm,n,events with a row for each count, or arm,event with a row "
                                  "for each person; arm is treated or control, event 0 or 1");
}

/* Errors of the cell just read, if it is used, and of its line. */
static enum status check_cell(const struct table *table, int line, bool used)
{
    if (used && table->csv.cut) return wrong(table, line, PHRASE("the cell is too long"), table->csv.cell);
    if (!table->csv.wrong) return STATUS_OK;
    const char *const hint = csv_hint(&table->csv);
    error_set(table->err, STATUS_IO, "%.200s:%d: %-s", table->name, line, table->csv.wrong);
    return hint ? error_hint(table->err, "%-s", hint) : STATUS_IO;
}

static enum status read_names(struct table *table)
{
    int index = 0;
    for (int c = 0; c < COLUMNS; c++) table->place[c] = -1;
    do {
        csv_next(&table->csv);
        TRY(check_cell(table, 1, true));
        for (int c = 0; c < COLUMNS; c++) {
            if (strcmp(table->csv.cell, column_name[c]) != 0) continue;
            if (table->place[c] >= 0) return wrong(table, 1, PHRASE("a column stands there twice"), table->csv.cell);
            table->place[c] = index;
        }
        index++;
    } while (!table->csv.last);
    const bool counts = table->place[COLUMN_N] >= 0 && table->place[COLUMN_EVENTS] >= 0;
    const bool persons = table->place[COLUMN_EVENT] >= 0;
    if (table->place[COLUMN_ARM] >= 0 && counts != persons) return STATUS_OK;
    error_set(table->err, STATUS_IO, "%.200s:1: the columns arm, n and events are needed, or arm and event",
              table->name);
    return hint_form(table);
}

static enum status take_row(struct table *table, int line, char cell[COLUMNS][CSV_CELL_LONGEST + 1])
{
    int arm = 0;
    uint32_t persons = 1, events;
    while (arm < PILOT_ARMS && strcmp(cell[COLUMN_ARM], pilot_arm_name[arm]) != 0) arm++;
    if (arm == PILOT_ARMS) return wrong(table, line, PHRASE("arm is treated or control"), cell[COLUMN_ARM]);
    const bool counted = table->place[COLUMN_EVENT] < 0;
    if (counted && !read_count(cell[COLUMN_N], PILOT_PERSONS_MOST, &persons))
        return wrong(table, line, PHRASE("n is a whole number of persons"), cell[COLUMN_N]);
    if (counted && !read_count(cell[COLUMN_EVENTS], PILOT_PERSONS_MOST, &events))
        return wrong(table, line, PHRASE("events is a whole number"), cell[COLUMN_EVENTS]);
    if (!counted && !read_count(cell[COLUMN_EVENT], 1, &events))
        return wrong(table, line, PHRASE("event is 0 or 1"), cell[COLUMN_EVENT]);
    if (events > persons) return wrong(table, line, PHRASE("more events than persons"), cell[COLUMN_EVENTS]);
    if (add(table->pilot, (enum pilot_arm)arm, persons, events)) return STATUS_OK;
    return error_set(table->err, STATUS_IO, "%.200s:%d: more than %d persons in an arm", table->name, line,
                     PILOT_PERSONS_MOST);
}

static enum status read_row(struct table *table)
{
    char cell[COLUMNS][CSV_CELL_LONGEST + 1] = {""};
    const int line = table->csv.line;
    int index = 0;
    do {
        csv_next(&table->csv);
        int used = 0;
        while (used < COLUMNS && table->place[used] != index) used++;
        TRY(check_cell(table, line, used < COLUMNS));
        if (used < COLUMNS) memcpy(cell[used], table->csv.cell, sizeof cell[used]);
        index++;
    } while (!table->csv.last);
    return take_row(table, line, cell);
}

enum status pilot_read_text(const char *name, const char *text, size_t length, struct pilot *pilot, struct error *err)
{
    static const char mark[] = "\xEF\xBB\xBF"; /* of UTF-8, which spreadsheets set first */
    const size_t skip = length >= 3 && memcmp(text, mark, 3) == 0 ? 3 : 0;
    struct pilot made = *pilot;
    struct table table = {.name = name, .pilot = &made, .err = err};
    if (memchr(text, '\0', length))
        return error_set(err, STATUS_IO, "%.200s: this is no text (it holds a byte 0)", name);
    csv_init(&table.csv, text + skip, length - skip);
    TRY(read_names(&table));
    bool any = false;
    while (table.csv.at < table.csv.end) {
        if (csv_skip_empty(&table.csv)) continue;
        TRY(read_row(&table));
        any = true;
    }
    if (!any) {
        error_set(err, STATUS_IO, "%.200s: there are no rows below the line of names", name);
        return hint_form(&table);
    }
    *pilot = made;
    return STATUS_OK;
}

enum status pilot_read(struct arena *arena, const char *file, struct pilot *pilot, struct error *err)
{
    char *text;
    size_t length;
    TRY(file_read(arena, file, CSV_BYTES, &text, &length, err));
    return pilot_read_text(file, text, length, pilot, err);
}
