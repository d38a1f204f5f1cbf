/* Whether a page is one that a browser can only show: elements that are closed in turn, no two of one id, no link to
 * another place, and nothing but the elements and attributes that a page of hyoty has. */
#ifndef HYOTY_TESTS_HTML_CHECK_H
#define HYOTY_TESTS_HTML_CHECK_H

#include "sim/base/arena.h"

/* Fails the test with `about` and what is wrong. */
void html_check(struct arena *arena, const char *page, const char *about);

#endif
