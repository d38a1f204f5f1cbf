#include "sim/analysis/net_result.h"

#include <string.h>

#include "sim/model/mechanism.h"

static int payer_named(const struct scenario *scenario, const char *name)
{
    for (size_t p = 0; p < scenario->payers; p++)
        if (strcmp(scenario->payer[p].name, name) == 0) return (int)p;
    return -1;
}

/* Whose the sum of money is that is called by the name; false where it is not of the family. */
static bool read_family(const struct scenario *scenario, const char *name, const char *family, struct net_result *out)
{
    const size_t length = strlen(family);
    if (strncmp(name, family, length) != 0) return false;
    const char *const rest = name + length;
    const int payer = *rest == '.' ? payer_named(scenario, rest + 1) : -1;
    const bool public_finances = strcmp(rest, "_public") == 0;
    if (*rest != '\0' && !public_finances && payer < 0) return false;
    out->perspective = public_finances ? PERSPECTIVE_PUBLIC : payer >= 0 ? PERSPECTIVE_PAYER : PERSPECTIVE_ALL;
    out->payer = payer;
    return true;
}

int result_payer(const struct scenario *scenario, const char *name)
{
    static const char *const family[] = {"net", "net_cashable", "gross", "cost"};
    struct net_result whose = {.payer = -1};
    for (size_t f = 0; f < sizeof family / sizeof *family; f++)
        if (read_family(scenario, name, family[f], &whose)) break;
    return whose.payer;
}

bool net_result_read(const struct scenario *scenario, const char *name, struct net_result *out)
{
    struct net_result made = {.cashable = false};
    if (!read_family(scenario, name, "net", &made)) {
        made.cashable = true;
        if (!read_family(scenario, name, "net_cashable", &made)) return false;
    }
    *out = made;
    return true;
}

/* Whether some saving may be staff time or places. */
static bool may_release_none(const struct scenario *scenario)
{
    for (size_t kind = 0; kind < LINE_KINDS; kind++)
        for (size_t i = 0; i < section_count(scenario, kind); i++) {
            const struct line line = {.kind = (enum line_kind)kind, .item = (int)i};
            const int cashable = line_cashable(scenario, &line);
            if (cashable < 0) continue;
            const struct distribution *const share = &scenario->quantity[cashable].distribution;
            if (!distribution_is_fixed(share) || distribution_mean(share) < 1) return true;
        }
    return false;
}

const char *net_result_usual(const struct scenario *scenario)
{
    size_t public_payers = 0;
    for (size_t p = 0; p < scenario->payers; p++) public_payers += scenario->payer[p].public_finances;
    const bool all = perspective_scope_of(scenario) == SCOPE_PUBLIC_PAYERS && !may_release_none(scenario);
    return all || public_payers == 0 ? "net" : "net_cashable_public";
}

bool net_result_pays(const struct scenario *scenario, const char *name)
{
    return strcmp(name, "net") == 0 || strcmp(name, net_result_usual(scenario)) == 0;
}
