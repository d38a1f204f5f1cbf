#include <math.h>

#include "sim/chart/chart_rows.h"
#include "sim/report/run_charts.h"

enum bar_colour { BAR_SAVES = 1, BAR_COSTS = 2, BAR_HARMS = 3 };

/* A payer or a total. */
struct party {
    const char *label;
    const struct column_summary *cost, *net; /* net: money alone */
    bool total, public_finances;
};

struct payers {
    const struct chart_job *job;
    struct chart_scene scene;
    struct chart_set *set;
    size_t parties, room;
    struct party *party;
    struct chart_row *row;
};

bool chart_payers_applies(const struct chart_subject *subject)
{
    return subject->scenario[0]->payers > 1;
}

static void add_party(struct payers *chart, const char *label, int cost, int net, bool total, bool public_finances)
{
    chart->set->failed |= label == NULL;
    chart->party[chart->parties++] = (struct party){.label = label ? label : "",
                                                    .cost = run_column(chart->job, cost),
                                                    .net = run_column(chart->job, net),
                                                    .total = total,
                                                    .public_finances = public_finances};
}

static size_t add_payers(struct payers *chart, bool public_finances)
{
    const struct scenario *const s = chart->job->scenario;
    const struct outcome_index *const at = &run_of(chart->job)->outcomes->at;
    size_t added = 0;
    for (size_t i = 0; i < s->payers; i++) {
        if (s->payer[i].public_finances != public_finances) continue;
        const int k = (int)i;
        add_party(chart, chart_job_label(chart->job, &s->payer[i].label, s->payer[i].name), at->cost_payer + k,
                  at->net_cashable_payer + k, false, public_finances);
        added++;
    }
    return added;
}

/* Public payers and their total first, then the others, then society. */
static void build_parties(struct payers *chart)
{
    const struct outcome_index *const at = &run_of(chart->job)->outcomes->at;
    const enum language language = chart->job->format.language;
    const size_t public_payers = add_payers(chart, true);
    const size_t all = chart->job->scenario->payers;
    if (public_payers > 0 && public_payers < all)
        add_party(chart, word_text(WORD_CHART_PUBLIC_TOTAL, language), at->cost_public, at->net_cashable_public, true,
                  true);
    add_payers(chart, false);
    if (all > 1) add_party(chart, word_text(WORD_ALL_PAYERS, language), at->cost, at->net_cashable, true, false);
}

/* The payer with the greatest net (sign 1) or the smallest (sign -1); NULL where none differs from zero by more than
 * twice its Monte Carlo error. */
static const struct party *find_extreme(const struct payers *chart, int sign, bool public_only)
{
    const struct party *found = NULL;
    for (size_t i = 0; i < chart->parties; i++) {
        const struct party *const party = &chart->party[i];
        const struct estimate net = party->net->mean;
        if (party->total || (public_only && !party->public_finances)) continue;
        if (sign * net.value <= 0 || fabs(net.value) <= 2 * net.error) continue;
        if (!found || sign * net.value > sign * found->net->mean.value) found = party;
    }
    return found;
}

/* The size of a payer's mean net, as the report writes it. */
static const char *net_amount(const struct chart_job *job, const struct party *party)
{
    return party ? format_money(&job->format, fabs(party->net->mean.value), party->net->mean.error) : "";
}

/* Who gains and who loses most; among public payers where some are not public, since national income is no perspective.
 */
static const char *headline(const struct payers *chart)
{
    static const enum word words[2][2][2] = {
        {{WORD_CHART_PAYERS_NONE, WORD_CHART_PAYERS_LOSE}, {WORD_CHART_PAYERS_SAVE, WORD_CHART_PAYERS_MIXED}},
        {{WORD_CHART_PAYERS_PUBLIC_NONE, WORD_CHART_PAYERS_PUBLIC_LOSE},
         {WORD_CHART_PAYERS_PUBLIC_SAVE, WORD_CHART_PAYERS_PUBLIC_MIXED}}};
    const struct chart_job *const job = chart->job;
    size_t public_payers = 0;
    for (size_t i = 0; i < job->scenario->payers; i++) public_payers += job->scenario->payer[i].public_finances;
    const bool public_only = public_payers > 0 && public_payers < job->scenario->payers;
    const struct party *const best = find_extreme(chart, 1, public_only);
    const struct party *const worst = find_extreme(chart, -1, public_only);
    return WORDS(job->arena, words[public_only][best != NULL][worst != NULL], job->format.language,
                 {"best", best ? best->label : ""}, {"worst", worst ? worst->label : ""},
                 {"saving", net_amount(job, best)}, {"cost", net_amount(job, worst)});
}

/* Money that it saves, before the cost. */
static double saved_by(const struct party *party)
{
    return party->net->mean.value + party->cost->mean.value;
}

static struct chart_amounts choose_amounts(const struct payers *chart)
{
    double largest = 0;
    for (size_t i = 0; i < chart->parties; i++) {
        const struct party *const party = &chart->party[i];
        largest = fmax(largest, fmax(fabs(saved_by(party)), fabs(party->cost->mean.value)));
    }
    return chart_amounts(&chart->job->format, largest);
}

/* Cost lies to the left of zero and savings to the right; savings that are a loss lie beyond the cost. */
static double cost_end(const struct party *party)
{
    return -party->cost->mean.value;
}

static double gross_start(const struct party *party)
{
    return saved_by(party) < 0 ? cost_end(party) : 0;
}

