/* Memory that runs out at any moment of some work: an error with a message, never a crash or half an answer. */
#ifndef HYOTY_TESTS_FAULT_MEMORY_FIXTURE_H
#define HYOTY_TESTS_FAULT_MEMORY_FIXTURE_H

#include "sim/base/arena.h"
#include "sim/base/error.h"

typedef enum status memory_work(const void *subject, struct arena *arena, struct error *err);

/* Does the work again and again, with 0, 1, 2, … requests of memory served (in longer steps the more there are), until
 * it succeeds; fails the test where it ends otherwise, or after fewer requests than `least`. */
void memory_runs_out(memory_work *work, const void *subject, long least);

/* Does the work for each object that it asks memory for, with that one refused, and again with all after it too. */
void memory_fails_at_each_object(memory_work *work, const void *subject);

#endif
