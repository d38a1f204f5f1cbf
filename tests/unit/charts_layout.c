/* What the data files of the charts promise, for every shape of result, without gnuplot. */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "sim/chart/chart_text.h"
#include "tests/unit/charts_files.h"

#define NOWHERE "/nonexistent/gnuplot"

static const char long_label[] = "Lastensuojelun avohuollon tukitoimenpiteet";

static const struct charts_request requests[] = {
    {SHAPE_PLAIN, 3, true, 2, 1, 20, 500, 1e6, NULL, NULL, NULL, 0},
    {SHAPE_SKEWED, 5, false, 1, 2, 45, 500, 1e6, NULL, NULL, NULL, 0},
    {SHAPE_LOSS, 2, true, 1, 1, 10, 400, 1e6, NULL, NULL, NULL, 0},
    {SHAPE_SAME, 3, true, 2, 1, 20, 500, 1e6, NULL, NULL, NULL, 0},
    {SHAPE_ZERO, 3, true, 2, 1, 20, 500, 1e6, NULL, NULL, NULL, 0},
    {SHAPE_HARM, 3, true, 2, 1, 20, 400, 1e6, NULL, NULL, NULL, 0},
    {SHAPE_ATOM, 3, true, 2, 1, 20, 400, 3e5, NULL, NULL, NULL, 0},
    {SHAPE_PLAIN, 8, true, 7, 3, 45, 400, 1e6, long_label, long_label, NULL, 0},
    {SHAPE_PLAIN, 1, false, 0, 1, 1, 1, 1e9, NULL, NULL, NULL, 0},
    {SHAPE_SKEWED, 8, true, 9, 9, 100, 300, 40, long_label, long_label, NULL, 0},
};
enum { REQUESTS = sizeof requests / sizeof *requests };

static const char *const sizes[] = {"wide", "narrow"}, *const languages[] = {"en", "fi"};

static struct charts_fixture fixture;
static char *folder;

static void begin(const struct charts_request *request)
{
    struct chart_report report;
    struct error err = {0};
    charts_fixture_init(&fixture, request);
    folder = charts_folder(&fixture.arena);
    cr_assert_eq(charts_draw(&fixture, folder, NOWHERE, &report, &err), STATUS_OK, "%s", err.message);
    cr_assert(report.no_gnuplot && report.pictures == 0 && report.note);
}

static void end(void)
{
    charts_remove(folder);
    charts_fixture_free(&fixture);
}

static struct charts_table *table(const char *language, const char *chart, const char *size, const char *file)
{
    return charts_table(&fixture.arena, folder,
                        arena_printf(&fixture.arena, "charts/data/%s/%s/%s.%s.tsv", language, chart, size, file));
}

static bool drawn(const struct chart *chart)
{
    const struct chart_subject subject = charts_subject(&fixture.report);
    return chart_applies(chart, &subject);
}

Test(charts_layout, no_text_leaves_the_canvas_or_lies_on_another)
{
    for (size_t r = 0; r < REQUESTS; r++) {
        begin(&requests[r]);
        for (size_t c = 0; c < run_charts.charts; c++)
            for (size_t k = 0; k < 4 && drawn(&run_charts.chart[c]); k++)
                charts_check_texts(&fixture.arena, folder, languages[k / 2], run_charts.chart[c].name, sizes[k % 2]);
        end();
    }
}

/* Fifty dots a row; none lies across zero; filled, hollow and grey as the values' signs. */
static void check_dots(const char *size)
{
    const struct charts_table *const dots = table("en", "dots", size, "dots");
    const struct charts_table *const frame = table("en", "dots", size, "frame");
    const double px = (charts_number(frame, 0, "right") - charts_number(frame, 0, "left")) /
                      (charts_number(frame, 0, "xmax") - charts_number(frame, 0, "xmin"));
    cr_expect(dots->rows == 50 || dots->rows == 100);
    for (size_t i = 0; i < dots->rows; i++) {
        const double x = charts_number(dots, i, "x") * px, sign = charts_number(dots, i, "sign");
        const double half = charts_number(dots, i, "diameter") / 2;
        cr_expect(sign > 0   ? x - half >= -1e-6
                  : sign < 0 ? x + half <= 1e-6
                             : fabs(x) + 1e-6 >= half,
                  "%s: a dot of sign %g at %g px", size, sign, x);
        const double left = charts_number(frame, 0, "xmin") * px, right = charts_number(frame, 0, "xmax") * px;
        cr_expect(x - half >= left - 1e-6 && x + half <= right + 1e-6);
        for (size_t j = 0; j < i; j++) {
            const double dx = x - charts_number(dots, j, "x") * px;
            const double dy = charts_number(dots, i, "y") - charts_number(dots, j, "y");
            cr_expect(dx * dx + dy * dy >= 4 * half * half * 0.999, "dots %zu and %zu touch", i, j);
        }
    }
}

Test(charts_layout, no_dot_lies_across_zero_or_on_another)
{
    for (size_t r = 0; r < REQUESTS; r++) {
        if (requests[r].iterations < 50) continue;
        begin(&requests[r]);
        check_dots("wide");
        check_dots("narrow");
        end();
    }
}

Test(charts_layout, dots_count_what_the_headline_says)
{
    begin(&requests[0]);
    const struct charts_table *const dots = table("en", "dots", "wide", "dots");
    const struct charts_table *const texts = table("en", "dots", "wide", "texts");
    int saving = 0;
    for (size_t i = 0; i < 50; i++) saving += charts_number(dots, i, "sign") > 0;
    const double share = fixture.summary.column[fixture.outcomes.at.net_public].positive.value;
    cr_expect_float_eq(saving / 50.0, share, 0.011);
    const char *const number = arena_printf(&fixture.arena, "%d of 50", saving);
    const char *const sentence = arena_printf(&fixture.arena, "Public finances save money in %d of 50 ", saving);
    bool counted = false, said = false;
    for (size_t i = 0; i < texts->rows; i++) {
        const char *const text = charts_cell(texts, i, "text");
        counted |= strcmp(text, number) == 0;
        said |= strncmp(text, sentence, strlen(sentence)) == 0;
    }
    cr_expect(counted && said, "%s", sentence);
    end();
}

