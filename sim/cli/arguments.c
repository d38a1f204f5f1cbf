#include "sim/cli/arguments.h"

#include <errno.h>
#include <getopt.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "sim/analysis/value_planned_pilot.h"
#include "sim/base/file.h"
#include "sim/base/nearest.h"
#include "sim/base/text_buffer.h"
#include "sim/cli/analysis_command.h"
#include "sim/cli/commands.h"
#include "sim/report/render.h"
#include "sim/scenario/number.h"
#include "sim/scenario/parse.h"

/* What a function that takes an option is to know of it. */
struct option_use {
    size_t at;                 /* of the member of struct arguments that it sets */
    size_t count;              /* of the member that counts those of a list */
    const char *key;           /* simulation.KEY; what a name is of */
    unsigned long least, most; /* of a whole number */
    /* What may stand there with the command, "a, b", after the help: all else is refused. NULL: the help says it. */
    const char *(*values)(struct arena *arena, const struct command *command);
};

struct option_row {
    const char *name;
    char brief;           /* 0: none */
    const char *argument; /* NULL: takes none */
    unsigned commands;
    const char *help;
    enum status (*take)(const struct option_use *use, struct arguments *arguments, const char *value,
                        struct error *err);
    struct option_use use;
};

#define AT(member) offsetof(struct arguments, member)

static void *member_at(struct arguments *arguments, size_t at)
{
    return (char *)arguments + at;
}

static enum status take_text(const struct option_use *use, struct arguments *arguments, const char *value,
                             struct error *err)
{
    (void)err;
    *(const char **)member_at(arguments, use->at) = value;
    return STATUS_OK;
}

/* A text that may not be empty. */
static enum status take_name(const struct option_use *use, struct arguments *arguments, const char *value,
                             struct error *err)
{
    if (value[0]) return take_text(use, arguments, value, err);
    return error_set(err, STATUS_USAGE, "%s: the name of a %-s is needed (found nothing)", arguments->written,
                     use->key);
}

/* Adds an item to a list that has room for one for each word of the command line. */
static enum status take_item(const struct option_use *use, struct arguments *arguments, const char *value,
                             struct error *err)
{
    (void)err;
    const char **const list = *(const char ***)member_at(arguments, use->at);
    list[(*(size_t *)member_at(arguments, use->count))++] = value;
    return STATUS_OK;
}

static enum status take_yes(const struct option_use *use, struct arguments *arguments, const char *value,
                            struct error *err)
{
    (void)value, (void)err;
    *(bool *)member_at(arguments, use->at) = true;
    return STATUS_OK;
}

static enum status take_no(const struct option_use *use, struct arguments *arguments, const char *value,
                           struct error *err)
{
    (void)value, (void)err;
    *(bool *)member_at(arguments, use->at) = false;
    return STATUS_OK;
}

static enum status take_count(const struct option_use *use, struct arguments *arguments, const char *value,
                              struct error *err)
{
    char *end = NULL;
    errno = 0;
    const unsigned long number = strspn(value, "0123456789") ? strtoul(value, &end, 10) : 0;
    if (!end || *end || errno || number < use->least || number > use->most)
        return error_set(err, STATUS_USAGE, "%s: a whole number from %lu to %lu is needed (found \"%.60s\")",
                         arguments->written, use->least, use->most, value);
    *(uint32_t *)member_at(arguments, use->at) = (uint32_t)number;
    return STATUS_OK;
}

/* A convenience that is the same as --set simulation.KEY=VALUE. */
static enum status take_simulation(const struct option_use *use, struct arguments *arguments, const char *value,
                                   struct error *err)
{
    if (!value[0])
        return error_set(err, STATUS_USAGE, "%s: the option needs a value (found nothing)", arguments->written);
    const char *const text = arena_printf(arguments->arena, "simulation.%s=%s", use->key, value);
    if (!text) return error_out_of_memory(err);
    arguments->set_label[arguments->sets] = arguments->written;
    arguments->set[arguments->sets++] = text;
    return STATUS_OK;
}

static enum status refuse_value(const struct option_use *use, const struct arguments *arguments, const char *value,
                                struct error *err)
{
    const char *const allowed = use->values(arguments->arena, arguments->command);
    if (!allowed) return error_out_of_memory(err);
    return error_set(err, STATUS_USAGE, "%s: allowed are %s (found \"%.60s\")", arguments->written, allowed, value);
}

