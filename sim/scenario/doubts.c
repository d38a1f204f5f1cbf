#include "sim/scenario/doubts.h"

#include <math.h>
#include <string.h>

#include "sim/scenario/intervention.h"
#include "sim/scenario/programme.h"
#include "sim/scenario/section.h"

/* idle: the size that changes nothing; lower is better for the ratios. */
static const struct {
    const char *key;
    double idle;
    bool ratio;
} measures[EFFECT_MEASURES] = {[MEASURE_RELATIVE_RISK] = {"relative_risk", 1, true},
                               [MEASURE_RELATIVE_RISK_REDUCTION] = {"relative_risk_reduction", 0, false},
                               [MEASURE_ODDS_RATIO] = {"odds_ratio", 1, true},
                               [MEASURE_ABSOLUTE_RISK_REDUCTION] = {"absolute_risk_reduction", 0, false},
                               [MEASURE_REDUCTION] = {"reduction", 0, false},
                               [MEASURE_SICKNESS_ABSENCE] = {"sickness_absence", 0, false},
                               [MEASURE_TURNOVER] = {"turnover", 0, false}};

static double mean(const struct loader *loader, int quantity)
{
    const struct quantity *const known = loader_quantity(loader, quantity);
    return known ? known->scale * distribution_mean(&known->distribution) : NAN;
}

double doubt_median(const struct loader *loader, int quantity)
{
    const struct quantity *const known = loader_quantity(loader, quantity);
    return known ? known->scale * distribution_quantile(&known->distribution, 0.5) : NAN;
}

bool doubt_is_always(const struct loader *loader, int quantity, double value)
{
    const struct quantity *const known = loader_quantity(loader, quantity);
    return known && distribution_is_fixed(&known->distribution) &&
           distribution_quantile(&known->distribution, 0.5) == value;
}

struct place doubt_place(const struct subject *subject, const char *key)
{
    const struct node *const written = node_find(subject->node, key);
    return node_place(written ? written : subject->node);
}

const char *doubt_path(struct loader *loader, const struct subject *subject, const char *key)
{
    return loader_path(loader, subject->path, key);
}

static struct place place_in(const struct node *node, const struct node *otherwise)
{
    return node_place(node ? node : otherwise);
}

static bool is_personal(const struct effect *effect)
{
    return effect->target == EFFECT_OUTCOME || effect->target == EFFECT_SERVICE;
}

/* --- one effect --- */

/* relative_risk: 4% leaves hardly anybody struck, and relative_risk_reduction: 90% likewise. Nobody at all is meant. */
static void doubt_measure(struct loader *loader, const struct subject *subject)
{
    const enum effect_measure measure = subject->effect->measure;
    const struct quantity *const quantity = loader_quantity(loader, subject->effect->value);
    const double size = doubt_median(loader, subject->effect->value), seldom = 0.2, seldom_in_percent = 0.5;
    if (measures[measure].ratio && size > 0 &&
        (size < seldom || (strchr(quantity->written, '%') && size < seldom_in_percent)))
        loader_warning(loader, subject->place, subject->path, "a reduction is `relative_risk_reduction`",
                       measure == MEASURE_ODDS_RATIO ? "leaves %-.3g%% of the odds of those reached"
                                                     : "leaves %-.3g%% of the risk of those reached",
                       100 * size);
    if (measure == MEASURE_RELATIVE_RISK_REDUCTION && size > 1 - seldom && size < 1)
        loader_warning(loader, subject->place, subject->path, "what is left of a risk is `relative_risk`",
                       "leaves %-.3g%% of the risk of those reached", 100 * (1 - size));
}

/* How much of the effect comes about at most. */
static double adjustment(const struct loader *loader, const struct subject *subject)
{
    const struct effect *const effect = subject->effect;
    double most = 0;
    for (size_t i = 0; i < subject->intervention->ramp_up_count; i++)
        if (mean(loader, subject->intervention->ramp_up[i]) > most)
            most = mean(loader, subject->intervention->ramp_up[i]);
    return adjustment_of(most, mean(loader, effect->deadweight), mean(loader, effect->attribution),
                         mean(loader, effect->displacement));
}

