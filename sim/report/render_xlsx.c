#include "sim/report/render_xlsx.h"

#include <math.h>
#include <string.h>
#include <xlsxwriter.h>

#include "sim/base/file.h"
#include "sim/base/text_buffer.h"
#include "sim/data/temporary.h"
#include "sim/document/text_wrap.h"

/* Of a cell, a sheet's name, a workbook; the width of columns, in characters. */
enum {
    CELL_MOST = 32000,
    NAME_MOST = 31,
    TITLE_MOST = 200,
    BYTES_MOST = 1 << 28,
    FIRST_WIDTH = 62,
    OTHER_WIDTH = 20,
    CARD_WIDTH = 36,
    DATA_WIDTH = 16
};
static const time_t first_day = 315532800; /* 1 January 1980, as all its parts say */

enum xlsx_look {
    LOOK_TEXT,
    LOOK_TITLE,
    LOOK_HEADING,
    LOOK_CAPTION,
    LOOK_HEAD,
    LOOK_HEAD_FIGURES,
    LOOK_STRONG,
    LOOK_NOTE,
    LOOK_FREE,
    LOOKS
};

/* How numbers of a unit are written. */
enum xlsx_number { NUMBER_WHOLE, NUMBER_YEAR, NUMBER_DECIMAL, NUMBER_SHARE, NUMBER_PERCENT, NUMBER_MONEY, NUMBERS };

struct xlsx_writer {
    struct arena *arena;
    lxw_workbook *book;
    lxw_worksheet *sheet;
    lxw_row_t row;
    double width;  /* of the columns after the first, characters */
    double height; /* of the row, as far as it is filled; points */
    lxw_format *look[LOOKS];
    const char *code[NUMBERS];
    lxw_format *right;              /* a text among figures */
    lxw_format *number[NUMBERS][2]; /* plain, and of a total */
    lxw_error failure;              /* the first */
    bool failed;                    /* memory ran out */
};

static void note(struct xlsx_writer *writer, lxw_error failure)
{
    if (writer->failure == LXW_NO_ERROR) writer->failure = failure;
}

/* The bytes of at most so many characters, without half of one. */
static size_t bytes_of(const char *text, size_t most)
{
    size_t at = 0;
    for (; text[at] && (most > 0 || ((unsigned char)text[at] & 0xC0) == 0x80); at++)
        if (((unsigned char)text[at] & 0xC0) != 0x80 && most-- == 0) break;
    return at;
}

/* A text as a cell holds it: what a spreadsheet would read as the code of a character, "_x0041_", is none. */
static const char *cell_text(struct xlsx_writer *writer, const char *text)
{
    struct text_buffer out;
    const char *const clean = text_clean(writer->arena, text);
    text_buffer_init(&out, writer->arena);
    text_buffer_add(&out, "");
    const size_t length = clean ? bytes_of(clean, CELL_MOST) : 0;
    for (size_t i = 0; i < length; i++) {
        const bool coded = strncmp(clean + i, "_x", 2) == 0 && strspn(clean + i + 2, "0123456789ABCDEFabcdef") == 4 &&
                           clean[i + 6] == '_';
        if (coded)
            text_buffer_add(&out, "_x005F_");
        else
            text_buffer_add_bytes(&out, clean + i, 1);
    }
    const char *const made = text_buffer_finish(&out);
    writer->failed |= !clean || !made;
    return made ? made : "";
}

static void put_text(struct xlsx_writer *writer, lxw_col_t column, const char *text, lxw_format *look)
{
    note(writer, worksheet_write_string(writer->sheet, writer->row, column, cell_text(writer, text), look));
}

/* Sizes of letters; a text that is free goes on over the cells to its right. */
static const struct {
    double size;
    bool strong, line, free;
} shape[LOOKS] = {[LOOK_TEXT] = {11, false, false, false},  [LOOK_TITLE] = {18, true, false, true},
                  [LOOK_HEADING] = {14, true, false, true}, [LOOK_CAPTION] = {11, true, false, false},
                  [LOOK_HEAD] = {10, true, true, false},    [LOOK_HEAD_FIGURES] = {10, true, true, false},
                  [LOOK_STRONG] = {12, true, false, false}, [LOOK_NOTE] = {11, false, false, false},
                  [LOOK_FREE] = {11, false, false, true}};

