#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sim/report/charts.h"

enum { PARENTS = 4, PATH_BYTES = 4096 };

/* The folder itself if it holds the shared style, else NULL. */
static const char *accept(struct arena *arena, const char *folder)
{
    const char *const style = folder ? arena_printf(arena, "%s/style.gp", folder) : NULL;
    return style && access(style, R_OK) == 0 ? folder : NULL;
}

static const char *beside_program(struct arena *arena)
{
    char path[PATH_BYTES];
    const ssize_t length = readlink("/proc/self/exe", path, sizeof path - 1);
    if (length <= 0) return NULL;
    path[length] = '\0';
    for (int i = 0; i < PARENTS; i++) {
        char *const slash = strrchr(path, '/');
        if (!slash) break;
        *slash = '\0';
        const char *found = accept(arena, arena_printf(arena, "%s/plots", path));
        if (!found) found = accept(arena, arena_printf(arena, "%s/share/hyoty/plots", path));
        if (found) return found;
    }
    return NULL;
}

const char *chart_templates_find(struct arena *arena, const char *given)
{
    if (given) return accept(arena, given);
    const char *const variable = getenv("HYOTY_PLOTS");
    if (variable && *variable) return accept(arena, arena_strdup(arena, variable));
    const char *const found = beside_program(arena);
    return found ? found : accept(arena, HYOTY_DATADIR "/plots");
}
