#include <math.h>
#include <string.h>

#include "sim/numeric/distribution_kinds.h"

#define FUNCTIONS(kind) .quantile = kind##_quantile, .cdf = kind##_cdf, .mean = kind##_mean, .variance = kind##_variance

const struct distribution_row distribution_table[DISTRIBUTION_KINDS] = {
    [DISTRIBUTION_FIXED] = {.name = "fixed",
                            .help = "always the same value",
                            .form = {{"value", fixed_from_value}},
                            .moment = fixed_moment,
                            FUNCTIONS(fixed)},
    [DISTRIBUTION_UNIFORM] = {.name = "uniform",
                              .help = "every value between two bounds is as likely as another",
                              .form = {{"min max", uniform_from_bounds},
                                       {"mean sd", uniform_from_moments},
                                       {"p* p*", uniform_from_quantiles}},
                              FUNCTIONS(uniform)},
    [DISTRIBUTION_TRIANGULAR] = {.name = "triangular",
                                 .help = "rises in a straight line to the mode, falls in a straight line after it; "
                                         "symmetric where no mode is given",
                                 .form = {{"min mode max", triangular_from_bounds},
                                          {"mode p* p*", triangular_from_mode},
                                          {"mean sd", triangular_from_moments},
                                          {"p* p*", triangular_from_quantiles}},
                                 .moment = triangular_moment,
                                 FUNCTIONS(triangular)},
    [DISTRIBUTION_PERT] = {.name = "pert",
                           .help =
                               "Beta-PERT: a smooth hump between two bounds; a greater shape is narrower (default 4); "
                               "symmetric where no mode is given",
                           .form = {{"min mode max [shape]", pert_from_bounds},
                                    {"mode p* p* [shape]", pert_from_mode},
                                    {"mean sd [shape]", pert_from_moments},
                                    {"p* p* [shape]", pert_from_quantiles}},
                           .costly = true,
                           FUNCTIONS(pert)},
    [DISTRIBUTION_NORMAL] = {.name = "normal",
                             .help = "the bell curve",
                             .form = {{"mean sd", normal_from_moments},
                                      {"p* p*", normal_from_quantiles},
                                      {"estimate ci95_low ci95_high", normal_from_interval}},
                             FUNCTIONS(normal)},
    [DISTRIBUTION_TRUNCATED_NORMAL] = {.name = "truncated_normal",
                                       .help =
                                           "the bell curve cut at min and max; mean and sd are those before the cut",
                                       .form = {{"mean sd [min] [max]", truncated_from_moments},
                                                {"p* p* [min] [max]", truncated_from_quantiles}},
                                       FUNCTIONS(normal)},
    [DISTRIBUTION_LOGNORMAL] = {.name = "lognormal",
                                .help = "positive, with a long upper tail; mu and sigma are those of the logarithm",
                                .form = {{"mu sigma", lognormal_from_logs},
                                         {"mean sd", lognormal_from_moments},
                                         {"p* p*", lognormal_from_quantiles},
                                         {"estimate ci95_low ci95_high", lognormal_from_interval}},
                                FUNCTIONS(lognormal)},
    [DISTRIBUTION_BETA] = {.name = "beta",
                           .help = "shares and probabilities, between 0 and 1",
                           .form = {{"alpha beta", beta_from_shapes},
                                    {"mean sd", beta_from_moments},
                                    {"p* p*", beta_from_quantiles},
                                    {"estimate ci95_low ci95_high", beta_from_interval}},
                           .costly = true,
                           FUNCTIONS(beta)},
    [DISTRIBUTION_GAMMA] = {.name = "gamma",
                            .help = "positive, skewed: costs and durations",
                            .form = {{"shape scale", gamma_from_scale},
                                     {"shape rate", gamma_from_rate},
                                     {"mean sd", gamma_from_moments},
                                     {"p* p*", gamma_from_quantiles}},
                            .costly = true,
                            FUNCTIONS(gamma)},
    [DISTRIBUTION_WEIBULL] = {.name = "weibull",
                              .help = "positive: times until something happens",
                              .form = {{"shape scale", weibull_from_scale},
                                       {"mean sd", weibull_from_moments},
                                       {"p* p*", weibull_from_quantiles}},
                              FUNCTIONS(weibull)},
    [DISTRIBUTION_DISCRETE] = {.name = "discrete",
                               .help = "a few values, each with its weight",
                               .moment = discrete_moment,
                               FUNCTIONS(discrete)},
    [DISTRIBUTION_EMPIRICAL] = {.name = "empirical",
                                .help = "a sample of observed values, interpolated",
                                .moment = empirical_moment,
                                FUNCTIONS(empirical)},
    [DISTRIBUTION_MIXTURE] = {.name = "mixture",
                              .help = "one of several distributions, each with its weight",
                              .moment = mixture_moment,
                              .costly = true,
                              FUNCTIONS(mixture)},
};

int distribution_find(const char *name)
{
    for (int kind = 0; kind < DISTRIBUTION_KINDS; kind++)
        if (strcmp(distribution_table[kind].name, name) == 0) return kind;
    return -1;
}
