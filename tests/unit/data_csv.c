/* Cells of CSV files: numbers that read back as they were, and texts that stay texts. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/data/csv.h"

Test(data_csv, shortest_numbers)
{
    static const struct {
        double value;
        const char *text;
    } rows[] = {{0.1, "0.1"},
                {-0.0, "0"},
                {1e15, "1e+15"},
                {123456789, "123456789"},
                {1.0 / 3, "0.3333333333333333"},
                {-2.5, "-2.5"},
                {5e-324, "4.94065645841247e-324"},
                {INFINITY, ""},
                {NAN, ""},
                {1e300, "1e+300"}};
    char text[CSV_NUMBER];
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        cr_expect_eq(csv_number(csv_style(LANGUAGE_EN), rows[i].value, text), strlen(rows[i].text));
        cr_expect_str_eq(text, rows[i].text);
        if (rows[i].text[0]) cr_expect(strtod(text, NULL) == rows[i].value);
    }
}

/* In the style of every language a number reads back, once its own decimal mark is a point again. */
Test(data_csv, every_style_has_its_marks)
{
    for (int l = 0; l < LANGUAGE_COUNT; l++) {
        const struct csv_style *const style = csv_style((enum language)l);
        char text[CSV_NUMBER];
        cr_expect(style->delimiter && style->decimal && style->delimiter != style->decimal);
        csv_number(style, -1234.5, text);
        cr_expect_eq(text[5], style->decimal);
        text[5] = '.';
        cr_expect_eq(strtod(text, NULL), -1234.5);
    }
}

/* Spreadsheets must not compute what was meant as text. */
Test(data_csv, cells_of_text_are_text)
{
    static struct sink sink;
    struct error err = {0};
    char text[128] = "";
    FILE *const file = tmpfile();
    sink_attach(&sink, &sink_system_posix, fileno(file), "cells");
    static const char *const cells[] = {"=1+1", "+x", "-x", "@x", "a,b", "say \"so\"", "plain", "a=b"};
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
        csv_text(csv_style(LANGUAGE_EN), &sink, cells[i]);
        sink_text(&sink, ";");
    }
    cr_assert_eq(sink_close(&sink, NULL, &err), STATUS_OK);
    rewind(file);
    cr_assert(fgets(text, sizeof text, file));
    fclose(file);
    cr_expect_str_eq(text, "\"'=1+1\";\"'+x\";\"'-x\";\"'@x\";\"a,b\";\"say \"\"so\"\"\";plain;a=b;");
}
