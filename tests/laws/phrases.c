/* What the program says outside its documents, in every language: the rows of phrases.def and what is made of them. */
#include <criterion/criterion.h>
#include <ctype.h>
#include <math.h>
#include <string.h>

#include "sim/base/conversion.h"
#include "sim/base/error.h"
#include "sim/base/text_buffer.h"
#include "sim/cli/commands.h"
#include "sim/scenario/loader.h"

TestSuite(phrases);

enum { ARGUMENTS_MOST = 12 };

static const char *english_of(const struct text *row)
{
    return row->in[LANGUAGE_EN];
}

static bool is_typed(const struct text *row)
{
    for (int l = 0; l < LANGUAGE_COUNT; l++)
        if (strcmp(row->in[l], english_of(row)) != 0) return false;
    return true;
}

static bool has_row(const char *english)
{
    for (size_t i = 0; phrase_row(i); i++)
        if (strcmp(english_of(phrase_row(i)), english) == 0) return true;
    return false;
}

/* A text is a format where every % in it begins a conversion or %%: that of a plain text stands before a blank or a
 * mark. */
static bool is_format(const struct text *row)
{
    const char *at = strchr(english_of(row), '%');
    bool format = at != NULL;
    for (; at; at = strchr(at + 2, '%')) {
        const char *const letter = at + 1 + strspn(at + 1, "-0123456789.*lz");
        format = format && (at[1] == '%' || (*letter && strchr("sdugfX", *letter)));
        if (!at[1]) break;
    }
    return format;
}

static size_t conversions_of(const char *format, struct conversion out[ARGUMENTS_MOST])
{
    size_t n = 0;
    for (const char *at = format; conversion_find(at, &out[n]); at = out[n++].end) cr_assert_lt(n, ARGUMENTS_MOST - 1);
    return n;
}

/* The conversion of the English format that a conversion of a translation, the n-th from 1, stands for. */
static void check_conversion(const struct text *row, const char *text, const struct conversion *said, size_t n,
                             const struct conversion *english, size_t count, int *used)
{
    const size_t place = said->place ? (size_t)said->place : n;
    cr_assert(place >= 1 && place <= count, "%s: no argument %zu", text, place);
    const struct conversion *const of = &english[place - 1];
    cr_expect_eq(said->end[-1], of->end[-1], "%s: another kind of argument %zu than in\n%s", text, place,
                 english_of(row));
    cr_expect_eq(said->flagged, of->flagged, "%s: the flag of argument %zu", text, place);
    used[place - 1]++;
}

/* Each argument is said once in every language, however they are ordered. */
Test(phrases, every_language_says_the_same_arguments)
{
    size_t formats = 0;
    for (size_t i = 0; phrase_row(i); i++) {
        const struct text *const row = phrase_row(i);
        struct conversion english[ARGUMENTS_MOST], said[ARGUMENTS_MOST];
        if (!is_format(row)) continue;
        const size_t count = conversions_of(english_of(row), english);
        formats += count > 0;
        for (int l = 1; l < LANGUAGE_COUNT; l++) {
            int used[ARGUMENTS_MOST] = {0};
            const size_t n = conversions_of(row->in[l], said);
            cr_expect_eq(n, count, "%s", row->in[l]);
            for (size_t c = 0; c < n; c++) {
                cr_expect_eq(said[c].place > 0, said[0].place > 0, "%s: all places are said, or none", row->in[l]);
                check_conversion(row, row->in[l], &said[c], c + 1, english, count, used);
            }
            for (size_t c = 0; c < count; c++) cr_expect_eq(used[c], 1, "%s: argument %zu", row->in[l], c + 1);
        }
    }
    cr_expect_gt(formats, 300);
}

static size_t count_of(const char *text, const char *what)
{
    size_t n = 0;
    for (; (text = strstr(text, what)); text += strlen(what)) n++;
    return n;
}

/* The format with %s for every conversion, where it was, so that marks can be printed by it. */
static const char *of_texts(struct arena *arena, const char *format)
{
    struct text_buffer out;
    struct conversion conversion;
    text_buffer_init(&out, arena);
    for (; conversion_find(format, &conversion); format = conversion.end) {
        text_buffer_add_bytes(&out, format, (size_t)(conversion.start - format));
        if (conversion.place)
            text_buffer_printf(&out, "%%%d$s", conversion.place);
        else
            text_buffer_add(&out, "%s");
    }
    text_buffer_add(&out, format);
    return text_buffer_finish(&out);
}

