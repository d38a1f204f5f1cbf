#include "sim/analysis/value_topics.h"

#include <stdlib.h>
#include <string.h>

#include "sim/analysis/path_group.h"

/* The union while it is made. Members are by path; a set is the number of its first member. */
struct maker {
    struct arena *arena;
    size_t members;
    struct topic_member *member;
    size_t *set; /* [members] */
};

static int by_path(const void *a, const void *b)
{
    const struct topic_member *const first = a, *const second = b;
    const int order = strcmp(first->path, second->path);
    return order != 0 ? order : (first->stream > second->stream) - (first->stream < second->stream);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(((const struct topic *)a)->name, ((const struct topic *)b)->name);
}

static size_t find_member(const struct maker *maker, uint64_t stream)
{
    size_t m = 0;
    while (m < maker->members && maker->member[m].stream != stream) m++;
    return m;
}

static void add_member(struct maker *maker, const struct plan *plan, size_t number, const struct factor *factor,
                       size_t draw)
{
    const int column = plan->draw[draw].column;
    const uint64_t stream = plan->draw[draw].axis.stream;
    const bool quantity = column < (int)plan->scenario->quantities;
    if (find_member(maker, stream) < maker->members) return;
    maker->member[maker->members++] =
        (struct topic_member){.path = quantity ? plan->scenario->quantity[column].path : factor->name,
                              .stream = stream,
                              .plan = number,
                              .column = column};
}

static void join(struct maker *maker, size_t a, size_t b)
{
    const size_t low = maker->set[a] < maker->set[b] ? maker->set[a] : maker->set[b];
    const size_t high = maker->set[a] + maker->set[b] - low;
    for (size_t m = 0; m < maker->members; m++)
        if (maker->set[m] == high) maker->set[m] = low;
}

static void join_factors(struct maker *maker, const struct plan *plan, const struct factors *factors)
{
    for (size_t f = 0; f < factors->count; f++) {
        const struct factor *const factor = &factors->factor[f];
        const size_t first = find_member(maker, plan->draw[factor->draw[0]].axis.stream);
        for (size_t i = 1; i < factor->draws; i++)
            join(maker, first, find_member(maker, plan->draw[factor->draw[i]].axis.stream));
    }
}

/* The topic of the marked members. Payer shares of a line have one path for all. */
static enum status make_topic(struct arena *arena, const struct topic_member *member, size_t members,
                              const bool *inside, struct topic *out, struct error *err)
{
    const struct topic_member **const list = ARENA_ARRAY(arena, members, const struct topic_member *);
    struct topic topic = {.member = list};
    const char *last = NULL;
    if (!list) return error_out_of_memory(err);
    for (size_t m = 0; m < members; m++) {
        if (!inside[m]) continue;
        const char *const path = member[m].path;
        if (!last)
            topic.name = path;
        else if (strcmp(last, path) != 0)
            topic.name = arena_printf(arena, "%s + %s", topic.name, path);
        if (!topic.name) return error_out_of_memory(err);
        last = path;
        list[topic.members++] = &member[m];
    }
    *out = topic;
    return STATUS_OK;
}

static enum status make_topics(struct maker *maker, struct topics *out, struct error *err)
{
    struct topic *const topic = ARENA_ARRAY(maker->arena, maker->members, struct topic);
    bool *const inside = ARENA_ARRAY(maker->arena, maker->members, bool);
    size_t count = 0;
    if (!topic || !inside) return error_out_of_memory(err);
    for (size_t set = 0; set < maker->members; set++) {
        if (maker->set[set] != set) continue;
        for (size_t m = 0; m < maker->members; m++) inside[m] = maker->set[m] == set;
        TRY(make_topic(maker->arena, maker->member, maker->members, inside, &topic[count++], err));
    }
    qsort(topic, count, sizeof *topic, by_name);
    *out = (struct topics){.count = count, .topic = topic};
    return STATUS_OK;
}

enum status topics_of(struct arena *arena, const struct plan *const *plan, size_t plans, struct topics *out,
                      struct error *err)
{
    size_t most = 0;
    struct factors *const factors = ARENA_ARRAY(arena, plans, struct factors);
    for (size_t p = 0; p < plans; p++) most += plan[p]->draws;
    struct maker maker = {.arena = arena,
                          .member = ARENA_ARRAY(arena, most, struct topic_member),
                          .set = ARENA_ARRAY(arena, most, size_t)};
    if (!factors || !maker.member || !maker.set) return error_out_of_memory(err);
    for (size_t p = 0; p < plans; p++) {
        TRY(factors_of(arena, plan[p], &factors[p], err));
        for (size_t f = 0; f < factors[p].count; f++)
            for (size_t i = 0; i < factors[p].factor[f].draws; i++)
                add_member(&maker, plan[p], p, &factors[p].factor[f], factors[p].factor[f].draw[i]);
    }
    qsort(maker.member, maker.members, sizeof *maker.member, by_path);
    for (size_t m = 0; m < maker.members; m++) maker.set[m] = m;
    for (size_t p = 0; p < plans; p++) join_factors(&maker, plan[p], &factors[p]);
    return make_topics(&maker, out, err);
}

