/* Every section whose items save money has what makes one: its key, its effects, its mechanism. */
#include <criterion/criterion.h>

#include "sim/model/mechanism.h"
#include "sim/scenario/schema.h"

Test(scenario_sections, are_whole)
{
    for (size_t s = 0; s < SECTIONS; s++) {
        const struct section *const section = &section_table[s];
        const struct field *const field = schema_find(&schema_scenario, section->name);
        cr_assert(field && field->kind == &kind_items, "no key %s", section->name);
        const struct items *const items = field->detail;
        cr_expect_eq(items->size, section->size, "%s", section->name);
        cr_expect_eq(field->offset, section->array, "%s", section->name);
        cr_expect_eq(field->count_offset, section->count, "%s", section->name);
        for (int isa = 0; isa < ISA_COUNT; isa++) cr_expect(mechanism_table[s].flow[isa], "%s", section->name);
        if (s == SECTION_INTERVENTIONS) continue;
        cr_expect_gt(schema_effect[s].fields, 0, "no effects on %s", section->name);
        cr_expect(mechanism_table[s].needs != NEEDS_EFFECTS || mechanism_table[s].measures > 0, "%s", section->name);
    }
}