static void doubt_size(struct loader *loader, const struct subject *subject)
{
    const struct effect *const effect = subject->effect;
    if (effect->measure != MEASURE_ABSOLUTE_RISK_REDUCTION) return;
    const struct outcome *const outcome = &loader->scenario->outcome[effect->index];
    const double risk = mean(loader, outcome->risk);
    const double size = mean(loader, effect->value) * adjustment(loader, subject);
    if (size > risk * (1 + 1e-9) && size > 0)
        loader_warning(loader, subject->place, subject->path,
                       "what exceeds the risk is lost; a share of the risk is `relative_risk_reduction`",
                       "spares %-.3g%% of persons where %-.3g%% are struck (means)", 100 * size, 100 * risk);
}

/* The numbers whose being 0 leaves nothing that an effect could change: their keys, and quantities in an item. */
enum { ANY_MEASURE = -1 };
static const struct {
    enum effect_target target;
    int measure;
    const char *key;
    size_t quantity;
} bases[] = {
    {EFFECT_OUTCOME, ANY_MEASURE, "risk", offsetof(struct outcome, risk)},
    {EFFECT_SERVICE, ANY_MEASURE, "annual_cost", offsetof(struct service, annual_cost)},
    {EFFECT_OVERHEAD, ANY_MEASURE, "annual_cost", offsetof(struct overhead, annual_cost)},
    {EFFECT_WORKFORCE, ANY_MEASURE, "fte", offsetof(struct workforce, fte)},
    {EFFECT_WORKFORCE, MEASURE_SICKNESS_ABSENCE, "sickness_absence.days", offsetof(struct workforce, days)},
    {EFFECT_WORKFORCE, MEASURE_SICKNESS_ABSENCE, "sickness_absence.cost_per_day",
     offsetof(struct workforce, cost_per_day)},
    {EFFECT_WORKFORCE, MEASURE_TURNOVER, "turnover.rate", offsetof(struct workforce, turnover)},
    {EFFECT_WORKFORCE, MEASURE_TURNOVER, "turnover.cost_per_recruitment",
     offsetof(struct workforce, cost_per_recruitment)},
};

/* Points of risk are another matter where the risk is 0: a benefit is more than the risk, and a harm is a harm. */
static const char *idle_base(struct loader *loader, const struct effect *effect)
{
    const struct item_head *const item = section_item(loader->scenario, effect->target, (size_t)effect->index);
    if (effect->measure == MEASURE_ABSOLUTE_RISK_REDUCTION) return NULL;
    if (doubt_is_always(loader, effect->value, measures[effect->measure].idle)) return NULL;
    for (size_t i = 0; i < sizeof bases / sizeof *bases; i++) {
        int quantity;
        if (bases[i].target != effect->target) continue;
        if (bases[i].measure != ANY_MEASURE && bases[i].measure != (int)effect->measure) continue;
        memcpy(&quantity, (const char *)item + bases[i].quantity, sizeof quantity);
        if (doubt_is_always(loader, quantity, 0))
            return loader_text(loader, "%s.%s.%s is 0", section_table[effect->target].name, item->name, bases[i].key);
    }
    return NULL;
}

/* A number that leaves nothing of an effect. One of an alternative that somebody chose is meant. */
static bool is_idle(const struct loader *loader, int quantity, double idle)
{
    return doubt_is_always(loader, quantity, idle) && !loader_quantity(loader, quantity)->alternative;
}

static bool never_starts(const struct loader *loader, const struct intervention *intervention)
{
    for (size_t i = 0; i < intervention->ramp_up_count; i++)
        if (!is_idle(loader, intervention->ramp_up[i], 0)) return false;
    return intervention->ramp_up_count > 0;
}

/* What leaves nothing of an effect, of whatever it acts on. */
static const char *idle_part(const struct loader *loader, const struct subject *subject)
{
    const struct effect *const effect = subject->effect;
    const struct intervention *const programme = subject->intervention;
    const bool personal = is_personal(effect);
    const bool brief = effect->target == EFFECT_SERVICE && doubt_is_always(loader, effect->half_life, 0);
    const struct {
        bool concerns;
        int quantity;
        double idle;
        const char *said;
    } part[] = {{personal, programme->uptake, 0, PHRASE("uptake is 0")},
                {personal, programme->capacity, 0, PHRASE("capacity is 0")},
                {true, effect->deadweight, 1, PHRASE("deadweight is 100%")},
                {true, effect->attribution, 0, PHRASE("attribution is 0")},
                {true, effect->displacement, 1, PHRASE("displacement is 100%")},
                {brief, effect->persistence, 0, PHRASE("persistence is 0")},
                {true, effect->value, measures[effect->measure].idle, PHRASE("that is the size of no effect")}};
    for (size_t i = 0; i < sizeof part / sizeof *part; i++)
        if (part[i].concerns && is_idle(loader, part[i].quantity, part[i].idle)) return part[i].said;
    return never_starts(loader, programme) ? PHRASE("ramp_up is 0") : NULL;
}

