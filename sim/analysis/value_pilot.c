#include <math.h>

#include "sim/analysis/net_result.h"
#include "sim/analysis/pilot_risks.h"
#include "sim/analysis/summary.h"
#include "sim/analysis/value_planned_pilot.h"
#include "sim/analysis/value_work.h"
#include "sim/scenario/programme.h"

enum { SIZES = 24, SIZE_LEAST = 10, MULTIPLE = 10, SIZE_MOST_LEAST = 1000 };

/* How exactly the size is found at which a pilot stops paying. */
static const double STOPS_WITHIN = 1.05;

/* --- what is piloted --- */

/* What decides the two risks. */
static enum status find_topic(const struct value_work *work, const struct value_pilot *pilot, const struct plan *plan,
                              struct topic *out, struct error *err)
{
    bool *const decides = ARENA_ARRAY(work->arena, plan->columns, bool);
    uint64_t *const stream = ARENA_ARRAY(work->arena, plan->draws, uint64_t);
    size_t streams = 0;
    if (!decides || !stream) return error_out_of_memory(err);
    pilot_mark(plan->scenario, pilot->intervention, pilot->outcome, true, false, decides);
    for (size_t d = 0; d < plan->draws; d++)
        if (decides[plan->draw[d].column]) stream[streams++] = plan->draw[d].axis.stream;
    return topic_of_streams(work->arena, &work->topics, stream, streams, out, err);
}

/* --- what it costs, for those whose result it is --- */

/* The values of a column of theta in every iteration; [n] */
static const double *column_of(const struct plan *plan, const double *drawn, size_t n, int column, double *room)
{
    for (size_t d = 0; d < plan->draws; d++)
        if (plan->draw[d].column == column) return drawn + d * n;
    for (size_t i = 0; i < n; i++) room[i] = plan->constant[column];
    return room;
}

static enum status find_cost(struct value_work *work, const struct plan *plan, struct value_pilot *pilot,
                             struct error *err)
{
    const size_t n = work->request->iterations;
    const struct intervention *const intervention = &plan->scenario->intervention[pilot->intervention];
    double *const drawn = ARENA_ARRAY(work->arena, plan->draws * n, double);
    double *const room = ARENA_ARRAY(work->arena, 2 * n, double), *const cost = ARENA_ARRAY(work->arena, n, double);
    if (!drawn || !room || !cost) return error_out_of_memory(err);
    plan_draw_parameters(plan, NULL, 0, n, drawn);
    const double *const each = column_of(plan, drawn, n, intervention->per_participant, room);
    const double *const bias = column_of(plan, drawn, n, intervention->optimism_bias, room + n);
    for (size_t i = 0; i < n; i++) {
        cost[i] = pilot->share * each[i] * (1 + bias[i]);
        pilot->priced = pilot->priced || each[i] > 0;
    }
    pilot->per_participant = summary_mean(cost, n, true);
    return STATUS_OK;
}

enum status value_pilot_find(struct value_work *work, const struct value_pilot_request *request,
                             struct value_pilot *out, struct error *err)
{
    struct pilot_effect of;
    struct pilot_choice choice;
    struct net_result whose = {.perspective = PERSPECTIVE_ALL};
    TRY(pilot_choose(work->request->scenario, work->request->scenarios, request->intervention, request->outcome,
                     &choice, err));
    out->scenario = choice.scenario;
    out->intervention = choice.intervention;
    out->outcome = choice.outcome;
    const struct scenario *const scenario = work->request->scenario[out->scenario];
    const struct intervention *const intervention = &scenario->intervention[out->intervention];
    TRY(pilot_effect_find(work->plan[out->scenario], out->intervention, out->outcome, &of, err));
    net_result_read(scenario, work->request->result, &whose);
    out->share = perspective_share(scenario, &intervention->payers, whose.perspective, whose.payer);
    out->fixed_cost = out->share * request->fixed_cost;
    out->priced = request->priced || request->fixed_cost > 0;
    out->persons = (double)scenario->group[of.group].size * programme_intakes(scenario, (int)of.group);
    TRY(find_topic(work, out, of.plan, &out->topic, err));
    return find_cost(work, of.plan, out, err);
}

