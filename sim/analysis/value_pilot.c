#include <math.h>
#include <string.h>

#include "sim/analysis/net_result.h"
#include "sim/analysis/pilot_risks.h"
#include "sim/analysis/summary.h"
#include "sim/analysis/value_planned_pilot.h"
#include "sim/analysis/value_work.h"
#include "sim/base/nearest.h"
#include "sim/scenario/programme.h"

enum { SIZES = 24, SIZE_LEAST = 10, MULTIPLE = 10, SIZE_MOST_LEAST = 1000 };

/* How exactly the size is found at which a pilot stops paying. */
static const double STOPS_WITHIN = 1.05;

/* --- what is piloted --- */

static bool affects_outcome(const struct intervention *intervention, int outcome)
{
    for (size_t e = 0; e < intervention->effect_count; e++)
        if (intervention->effect[e].target == EFFECT_OUTCOME &&
            (outcome < 0 || intervention->effect[e].index == outcome))
            return true;
    return false;
}

static enum status no_intervention(const struct value_request *request, const char *name, struct error *err)
{
    struct nearest nearest = nearest_to(name);
    for (size_t s = 0; s < request->scenarios; s++)
        for (size_t j = 0; j < request->scenario[s]->interventions; j++)
            nearest_offer(&nearest, request->scenario[s]->intervention[j].name);
    error_set(err, STATUS_USAGE, INPUT("intervention") ": there is no intervention \"%.80s\"", name);
    return nearest.best ? error_hint(err, "did you mean %s?", nearest.best) : err->status;
}

/* The named one of the first scenario that has it, or the only one of the first scenario with a measurable effect. */
static enum status find_intervention(const struct value_request *request, const char *name, struct value_pilot *out,
                                     struct error *err)
{
    int found = -1, count = 0;
    for (size_t s = 0; name && s < request->scenarios; s++)
        for (size_t j = 0; j < request->scenario[s]->interventions; j++)
            if (strcmp(request->scenario[s]->intervention[j].name, name) == 0) {
                out->scenario = s, out->intervention = (int)j;
                return STATUS_OK;
            }
    if (name) return no_intervention(request, name, err);
    const struct scenario *const scenario = request->scenario[0];
    for (size_t j = scenario->interventions; j-- > 0;)
        if (affects_outcome(&scenario->intervention[j], -1)) found = (int)j, count++;
    if (count == 0) {
        error_set(err, STATUS_USAGE,
                  INPUT("pilot") ": no intervention has an effect on an outcome, so there are no cases to count");
        return error_hint(err, "a pilot counts cases of an outcome among those who take part and those who do not");
    }
    if (count > 1) {
        error_set(err, STATUS_USAGE, INPUT("pilot") ": %d interventions have an effect on an outcome", count);
        return error_hint(err, "say which is piloted: " INPUT("intervention") " %s",
                          scenario->intervention[found].name);
    }
    out->intervention = found;
    return STATUS_OK;
}

static enum status no_outcome(const struct scenario *scenario, const struct intervention *intervention,
                              const char *name, struct error *err)
{
    struct nearest nearest = nearest_to(name ? name : "");
    for (size_t k = 0; k < scenario->outcomes; k++)
        if (affects_outcome(intervention, (int)k)) nearest_offer(&nearest, scenario->outcome[k].name);
    if (name)
        error_set(err, STATUS_USAGE, INPUT("outcome") ": interventions.%.80s has no effect on an outcome \"%.80s\"",
                  intervention->name, name);
    else
        error_set(err, STATUS_USAGE, INPUT("pilot") ": interventions.%.80s has no effect on an outcome",
                  intervention->name);
    return name && nearest.best ? error_hint(err, "did you mean %s?", nearest.best) : err->status;
}

static enum status find_outcome(const struct scenario *scenario, const struct intervention *intervention,
                                const char *name, int *out, struct error *err)
{
    int found = -1, count = 0;
    for (size_t k = scenario->outcomes; k-- > 0;)
        if (affects_outcome(intervention, (int)k) && (!name || strcmp(scenario->outcome[k].name, name) == 0))
            found = (int)k, count++;
    if (count == 0) return no_outcome(scenario, intervention, name, err);
    if (count > 1) {
        error_set(err, STATUS_USAGE, INPUT("pilot") ": interventions.%.80s has an effect on %d outcomes",
                  intervention->name, count);
        return error_hint(err, "say whose cases are counted: " INPUT("outcome") " %s", scenario->outcome[found].name);
    }
    *out = found;
    return STATUS_OK;
}

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

/* Share of the programme's cost that the result's payers bear. */
static double share_of(const struct scenario *scenario, const struct payer_split *payers, const char *result)
{
    double sum = 0, theirs = 0;
    struct net_result whose;
    if (!net_result_read(scenario, result, &whose)) return 1;
    for (size_t p = 0; p < scenario->payers; p++) {
        const struct payer *const payer = &scenario->payer[p];
        const bool named = whose.payer == (int)p;
        sum += payers->weight[p];
        if (named || (whose.perspective == PERSPECTIVE_PUBLIC && payer->public_finances)) theirs += payers->weight[p];
    }
    return whose.perspective == PERSPECTIVE_ALL || sum <= 0 ? 1 : theirs / sum;
}

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
    TRY(find_intervention(work->request, request->intervention, out, err));
    const struct scenario *const scenario = work->request->scenario[out->scenario];
    const struct intervention *const intervention = &scenario->intervention[out->intervention];
    TRY(find_outcome(scenario, intervention, request->outcome, &out->outcome, err));
    if (!pilot_effect_find(work->plan[out->scenario], out->intervention, out->outcome, &of))
        return error_set(err, STATUS_USAGE,
                         INPUT("pilot") ": interventions.%.80s reaches nobody whom outcomes.%.80s concerns",
                         intervention->name, scenario->outcome[out->outcome].name);
    out->share = share_of(scenario, &intervention->payers, work->request->result);
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
    pilot_effect_find(work->plan[pilot->scenario], pilot->intervention, pilot->outcome, &of);
    const enum status status = analyse(work, request, &of, &arena, pilot, err);
    arena_free(&arena);
    return status;
}
