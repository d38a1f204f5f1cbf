#include "sim/cli/engine_options.h"

#include <stdlib.h>
#include <unistd.h>

/* The fastest person loop, or the one that HYOTY_ISA names: for tests, because all give the same bytes. */
static enum status choose_isa(enum isa *out, struct error *err)
{
    const char *const name = getenv("HYOTY_ISA");
    *out = isa_best();
    if (!name || !name[0]) return STATUS_OK;
    const int isa = isa_find(name);
    if (isa < 0 || !isa_supported((enum isa)isa))
        return error_set(err, STATUS_USAGE, "HYOTY_ISA: this processor has no such instruction set (found \"%.40s\")",
                         name);
    *out = (enum isa)isa;
    return STATUS_OK;
}

/* Three quarters of the machine's memory between the runs that are held at once. 0, no limit, where the system does not
 * say. */
static size_t memory_share(size_t runs)
{
    const long pages = sysconf(_SC_PHYS_PAGES), page = sysconf(_SC_PAGESIZE);
    const size_t share = pages > 0 && page > 0 ? (size_t)pages / 4 * 3 * (size_t)page : 0;
    return share / runs;
}

enum status engine_options(const struct arguments *arguments, const struct interrupt *interrupt, size_t runs,
                           struct run_options *out, struct error *err)
{
    enum isa isa;
    TRY(choose_isa(&isa, err));
    *out = (struct run_options){.threads = (int)arguments->threads,
                                .isa = isa,
                                .cancel = &interrupt->requested,
                                .memory_limit = memory_share(runs)};
    return STATUS_OK;
}
