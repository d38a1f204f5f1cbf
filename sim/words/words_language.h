/* Makes the table of one language. A file includes it with WORDS_TABLE, the table's name, and WORDS_TEXTS, the file of
 * its rows W(id, text). A text that is missing, unknown or given twice does not compile. */
#include "sim/words/words.h"

#define W(id, text) [WORD_##id] = text,
const char *const WORDS_TABLE[WORD_COUNT] = {
#include WORDS_TEXTS
};
#undef W

#define W(id, text) +1
_Static_assert(
#include WORDS_TEXTS
    == WORD_COUNT, "the language has a text for every row of english.def");
#undef W