static bool build_rows(struct payers *chart, const struct chart_amounts *amounts)
{
    double *const end = ARENA_ARRAY(chart->job->arena, 2 * chart->parties, double);
    if (!end) return false;
    for (size_t i = 0; i < chart->parties; i++) {
        const struct party *const party = &chart->party[i];
        const struct estimate *const p = party->net->percentile;
        chart->row[i] = (struct chart_row){.label = party->label,
                                           .number = chart_amount(amounts, party->net->mean, true),
                                           .interval = chart_amount_range(amounts, p[LEVEL_P5], p[LEVEL_P95]),
                                           .total = party->total};
        end[2 * i] = cost_end(party);
        end[2 * i + 1] = gross_start(party) + saved_by(party);
    }
    chart_rows_range(&chart->scene, end, 2 * chart->parties);
    return true;
}

static void print_bar(struct payers *chart, struct text_buffer *text, const struct chart_row *row, double from,
                      double to, enum bar_colour colour)
{
    chart_scene_bar(&chart->scene, colour == BAR_SAVES ? MARK_SAVES : MARK_COSTS, AXIS(from), AXIS(row->y - row->half),
                    AXIS(to), AXIS(row->y + row->half));
    text_buffer_printf(text, "%g\t%g\t%.10g\t%.10g\t%d\n", row->y, row->half, from, to, (int)colour);
}

static void write_bars(struct payers *chart)
{
    struct text_buffer bars = {.arena = chart->job->arena}, nets = {.arena = chart->job->arena};
    text_buffer_printf(&bars, "y\thalf\tfrom\tto\tcolour\n");
    text_buffer_printf(&nets, "y\tnet\n");
    for (size_t i = 0; i < chart->parties; i++) {
        const struct party *const party = &chart->party[i];
        const double start = gross_start(party);
        print_bar(chart, &bars, &chart->row[i], 0, cost_end(party), BAR_COSTS);
        print_bar(chart, &bars, &chart->row[i], start, start + saved_by(party),
                  saved_by(party) < 0 ? BAR_HARMS : BAR_SAVES);
        text_buffer_printf(&nets, "%g\t%.10g\n", chart->row[i].y, party->net->mean.value);
        chart_scene_dot(&chart->scene, MARK_NET, AXIS(party->net->mean.value), AXIS(chart->row[i].y), 13);
    }
    chart_set_add(chart->set, chart->scene.size, "bars.tsv", &bars);
    chart_set_add(chart->set, chart->scene.size, "nets.tsv", &nets);
}

/* "programme cost" and "savings" at either side of zero, above the bars; beside each other where there is no room. */
static void name_sides(struct chart_scene *scene, double y)
{
    const double size = chart_measure(scene)->small, zero = chart_scene_x(scene, 0);
    const char *const cost = word_text(WORD_CHART_COST_SIDE, scene->language);
    const char *const savings = word_text(WORD_CHART_SAVINGS_SIDE, scene->language);
    const double least = scene->size == CHART_WIDE ? scene->left - 80 : scene->left;
    const double width = chart_scene_width(scene, cost, size, true);
    const double end = fmax(zero - 8, least + width);
    const double start = fmin(fmax(zero + 8, end + 14), scene->right - chart_scene_width(scene, savings, size, true));
    chart_scene_text(scene, PX(fmin(end, start - 14)), PX(y),
                     (struct chart_style){size, true, TONE_ORANGE, ALIGN_RIGHT}, cost);
    chart_scene_text(scene, PX(start), PX(y), (struct chart_style){size, true, TONE_BLUE, ALIGN_LEFT}, savings);
}

static bool harms(const struct payers *chart)
{
    for (size_t i = 0; i < chart->parties; i++)
        if (saved_by(&chart->party[i]) < 0) return true;
    return false;
}

static const char *subtitle(const struct payers *chart, const char *unit)
{
    const struct chart_job *const job = chart->job;
    char *const text = WORDS(job->arena, WORD_CHART_PAYERS_SUBTITLE, job->format.language, {"years", job->years},
                             {"basis", chart_job_basis(job, unit)});
    if (!harms(chart)) return text;
    return WORDS(job->arena, WORD_CHART_PAYERS_HARM, job->format.language, {"subtitle", text});
}

void chart_payers(const struct chart_job *job, enum chart_size size, struct chart_set *out)
{
    const size_t room = job->scenario->payers + 2;
    struct payers chart = {.job = job,
                           .set = out,
                           .party = ARENA_ARRAY(job->arena, room, struct party),
                           .row = ARENA_ARRAY(job->arena, room, struct chart_row)};
    out->failed |= !chart.party || !chart.row;
    if (out->failed) return;
    chart_job_scene(job, size, &chart.scene);
    build_parties(&chart);
    const struct chart_amounts amounts = choose_amounts(&chart);
    if (!build_rows(&chart, &amounts)) {
        out->failed = true;
        return;
    }
    const double y = chart_scene_head(&chart.scene, job->kicker, headline(&chart), subtitle(&chart, amounts.unit));
    const double heads = y + 14, small = chart_measure(&chart.scene)->small;
    const double below =
        chart_rows_lay_out(&chart.scene, job, chart.row, chart.parties, size == CHART_WIDE ? heads : heads + small + 4,
                           word_text(WORD_CHART_NET_SHORT, job->format.language), amounts.scale);
    name_sides(&chart.scene, heads + small / 2);
    chart_scene_foot(&chart.scene, below + 8, job->footer);
    write_bars(&chart);
    chart_set_scene(out, &chart.scene);
}