/* A text in a part of the document, whose row is as high as its lines: not every program finds that out. */
static void put_block(struct xlsx_writer *writer, lxw_col_t column, const char *text, enum xlsx_look look)
{
    const double width = column == 0 ? FIRST_WIDTH : writer->width, letter = shape[look].size / 11;
    const double lines = shape[look].free ? 1 : ceil(fmax(1, text_width(text)) * letter / width);
    writer->height = fmax(writer->height, fmin(400, lines * shape[look].size * 1.36 + 1));
    put_text(writer, column, text, writer->look[look]);
}

static void end_row(struct xlsx_writer *writer)
{
    if (writer->height > 0) note(writer, worksheet_set_row(writer->sheet, writer->row, writer->height, NULL));
    writer->height = 0;
    writer->row++;
}

/* --- formats --- */

static lxw_format *add_format(lxw_workbook *book, double size, bool strong)
{
    lxw_format *const format = workbook_add_format(book);
    if (strong) format_set_bold(format);
    format_set_font_size(format, size);
    format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    return format;
}

/* "#,##0.0" among the marks of an amount, "7 €", as literals: `#,##0.0" €"`. */
static const char *code_of(struct xlsx_writer *writer, const char *seven, const char *digits)
{
    const char *const at = seven ? strchr(seven, '7') : NULL;
    const char *const percent = at ? strchr(at, '%') : NULL;
    const int before = at ? (int)(at - seven) : 0, after = percent ? (int)(percent - at - 1)
                                                           : at    ? (int)strlen(at + 1)
                                                                   : 0;
    const char *const code = arena_printf(writer->arena, "%s%.*s%s%s%s%.*s%s%s", before ? "\"" : "", before,
                                          seven ? seven : "", before ? "\"" : "", digits, after ? "\"" : "", after,
                                          at ? at + 1 : "", after ? "\"" : "", percent ? "%" : "");
    writer->failed |= !at || !code;
    return code ? code : "0";
}

static void make_formats(struct xlsx_writer *writer, const struct format *format)
{
    const char *const code[NUMBERS] = {
        [NUMBER_WHOLE] = "#,##0",
        [NUMBER_YEAR] = "0",
        [NUMBER_DECIMAL] = "#,##0.0##",
        [NUMBER_SHARE] = code_of(writer, format_value(format, UNIT_SHARE, 0.07, 0), "0.0"),
        [NUMBER_PERCENT] = code_of(writer, format_value(format, UNIT_SHARE, 0.07, 0), "0"),
        [NUMBER_MONEY] = code_of(writer, format_value(format, UNIT_MONEY, 7, 0), "#,##0")};
    for (int look = 0; look < LOOKS; look++) {
        lxw_format *const made = add_format(writer->book, shape[look].size, shape[look].strong);
        if (shape[look].line) format_set_bottom(made, LXW_BORDER_THIN);
        if (!shape[look].free) format_set_text_wrap(made);
        if (look == LOOK_HEAD_FIGURES) format_set_align(made, LXW_ALIGN_RIGHT);
        if (look == LOOK_NOTE) format_set_font_color(made, 0x4A5560);
        writer->look[look] = made;
    }
    for (int number = 0; number < NUMBERS; number++)
        for (int total = 0; total < 2; total++) {
            writer->number[number][total] = add_format(writer->book, 11, total);
            format_set_num_format(writer->number[number][total], code[number]);
            writer->code[number] = code[number];
        }
    writer->right = add_format(writer->book, 11, false);
    format_set_align(writer->right, LXW_ALIGN_RIGHT);
}

/* A calendar year is written without marks between its digits. */
static enum xlsx_number number_of(struct xlsx_writer *writer, enum unit unit, double value, const char *text)
{
    if (unit == UNIT_SHARE) return fabs(100 * value - nearbyint(100 * value)) < 1e-9 ? NUMBER_PERCENT : NUMBER_SHARE;
    if (unit_is_money(unit)) return NUMBER_MONEY;
    if (value != nearbyint(value)) return NUMBER_DECIMAL;
    const char *const digits = arena_printf(writer->arena, "%.0f", value);
    return unit == UNIT_NUMBER && value >= 1000 && digits && strstr(text, digits) ? NUMBER_YEAR : NUMBER_WHOLE;
}