Test(charts_layout, waterfall_starts_where_it_ended_and_reaches_the_net)
{
    for (size_t r = 0; r < REQUESTS; r++) {
        begin(&requests[r]);
        const struct charts_table *const bars = table("fi", "waterfall", "wide", "bars");
        double reached = 0;
        for (size_t i = 0; i < bars->rows; i++) {
            const double from = charts_number(bars, i, "from"), to = charts_number(bars, i, "to");
            const bool total = charts_number(bars, i, "colour") == 3;
            const double unit = 1e-9 * requests[r].scale;
            cr_expect_float_eq(total ? to : from, reached, unit * 100, "request %zu, row %zu", r, i);
            reached = to;
        }
        const int net = requests[r].private_payer ? fixture.outcomes.at.net_cashable_public : fixture.outcomes.at.net;
        cr_expect_float_eq(reached, fixture.summary.column[net].mean.value, 1e-7 * requests[r].scale);
        end();
    }
}

Test(charts_layout, payers_add_up_to_public_finances_and_society)
{
    begin(&requests[7]);
    const struct charts_table *const nets = table("en", "payers", "wide", "nets");
    double public_finances = 0;
    for (size_t i = 0; i < 7; i++) public_finances += charts_number(nets, i, "net");
    cr_assert_eq(nets->rows, 10);
    cr_expect_float_eq(charts_number(nets, 7, "net"), public_finances, 1);
    cr_expect_float_eq(charts_number(nets, 9, "net"), public_finances + charts_number(nets, 8, "net"), 1);
    end();
}

Test(charts_layout, curve_starts_and_ends_within_the_results)
{
    for (size_t r = 0; r < REQUESTS; r++) {
        begin(&requests[r]);
        const struct charts_table *const curve = table("en", "halfeye", "wide", "curve-1");
        const struct outcome_index *const at = &fixture.outcomes.at;
        const struct column_summary *const net =
            &fixture.summary.column[report_has_private_money(&fixture.report) ? at->net_public : at->net];
        const double slack = 1e-6 * requests[r].scale;
        for (size_t i = 0; i < curve->rows; i++) {
            const double x = charts_number(curve, i, "x");
            cr_expect(x >= net->minimum - slack && x <= net->maximum + slack);
        }
        end();
    }
}

/* The line's first year at or above zero for good, as the outcomes say. */
Test(charts_layout, fan_marks_the_year_of_the_median)
{
    begin(&requests[0]);
    const struct charts_table *const mark = table("en", "fan_society", "wide", "mark");
    cr_assert_eq(charts_number(mark, 0, "shown"), 1);
    const int t = (int)charts_number(mark, 0, "year") - 2021;
    const struct column_summary *const year = &fixture.summary.column[fixture.outcomes.at.cumulative_net];
    cr_expect(t > 0 && year[t - 1].percentile[LEVEL_P50].value < 0 && year[t].percentile[LEVEL_P50].value >= 0);
    const double at = charts_number(mark, 0, "at") - 2021;
    cr_expect(at > t - 1 && at <= t, "the line crosses zero at %g", at);
    end();
    begin(&requests[2]);
    cr_expect_eq(charts_number(table("en", "fan_society", "wide", "mark"), 0, "shown"), 0);
    end();
}

/* Mean savings of the costliest service or outcome. */
static double most_of(enum line_kind kind)
{
    double most = 0;
    for (size_t i = 0; i < fixture.outcomes.lines; i++)
        if (fixture.outcomes.line[i].kind == kind)
            most = fmax(most, fixture.summary.column[(size_t)fixture.outcomes.at.line + i].mean.value);
    return most;
}

Test(charts_layout, lorenz_speaks_of_what_saves_most)
{
    begin(&requests[0]);
    const bool risk = most_of(LINE_OUTCOME) > most_of(LINE_SERVICE);
    const struct charts_table *const texts = table("en", "lorenz", "wide", "texts");
    bool said = false;
    for (size_t i = 0; i < texts->rows; i++)
        said |= strstr(charts_cell(texts, i, "text"), risk ? "persons carries" : "persons accounts") != NULL;
    cr_expect(said);
    end();
}

Test(charts_layout, lorenz_passes_through_what_was_asked_for)
{
    begin(&requests[0]);
    const struct charts_table *const points = table("en", "lorenz", "wide", "points");
    size_t met = 0;
    for (size_t i = 0; i + 1 < points->rows; i++) {
        if (charts_number(points, i, "kind") != 1) continue;
        const double wanted = charts_number(points, i, "total"), reached = charts_number(points, i + 1, "total");
        cr_expect_eq(charts_number(points, i + 1, "kind"), 2);
        cr_expect_eq(charts_number(points, i + 1, "curve"), charts_number(points, i, "curve"));
        met += fabs(wanted - 20) < 1e-6 && fabs(reached - 20) < 1e-5;
    }
    cr_expect_geq(met, 1);
    const struct charts_table *const curve = table("en", "lorenz", "wide", "curve-1");
    cr_expect_eq(charts_number(curve, 0, "total"), 0);
    cr_expect_eq(charts_number(curve, curve->rows - 1, "total"), 100);
    for (size_t i = 1; i < curve->rows; i++)
        cr_expect(charts_number(curve, i, "total") <= charts_number(curve, i, "persons") + 1e-6);
    end();
}
