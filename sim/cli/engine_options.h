/* How the command line and the environment want the engine to run. */
#ifndef HYOTY_CLI_ENGINE_OPTIONS_H
#define HYOTY_CLI_ENGINE_OPTIONS_H

#include "sim/cli/arguments.h"
#include "sim/cli/interrupt.h"
#include "sim/engine/run.h"

/* runs: whose outcomes are held in memory at once. The caller adds progress. STATUS_USAGE: HYOTY_ISA is wrong. */
enum status engine_options(const struct arguments *arguments, const struct interrupt *interrupt, size_t runs,
                           struct run_options *out, struct error *err);

#endif