static bool has_letter(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (((text[i] | 32) >= 'a' && (text[i] | 32) <= 'z')) return true;
    return false;
}

/* The format of a number, with the words that stand before it in its text: "at least 5 %". */
static lxw_format *format_of(struct xlsx_writer *writer, enum xlsx_number number, const char *text, bool total)
{
    static const char minus[] = "\u2212";
    size_t before = strcspn(text, "0123456789");
    if (before >= strlen(minus) && strncmp(text + before - strlen(minus), minus, strlen(minus)) == 0)
        before -= strlen(minus);
    if (!text[before] || memchr(text, '"', before) || !has_letter(text, before)) return writer->number[number][total];
    const char *const words = text_clean(writer->arena, arena_strndup(writer->arena, text, before));
    const char *const code = arena_printf(writer->arena, "\"%s\"%s", words ? words : "", writer->code[number]);
    writer->failed |= !words || !code;
    lxw_format *const made = add_format(writer->book, 11, total);
    if (code && strlen(code) < 120) format_set_num_format(made, code);
    return made;
}

/* --- sheets --- */

/* A sheet of that name, as far as a name goes; a second one of a name is counted. */
static void open_sheet(struct xlsx_writer *writer, const char *name)
{
    const char *const clean = text_clean(writer->arena, name);
    const size_t length = clean ? bytes_of(clean, NAME_MOST - 3) : 0;
    char *made = clean ? arena_printf(writer->arena, clean[length] ? "%.*s…" : "%.*s", (int)length, clean) : NULL;
    writer->failed |= !made;
    if (!made) return;
    for (char *at = made; *at; at++)
        if (strchr("[]:*?/\\'", *at)) *at = ' ';
    for (int again = 2; again < 100 && workbook_validate_sheet_name(writer->book, made) != LXW_NO_ERROR; again++) {
        made = arena_printf(writer->arena, "%.*s %d", (int)bytes_of(clean, NAME_MOST - 6), made, again);
        writer->failed |= !made;
        if (!made) return;
    }
    writer->sheet = workbook_add_worksheet(writer->book, made);
    writer->failed |= !writer->sheet;
    writer->row = 0;
    if (!writer->sheet) return;
    worksheet_set_landscape(writer->sheet);
    worksheet_set_paper(writer->sheet, 9);
    worksheet_fit_to_pages(writer->sheet, 1, 0);
}

/* --- the document --- */

static bool is_range(const struct document_table *table, size_t c)
{
    for (const struct document_row *row = table->first; row; row = row->next)
        if (row->cell[c].numbers == 2) return true;
    return false;
}

static void put_number(struct xlsx_writer *writer, lxw_col_t column, const struct document_cell *cell, int which,
                       bool total)
{
    const struct estimate *const is = &cell->number[which];
    const double value = is->error > 0 ? format_rounded(is->value, is->error) : is->value;
    if (!isfinite(value)) {
        put_text(writer, column, cell->text, writer->right);
        return;
    }
    note(writer, worksheet_write_number(writer->sheet, writer->row, column, value,
                                        format_of(writer, number_of(writer, cell->unit, value, cell->text),
                                                  cell->numbers == 1 ? cell->text : "", total)));
}

static void put_text_cell(struct xlsx_writer *writer, const struct document_table *table, size_t c,
                          const struct document_row *row, lxw_col_t column)
{
    const char *const text = row->cell[c].text;
    const bool last = c > 0 && c + 1 == table->columns && table->look != DOCUMENT_CARDS;
    if (table->column[c].holds == DOCUMENT_FIGURES && !row->total)
        put_text(writer, column, text, writer->right);
    else
        put_block(writer, column, text, row->total ? LOOK_CAPTION : last ? LOOK_FREE : LOOK_TEXT);
}

/* A range stands in two columns, where a single number stands twice. */
static void put_row(struct xlsx_writer *writer, const struct document_table *table, const struct document_row *row)
{
    lxw_col_t column = 0;
    for (size_t c = 0; c < table->columns; c++) {
        const bool range = is_range(table, c);
        const struct document_cell *const cell = &row->cell[c];
        if (cell->numbers == 0 && cell->text[0]) put_text_cell(writer, table, c, row, column);
        for (int which = 0; cell->numbers > 0 && which <= range; which++)
            put_number(writer, (lxw_col_t)(column + which), cell, which < cell->numbers ? which : 0, row->total);
        column = (lxw_col_t)(column + 1 + range);
    }
    end_row(writer);
}