static enum status take_arm(const struct option_use *use, struct arguments *arguments, const char *value,
                            struct error *err)
{
    return pilot_take(arguments->written, value, (enum pilot_arm)use->least, &arguments->pilot, err);
}

static const char *cohort_values(struct arena *arena, const struct command *command)
{
    (void)arena;
    return command->analysis->no_stochastic ? "expected" : "sampled, expected";
}

/* Other words are mistakes of the scenario's key. */
static enum status take_cohort(const struct option_use *use, struct arguments *arguments, const char *value,
                               struct error *err)
{
    const struct analysis *const analysis = arguments->command->analysis;
    if (analysis->no_stochastic && strcmp(value, "sampled") == 0) return analysis_refuse_stochastic(analysis, err);
    return take_simulation(use, arguments, value, err);
}

static const char *const who_name[] = {[LEARN_REACHED] = "reached", [LEARN_POPULATION] = "population"};

static const char *who_values(struct arena *arena, const struct command *command)
{
    (void)command;
    return arena_printf(arena, "%s, %s", who_name[LEARN_REACHED], who_name[LEARN_POPULATION]);
}

static enum status take_who(const struct option_use *use, struct arguments *arguments, const char *value,
                            struct error *err)
{
    for (int i = 0; i <= LEARN_POPULATION; i++) {
        if (strcmp(who_name[i], value) != 0) continue;
        arguments->who = (enum learn_who)i;
        return STATUS_OK;
    }
    return refuse_value(use, arguments, value, err);
}

/* "-", or the name that the system gives to standard input or output. */
static bool is_name_of(const char *word, const char *device)
{
    return strcmp(word, "-") == 0 || strcmp(word, device) == 0;
}

static enum status take_write(const struct option_use *use, struct arguments *arguments, const char *value,
                              struct error *err)
{
    arguments->write_prints = is_name_of(value, "/dev/stdout");
    return take_name(use, arguments, value, err);
}

static enum status take_output(const struct option_use *use, struct arguments *arguments, const char *value,
                               struct error *err)
{
    if (strcmp(value, "-") != 0) return take_name(use, arguments, value, err);
    error_set(err, STATUS_USAGE, "%s: the name of a folder is needed (found \"-\")", arguments->written);
    return error_hint(err, "-f json and -f csv print to standard output");
}

static enum status take_precision(const struct option_use *use, struct arguments *arguments, const char *value,
                                  struct error *err)
{
    (void)use;
    const double least = 0.0001, most = 0.5;
    struct number number;
    if (number_parse(value, &number) != NUMBER_OK || !number_fits(number.suffix, UNIT_SHARE) || number.value < least ||
        number.value > most)
        return error_set(err, STATUS_USAGE, "--precision: a share from 0.01%% to 50%% is needed (found \"%.60s\")",
                         value);
    arguments->precision = number.value;
    return STATUS_OK;
}

static enum status take_pilot_cost(const struct option_use *use, struct arguments *arguments, const char *value,
                                   struct error *err)
{
    (void)use;
    struct number number;
    if (number_parse(value, &number) != NUMBER_OK || !number_fits(number.suffix, UNIT_MONEY) || number.value < 0)
        return error_set(err, STATUS_USAGE, "--pilot-cost: %-s is needed (found \"%.60s\")", number_wanted(UNIT_MONEY),
                         value);
    arguments->pilot_cost = number.value;
    arguments->pilot_priced = true;
    return STATUS_OK;
}

static const char *format_values(struct arena *arena, const struct command *command)
{
    return renderer_names(arena, command->analysis->kind, false);
}

static enum status take_format(const struct option_use *use, struct arguments *arguments, const char *value,
                               struct error *err)
{
    const struct renderer *const found = renderer_find(value);
    if (!found || found->file) return refuse_value(use, arguments, value, err);
    if (!renderer_fits(found, arguments->command->analysis->kind)) {
        error_set(err, STATUS_USAGE, "%s %s: `hyoty %s` has no tables for programs", arguments->written, value,
                  arguments->command->name);
        return error_hint(err, "`--format md` is for people who read it elsewhere; `hyoty run` prints %s", value);
    }
    arguments->format = found;
    return STATUS_OK;
}

