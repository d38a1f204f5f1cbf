#include "sim/scenario/section.h"

#include <string.h>

#define SECTION_ROW(constant, member, name)                                                                            \
    {name, offsetof(struct scenario, member), offsetof(struct scenario, member##s), sizeof(struct member)},

const struct section section_table[SECTIONS] = {SECTION_TABLE(SECTION_ROW)
                                                    SECTION_ROW(, intervention, "interventions")};

#define SECTION_CHECK(constant, member, name)                                                                          \
    _Static_assert(offsetof(struct member, head) == 0, "an item begins with its head");
SECTION_TABLE(SECTION_CHECK)
SECTION_CHECK(, intervention, )

size_t section_count(const struct scenario *scenario, size_t section)
{
    size_t count;
    memcpy(&count, (const char *)scenario + section_table[section].count, sizeof count);
    return count;
}

const struct item_head *section_item(const struct scenario *scenario, size_t section, size_t item)
{
    const char *array;
    memcpy(&array, (const char *)scenario + section_table[section].array, sizeof array);
    return (const struct item_head *)(const void *)(array + item * section_table[section].size);
}

bool section_names_payer(const struct scenario *scenario, size_t payer)
{
    for (size_t s = 0; s < SECTIONS; s++)
        for (size_t i = 0; i < section_count(scenario, s); i++) {
            const struct payer_split *const split = &section_item(scenario, s, i)->payers;
            if (split->weight && split->weight[payer] > 0) return true;
        }
    return false;
}
