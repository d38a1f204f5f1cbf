/* What people write by habit, and how it is written here. A hint that names a spelling names one that loads. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "sim/scenario/loader.h"

/* The number that a piece of text means, in the spelling of a scenario; NULL: none. */
static const char *settled(struct loader *loader, const char *from, size_t length)
{
    char guess[80];
    struct number number;
    const char *const piece = loader_need(loader, arena_strndup(loader->arena, from, length));
    if (!piece) return NULL;
    if (number_parse(piece, &number) == NUMBER_OK) return piece;
    return number_guess(piece, guess, sizeof guess) ? loader_need(loader, arena_strdup(loader->arena, guess)) : NULL;
}

/* --- 5-10%, 480 – 1900, 2..4, 2 to 4 --- */

static const char *range_hint(struct loader *loader, const char *text)
{
    static const char *const between[] = {"-", "\u2013", "..", " to "};
    for (size_t i = 0; i < sizeof between / sizeof *between; i++) {
        const char *const at = text[0] ? strstr(text + 1, between[i]) : NULL;
        if (!at) continue;
        const char *low = settled(loader, text, (size_t)(at - text));
        const char *const second = at + strlen(between[i]), *const high = settled(loader, second, strlen(second));
        struct number a, b;
        if (!low || !high || number_parse(low, &a) != NUMBER_OK || number_parse(high, &b) != NUMBER_OK) continue;
        if (a.suffix == SUFFIX_NONE && b.suffix != SUFFIX_NONE)
            low = loader_need(loader, arena_printf(loader->arena, "%s%s", low, number_suffix_text(b.suffix)));
        if (low && number_parse(low, &a) == NUMBER_OK && a.value < b.value)
            return loader_text(loader, "write {low: %s, high: %s}, which is a 90%% range", low, high);
    }
    return NULL;
}

/* --- normal(0.06, 0.01) --- */

/* The names of a form that takes `count` plain values, one after another; false where it takes others. */
static bool form_names(const char *arguments, size_t count, char names[][24])
{
    size_t n = 0;
    for (const char *at = arguments; at && *at; n++) {
        const size_t length = strcspn(at, " ");
        if (n == count || length >= 24 || memchr(at, '*', length) || *at == '[') return n == count && *at == '[';
        snprintf(names[n], 24, "%.*s", (int)length, at);
        at += length + (at[length] == ' ');
    }
    return n == count;
}

static const char *call_of(struct loader *loader, const struct distribution_row *row, const char *values[],
                           size_t count)
{
    char names[DISTRIBUTION_ARGUMENTS][24];
    for (size_t f = 0; f < DISTRIBUTION_FORMS && row->form[f].arguments; f++) {
        if (!form_names(row->form[f].arguments, count, names)) continue;
        struct text_buffer text;
        text_buffer_init(&text, loader->arena);
        text_buffer_printf(&text, "{%s: {", row->name);
        for (size_t i = 0; i < count; i++) text_buffer_printf(&text, "%s%s: %s", i ? ", " : "", names[i], values[i]);
        text_buffer_add(&text, "}}");
        const char *const call = loader_need(loader, text_buffer_finish(&text));
        return call ? loader_text(loader, "write %s", call) : NULL;
    }
    return NULL;
}

static const char *call_hint(struct loader *loader, const char *text)
{
    const size_t length = strlen(text), name = strcspn(text, "(");
    if (length < 3 || name == length || text[length - 1] != ')') return NULL;
    const char *const called = loader_need(loader, arena_strndup(loader->arena, text, name));
    const int kind = called ? distribution_find(called) : -1;
    const char *values[DISTRIBUTION_ARGUMENTS];
    size_t count = 0;
    if (kind < 0) return NULL;
    for (const char *at = text + name + 1; at < text + length; count++) {
        at += strspn(at, " ");
        const size_t piece = strcspn(at, ",)");
        if (count == DISTRIBUTION_ARGUMENTS || !(values[count] = settled(loader, at, piece))) return NULL;
        at += piece + 1;
    }
    return call_of(loader, &distribution_table[kind], values, count);
}

const char *hint_quantity(struct loader *loader, const char *text)
{
    const char *const range = range_hint(loader, text);
    return range ? range : call_hint(loader, text);
}

/* --- 6 months, 200 days --- */

bool hint_years(const char *text, double *out)
{
    static const struct {
        const char *unit;
        double in_a_year;
    } units[] = {{"months", 12},
                 {"month", 12},
                 {"mo", 12},
                 {"kuukautta", 12},
                 {"kk", 12},
                 {"m\u00E5nader", 12},
                 {"weeks", 365.0 / 7},
                 {"week", 365.0 / 7},
                 {"viikkoa", 365.0 / 7},
                 {"days", 365},
                 {"day", 365},
                 {"d", 365},
                 {"p\u00E4iv\u00E4\u00E4", 365}};
    const size_t digits = strspn(text, "0123456789.");
    const char *const unit = text + digits + strspn(text + digits, " ");
    char number[32];
    struct number value;
    if (digits == 0 || digits >= sizeof number) return false;
    snprintf(number, sizeof number, "%.*s", (int)digits, text);
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        if (strcmp(unit, units[i].unit) != 0 || number_parse(number, &value) != NUMBER_OK) continue;
        *out = value.value / units[i].in_a_year;
        return true;
    }
    return false;
}

static const char *years_hint(struct loader *loader, const char *text)
{
    double years;
    if (!hint_years(text, &years) || years == 0) return NULL;
    return loader_text(loader, "in years: write %.4g years", years);
}

