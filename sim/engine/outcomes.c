#include "sim/engine/outcomes.h"

#include <string.h>

void outcomes_free(struct outcomes *outcomes)
{
    arena_free(&outcomes->arena);
}

const struct column *outcomes_find(const struct outcomes *outcomes, const char *name)
{
    for (size_t i = 0; i < outcomes->columns; i++)
        if (strcmp(outcomes->column[i].name, name) == 0) return &outcomes->column[i];
    return NULL;
}
