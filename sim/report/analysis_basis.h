/* What the documents of all analyses say alike: of luck, and of what the figures rest on. */
#ifndef HYOTY_REPORT_ANALYSIS_BASIS_H
#define HYOTY_REPORT_ANALYSIS_BASIS_H

#include "sim/document/document.h"
#include "sim/words/format.h"
#include "sim/words/words.h"

/* The mark on a figure, a heading or a subtitle (STOCHASTIC_WITHOUT, STOCHASTIC_HEADING, STOCHASTIC_SUBTITLE and its
 * placeholder) where persons are integrated out; the text as it is otherwise. NULL when out of memory. */
const char *stochastic_mark(const struct format *format, enum cohort cohort, const char *figure);
const char *stochastic_heading(const struct format *format, enum cohort cohort, enum word heading);
const char *stochastic_subtitle(const struct format *format, enum cohort cohort, const char *subtitle);
/* "71% without luck (60% with it, as in `run`)"; the mark alone where the latter is NULL. */
const char *stochastic_both(const struct format *format, enum cohort cohort, const char *figure,
                            const char *with_stochastic);

/* Paragraphs: how luck was treated, and the mean of a result with the interval of its Monte Carlo error. */
void basis_say_stochastic(struct document *document, const struct format *format, enum cohort cohort);
void basis_say_mean(struct document *document, const struct format *format, enum unit unit, struct estimate mean,
                    size_t n);

/* Iterations, seed, money and years, then as basis_say_made_by: version and hash; that it is no proof. */
void basis_say_settings(struct document *document, const struct format *format, const struct scenario *scenario,
                        uint32_t iterations);
/* scenario, name [scenarios]; the name of a single one is not said. */
void basis_say_made_by(struct document *document, const struct format *format, size_t scenarios,
                       const struct scenario *const *scenario, const char *const *name);

#endif
