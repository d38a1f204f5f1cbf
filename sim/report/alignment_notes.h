/* What scenarios that are looked at together do not share, as sentences. */
#ifndef HYOTY_REPORT_ALIGNMENT_NOTES_H
#define HYOTY_REPORT_ALIGNMENT_NOTES_H

#include "sim/analysis/alignment.h"
#include "sim/document/document.h"
#include "sim/words/format.h"
#include "sim/words/words.h"

/* Those notes for which `says` holds, one sentence for each key: WORD_COMPARE_MIXED as warnings or WORD_COMPARE_ALIGNED
 * as paragraphs. name[scenarios]: what each is called. */
void alignment_say(struct document *document, const struct format *format, const struct alignment *alignment,
                   const char *const *name, bool (*says)(const struct alignment_note *), enum document_kind kind,
                   enum word word);

#endif