static void put_head(struct xlsx_writer *writer, const struct document_table *table, const struct format *format)
{
    lxw_col_t column = 0;
    for (size_t c = 0; c < table->columns; c++) {
        const char *const title = table->column[c].title;
        if (is_range(table, c)) {
            const char *const low = WORDS(writer->arena, WORD_SHEET_LOW, format->language, {"title", title});
            const char *const high = WORDS(writer->arena, WORD_SHEET_HIGH, format->language, {"title", title});
            writer->failed |= !low || !high;
            put_block(writer, column++, low ? low : "", LOOK_HEAD_FIGURES);
            put_block(writer, column++, high ? high : "", LOOK_HEAD_FIGURES);
        } else {
            const bool figures = table->column[c].holds == DOCUMENT_FIGURES;
            put_block(writer, column++, title, figures ? LOOK_HEAD_FIGURES : LOOK_HEAD);
        }
    }
    end_row(writer);
}

static void put_table(struct xlsx_writer *writer, const struct document_table *table, const struct format *format)
{
    writer->row++;
    if (table->look == DOCUMENT_CARDS) {
        writer->width = CARD_WIDTH;
        worksheet_set_column(writer->sheet, 1, (lxw_col_t)table->columns, CARD_WIDTH, NULL);
    }
    put_block(writer, 0, table->title, LOOK_CAPTION);
    end_row(writer);
    if (document_table_has_head(table)) put_head(writer, table, format);
    for (const struct document_row *row = table->first; row; row = row->next) put_row(writer, table, row);
}

static const enum xlsx_look look_of[DOCUMENT_KINDS] = {[DOCUMENT_VERDICT] = LOOK_STRONG,
                                                       [DOCUMENT_HEADLINE] = LOOK_STRONG,
                                                       [DOCUMENT_SUBHEADING] = LOOK_CAPTION,
                                                       [DOCUMENT_STEP] = LOOK_CAPTION,
                                                       [DOCUMENT_NOTE] = LOOK_NOTE};

static void open_part(struct xlsx_writer *writer, const char *name, const char *heading, enum xlsx_look look)
{
    open_sheet(writer, name);
    if (!writer->sheet) return;
    worksheet_set_column(writer->sheet, 0, 0, FIRST_WIDTH, NULL);
    worksheet_set_column(writer->sheet, 1, 20, OTHER_WIDTH, NULL);
    worksheet_gridlines(writer->sheet, LXW_HIDE_ALL_GRIDLINES);
    writer->width = OTHER_WIDTH;
    put_block(writer, 0, heading, look);
    end_row(writer);
}

static void put_document(struct xlsx_writer *writer, const struct document *document, const struct format *format)
{
    open_part(writer, word_text(WORD_SHEET_ANSWER, format->language), document->title, LOOK_TITLE);
    for (const struct document_block *block = document->first; block && !writer->failed; block = block->next) {
        if (block->kind == DOCUMENT_HEADING) {
            open_part(writer, block->text, block->text, LOOK_HEADING);
        } else if (block->table) {
            put_table(writer, block->table, format);
        } else if (block->kind != DOCUMENT_CHART) {
            put_block(writer, 0, block->text, look_of[block->kind]);
            end_row(writer);
        }
    }
}

/* --- data --- */

static double six_digits(double value)
{
    const double step = value == 0 ? 1 : pow(10, floor(log10(fabs(value))) - 5);
    return step < 1 ? nearbyint(value / step) / nearbyint(1 / step) : value;
}

static void put_data_number(struct xlsx_writer *writer, const struct dataset *dataset, lxw_col_t c, double value,
                            const char *currency)
{
    const struct dataset_column *const column = &dataset->column[c];
    const bool money = column->unit && strcmp(column->unit, currency) == 0;
    const bool year = column->unit && strcmp(column->unit, "year") == 0;
    const bool share = column->unit && strcmp(column->unit, "share") == 0;
    if (!isfinite(value)) return;
    if (dataset->series) value = money ? nearbyint(value) : six_digits(value);
    note(writer, worksheet_write_number(writer->sheet, writer->row, c, value,
                                        money   ? writer->number[NUMBER_MONEY][0]
                                        : share ? writer->number[NUMBER_SHARE][0]
                                        : year  ? writer->number[NUMBER_YEAR][0]
                                                : NULL));
}

