#include "sim/words/labels.h"

#include "sim/model/mechanism.h"

const char *label_of_line(const struct scenario *scenario, const struct line *line, enum language language)
{
    const struct item_head *const item = line_item(scenario, line);
    return text_in(&item->label, language, item->name);
}

const char *label_of_payer(const struct scenario *scenario, size_t payer, enum language language)
{
    return text_in(&scenario->payer[payer].label, language, scenario->payer[payer].name);
}

const char *label_of_override(struct arena *arena, const struct override *override)
{
    return arena_printf(arena, "%s %s=%s", override->option, override->path, override->value);
}
