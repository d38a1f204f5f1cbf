#include "sim/analysis/value.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/analysis/net_result.h"
#include "sim/analysis/summary.h"
#include "sim/analysis/value_work.h"

/* --- what is asked for --- */

static enum status check_result(const struct value_work *work, struct error *err)
{
    const char *const result = work->request->result;
    enum unit unit;
    TRY(evaluate_unit(work->plan[0], result, &unit, err));
    if (net_result_read(work->scenario[0], result, &(struct net_result){false})) return STATUS_OK;
    error_set(err, STATUS_USAGE, INPUT("result") ": nobody decides by \"%.80s\" alone", result);
    return error_hint(err, "one of net, net_public, net.PAYER, net_cashable, net_cashable_public, net_cashable.PAYER");
}

/* Every scenario has to have the result: a payer that one does not know is a mistake. */
static enum status check(const struct value_work *work, struct error *err)
{
    enum unit unit;
    TRY(check_result(work, err));
    for (size_t s = 1; s < work->request->scenarios; s++) {
        if (evaluate_unit(work->plan[s], work->request->result, &unit, err) == STATUS_OK) continue;
        return error_set(err, STATUS_USAGE, INPUT("result") ": %.200s has no result \"%.80s\"",
                         work->request->scenario[s]->file, work->request->result);
    }
    return STATUS_OK;
}

/* --- as things stand --- */

static enum status stand(struct value_work *work, struct error *err)
{
    struct value *const out = work->out;
    const uint32_t n = work->request->iterations;
    const double **const net = ARENA_ARRAY(work->arena, out->choices, const double *);
    struct estimate *const mean = ARENA_ARRAY(work->arena, out->choices, struct estimate);
    if (!net || !mean) return error_out_of_memory(err);
    for (size_t c = 0; c < out->choices; c++) {
        double *const value = ARENA_ARRAY(work->arena, n, double);
        if (!value) return error_out_of_memory(err);
        if (c > 0) TRY(value_run(work, work->plan[c - 1], NULL, value, err));
        net[c] = value;
        mean[c] = summary_mean(value, n, true);
    }
    out->mean = mean;
    TRY(prospects_init(work->arena, net, out->choices, n, &out->prospects, err));
    return information_perfect(work->arena, &out->prospects, &out->perfect, err);
}

/* --- one thing at a time --- */

/* Where no point changes the choice. Along one quantity whatever lies between two points is like them, so that only
 * what is rarer than the rarest point is unseen; points of several may miss one chance in so many as are not stretched.
 */
void value_keep_unseen(const struct value_work *work, const struct topic *topic, const struct learnt *learnt,
                       struct information *of)
{
    double least = learnt->weight[0];
    for (size_t i = 1; i < learnt->points; i++) least = fmin(least, learnt->weight[i]);
    information_unseen(of, &work->out->prospects, (double)learnt->points / (topic->members > 1 ? 2 : least));
}

static enum status learn_item(struct value_work *work, struct value_item *item, struct fineness fineness,
                              struct error *err)
{
    struct arena arena;
    struct learnt learnt;
    arena_init(&arena, work->arena->allocator, work->request->run.memory_limit);
    enum status status = value_learn(work, &arena, &item->topic, fineness, &learnt, &item->idle, err);
    if (status == STATUS_OK && item->idle)
        item->information = (struct information){0};
    else if (status == STATUS_OK)
        status = information_partial(&arena, &work->out->prospects, &learnt, &item->information, err);
    if (status == STATUS_OK && !item->idle) value_keep_unseen(work, &item->topic, &learnt, &item->information);
    arena_free(&arena);
    return status;
}

/* A set that contains everything that matters is all there is to know; one that was looked at is known. */
static bool known_already(const struct value_work *work, const struct value_item *single, struct value_item *group)
{
    bool all = true;
    for (size_t t = 0; t < work->topics.count; t++) {
        const bool inside = topic_within(&single[t].topic, &group->topic);
        all = all && (inside || single[t].idle);
        if (inside && single[t].topic.members == group->topic.members) {
            group->information = single[t].information;
            group->idle = single[t].idle;
            return true;
        }
    }
    if (all) group->information = work->out->perfect;
    return all;
}

static enum status learn_group(struct value_work *work, const struct value_item *single, struct value_item *group,
                               struct error *err)
{
    if (known_already(work, single, group)) return STATUS_OK;
    return learn_item(work, group, value_several(work), err);
}

/* Runs of a chunk that a set takes, in every scenario that has something of it. */
static uint32_t chunks_of(const struct value_work *work, const struct topic *topic, struct fineness fineness)
{
    uint32_t scenarios = 0;
    for (size_t s = 0; s < work->request->scenarios; s++) {
        bool concerned = false;
        for (size_t d = 0; d < work->plan[s]->draws; d++)
            concerned = concerned || topic_has(topic, work->plan[s]->draw[d].axis.stream);
        scenarios += concerned;
    }
    return scenarios * (fineness.points * fineness.rest / work->chunk);
}

/* Looked at closely only where a glance shows that the choice can change. */
static enum status learn_single(struct value_work *work, struct value_item *single, struct error *err)
{
    const struct fineness fine = single->topic.members > 1 ? value_several(work) : value_single(work);
    TRY(learn_item(work, single, value_glance(work), err));
    if (single->information.change > 0) return learn_item(work, single, fine, err);
    work->total -= chunks_of(work, &single->topic, fine);
    return STATUS_OK;
}

