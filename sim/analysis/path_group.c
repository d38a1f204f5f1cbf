#include "sim/analysis/path_group.h"

#include <string.h>

bool path_covers(struct path_piece path, const char *name)
{
    return strncmp(path.text, name, path.length) == 0 && (name[path.length] == '\0' || name[path.length] == '.');
}

static enum status names_nothing(struct path_piece path, struct error *err)
{
    error_set(err, STATUS_USAGE, INPUT("group") ": \"%.*s\" names no uncertain quantity",
              (int)(path.length < 200 ? path.length : 200), path.text);
    return error_hint(err, "paths are those of the table: interventions.NAME, outcomes.NAME.risk, assumptions.NAME");
}

enum status path_group_read(struct arena *arena, const char *text, bool (*mark)(void *context, struct path_piece path),
                            void *context, const char **out_name, struct error *err)
{
    const char *const equals = strchr(text, '=');
    const char *const name = arena_strndup(arena, text, equals ? (size_t)(equals - text) : strlen(text));
    if (!name) return error_out_of_memory(err);
    for (const char *at = equals ? equals + 1 : text; at;) {
        const struct path_piece path = {at, strcspn(at, ",")};
        if (!mark(context, path)) return names_nothing(path, err);
        at = at[path.length] ? at + path.length + 1 : NULL;
    }
    *out_name = name;
    return STATUS_OK;
}

enum status path_group_whole(const char *group, size_t inside, size_t all, const char *correlated, struct error *err)
{
    if (inside == 0 || inside == all) return STATUS_OK;
    error_set(err, STATUS_USAGE,
              INPUT("group") " %.80s: these quantities are correlated, and only some are in it: %.300s", group,
              correlated);
    return error_hint(err, "name all of them, or none");
}
