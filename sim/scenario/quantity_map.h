/* What a map says about a quantity beside its value. Inside sim/scenario only. */
#ifndef HYOTY_SCENARIO_QUANTITY_MAP_H
#define HYOTY_SCENARIO_QUANTITY_MAP_H

#include "sim/scenario/scenario.h"

struct node;

struct quantity_map {
    struct text label, source, note;
    const char *price_index, *alternative;
    enum evidence evidence;
    int price_year;
    const struct node *alternatives, *basis, *payers;
};

/* What a map says about a sample beside its values. */
struct sample_map {
    bool join;
};

#endif