/* --- what its counts would tell --- */

static enum status fill_risks(const struct pilot_effect *of, struct arena *arena, const struct topic *topic,
                              struct fineness fineness, struct planned_risks *out, struct error *err)
{
    const size_t points = fineness.points;
    bool *const known = ARENA_ARRAY(arena, of->plan->draws, bool);
    double *const control = ARENA_ARRAY(arena, points, double), *const treated = ARENA_ARRAY(arena, points, double);
    if (!known || !control || !treated) return error_out_of_memory(err);
    topic_mark(topic, of->plan, known);
    const struct stretch stretch = value_stretch(topic, fineness, known);
    TRY(pilot_risks(arena, of, &(struct inputs){.stretch = &stretch}, points, control, treated, err));
    *out = (struct planned_risks){control, treated};
    return STATUS_OK;
}

/* What is needed to judge a pilot of any size. */
struct judge {
    struct value_work *work;
    struct value_pilot *pilot;
    struct learnt learnt;
    struct planned_risks risks;
};

/* Worth less cost. */
static void fill_gain(const struct value_pilot *pilot, struct value_size *size)
{
    const struct estimate voi = size->information.voi, each = pilot->per_participant;
    const double n = size->participants, of_cost = n * each.error;
    size->cost = replicates_estimate(pilot->fixed_cost + n * each.value, of_cost);
    size->gain = replicates_estimate(voi.value - size->cost.value, sqrt(voi.error * voi.error + of_cost * of_cost));
}

/* least: the worth of a smaller one. */
static enum status judge_size(const struct judge *judge, uint32_t participants, double least, struct value_size *out,
                              struct error *err)
{
    struct value_work *const work = judge->work;
    const struct prospects *const prospects = &work->out->prospects;
    struct value_size size = {.participants = participants};
    struct arena arena;
    arena_init(&arena, work->arena->allocator, work->request->run.memory_limit);
    double *const chance = ARENA_ARRAY(&arena, prospects->choices * judge->learnt.points, double);
    enum status status = chance ? STATUS_OK : error_out_of_memory(err);
    if (status == STATUS_OK)
        status = planned_pilot_rule(&arena, prospects, &judge->learnt, &judge->risks, participants,
                                    work->request->run.threads, chance, err);
    if (status == STATUS_OK)
        status = information_of_rule(&arena, prospects, &judge->learnt, chance, &size.information, err);
    arena_free(&arena);
    /* A larger pilot holds the smaller one, and none tells more than there is to know. */
    information_raise(&size.information, least);
    information_lower(&size.information, judge->pilot->limit.voi);
    fill_gain(judge->pilot, &size);
    *out = size;
    return status;
}

/* 1, 2, 5, 10, … from 10 to ten times what was asked for, as far as the persons suffice (two at least), and that
 * itself. Returns how many. */
static size_t fill_sizes(uint32_t asked, double persons, uint32_t *out)
{
    static const uint32_t step[] = {1, 2, 5};
    const uint64_t wanted = (uint64_t)MULTIPLE * asked;
    const uint64_t most = wanted < SIZE_MOST_LEAST      ? SIZE_MOST_LEAST
                          : wanted < PLANNED_PILOT_MOST ? wanted
                                                        : PLANNED_PILOT_MOST;
    size_t count = 0;
    bool placed = false;
    for (uint32_t power = SIZE_LEAST; power <= PLANNED_PILOT_MOST; power *= 10)
        for (size_t k = 0; k < 3; k++) {
            const uint32_t size = step[k] * power;
            if (!placed && asked <= size) out[count++] = asked, placed = true;
            if (size <= most && (2.0 * size <= persons || count < 2) && size != asked) out[count++] = size;
        }
    return count;
}