/* A file of a report: its name says how it is written. */
static enum status take_file(const struct option_use *use, struct arguments *arguments, const char *value,
                             struct error *err)
{
    const struct renderer *const found = renderer_of_file(value);
    if (found && renderer_fits(found, arguments->command->analysis->kind)) return take_item(use, arguments, value, err);
    const char *const allowed = renderer_names(arguments->arena, arguments->command->analysis->kind, true);
    if (!allowed) return error_out_of_memory(err);
    error_set(err, STATUS_USAGE, "%s: the name of a file that ends in what it is, %s, is needed (found \"%.60s\")",
              arguments->written, allowed, value);
    return error_hint(err, "%s report.html", arguments->written);
}

/* Every name of the list is that of a chart. */
static enum status take_charts(const struct option_use *use, struct arguments *arguments, const char *value,
                               struct error *err)
{
    const struct chart_table *const charts = arguments->command->analysis->kind->charts;
    struct text_buffer names;
    (void)use;
    arguments->chart_names = value;
    if (strcmp(value, "all") == 0) return STATUS_OK;
    size_t listed = 1, known = 0;
    for (const char *at = value; *at; at++) listed += *at == ',';
    for (size_t c = 0; charts && c < charts->charts; c++) known += chart_is_listed(value, charts->chart[c].name);
    if (known == listed) return STATUS_OK;
    text_buffer_init(&names, arguments->arena);
    for (size_t c = 0; charts && c < charts->charts; c++) text_buffer_printf(&names, "%s, ", charts->chart[c].name);
    const char *const allowed = text_buffer_finish(&names);
    if (!allowed) return error_out_of_memory(err);
    return error_set(err, STATUS_USAGE, "%s: allowed are %sall (found \"%.60s\")", arguments->written, allowed, value);
}

static const char *language_values(struct arena *arena, const struct command *command)
{
    (void)command;
    return language_codes(arena);
}

static enum status take_language(const struct option_use *use, struct arguments *arguments, const char *value,
                                 struct error *err)
{
    int language = 0;
    while (language < LANGUAGE_COUNT && strcasecmp(language_code((enum language)language), value) != 0) language++;
    if (language == LANGUAGE_COUNT) return refuse_value(use, arguments, value, err);
    *(enum language *)member_at(arguments, use->at) = (enum language)language;
    return STATUS_OK;
}

#define O(name, brief, argument, commands, help, take, ...)                                                            \
    {name, brief, argument, commands, help, take, {__VA_ARGS__}},
static const struct option_row rows[] = {
#include "sim/cli/options.def"
};
#undef O

enum { ROWS = sizeof rows / sizeof *rows, FIRST_CODE = 256 };

/* The row of a command, where one name is written in two: -o is a folder of one and a file of another. Else the first.
 */
static const struct option_row *row_of(int code, unsigned command)
{
    const struct option_row *first = NULL;
    const char *const name = code >= FIRST_CODE ? rows[code - FIRST_CODE].name : NULL;
    for (size_t i = 0; i < ROWS; i++) {
        if (name ? strcmp(rows[i].name, name) != 0 : rows[i].brief != code) continue;
        if (rows[i].commands & command) return &rows[i];
        first = first ? first : &rows[i];
    }
    return first;
}

static bool is_first(int row)
{
    int first = 0;
    while (strcmp(rows[first].name, rows[row].name) != 0) first++;
    return first == row;
}

/* The tables of getopt_long, made from the rows. The leading ':' tells a missing argument from an unknown option. */
static void make_getopt(struct option *out_long, char *out_short)
{
    *out_short++ = ':';
    for (int i = 0; i < ROWS; i++) {
        if (!is_first(i)) continue;
        *out_long++ =
            (struct option){rows[i].name, rows[i].argument ? required_argument : no_argument, NULL, FIRST_CODE + i};
        if (!rows[i].brief) continue;
        *out_short++ = rows[i].brief;
        if (rows[i].argument) *out_short++ = ':';
    }
    *out_long = (struct option){0};
    *out_short = '\0';
}

static const char *option_near(const char *word, unsigned command)
{
    char name[64] = "";
    const size_t length = strcspn(word + 2, "=");
    memcpy(name, word + 2, length < sizeof name ? length : sizeof name - 1);
    struct nearest nearest = nearest_to(name);
    for (size_t i = 0; i < ROWS; i++)
        if (rows[i].commands & command) nearest_offer(&nearest, rows[i].name);
    return nearest.best;
}