/* A programme that costs nothing and whose effects are all of no size is there to do nothing. */
static bool is_meant_idle(const struct loader *loader, const struct intervention *programme)
{
    bool idle = doubt_is_always(loader, programme->per_participant, 0);
    for (size_t i = 0; i < programme->fixed_count; i++) idle = idle && doubt_is_always(loader, programme->fixed[i], 0);
    for (size_t i = 0; i < programme->effect_count; i++)
        idle = idle && doubt_is_always(loader, programme->effect[i].value, measures[programme->effect[i].measure].idle);
    return idle;
}

static void doubt_idle(struct loader *loader, const struct subject *subject)
{
    if (is_meant_idle(loader, subject->intervention)) return;
    const char *const part = idle_part(loader, subject);
    const char *const why = part ? part : idle_base(loader, subject->effect);
    if (why) loader_warning(loader, subject->place, subject->path, NULL, "changes nothing, because %-s", why);
}

/* A persistence that outlasts the service, or the horizon. */
static void doubt_persistence(struct loader *loader, const struct subject *subject)
{
    const struct effect *const effect = subject->effect;
    const double lasts = effect->persistence < 0 ? 0 : doubt_median(loader, effect->persistence);
    if (!(lasts > 0) || isinf(lasts)) return;
    const bool service = effect->target == EFFECT_SERVICE;
    const double end = service ? doubt_median(loader, loader->scenario->service[effect->index].duration)
                               : loader->scenario->settings.horizon;
    const double until = service ? lasts : programme_end(subject->intervention) + lasts;
    if (!(until > end)) return;
    if (service)
        loader_warning(loader, subject->place, subject->path, "the effect ends with the service",
                       "persists for %-.3g years, but the service runs for %-.3g", lasts, end);
    else
        loader_warning(loader, subject->place, subject->path, "what comes later is not counted",
                       "persists until year %-.3g, but the horizon ends after %-.3g years", until, end);
}

/* --- one intervention --- */

static const struct node *fixed_of(const struct subject *subject)
{
    return node_find(node_find(subject->node, "cost"), "fixed");
}

/* Years that are paid for and in which nobody enters; those beyond the horizon are another doubt. */
static void doubt_years(struct loader *loader, const struct subject *subject)
{
    const struct intervention *const intervention = subject->intervention;
    if (intervention->group < 0) return;
    bool personal = !doubt_is_always(loader, intervention->per_participant, 0);
    for (size_t i = 0; i < intervention->effect_count; i++)
        personal = personal || is_personal(&intervention->effect[i]);
    const struct group *const group = &loader->scenario->group[intervention->group];
    const int horizon = loader->scenario->settings.horizon;
    const int end = programme_end(intervention), counted = end < horizon ? end : horizon;
    if (!personal || counted <= group->intakes) return;
    const struct node *const years = node_find(subject->node, "years");
    const char *const hint = loader_text(loader, "population: {%s: {intakes: %d}}", group->name, end);
    const char *const first = loader_text(loader, group->intakes == 1 ? "the first" : "the first %d", group->intakes);
    if (first)
        loader_warning(loader, place_in(years ? years : fixed_of(subject), subject->node),
                       loader_path(loader, subject->path, years ? "years" : "cost.fixed"), hint,
                       intervention->start < group->intakes
                           ? "the programme runs for %s, but persons enter in %s alone: later nobody takes part"
                           : "the programme runs for %s, but persons enter in %s alone: nobody takes part",
                       programme_said(loader, intervention), first);
}

/* A list that ends in 0 says that it ends. */
static void doubt_cost_list(struct loader *loader, const struct subject *subject)
{
    const struct intervention *const intervention = subject->intervention;
    const struct node *const fixed = fixed_of(subject);
    const size_t listed = intervention->fixed_count;
    if (!fixed || fixed->kind != NODE_LIST || listed == 0 || listed >= (size_t)intervention->years) return;
    if (!doubt_is_always(loader, intervention->fixed[listed - 1], 0))
        loader_warning(loader, node_place(fixed), loader_path(loader, subject->path, "cost.fixed"),
                       "end the list in 0 if it is meant",
                       "ends after %zu of %d programme years: later ones have no fixed cost", listed,
                       intervention->years);
}

