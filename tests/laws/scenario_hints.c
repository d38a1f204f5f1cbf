/* A hint that names a spelling leads on: with it in place, the mistake is gone. Tried on every file of tests/errors. */
#include <criterion/criterion.h>
#include <dirent.h>
#include <stdio.h>
#include <string.h>

#include "../unit/scenario_fixture.h"
#include "sim/base/file.h"

enum { TEXT = 16384, SPELLING = 256 };

/* The byte of a place, counted from 1 in lines and characters. */
static size_t byte_of(const char *text, struct place place)
{
    const char *at = text;
    for (int line = 1; line < place.line; line++) at = strchr(at, '\n') + 1;
    for (int column = 1; column < place.column; column++)
        for (at++; ((unsigned char)*at & 0xC0U) == 0x80U; at++) {
        }
    return (size_t)(at - text);
}

/* The end of what stands at a byte: the text that was found, a map, a quoted text, or up to the next mark of YAML. */
static size_t end_of(const char *text, size_t at, const char *message, bool line)
{
    const char *found = strstr(message, "\"");
    const size_t length = found ? strcspn(++found, "\"") : 0;
    if (length > 0 && strncmp(text + at, found, length) == 0) return at + length;
    if (text[at] == '{') return at + strcspn(text + at, "}") + 1;
    if (text[at] == '"') return at + 1 + strcspn(text + at + 1, "\"") + 1;
    return at + strcspn(text + at, line ? ",}]\n" : ":,}]\n");
}

/* The spelling that a hint names, NULL where it names none; *out_value: it stands for the value behind the key. */
static const char *spelling_of(const char *hint, char out[SPELLING], bool *out_value)
{
    static const struct {
        const char *before, *end;
        bool value;
    } forms[] = {{"did you mean `", "`", false},        {"write `", "`", false}, {"did you mean ", "?", false},
                 {"name the distribution: ", "", true}, {"write {", "", false},  {"write ", ";", false}};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        const char *const found = strstr(hint, forms[i].before);
        if (!found || strstr(hint, " if it is meant") || strstr(hint, " or did") || strstr(hint, "write thousands") ||
            strstr(hint, "write decimals"))
            continue;
        const char *from = found + strlen(forms[i].before) - (strcmp(forms[i].before, "write {") == 0);
        const char *end = forms[i].end[0] ? strpbrk(from, forms[i].end) : strrchr(from, '}') + 1;
        const char *const other = strstr(from, " or ");
        if (other && (!end || other < end)) end = other;
        snprintf(out, SPELLING, "%.*s", (int)(end ? end - from : (long)strlen(from)), from);
        *out_value = forms[i].value;
        return out;
    }
    return NULL;
}

static const char *replaced(const char *text, const struct diagnostic *mistake, const char *spelling, bool value,
                            char out[TEXT])
{
    size_t at = byte_of(text, mistake->place);
    if (value) at += strcspn(text + at, "{");
    const size_t end = end_of(text, at, mistake->message, strchr(spelling, ':') != NULL);
    snprintf(out, TEXT, "%.*s%s%s", (int)at, text, spelling, text + end);
    return out;
}

/* The same mistake at the same place; what was found there may differ. */
static bool holds(const struct diagnostics *diagnostics, const struct diagnostic *wanted)
{
    const size_t said = strcspn(wanted->message, "\"(");
    for (const struct diagnostic *one = diagnostics->first; one; one = one->next)
        if (one->place.line == wanted->place.line && one->place.column == wanted->place.column &&
            strncmp(one->message, wanted->message, said) == 0)
            return true;
    return false;
}

/* Loads the file as it would be with the hint followed. */
static void follow(const char *path, const char *text, const struct diagnostic *mistake, int *tried)
{
    char spelling[SPELLING], changed[TEXT];
    bool value;
    struct specimen one;
    const struct source *const source = mistake->place.source;
    if (!mistake->hint || !source || strcmp(source->name, path) != 0 || mistake->place.line == 0) return;
    if (!spelling_of(mistake->hint, spelling, &value)) return;
    replaced(text, mistake, spelling, value, changed);
    const struct load_options options = {.text = changed, .text_length = strlen(changed)};
    specimen_load_file(&one, path, &options);
    cr_expect(!holds(&one.diagnostics, mistake), "%s: `%s` in place of what the hint of\n  %s\nis about gives\n%s",
              path, spelling, mistake->message, specimen_messages(&one));
    specimen_free(&one);
    ++*tried;
}

Test(scenario_hints, a_spelling_that_a_hint_names_leads_on)
{
    static const char folder[] = "tests/errors";
    DIR *const directory = opendir(folder);
    int tried = 0;
    cr_assert(directory);
    for (struct dirent *entry = readdir(directory); entry; entry = readdir(directory)) {
        char path[512], *text;
        size_t length;
        struct specimen one;
        struct error err = {0};
        const char *const dot = strrchr(entry->d_name, '.');
        if (!dot || strcmp(dot, ".yaml") != 0) continue;
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        specimen_load_file(&one, path, NULL);
        cr_assert_eq(file_read(&one.arena, path, TEXT - SPELLING, &text, &length, &err), STATUS_OK, "%s", err.message);
        for (const struct diagnostic *d = one.diagnostics.first; d; d = d->next) follow(path, text, d, &tried);
        specimen_free(&one);
    }
    closedir(directory);
    cr_expect_geq(tried, 60, "%d hints name a spelling", tried);
}