/* Between a size that pays and one that does not. */
static enum status find_stop(const struct judge *judge, const struct value_size *last, uint32_t pays_not, uint32_t *out,
                             struct error *err)
{
    uint32_t pays = last->participants;
    while (pays_not > STOPS_WITHIN * pays && pays_not - pays > 1) {
        struct value_size size;
        const uint32_t middle = (uint32_t)sqrt((double)pays * pays_not);
        const uint32_t tried = middle > pays ? middle : pays + 1;
        TRY(judge_size(judge, tried, last->information.voi.value, &size, err));
        *(size.gain.value > 0 ? &pays : &pays_not) = tried;
    }
    *out = pays_not;
    return STATUS_OK;
}

static enum status settle(const struct judge *judge, const struct value_size *size, size_t sizes, struct error *err)
{
    struct value_pilot *const pilot = judge->pilot;
    size_t last = sizes;
    bool tells = false;
    for (size_t i = 0; i < sizes; i++) {
        tells = tells || size[i].information.voi.value > 0;
        if (size[i].gain.value > 0) last = i;
        if (size[i].gain.value > size[pilot->best].gain.value) pilot->best = i;
    }
    pilot->verdict = !tells              ? PILOT_USELESS
                     : !pilot->priced    ? PILOT_UNPRICED
                     : last == sizes     ? PILOT_NEVER
                     : last + 1 == sizes ? PILOT_ALWAYS
                                         : PILOT_UNTIL;
    if (pilot->verdict != PILOT_UNTIL) return STATUS_OK;
    return find_stop(judge, &size[last], size[last + 1].participants, &pilot->stops, err);
}

static enum status judge_sizes(const struct judge *judge, uint32_t asked, struct error *err)
{
    uint32_t participants[SIZES];
    struct value_pilot *const pilot = judge->pilot;
    const size_t sizes = fill_sizes(asked, pilot->persons, participants);
    struct value_size *const size = ARENA_ARRAY(judge->work->arena, sizes, struct value_size);
    if (!size) return error_out_of_memory(err);
    for (size_t i = 0; i < sizes; i++) {
        TRY(judge_size(judge, participants[i], i > 0 ? size[i - 1].information.voi.value : 0, &size[i], err));
        if (participants[i] == asked) pilot->asked = i;
    }
    pilot->size = size;
    pilot->sizes = sizes;
    return settle(judge, size, sizes, err);
}

static enum status analyse(struct value_work *work, const struct value_pilot_request *request,
                           const struct pilot_effect *of, struct arena *arena, struct value_pilot *pilot,
                           struct error *err)
{
    const struct fineness fineness = value_several(work);
    struct judge judge = {.work = work, .pilot = pilot};
    bool idle;
    TRY(value_learn(work, arena, &pilot->topic, fineness, &judge.learnt, &idle, err));
    TRY(fill_risks(of, arena, &pilot->topic, fineness, &judge.risks, err));
    pilot->control = learnt_mean(&judge.learnt, judge.risks.control);
    pilot->treated = learnt_mean(&judge.learnt, judge.risks.treated);
    if (!idle) {
        TRY(information_partial(arena, &work->out->prospects, &judge.learnt, &pilot->limit, err));
        value_keep_unseen(work, &pilot->topic, &judge.learnt, &pilot->limit);
    }
    information_lower(&pilot->limit, work->out->perfect.voi);
    return judge_sizes(&judge, request->participants, err);
}

enum status value_pilot_analyse(struct value_work *work, const struct value_pilot_request *request,
                                struct value_pilot *pilot, struct error *err)
{
    struct arena arena;
    struct pilot_effect of = {0};
    arena_init(&arena, work->arena->allocator, work->request->run.memory_limit);
    enum status status = pilot_effect_find(work->plan[pilot->scenario], pilot->intervention, pilot->outcome, &of, err);
    if (status == STATUS_OK) status = analyse(work, request, &of, &arena, pilot, err);
    arena_free(&arena);
    return status;
}
