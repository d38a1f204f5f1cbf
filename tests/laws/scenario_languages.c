/* What the shipped scenarios and assumptions say to people stands in every language: labels, sources, notes. */
#include <criterion/criterion.h>
#include <glob.h>
#include <string.h>

#include "sim/base/file.h"
#include "sim/base/language.h"
#include "sim/scenario/parse.h"

static size_t look(const char *file, const struct node *node)
{
    static const char *const said[] = {"title", "description", "label", "source", "note"};
    size_t texts = 0;
    for (size_t s = 0; node->key && s < sizeof said / sizeof *said; s++) {
        if (strcmp(node->key, said[s]) != 0) continue;
        for (int l = 0; l < LANGUAGE_COUNT; l++)
            cr_expect(node_find(node, language_code((enum language)l)), "%s:%d: %s has no text in %s", file,
                      node->key_place.line, node->key, language_code((enum language)l));
        return 1;
    }
    for (const struct node *member = node->first; member; member = member->next) texts += look(file, member);
    return texts;
}

static const struct node *tree_of(struct arena *arena, const char *file)
{
    struct diagnostics diagnostics;
    struct source *source;
    struct node *root;
    struct error err = {0};
    char *text;
    size_t length;
    diagnostics_init(&diagnostics, arena);
    cr_assert_eq(file_read(arena, file, PARSE_BYTES, &text, &length, &err), STATUS_OK, "%s", err.message);
    cr_assert_eq(source_make(arena, file, text, length, PARSE_BYTES, 0, &source, &diagnostics), STATUS_OK);
    cr_assert_eq(yaml_parse(arena, source, 0, &root, &diagnostics), STATUS_OK);
    return root;
}

Test(scenario_languages, shipped_files_speak_them_all)
{
    static const char *const one_language[] = {"scenarios/mentoring.yaml"}; /* the invented example of README.md */
    struct arena arena;
    size_t texts = 0;
    glob_t files = {0};
    arena_init(&arena, allocator_libc, 0);
    cr_assert_eq(glob("scenarios/*.yaml", 0, NULL, &files), 0);
    cr_assert_eq(glob("scenarios/*/*.yaml", GLOB_APPEND, NULL, &files), 0);
    for (size_t f = 0; f < files.gl_pathc; f++)
        if (strcmp(files.gl_pathv[f], one_language[0]) != 0)
            texts += look(files.gl_pathv[f], tree_of(&arena, files.gl_pathv[f]));
    cr_expect_gt(texts, 100, "found %zu", texts);
    globfree(&files);
    arena_free(&arena);
}