static enum status unknown_option(const struct arguments *arguments, char *const *argv, struct error *err)
{
    const char *const word = argv[optind - 1];
    const bool is_long = strncmp(word, "--", 2) == 0;
    const char letter[] = {'-', (char)optopt, '\0'};
    error_set(err, STATUS_USAGE, "there is no option %.80s for `hyoty %s`", is_long ? word : letter,
              arguments->command->name);
    const char *const near = is_long ? option_near(word, arguments->command->bit) : NULL;
    if (near) return error_hint(err, "did you mean --%s?", near);
    return error_hint(err, "`hyoty %s --help` lists the options", arguments->command->name);
}

static enum status take_option(struct arguments *arguments, int code, char *const *argv, struct error *err)
{
    if (code == '?') return unknown_option(arguments, argv, err);
    if (code == ':')
        return error_set(err, STATUS_USAGE, "%.80s: the option needs a value (none found)", argv[optind - 1]);
    const struct option_row *const row = row_of(code, arguments->command->bit);
    if (!(row->commands & arguments->command->bit))
        return error_set(err, STATUS_USAGE, "--%s does not belong to `hyoty %s`", row->name, arguments->command->name);
    arguments->written = code >= FIRST_CODE ? arena_printf(arguments->arena, "--%s", row->name)
                                            : arena_printf(arguments->arena, "-%c", row->brief);
    if (!arguments->written) return error_out_of_memory(err);
    return row->take(&row->use, arguments, optarg, err);
}

/* --set a.b=650 000: the shell makes two words of it. */
static const char *split_value(const struct arguments *arguments, const char *word)
{
    if (!word[0] || word[strspn(word, "0123456789.,%kM€")]) return NULL;
    for (size_t s = 0; s < arguments->sets; s++) {
        const char *const set = arguments->set[s];
        const char *const value = strchr(set, '=');
        if (!arguments->set_label[s] && value && value[1] && !value[1 + strspn(value + 1, "0123456789.,")]) return set;
    }
    return NULL;
}

static enum status too_many(const struct arguments *arguments, const char *last, struct error *err)
{
    const struct command *const command = arguments->command;
    const char *const set = split_value(arguments, last);
    if (!command->operand)
        error_set(err, STATUS_USAGE, "`hyoty %s` takes no argument (found also \"%.80s\")", command->name, last);
    else if (command->operands > 1)
        error_set(err, STATUS_USAGE, "`hyoty %s` takes up to %zu arguments (found also \"%.80s\")", command->name,
                  command->operands, last);
    else
        error_set(err, STATUS_USAGE, "`hyoty %s` takes one argument (found also \"%.80s\")", command->name, last);
    return set ? error_hint(err, "write a number without blanks: --set %.200s%.40s", set, last) : STATUS_USAGE;
}

static enum status take_operands(struct arguments *arguments, int argc, char *const *argv, struct error *err)
{
    const struct command *const command = arguments->command;
    while (optind < argc && (arguments->operand_count == 0 || arguments->operand_count < command->operands))
        arguments->operands[arguments->operand_count++] = argv[optind++];
    arguments->operand = arguments->operand_count ? arguments->operands[0] : NULL;
    if (arguments->help || arguments->version) return STATUS_OK;
    if (optind < argc || (arguments->operand && !command->operand)) return too_many(arguments, argv[argc - 1], err);
    if (command->operand && !command->optional && !arguments->operand) {
        error_set(err, STATUS_USAGE, "`hyoty %s` needs %s (found none)", command->name, command->operand);
        return error_hint(err, "hyoty %s %s", command->name, command->operand);
    }
    return STATUS_OK;
}

/* The next option of the words, -1 behind the last; argv[0] is the command's name. */
static int next_option(int argc, char **argv)
{
    struct option long_options[ROWS + 1];
    char short_options[2 * ROWS + 2];
    make_getopt(long_options, short_options);
    opterr = 0;
    return getopt_long(argc, argv, short_options, long_options, NULL);
}

/* What is said of other words is said in the language that is asked for, so that it is looked for first. */
static void find_language(struct arguments *arguments, int argc, char **argv)
{
    optind = 0; /* makes the GNU library start afresh */
    for (int code; (code = next_option(argc, argv)) != -1;) {
        const struct option_row *const row = row_of(code, COMMAND_ALL);
        if (row && row->take == take_language) row->take(&row->use, arguments, optarg, NULL);
    }
}

static enum status parse_words(struct arguments *arguments, int argc, char **argv, struct error *err)
{
    optind = 0;
    for (int code; (code = next_option(argc, argv)) != -1;) TRY(take_option(arguments, code, argv, err));
    return take_operands(arguments, argc, argv, err);
}

