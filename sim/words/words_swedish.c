#define WORDS_TABLE words_swedish
#define WORDS_TEXTS "sim/words/swedish.def"
#include "sim/words/words_language.h"
