/* From files and options to a scenario. */
#ifndef HYOTY_SCENARIO_LOAD_H
#define HYOTY_SCENARIO_LOAD_H

#include "sim/base/error.h"
#include "sim/scenario/scenario.h"

/* What messages call the texts of struct load_options, which whoever takes them names so for people. */
#define LOAD_SET           "--set"
#define LOAD_ASSUME        "--assume"
#define LOAD_ALLOW_INCLUDE "--allow-include"

/* "interventions.x.uptake=30%": the text of one --set, or of one --assume ("lifetime_cost=research"). Texts and lists
 * outlive the scenario. */
struct load_options {
    const char *const *set;
    /* NULL, or [sets]: the option that stood for a set ("-n" for simulation.iterations=N) and is named in messages;
     * NULL for a --set. Messages name these "--set #1", "--set #2" and count no others. */
    const char *const *set_label;
    size_t sets;
    const char *const *assume;
    size_t assumes;
    const char *const *allow_include; /* further folders that includes and CSV files may come from */
    size_t allow_includes;
    const char *text; /* NULL, or what the file holds: it was read already (from standard input), and includes are
                       * looked for in the folder that the name of the file has */
    size_t text_length;
    const struct scenario *akin; /* NULL, or one that was loaded before and outlives it: what was solved is shared */
};

/* Reads, checks and resolves a scenario. All mistakes are added to `diagnostics` in one go (sorted in file order);
 * STATUS_SCENARIO if there is any error, with *out untouched. STATUS_IO where the file itself cannot be read,
 * STATUS_MEMORY. Everything lives in the arena. */
enum status scenario_load(struct arena *arena, const char *file, const struct load_options *options,
                          const struct scenario **out, struct diagnostics *diagnostics, struct error *err);

/* The same from memory (for tests and fuzzing); includes are refused. */
enum status scenario_load_text(struct arena *arena, const char *name, const char *text, size_t length,
                               const struct load_options *options, const struct scenario **out,
                               struct diagnostics *diagnostics, struct error *err);

/* A change of what a scenario says: `--set PATH=VALUE`, or the choice of an alternative, `--assume NAME=ALTERNATIVE`.
 */
struct load_change {
    enum { CHANGE_SET, CHANGE_ASSUME } kind;
    const char *path, *value;
    const char *label; /* what messages call it, NULL: --set or --assume with its number */
};

/* A loaded scenario once more, with changes in place of what it was loaded with under the same paths: from its tree, so
 * that no file is read again. `loaded` must outlive the new one, which shares what was solved. As scenario_load. */
enum status scenario_reload(struct arena *arena, const struct scenario *loaded, const struct load_change *change,
                            size_t changes, const struct scenario **out, struct diagnostics *diagnostics,
                            struct error *err);

/* The scenario as a YAML file with every default filled in: `hyoty show`. Loading it gives the same scenario. */
char *scenario_show(struct arena *arena, const struct scenario *scenario);

#endif