/* --- 2026-01-01, 1.1.2026 --- */

static const char *date_hint(struct loader *loader, const char *text)
{
    int year = 0, a, b, end = 0;
    if ((sscanf(text, "%4d-%2d-%2d%n", &year, &a, &b, &end) == 3 && !text[end]) ||
        (sscanf(text, "%2d.%2d.%4d%n", &a, &b, &year, &end) == 3 && !text[end]))
        return loader_text(loader, "the year alone: write %d", year);
    return NULL;
}

const char *hint_number(struct loader *loader, const char *text, enum unit unit)
{
    char guess[80];
    struct number number;
    if (number_guess(text, guess, sizeof guess) && number_parse(guess, &number) == NUMBER_OK &&
        number_fits(number.suffix, unit))
        return loader_text(loader, "write %s", guess);
    if (unit == UNIT_YEARS) return years_hint(loader, text);
    return unit == UNIT_NUMBER ? date_hint(loader, text) : NULL;
}

/* --- {mean: 6%, sd: 1%} --- */

/* Named values without the name of their distribution, as arguments; 0: it is something else. */
static size_t nameless(const struct node *map, struct distribution_argument *argument, size_t most)
{
    size_t count = 0;
    for (const struct node *member = map->first; member; member = member->next) {
        const bool bound = strcmp(member->key, "min") == 0 || strcmp(member->key, "max") == 0;
        struct number number;
        const bool named =
            member->kind == NODE_SCALAR && distribution_find(member->key) >= 0; /* beta, a value of beta */
        if (schema_find(&schema_distribution, member->key) && !bound && !named) return 0;
        if (schema_find(&schema_quantity, member->key) && !bound && !named) continue;
        if (count == most || member->kind != NODE_SCALAR || number_parse(member->text, &number) != NUMBER_OK) return 0;
        argument[count++] = (struct distribution_argument){member->key, number.value};
    }
    return count;
}

static bool lies_within(const struct distribution *distribution, const struct field *field)
{
    const double bearable = 1e-6;
    return !field || ((isinf(field->least) || distribution_cdf(distribution, field->least) < bearable) &&
                      (isinf(field->most) || 1 - distribution_cdf(distribution, field->most) < bearable));
}

static const char *offer(struct loader *loader, const struct node *map, const char *name)
{
    struct text_buffer out;
    text_buffer_init(&out, loader->arena);
    text_buffer_printf(&out, "{%s: {", name);
    const char *separator = "";
    for (const struct node *member = map->first; member; member = member->next) {
        const bool bound = strcmp(member->key, "min") == 0 || strcmp(member->key, "max") == 0;
        if (schema_find(&schema_quantity, member->key) && !bound && distribution_find(member->key) < 0) continue;
        text_buffer_printf(&out, "%s%s: %s", separator, member->key, member->text);
        separator = ", ";
    }
    text_buffer_add(&out, "}}");
    return loader_need(loader, text_buffer_finish(&out));
}

/* The kind at a place among those that are offered; -1 after the last. */
static int usual_kind(int place)
{
    for (int kind = 0; kind < DISTRIBUTION_KINDS; kind++)
        if (distribution_table[kind].usual == place) return kind;
    return -1;
}

const char *hint_nameless(struct loader *loader, const struct node *map, enum unit unit, const struct field *field)
{
    struct distribution_argument argument[DISTRIBUTION_ARGUMENTS];
    const size_t count = nameless(map, argument, DISTRIBUTION_ARGUMENTS);
    const char *offered[2] = {NULL, NULL};
    size_t n = 0;
    for (int place = 1, kind; count > 0 && n < 2 && (kind = usual_kind(place)) >= 0; place++) {
        struct distribution solved;
        if (distribution_table[kind].support == SUPPORT_SHARE && unit != UNIT_SHARE) continue;
        if (distribution_solve((enum distribution_kind)kind, argument, count, &solved, NULL) != STATUS_OK ||
            !lies_within(&solved, field))
            continue;
        offered[n++] = offer(loader, map, distribution_table[kind].name);
    }
    if (n == 0 || loader->exhausted) return NULL;
    if (n == 1) return loader_text(loader, "name the distribution: %s", offered[0]);
    return loader_text(loader, "name the distribution: %s or %s", offered[0], offered[1]);
}

/* --- risk:6%, risk = 6% --- */

char *hint_colon(struct arena *arena, enum language language, const char *line, size_t length)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";
    const char *const end = line + length;
    while (line < end && (*line == ' ' || (*line == '-' && line + 1 < end && line[1] == ' '))) line++;
    const char *at = line;
    while (at < end && strchr(letters, *at)) at++;
    const int key = (int)(at - line);
    const bool colon = at < end && *at == ':';
    if (!colon) at += strspn(at, " ");
    if (key == 0 || at + 1 >= end || (!colon && *at != '=')) return NULL;
    at++;
    if (colon && (*at == ' ' || *at == '/')) return NULL; /* a key, or an address */
    while (at < end && *at == ' ') at++;
    if (at == end) return NULL;
    return phrase_printf(arena, language, "write `%.*s: %.*s`", key, line, (int)(end - at), at);
}

int hint_blank(const char *line, size_t length)
{
    static const char *const odd[] = {"\u00A0", "\u2007", "\u202F"};
    const size_t plain = strspn(line, " ");
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++)
        if (plain + strlen(odd[i]) <= length && strncmp(line + plain, odd[i], strlen(odd[i])) == 0)
            return (int)plain + 1;
    return 0;
}
