#define WORDS_TABLE words_finnish
#define WORDS_TEXTS "sim/words/finnish.def"
#include "sim/words/words_language.h"
