/* Years that cannot pay or save: durations of nothing, lists and programmes that outlast what counts. */
#include <math.h>

#include "sim/scenario/doubts.h"
#include "sim/scenario/intervention.h"
#include "sim/scenario/programme.h"

/* A horizon that cuts off costs may be an oversight; a choice it is only where it was written. */
void doubt_horizon(struct loader *loader, const struct subject *subject)
{
    const int horizon = loader->scenario->settings.horizon;
    const bool written = node_find(node_find(loader->root, "settings"), "horizon") != NULL;
    const double end = scenario_last_cost(loader->scenario, subject->outcome);
    if (!(end > horizon)) return;
    const char *const hint = loader_text(loader, "settings: {horizon: %.0f years}", ceil(end));
    loader_warning(loader, node_place(subject->node), subject->path,
                   written ? PHRASE("what comes later is not counted") : hint,
                   written ? "its cases cost until year %-.3g, but the horizon ends after %d years"
                           : "its cases cost until year %-.3g, but the default horizon ends after %d years",
                   end, horizon);
}

/* A yearly cost that runs for no time. A cost of the whole case is paid at once instead. */
static void doubt_duration(struct loader *loader, const struct subject *subject, int duration, const char *hint)
{
    if (doubt_is_always(loader, duration, 0))
        loader_warning(loader, doubt_place(subject, "duration"), doubt_path(loader, subject, "duration"), hint,
                       "a yearly cost for 0 years is nothing");
}

void doubt_cost_duration(struct loader *loader, const struct subject *subject)
{
    if (subject->outcome->basis == COST_ANNUAL)
        doubt_duration(loader, subject, subject->outcome->duration,
                       PHRASE("a cost_per_case with duration 0 is paid at once"));
}

void doubt_service_duration(struct loader *loader, const struct subject *subject)
{
    doubt_duration(loader, subject, subject->service->duration, NULL);
}

void doubt_service_horizon(struct loader *loader, const struct subject *subject)
{
    const struct service *const service = subject->service;
    const int horizon = loader->scenario->settings.horizon;
    int intakes = 0;
    for (size_t g = 0; g < loader->scenario->groups; g++)
        if (service->applies[g] && loader->scenario->group[g].intakes > intakes)
            intakes = loader->scenario->group[g].intakes;
    const double end = doubt_median(loader, service->duration) + intakes - 1;
    if (end > horizon)
        loader_warning(loader, doubt_place(subject, "duration"), doubt_path(loader, subject, "duration"),
                       "what comes later is not counted",
                       "the service runs until year %-.3g, but the horizon ends after %d years", end, horizon);
}

void doubt_intakes(struct loader *loader, const struct subject *subject)
{
    const int horizon = loader->scenario->settings.horizon, intakes = subject->group->intakes;
    if (intakes > horizon)
        loader_warning(loader, doubt_place(subject, "intakes"), doubt_path(loader, subject, "intakes"),
                       "later intakes neither cost nor save", "%d intakes enter, but the horizon ends after %d years",
                       intakes, horizon);
}

void doubt_programme_horizon(struct loader *loader, const struct subject *subject)
{
    const struct settings *const settings = &loader->scenario->settings;
    const struct intervention *const intervention = subject->intervention;
    const int horizon = settings->horizon;
    if (programme_end(intervention) > horizon)
        loader_warning(loader, doubt_place(subject, "years"), doubt_path(loader, subject, "years"),
                       "later years neither cost nor save", "the programme runs for %s, but the horizon ends after %d",
                       programme_said(loader, intervention),
                       intervention->start > 0 ? settings->start_year + horizon - 1 : horizon);
}

void doubt_ramp_up(struct loader *loader, const struct subject *subject)
{
    const int years = subject->intervention->years;
    const size_t count = subject->intervention->ramp_up_count;
    if (count > (size_t)years && years > 0)
        loader_warning(loader, doubt_place(subject, "ramp_up"), doubt_path(loader, subject, "ramp_up"),
                       "the last values are never reached",
                       years == 1 ? "has %zu values, but the programme runs for %d year"
                                  : "has %zu values, but the programme runs for %d years",
                       count, years);
}
