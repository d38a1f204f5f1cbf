/* What `hyoty compare` says: the document, and what its parts share. */
#ifndef HYOTY_REPORT_COMPARE_REPORT_H
#define HYOTY_REPORT_COMPARE_REPORT_H

#include "sim/analysis/compare.h"
#include "sim/document/document.h"
#include "sim/report/cells.h"
#include "sim/words/format.h"
#include "sim/words/words.h"

/* The answer for each perspective, then tables, then what it rests on. */
enum status compare_build(const void *analysis, struct arena *arena, enum language language, struct document *out,
                          struct error *err);

/* --- shared by its parts --- */

enum { COMPARE_COLUMNS = 5 /* choices in a table with a column for each */ };

struct compare_builder {
    const struct compare *compare;
    struct document *document;
    struct format format;
    enum language language;
};

/* A perspective: society, or public finances; never both in one sentence. */
struct compare_perspective {
    const struct comparison *comparison;
    enum word name;  /* "Public finances" */
    const char *key; /* in files: "public", "society", "all" */
};
enum { COMPARE_PERSPECTIVES = 2 };
/* Returns how many there are: public finances first. */
size_t compare_perspectives(const struct compare *compare, struct compare_perspective out[COMPARE_PERSPECTIVES]);

/* "Mentoring", the title of a scenario, or what doing nothing is called; with the file where two titles are the same,
 * with its letter where the files are, too. */
const char *compare_title(const struct compare *compare, struct arena *arena, enum language language, size_t choice);
/* Its title, or what doing nothing is called inside a sentence: first in it, or not. */
const char *compare_name(const struct compare_builder *builder, size_t choice, bool first);
/* "A  Mentoring" */
const char *compare_label(const struct compare_builder *builder, size_t choice);
const char *compare_payer_label(const struct compare_builder *builder, const struct compare_payer *payer);
/* The file's name without folders. */
const char *compare_file(const struct compare *compare, size_t choice);
/* The id of a table of a perspective: "savings", and "savings_public" beside it. */
const char *compare_id_of(const struct compare_builder *builder, const char *id,
                          const struct compare_perspective *perspective);
/* The title of a part, for a perspective: "Ranking: public finances" where there are two. */
const char *compare_title_of(const struct compare_builder *builder, const char *title,
                             const struct compare_perspective *perspective);

void compare_build_answer(struct compare_builder *builder,
                          const struct compare_perspective *perspective); /* compare_answer.c */
void compare_build_choices(struct compare_builder *builder, const struct compare_perspective *perspective,
                           size_t perspectives); /* compare_choices.c */
void compare_build_tables(struct compare_builder *builder,
                          const struct compare_perspective *perspective); /* compare_tables.c */
void compare_build_payers(struct compare_builder *builder);               /* compare_payers.c */
void compare_build_willingness(struct compare_builder *builder,
                               const struct compare_perspective *perspective); /* compare_payers.c */
void compare_build_verdicts(struct compare_builder *builder,
                            const struct compare_perspective *perspective); /* compare_verdicts.c */
void compare_build_basis(struct compare_builder *builder);                  /* compare_basis.c */
void compare_build_warnings(struct compare_builder *builder);               /* compare_basis.c */

#endif