static void fill(char out[ERROR_TEXT_MAX], enum language language, const char *translation, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    cr_expect_lt(phrase_vfill(out, ERROR_TEXT_MAX, language, translation, format, arguments), ERROR_TEXT_MAX);
    va_end(arguments);
}

/* Filled with marks, every translation holds each of them once, as the English text does. */
Test(phrases, every_language_prints_the_same_marks)
{
    static const char *const mark[] = {"<a>", "<b>", "<c>", "<d>", "<e>", "<f>", "<g>", "<h>"};
    struct arena arena;
    arena_init(&arena, allocator_libc, 0);
    for (size_t i = 0; phrase_row(i); i++) {
        struct conversion english[ARGUMENTS_MOST];
        const struct text *const row = phrase_row(i);
        if (!is_format(row)) continue;
        const size_t count = conversions_of(english_of(row), english);
        cr_assert_leq(count, sizeof mark / sizeof *mark);
        for (int l = 0; l < LANGUAGE_COUNT; l++) {
            char said[ERROR_TEXT_MAX];
            fill(said, (enum language)l, of_texts(&arena, row->in[l]), of_texts(&arena, english_of(row)), mark[0],
                 mark[1], mark[2], mark[3], mark[4], mark[5], mark[6], mark[7]);
            for (size_t m = 0; m < sizeof mark / sizeof *mark; m++)
                cr_expect_eq(count_of(said, mark[m]), m < count, "%s: argument %zu of\n%s", said, m + 1,
                             english_of(row));
            cr_expect(!strstr(said, "%s") && !strstr(said, "%%"), "%s", said);
        }
    }
    arena_free(&arena);
}

/* Blanks and marks at the ends are part of what stands around a text; inputs are marked; lines stay lines. */
Test(phrases, every_language_says_it_in_the_same_form)
{
    static const char *const kept[] = {"\n", "\x01", "`", "{", "}", "--"};
    for (size_t i = 0; phrase_row(i); i++) {
        const struct text *const row = phrase_row(i);
        const char *const english = english_of(row), *const end = english + strlen(english) - 1;
        if (end == english) continue; /* the decimal mark */
        for (size_t other = 0; other < i; other++)
            cr_expect_str_neq(english_of(phrase_row(other)), english, "two rows");
        for (int l = 1; l < LANGUAGE_COUNT; l++) {
            const char *const text = row->in[l], *const text_end = text + strlen(text) - 1;
            for (size_t k = 0; k < sizeof kept / sizeof *kept; k++)
                cr_expect_eq(count_of(text, kept[k]), count_of(english, kept[k]), "%s: %s", text, kept[k]);
            cr_expect(strchr(" \n.:?", *end) ? *text_end == *end : !strchr(" \n.:?", *text_end), "how it ends: %s",
                      text);
            cr_expect_eq(*text == ' ', *english == ' ', "how it begins: %s", text);
            if (islower((unsigned char)*english))
                cr_expect(!isupper((unsigned char)text[0]) || isupper((unsigned char)text[1]), "%s", text);
        }
    }
}

/* No row is half translated, and no text stays English by oversight; a word may be the same in two languages. */
Test(phrases, a_row_is_typed_or_translated)
{
    for (size_t i = 0; phrase_row(i); i++) {
        const struct text *const row = phrase_row(i);
        for (int l = 1; l < LANGUAGE_COUNT && !is_typed(row) && strchr(english_of(row), ' '); l++)
            cr_expect_str_neq(row->in[l], english_of(row), "%s: TYPED, or said in %s", row->in[l],
                              language_code((enum language)l));
    }
}

static void check_page(const char *english, const char *other, size_t *out_rows)
{
    for (; *english; english += strcspn(english, "\n") + 1, other += strcspn(other, "\n") + 1) {
        cr_expect_eq(strncmp(english, "| `", 3) == 0, strncmp(other, "| `", 3) == 0, "%.40s", other);
        *out_rows += strncmp(english, "| `", 3) == 0;
        cr_expect_eq(count_of(english, "\n"), count_of(other, "\n"), "%.40s", other);
    }
}

/* The page of all keys has the same rows in every language. */
Test(phrases, the_reference_page_has_the_same_rows)
{
    struct arena arena;
    arena_init(&arena, allocator_libc, 0);
    const char *const english = schema_reference(&arena, LANGUAGE_EN);
    for (int l = 1; l < LANGUAGE_COUNT; l++) {
        size_t rows = 0;
        check_page(english, schema_reference(&arena, (enum language)l), &rows);
        cr_expect_gt(rows, 150);
    }
    arena_free(&arena);
}