enum status arguments_parse(struct arena *arena, int argc, char **argv, enum language language, struct arguments *out,
                            struct error *err)
{
    const size_t words = argc > 0 ? (size_t)argc : 1;
    struct arguments made = {.arena = arena,
                             .argc = argc,
                             .argv = argv,
                             .charts = true,
                             .nothing = true,
                             .language = language,
                             .format = &renderer_table[0]};
    made.set = ARENA_ARRAY(arena, words, const char *);
    made.set_label = ARENA_ARRAY(arena, words, const char *);
    made.assume = ARENA_ARRAY(arena, words, const char *);
    made.allow_include = ARENA_ARRAY(arena, words, const char *);
    made.operands = ARENA_ARRAY(arena, words, const char *);
    made.group = ARENA_ARRAY(arena, words, const char *);
    made.vary = ARENA_ARRAY(arena, words, const char *);
    made.files = ARENA_ARRAY(arena, words, const char *);
    char **const copy = ARENA_ARRAY(arena, words + 1, char *);
    if (!made.set || !made.set_label || !made.assume || !made.allow_include || !made.operands || !made.group ||
        !made.vary || !made.files || !copy)
        return error_out_of_memory(err);
    if (argc < 2) {
        error_set(err, STATUS_USAGE, "a command is needed (found none)");
        return error_hint(err, "`hyoty help` lists the commands; hyoty run SCENARIO is the main one");
    }
    const bool has_command = argv[1][0] != '-';
    const int first = has_command ? 1 : 0;
    memcpy(copy, argv + first, (size_t)(argc - first) * sizeof *copy);
    find_language(&made, argc - first, copy);
    if (err) err->language = made.language;
    TRY(command_named(has_command ? argv[1] : "help", "", &made.command, err));
    TRY(parse_words(&made, argc - first, copy, err));
    *out = made;
    return STATUS_OK;
}

enum language arguments_language(const char *lc_all, const char *lc_messages, const char *lang)
{
    const char *const wanted = lc_all && lc_all[0] ? lc_all : lc_messages && lc_messages[0] ? lc_messages : lang;
    if (!wanted) return LANGUAGE_EN;
    char code[3] = "";
    memcpy(code, wanted, strnlen(wanted, 2));
    const int language = wanted[0] && wanted[1] && strchr("_.@", wanted[2]) ? language_find(code) : -1;
    return language < 0 ? LANGUAGE_EN : (enum language)language;
}

enum status arguments_read_input(struct arguments *arguments, struct error *err)
{
    const char *const name = phrase_in(arguments->language, PHRASE("standard input"));
    char *text;
    const char *const operand = arguments->operand;
    if (!(arguments->command->bit & COMMAND_LOADS) || !operand) return STATUS_OK;
    if (!is_name_of(operand, "/dev/stdin")) return STATUS_OK;
    TRY(file_read_stream(arguments->arena, STDIN_FILENO, name, PARSE_BYTES, &text, &arguments->input_length, err));
    arguments->input = text;
    arguments->operand = arguments->operands[0] = name;
    return STATUS_OK;
}

struct load_options arguments_load_options(const struct arguments *arguments)
{
    return (struct load_options){.set = arguments->set,
                                 .set_label = arguments->set_label,
                                 .sets = arguments->sets,
                                 .assume = arguments->assume,
                                 .assumes = arguments->assumes,
                                 .allow_include = arguments->allow_include,
                                 .allow_includes = arguments->allow_includes,
                                 .text = arguments->input,
                                 .text_length = arguments->input_length};
}

char *arguments_help(struct arena *arena, enum language language, const struct command *command)
{
    enum { NAME_COLUMNS = 32 };
    char *text = arena_strdup(arena, "");
    for (size_t i = 0; i < ROWS && text; i++) {
        if (!(rows[i].commands & command->bit)) continue;
        const char *const name =
            arena_printf(arena, rows[i].brief ? "-%c, --%s%s%s" : "%c   --%s%s%s", rows[i].brief ? rows[i].brief : ' ',
                         rows[i].name, rows[i].argument ? " " : "", rows[i].argument ? rows[i].argument : "");
        const char *const values = rows[i].use.values ? rows[i].use.values(arena, command) : "";
        const char *const help = phrase_in(language, rows[i].help);
        text = name && values ? arena_printf(arena, "%s  %-*s %s%s\n", text, NAME_COLUMNS, name, help, values) : NULL;
    }
    return text;
}