/* --- sets of topics --- */

/* Members of all topics, one topic after the other. */
static size_t count_members(const struct topics *topics)
{
    size_t count = 0;
    for (size_t t = 0; t < topics->count; t++) count += topics->topic[t].members;
    return count;
}

/* The union of the marked topics. */
static enum status unite(struct arena *arena, const struct topics *topics, const bool *inside, const char *name,
                         struct topic *out, struct error *err)
{
    const struct topic_member **const list = ARENA_ARRAY(arena, count_members(topics), const struct topic_member *);
    struct topic topic = {.name = name, .member = list};
    if (!list || !name) return error_out_of_memory(err);
    for (size_t t = 0; t < topics->count; t++)
        for (size_t m = 0; inside[t] && m < topics->topic[t].members; m++)
            list[topic.members++] = topics->topic[t].member[m];
    *out = topic;
    return STATUS_OK;
}

/* A group while its paths are read. */
struct marking {
    const struct topics *topics;
    bool **named; /* [topics][members] */
};

/* Marks the members that a path names; false where there are none. */
static bool mark_path(void *context, struct path_piece path)
{
    const struct marking *const marking = context;
    bool found = false;
    for (size_t t = 0; t < marking->topics->count; t++)
        for (size_t m = 0; m < marking->topics->topic[t].members; m++)
            if (path_covers(path, marking->topics->topic[t].member[m]->path)) found = marking->named[t][m] = true;
    return found;
}

/* Correlated quantities are all in a group, or none is. */
static enum status check_whole(const struct topics *topics, bool *const *named, const char *group, bool *out_inside,
                               struct error *err)
{
    for (size_t t = 0; t < topics->count; t++) {
        size_t count = 0;
        for (size_t m = 0; m < topics->topic[t].members; m++) count += named[t][m];
        out_inside[t] = count > 0;
        TRY(path_group_whole(group, count, topics->topic[t].members, topics->topic[t].name, err));
    }
    return STATUS_OK;
}

enum status topic_group(struct arena *arena, const struct topics *topics, const char *text, struct topic *out,
                        struct error *err)
{
    struct marking marking = {topics, ARENA_ARRAY(arena, topics->count, bool *)};
    bool *const inside = ARENA_ARRAY(arena, topics->count, bool);
    const char *name;
    if (!marking.named || !inside) return error_out_of_memory(err);
    for (size_t t = 0; t < topics->count; t++) {
        marking.named[t] = ARENA_ARRAY(arena, topics->topic[t].members, bool);
        if (!marking.named[t]) return error_out_of_memory(err);
    }
    TRY(path_group_read(arena, text, mark_path, &marking, &name, err));
    TRY(check_whole(topics, marking.named, name, inside, err));
    return unite(arena, topics, inside, name, out, err);
}

enum status topic_of_streams(struct arena *arena, const struct topics *topics, const uint64_t *stream, size_t streams,
                             struct topic *out, struct error *err)
{
    bool *const inside = ARENA_ARRAY(arena, topics->count, bool);
    if (!inside) return error_out_of_memory(err);
    for (size_t t = 0; t < topics->count; t++)
        for (size_t s = 0; s < streams; s++) inside[t] = inside[t] || topic_has(&topics->topic[t], stream[s]);
    return unite(arena, topics, inside, "", out, err);
}

bool topic_has(const struct topic *topic, uint64_t stream)
{
    for (size_t m = 0; m < topic->members; m++)
        if (topic->member[m]->stream == stream) return true;
    return false;
}

bool topic_within(const struct topic *inner, const struct topic *outer)
{
    for (size_t m = 0; m < inner->members; m++)
        if (!topic_has(outer, inner->member[m]->stream)) return false;
    return true;
}

size_t topic_mark(const struct topic *topic, const struct plan *plan, bool *out_known)
{
    size_t count = 0;
    for (size_t d = 0; d < plan->draws; d++) count += out_known[d] = topic_has(topic, plan->draw[d].axis.stream);
    return count;
}