/* Single quantities; alone they may be all there is. */
static enum status learn_singles(struct value_work *work, struct value_item *single, struct error *err)
{
    for (size_t t = 0; t < work->topics.count; t++) {
        single[t].topic = work->topics.topic[t];
        TRY(learn_single(work, &single[t], err));
    }
    for (size_t t = 0; t < work->topics.count; t++) {
        bool alone = !single[t].idle;
        for (size_t other = 0; other < work->topics.count; other++) alone = alone && (other == t || single[other].idle);
        if (alone) single[t].information = work->out->perfect;
    }
    return STATUS_OK;
}

/* --- what must hold, whatever the error --- */

static int by_size(const void *a, const void *b)
{
    const struct value_item *const first = *(struct value_item *const *)a, *const second =
                                                                               *(struct value_item *const *)b;
    if (first->topic.members != second->topic.members) return first->topic.members < second->topic.members ? -1 : 1;
    return (first > second) - (first < second);
}

/* More is never worth less than a part of it, nor more than everything. item[items] */
static void keep_order(struct information *perfect, struct value_item **item, size_t items)
{
    qsort(item, items, sizeof(struct value_item *), by_size);
    /* Rarer than one of its iterations: the points of a part see it first. */
    for (size_t i = 0; i < items && perfect->change <= 0; i++)
        information_raise(perfect, item[i]->information.voi.value);
    for (size_t i = 0; i < items; i++) {
        information_lower(&item[i]->information, perfect->voi);
        for (size_t inner = 0; inner < i; inner++)
            if (topic_within(&item[inner]->topic, &item[i]->topic))
                information_raise(&item[i]->information, item[inner]->information.voi.value);
    }
}

static int by_voi(const void *a, const void *b)
{
    const struct value_item *const first = a, *const second = b;
    const double difference = second->information.voi.value - first->information.voi.value;
    const double possible = second->information.voi.high - first->information.voi.high;
    if (difference != 0) return difference > 0 ? 1 : -1;
    if (possible != 0) return possible > 0 ? 1 : -1;
    if (first->idle != second->idle) return first->idle - second->idle;
    return strcmp(first->topic.name, second->topic.name);
}

/* --- all of it --- */

static enum status find_groups(struct value_work *work, struct value_item *group, struct error *err)
{
    for (size_t g = 0; g < work->request->groups; g++)
        TRY(topic_group(work->arena, &work->topics, work->request->group[g], &group[g].topic, err));
    return STATUS_OK;
}

static void count_runs(struct value_work *work, const struct value_item *group, const struct value_pilot *pilot)
{
    work->total = (uint32_t)work->request->scenarios;
    for (size_t t = 0; t < work->topics.count; t++) {
        const struct topic *const topic = &work->topics.topic[t];
        work->total += chunks_of(work, topic, value_glance(work));
        work->total += chunks_of(work, topic, topic->members > 1 ? value_several(work) : value_single(work));
    }
    for (size_t g = 0; g < work->request->groups; g++)
        work->total += chunks_of(work, &group[g].topic, value_several(work));
    if (pilot) work->total += chunks_of(work, &pilot->topic, value_several(work));
}

static enum status analyse(struct value_work *work, struct error *err)
{
    const struct value_request *const request = work->request;
    struct value *const out = work->out;
    const size_t singles = work->topics.count, groups = request->groups;
    struct value_item *const single = ARENA_ARRAY(work->arena, singles, struct value_item);
    struct value_item *const group = ARENA_ARRAY(work->arena, groups, struct value_item);
    struct value_item **const all = ARENA_ARRAY(work->arena, singles + groups + 1, struct value_item *);
    struct value_pilot *const pilot = request->pilot ? ARENA_NEW(work->arena, struct value_pilot) : NULL;
    struct value_item measured = {0};
    if (!single || !group || !all || (request->pilot && !pilot)) return error_out_of_memory(err);
    TRY(find_groups(work, group, err));
    if (pilot) TRY(value_pilot_find(work, request->pilot, pilot, err));
    count_runs(work, group, pilot);
    TRY(stand(work, err));
    TRY(learn_singles(work, single, err));
    for (size_t g = 0; g < groups; g++) TRY(learn_group(work, single, &group[g], err));
    if (pilot) TRY(value_pilot_analyse(work, request->pilot, pilot, err));
    for (size_t t = 0; t < singles; t++) all[t] = &single[t];
    for (size_t g = 0; g < groups; g++) all[singles + g] = &group[g];
    if (pilot) measured = (struct value_item){.topic = pilot->topic, .information = pilot->limit};
    all[singles + groups] = &measured;
    keep_order(&out->perfect, all, singles + groups + (pilot != NULL));
    if (pilot) pilot->limit = measured.information;
    qsort(single, singles, sizeof *single, by_voi);
    out->items = singles, out->item = single;
    out->groups = groups, out->group = group;
    out->pilot = pilot;
    return STATUS_OK;
}

enum status value_analyse(struct arena *arena, const struct value_request *asked, struct value *out, struct error *err)
{
    struct value_request request = *asked;
    if (request.iterations > VALUE_ITERATIONS_MOST) request.iterations = VALUE_ITERATIONS_MOST;
    struct value made = {.scenarios = request.scenarios,
                         .choices = request.scenarios + 1,
                         .result = request.result,
                         .wanted = asked->iterations,
                         .iterations = request.iterations};
    struct value_work work = {.arena = arena, .request = &request, .out = &made};
    work.scenario = ARENA_ARRAY(arena, request.scenarios, const struct scenario *);
    if (!work.scenario) return error_out_of_memory(err);
    TRY(alignment_make(arena, request.scenario, request.scenarios, work.scenario, &made.alignment, err));
    TRY(value_compile(&work, err));
    TRY(check(&work, err));
    made.plan = work.plan;
    made.certain = work.topics.count == 0;
    made.points = value_single(&work).points;
    made.rest = value_single(&work).rest;
    TRY(analyse(&work, err));
    *out = made;
    return STATUS_OK;
}