/* Mean of how much an effect is on the good side. */
static double goodness(const struct loader *loader, const struct effect *effect)
{
    const double above = mean(loader, effect->value) - measures[effect->measure].idle;
    return measures[effect->measure].ratio ? -above : above;
}

static void doubt_harm(struct loader *loader, const struct subject *subject)
{
    const struct intervention *const intervention = subject->intervention;
    for (size_t i = 0; i < intervention->effect_count; i++)
        if (!(goodness(loader, &intervention->effect[i]) < 0)) return;
    if (intervention->effect_count > 0)
        loader_warning(loader, place_in(node_find(subject->node, "effects"), subject->node),
                       loader_path(loader, subject->path, "effects"),
                       "a relative risk helps below 1, a reduction above 0",
                       intervention->effect_count == 1 ? "the only effect does harm on average"
                                                       : "all effects do harm on average");
}

/* Persons are chosen by need, but need changes nothing of what is affected. */
static void doubt_targeting(struct loader *loader, const struct subject *subject)
{
    const struct scenario *const scenario = loader->scenario;
    const struct intervention *const intervention = subject->intervention;
    if (!(doubt_median(loader, intervention->top) < 1) || !(doubt_median(loader, intervention->accuracy) > 0)) return;
    bool personal = false;
    for (size_t i = 0; i < intervention->effect_count; i++) {
        const struct effect *const effect = &intervention->effect[i];
        if (!is_personal(effect)) continue;
        const struct concentration *const concentration = effect->target == EFFECT_OUTCOME
                                                              ? &scenario->outcome[effect->index].concentration
                                                              : &scenario->service[effect->index].concentration;
        if (concentration->shape != CONCENTRATION_NONE) return;
        personal = true;
    }
    if (personal)
        loader_warning(
            loader, doubt_place(subject, "target"), doubt_path(loader, subject, "target"),
            "only where data show how unequal the need is, give them as `concentration`: it can turn the answer",
            "people are chosen by need, but need changes nothing that is affected");
}

/* --- one outcome --- */

/* A risk that passes, in some futures, the share of persons who have a weight. */
static void doubt_cut_risk(struct loader *loader, const struct subject *subject)
{
    const struct outcome *const outcome = subject->outcome;
    if (outcome->concentration.shape != CONCENTRATION_EMPIRICAL) return;
    const double greatest = concentration_greatest_risk(&outcome->concentration);
    const double above = 1 - distribution_cdf(&loader_quantity(loader, outcome->risk)->distribution, greatest);
    if (above > 1e-4)
        loader_warning(loader, doubt_place(subject, "risk"), doubt_path(loader, subject, "risk"), "there it is cut",
                       "is above %-.3g%%, the share of persons whose weight in the concentration is not 0, in "
                       "%-.2g%% of futures",
                       100 * greatest, 100 * above);
}

/* --- one service --- */

/* Above a year's wage a person, users or not. */
static void doubt_service_cost(struct loader *loader, const struct subject *subject)
{
    const struct service *const service = subject->service;
    const double a_years_wage = 50000, cost = mean(loader, service->annual_cost);
    const char *const currency = loader->scenario->settings.currency;
    double persons = 0;
    for (size_t g = 0; g < loader->scenario->groups; g++)
        persons += service->applies[g] ? loader->scenario->group[g].size : 0;
    const double all = cost * persons;
    if (strcmp(currency, "EUR") == 0 && cost > a_years_wage)
        loader_warning(loader, doubt_place(subject, "annual_cost"), doubt_path(loader, subject, "annual_cost"),
                       "if it is the cost of a user, multiply it by the share of users",
                       all < 1e9
                           ? "is more than a year's wage for every person of the group, users or not: %-.3g million "
                             "%s a year for %.0f persons"
                           : "is more than a year's wage for every person of the group, users or not: %-.3g billion "
                             "%s a year for %.0f persons",
                       all < 1e9 ? all / 1e6 : all / 1e9, currency, persons);
}

/* --- the scopes: the subject of an index, false behind the last one --- */

static bool item_at(struct loader *loader, const char *section, const char *name, struct subject *out)
{
    out->node = node_find(node_find(loader->root, section), name);
    out->path = loader_path(loader, section, name);
    return true;
}

static bool scenario_at(struct loader *loader, size_t index, struct subject *out)
{
    (void)loader, (void)out;
    return index == 0;
}

