#define WORDS_TABLE words_english
#define WORDS_TEXTS "sim/words/english.def"
#include "sim/words/words_language.h"