static void put_data_row(struct xlsx_writer *writer, const struct dataset *dataset, size_t r, const char *currency)
{
    for (size_t c = 0; c < dataset->columns; c++) {
        const struct dataset_cell *const cell = dataset->series ? NULL : &dataset->cell[r * dataset->columns + c];
        if (cell && dataset->column[c].type == DATASET_TEXT) {
            if (cell->text) put_text(writer, (lxw_col_t)c, cell->text, NULL);
        } else {
            put_data_number(writer, dataset, (lxw_col_t)c, cell ? cell->number : dataset->series[c][r], currency);
        }
    }
    writer->row++;
}

/* By what people call its columns, else by their names in files. */
static void put_dataset(struct xlsx_writer *writer, const struct dataset *dataset, const char *currency)
{
    const size_t rows = dataset_rows(dataset);
    open_sheet(writer, dataset->name);
    if (!writer->sheet) return;
    worksheet_set_column(writer->sheet, 0, (lxw_col_t)(dataset->columns - 1), DATA_WIDTH, NULL);
    for (size_t c = 0; c < dataset->columns; c++) {
        const struct dataset_column *const column = &dataset->column[c];
        put_text(writer, (lxw_col_t)c, column->label ? column->label : column->name, writer->look[LOOK_HEAD]);
    }
    writer->row++;
    for (size_t r = 0; r < rows && !writer->failed; r++) put_data_row(writer, dataset, r, currency);
    worksheet_freeze_panes(writer->sheet, 1, 1);
    if (rows > 0) worksheet_autofilter(writer->sheet, 0, 0, (lxw_row_t)rows, (lxw_col_t)(dataset->columns - 1));
}

/* --- the workbook --- */

static enum status fill(struct xlsx_writer *writer, const struct document *document, const struct format *format,
                        const struct dataset *dataset, size_t datasets, struct error *err)
{
    char author[] = "hyoty " HYOTY_VERSION;
    char *const title = arena_strndup(writer->arena, document->title, bytes_of(document->title, TITLE_MOST));
    lxw_doc_properties properties = {
        .title = title ? text_clean(writer->arena, title) : NULL, .author = author, .created = first_day};
    writer->failed |= !properties.title;
    workbook_set_properties(writer->book, &properties);
    make_formats(writer, format);
    put_document(writer, document, format);
    for (size_t d = 0; d < datasets && !writer->failed; d++) put_dataset(writer, &dataset[d], format->currency);
    note(writer, workbook_close(writer->book));
    if (writer->failed || writer->failure == LXW_ERROR_MEMORY_MALLOC_FAILED) return error_out_of_memory(err);
    if (writer->failure == LXW_NO_ERROR) return STATUS_OK;
    return error_set(err, STATUS_IO, "workbook: %s", lxw_strerror(writer->failure));
}

/* The library writes into a file alone. */
static enum status write_in(const char *folder, const struct document *document, const struct format *format,
                            const struct dataset *dataset, size_t datasets, struct sink *sink, struct error *err)
{
    struct xlsx_writer writer = {.arena = document->arena};
    char *const path = arena_printf(document->arena, "%s/workbook.xlsx", folder), *bytes;
    char *const place = arena_strdup(document->arena, folder);
    size_t length;
    if (!path || !place) return error_out_of_memory(err);
    lxw_workbook_options options = {.tmpdir = place};
    writer.book = workbook_new_opt(path, &options);
    if (!writer.book) return error_out_of_memory(err);
    TRY(fill(&writer, document, format, dataset, datasets, err));
    TRY(file_read(document->arena, path, BYTES_MOST, &bytes, &length, err));
    sink_write(sink, bytes, length);
    return STATUS_OK;
}

enum status render_xlsx(const struct document *document, const struct format *format, const struct dataset *dataset,
                        size_t datasets, struct sink *sink, struct error *err)
{
    const char *folder;
    TRY(temporary_folder(document->arena, "workbook", &folder, err));
    const enum status status = write_in(folder, document, format, dataset, datasets, sink, err);
    temporary_remove(folder);
    return status;
}