static bool group_at(struct loader *loader, size_t index, struct subject *out)
{
    if (index >= loader->scenario->groups) return false;
    out->group = &loader->scenario->group[index];
    return item_at(loader, "population", out->group->name, out);
}

static bool outcome_at(struct loader *loader, size_t index, struct subject *out)
{
    if (index >= loader->scenario->outcomes) return false;
    out->outcome = &loader->scenario->outcome[index];
    return item_at(loader, "outcomes", out->outcome->name, out);
}

static bool service_at(struct loader *loader, size_t index, struct subject *out)
{
    if (index >= loader->scenario->services) return false;
    out->service = &loader->scenario->service[index];
    return item_at(loader, "services", out->service->name, out);
}

static bool intervention_at(struct loader *loader, size_t index, struct subject *out)
{
    if (index >= loader->scenario->interventions) return false;
    out->intervention = &loader->scenario->intervention[index];
    return item_at(loader, "interventions", out->intervention->name, out);
}

static bool effect_at(struct loader *loader, size_t index, struct subject *out)
{
    const struct scenario *const scenario = loader->scenario;
    size_t owner = 0;
    while (owner < scenario->interventions && index >= scenario->intervention[owner].effect_count)
        index -= scenario->intervention[owner++].effect_count;
    if (!intervention_at(loader, owner, out)) return false;
    const struct effect *const effect = out->effect = &out->intervention->effect[index];
    const char *const name = effect_target_name(scenario, effect->target, effect->index);
    const char *const key = measures[effect->measure].key;
    const struct node *const written = node_find(node_find(out->node, "effects"), name);
    const struct node *const size = node_find(written, key);
    out->path = loader_path(loader, loader_path(loader, doubt_path(loader, out, "effects"), name), key);
    out->place = place_in(size ? size : written, out->node);
    return true;
}

/* --- all effects together --- */

/* Chance that an effect does harm or nothing. */
static double chance_of_failure(const struct loader *loader, const struct effect *effect)
{
    const struct distribution *const size = &loader_quantity(loader, effect->value)->distribution;
    const double idle = measures[effect->measure].idle;
    return measures[effect->measure].ratio ? 1 - distribution_cdf(size, idle - 0x1p-53) : distribution_cdf(size, idle);
}

/* Ranges that leave no future in which anything fails. Effects that are fixed say nothing of what is known. */
static void doubt_sure_gain(struct loader *loader, const struct subject *scenario)
{
    const double hardly = 1e-4; /* one future of ten thousand */
    struct subject effect = *scenario, first = {0};
    size_t effects = 0;
    for (; effect_at(loader, effects, &effect); effects++) {
        const struct quantity *const size = loader_quantity(loader, effect.effect->value);
        if (chance_of_failure(loader, effect.effect) >= hardly) return;
        if (!first.effect && !distribution_is_fixed(&size->distribution)) first = effect;
    }
    if (first.effect)
        loader_warning(
            loader, first.place, first.path,
            "ask what the evidence would say if the measure failed, and let a range reach there",
            effects == 1 ? "helps in every future: no range reaches where nothing is gained"
                         : "this and all other effects help in every future: no range reaches where nothing is gained");
}

/* --- the table --- */

typedef bool subject_at(struct loader *loader, size_t index, struct subject *out);

static const struct {
    subject_at *scope;
    doubt *look;
} doubts[] = {{outcome_at, doubt_horizon},
              {outcome_at, doubt_cut_risk},
              {outcome_at, doubt_cost_duration},
              {service_at, doubt_service_duration},
              {group_at, doubt_intakes},
              {intervention_at, doubt_programme_horizon},
              {intervention_at, doubt_ramp_up},
              {service_at, doubt_service_cost},
              {service_at, doubt_service_horizon},
              {intervention_at, doubt_targeting},
              {intervention_at, doubt_years},
              {intervention_at, doubt_cost_list},
              {intervention_at, doubt_harm},
              {effect_at, doubt_measure},
              {effect_at, doubt_size},
              {effect_at, doubt_idle},
              {effect_at, doubt_persistence},
              {scenario_at, doubt_sure_gain},
              {scenario_at, doubt_shared}};

void doubts_check(struct loader *loader)
{
    for (size_t d = 0; d < sizeof doubts / sizeof *doubts; d++) {
        struct subject subject = {0};
        for (size_t i = 0; !loader->exhausted && doubts[d].scope(loader, i, &subject); i++)
            doubts[d].look(loader, &subject);
    }
}
