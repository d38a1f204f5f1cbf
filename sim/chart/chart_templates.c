#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sim/chart/charts.h"

enum { PARENTS = 4, PATH_BYTES = 4096, FOLDER_BYTES = PATH_BYTES + 32 };

/* Whether a folder holds the shared style. */
static bool holds_style(const char *folder)
{
    char style[FOLDER_BYTES + 32];
    const int length = snprintf(style, sizeof style, "%s/style.gp", folder);
    return length > 0 && length < (int)sizeof style && access(style, R_OK) == 0;
}

static bool find_beside_program(char out[FOLDER_BYTES])
{
    static const char *const places[] = {"plots", "share/hyoty/plots"};
    char path[PATH_BYTES];
    const ssize_t length = readlink("/proc/self/exe", path, sizeof path - 1);
    path[length > 0 ? length : 0] = '\0';
    for (int i = 0; i < PARENTS; i++) {
        char *const slash = strrchr(path, '/');
        if (!slash) break;
        *slash = '\0';
        for (size_t p = 0; p < sizeof places / sizeof *places; p++) {
            snprintf(out, FOLDER_BYTES, "%s/%s", path, places[p]);
            if (holds_style(out)) return true;
        }
    }
    return false;
}

enum status chart_templates_find(struct arena *arena, const char *given, const char **out, struct error *err)
{
    char beside[FOLDER_BYTES];
    const char *const variable = getenv("HYOTY_PLOTS");
    const char *const named = given ? given : variable && *variable ? variable : NULL;
    const char *folder = named;
    if (!folder) folder = find_beside_program(beside) ? beside : HYOTY_DATADIR "/plots";
    if (!holds_style(folder))
        return error_set(err, STATUS_USAGE,
                         named ? "no chart templates (style.gp) in %s"
                               : "no chart templates (style.gp) beside the program, in %s or in $HYOTY_PLOTS",
                         named ? named : HYOTY_DATADIR "/plots");
    *out = arena_strdup(arena, folder);
    return *out ? STATUS_OK : error_out_of_memory(err);
}
