#include "sim/analysis/net_result.h"

#include <stddef.h>
#include <string.h>

bool net_result_read(const char *name, struct net_result *out)
{
    static const char *const family[] = {"net", "net_cashable"};
    for (size_t f = sizeof family / sizeof *family; f-- > 0;) {
        const size_t length = strlen(family[f]);
        if (strncmp(name, family[f], length) != 0) continue;
        const char *const rest = name + length;
        const bool public_finances = strcmp(rest, "_public") == 0;
        if (*rest != '\0' && *rest != '.' && !public_finances) continue;
        *out = (struct net_result){f > 0, public_finances, *rest == '.' ? rest + 1 : NULL};
        return true;
    }
    return false;
}