static void check_schema(const struct schema *schema, size_t *out_rows)
{
    cr_expect(has_row(schema->help), "%s", schema->help);
    cr_expect(has_row(schema->title) || !strchr(schema->title, ' '), "%s", schema->title);
    for (size_t i = 0; i < schema->fields; i++) {
        const struct field *const field = &schema->field[i];
        cr_expect(has_row(field->help), "%s.%s: %s", schema->title, field->key, field->help);
        cr_expect(has_row(field->kind->noun), "%s.%s: %s", schema->title, field->key, field->kind->noun);
        ++*out_rows;
        if (field->kind == &kind_map) check_schema(field->detail, out_rows);
        if (field->kind != &kind_items && field->kind != &kind_payer_list) continue;
        const struct items *const items = field->detail;
        cr_expect(has_row(items->noun), "%s", items->noun);
        check_schema(items->schema, out_rows);
    }
}

/* Texts of tables are looked up when they are said, so that no call names them. */
Test(phrases, every_text_of_the_tables_has_a_row)
{
    static const struct schema *const others[] = {
        &schema_library,  &schema_quantity,    &schema_distribution, &schema_part,          &schema_empirical,
        &schema_discrete, &schema_price_index, &schema_correlation,  &schema_concentration, &schema_scenario};
    size_t rows = 0;
    for (size_t s = 0; s < sizeof others / sizeof *others; s++) check_schema(others[s], &rows);
    for (int target = 0; target < EFFECT_TARGETS; target++) check_schema(&schema_effect[target], &rows);
    cr_expect_gt(rows, 150);
    for (size_t c = 0; c < command_count; c++) cr_expect(has_row(command_table[c].help), "%s", command_table[c].help);
#define O(name, brief, argument, commands, help, ...) cr_expect(has_row(help), "%s", help);
#include "sim/cli/options.def"
#undef O
}

Test(phrases, what_is_flagged_is_said_in_the_language)
{
    struct arena arena;
    struct error err = {.language = LANGUAGE_SV};
    arena_init(&arena, allocator_libc, 0);
    cr_expect_str_eq(phrase_printf(&arena, LANGUAGE_FI, "must be %-s (found %-s)", "a map", "\"a map\""),
                     "pitää olla avaimia arvoineen (nyt \"a map\")");
    cr_expect_str_eq(phrase_printf(&arena, LANGUAGE_FI, "%s of a %s distribution must lie between 0 and 1 (found %g)",
                                   "mean", "beta", 1.5),
                     "jakauman beta arvon mean pitää olla 0:n ja 1:n välissä (nyt 1.5)");
    cr_expect_str_eq(phrase_printf(&arena, LANGUAGE_SV, "leaves %-.3g%% of the risk of those reached", 2.5),
                     "lämnar kvar 2,5\u00A0% av risken för dem som nås");
    cr_expect_str_eq(phrase_printf(&arena, LANGUAGE_FI, "leaves %-.3g%% of the risk of those reached", (double)NAN),
                     "tavoitettujen riskistä jää jäljelle n/a\u00A0%");
    cr_expect_str_eq(phrase_printf(&arena, LANGUAGE_SV, "out of memory: %u iterations of %zu results need %-.*f %s", 7U,
                                   (size_t)3, 1, 2.5, "GB"),
                     "minnet tog slut: 7 beräkningar av 3 resultat behöver 2,5 GB");
    cr_expect_str_eq(phrase_printf(&arena, LANGUAGE_EN, "%-s: %-.3g of %s", "a map", 1.5, "x"), "a map: 1.5 of x");
    cr_expect_str_eq(phrase_printf(&arena, LANGUAGE_FI, "no text of the code: %.2s%%, %-s", "abc", "a list"),
                     "no text of the code: ab%, luettelo");
    cr_expect_eq(error_out_of_memory(&err), STATUS_MEMORY);
    cr_expect_str_eq(err.message, "minnet tog slut");
    error_hint(&err, "%s leads back to itself", "$x");
    cr_expect_str_eq(err.hint, "$x leder tillbaka till sig själv");
    arena_free(&arena);
}

Test(phrases, a_message_that_is_too_long_is_cut_behind_a_character)
{
    char text[2 * ERROR_TEXT_MAX];
    struct error err = {.language = LANGUAGE_FI};
    for (size_t i = 0; i + 2 < sizeof text; i += 2) memcpy(text + i, "ä", 3);
    for (int shift = 0; shift < 2; shift++) {
        error_set(&err, STATUS_SCENARIO, "%s leads back to itself", text + 2 * shift);
        const size_t length = strlen(err.message);
        cr_expect_lt(length, ERROR_TEXT_MAX);
        cr_expect_str_eq(err.message + length - 5, "ä…");
    }
}
