/* What the built program says on standard error about a wrong command line or a wrong file: exit code and text. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#define SCENARIO "tests/golden/two-purses/scenario.yaml"

static char folder[64];

static void make_folder(void)
{
    strcpy(folder, "/tmp/hyoty-messages-XXXXXX");
    cr_assert(mkdtemp(folder));
}

static void remove_folder(void)
{
    char command[128];
    snprintf(command, sizeof command, "rm -r %s", folder);
    cr_expect_eq(system(command), 0);
}

TestSuite(program_messages, .init = make_folder, .fini = remove_folder);

/* A command of the shell in which $hyoty is the program and $dir a folder of its own; never longer than 20 seconds. */
struct row {
    const char *command;
    int status;
    const char *says, *hint; /* parts of standard error; NULL: nothing is asked */
};

static void check(const struct row *row)
{
    char command[2048], said[8192] = "";
    snprintf(command, sizeof command, "hyoty='timeout 20 %s'; dir=%s; ( %s ) 2>&1 >/dev/null", HYOTY_PROGRAM, folder,
             row->command);
    FILE *const pipe = popen(command, "r");
    cr_assert(pipe);
    said[fread(said, 1, sizeof said - 1, pipe)] = '\0';
    const int status = pclose(pipe);
    cr_expect(WIFEXITED(status) && WEXITSTATUS(status) == row->status, "%s: status %d", row->command, status);
    cr_expect(!row->says || strstr(said, row->says), "%s:\n%s\nwithout\n%s", row->command, said, row->says);
    cr_expect(!row->hint || strstr(said, row->hint), "%s:\n%s\nwithout the hint\n%s", row->command, said, row->hint);
}

#define CHECK(rows)                                                                                                    \
    for (size_t i = 0; i < sizeof(rows) / sizeof *(rows); i++) check(&(rows)[i])

/* The place of a mistake is the option as it was written; only real --set options are counted. */
Test(program_messages, a_mistake_names_the_option)
{
    static const struct row rows[] = {
        {"$hyoty run " SCENARIO " -n 0", 2, "-n: simulation.iterations: out of range (found \"0\"", NULL},
        {"$hyoty run " SCENARIO " --iterations=0", 2, "--iterations: simulation.iterations: out of range", NULL},
        {"$hyoty run " SCENARIO " -s x", 2, "-s: simulation.seed: must be a whole number", NULL},
        {"$hyoty run " SCENARIO " --cohort none", 2, "--cohort: simulation.cohort: found \"none\"", NULL},
        {"$hyoty run " SCENARIO " -n 5 --set a=1 -s 4 --set b=1", 3, "--set #2:1:1: b: unknown key", NULL},
        {"$hyoty run " SCENARIO " -n ''", 2, "-n: the option needs a value", NULL},
        {"$hyoty run " SCENARIO " -j 0", 2, "-j: a whole number from 1", NULL},
        {"$hyoty run " SCENARIO " --set interventions.mentoring.cost.fixed=650 000", 2, "(found also \"000\")",
         "hint: write a number without blanks: --set interventions.mentoring.cost.fixed=650000"},
        {"$hyoty run " SCENARIO " -n 50 --lang FI | grep -q laskelm", 0, NULL, NULL},
        {"$hyoty run " SCENARIO " --lang xx", 2, "allowed are en, fi, sv (found \"xx\")", NULL},
        {"$hyoty help runn", 2, "there is no command \"runn\"", "hint: did you mean `hyoty help run`?"},
        {"$hyoty runn", 2, "there is no command \"runn\"", "hint: did you mean `hyoty run`?"},
        {"$hyoty run " SCENARIO " -o -", 2, "-o: the name of a folder is needed (found \"-\")", "-f json"},
        {"$hyoty run " SCENARIO " -n 100 --plots plots", 2, "no charts are drawn without -o", "-o out/first-run"},
        {"$hyoty run " SCENARIO " -n 100 -o $dir/a --plots plots --no-charts", 2,
         "no charts are drawn with --no-charts", "leave one of both out"},
        {"$hyoty run " SCENARIO " -n 100000000 -o $dir/a --plots $dir/none", 2, "no chart templates (style.gp) in",
         NULL},
    };
    CHECK(rows);
}

/* By --lang wherever it stands, else by the environment; what is typed stays as it is. */
Test(program_messages, are_in_the_language_asked_for)
{
    static const struct row rows[] = {
        {"$hyoty run " SCENARIO " -n 0 --lang fi", 2,
         "-n: simulation.iterations: on sallitun välin ulkopuolella (nyt ”0”, sallittu 1…100000000)\n1 virhe, ", NULL},
        {"$hyoty runn --lang sv", 2, "hyoty: det finns inget kommando ”runn”", "\n  tips: menade du `hyoty run`?"},
        {"$hyoty run --ouput x -l fi " SCENARIO, 2, "komennolla `hyoty run` ei ole valitsinta --ouput",
         "\n  vihje: tarkoititko --output?"},
        {"LC_ALL=fi_FI.UTF-8 $hyoty run", 2, "hyoty: `hyoty run` tarvitsee: SCENARIO (nyt sitä ei ole)", NULL},
        {"LC_ALL=fi_FI.UTF-8 $hyoty run --lang=en", 2, "hyoty: `hyoty run` needs SCENARIO (found none)", NULL},
        {"LC_ALL= LC_MESSAGES= LANG=sv_FI $hyoty run no.yaml", 4, "hyoty: no.yaml: filen finns inte", NULL},
        {"$hyoty run " SCENARIO " -n 100 -o /dev/null/x --lang fi", 4, ": kansiota ei voi luoda: ei ole kansio",
         "vihje: anna kansio, johon voi kirjoittaa"},
        {"$hyoty run " SCENARIO " -n 100000000 --set settings.horizon=200 --lang sv", 5, " GB, tillåtet är ",
         "tips: minska --iterations eller tidshorisonten"},
        {"printf 'a: b: c' | $hyoty run - --lang fi", 3,
         "ei kelpaa YAMLiksi: tässä ei voi olla kaksoispistettä ja arvoa",
         "vihje: teksti, jossa on \": \", tarvitsee lainausmerkit"},
        {"$hyoty breakeven " SCENARIO " -n 100 --lang fi --target 'P(net)=1'", 2,
         "--target: todennäköisyyden sulkeisiin tarvitaan RESULT>X (nyt ”P(net)=1”)", NULL},
        {"$hyoty breakeven " SCENARIO " -n 200 --lang sv --of x", 2, "--of: det finns ingen storhet ”x”", NULL},
        {"$hyoty sweep " SCENARIO " --lang fi --vary x", 2, "--vary: tarvitaan avain ja sen arvot (nyt ”x”)",
         "esimerkiksi --vary interventions"},
        {"$hyoty learn " SCENARIO " --lang sv", 2, "för att lära behövs personer som har observerats", NULL},
        {"$hyoty run " SCENARIO " --lang xx", 2, "allowed are en, fi, sv (found \"xx\")", NULL},
        {"$hyoty keys --lang fi | grep -q 'title.*Mistä skenaario kertoo'", 0, NULL, NULL},
        {"$hyoty run --help -l sv | grep -q -- '--seed N.*samma som --set simulation.seed=N'", 0, NULL, NULL},
        {"LC_ALL=fi_FI $hyoty help | grep -q '^Komennot$'", 0, NULL, NULL},
        {"$hyoty --lang fi | grep -q '^Komennot$'", 0, NULL, NULL},
        {"$hyoty version --lang fi", 0, NULL, NULL},
    };
    CHECK(rows);
}

Test(program_messages, too_many_iterations_say_what_they_need)
{
    static const struct row rows[] = {
        {"$hyoty run " SCENARIO " -n 100000000 --set settings.horizon=200", 5, " GB, allowed are ",
         "hint: lower --iterations or the horizon"},
    };
    CHECK(rows);
}

Test(program_messages, a_scenario_is_a_file_or_standard_input)
{
    static const struct row rows[] = {
        {"mkfifo $dir/pipe; $hyoty validate $dir/pipe", 4, "/pipe: is not a regular file",
         "hint: a pipe is read from standard input"},
        {"$hyoty validate $dir", 4, ": is a folder, not a file", NULL},
        {"$hyoty validate /dev/zero", 4, "/dev/zero: is not a regular file", NULL},
        {"$hyoty validate - </dev/zero", 4, "standard input: larger than 1024 KiB, the most that is read", NULL},
        {"echo 'title: {a: b: c}' | $hyoty validate -", 3, "standard input:1:8: not valid YAML", NULL},
        {"$hyoty validate - <" SCENARIO, 0, NULL, NULL},
        {"$hyoty run -n 50 -q -o $dir/a " SCENARIO " --no-charts && cat " SCENARIO
         " | $hyoty run -n 50 -q -o $dir/b - --no-charts && cmp $dir/a/draws.csv $dir/b/draws.csv && "
         "grep -q research $dir/b/results.json && "
         "$hyoty run /dev/stdin -n 50 -f csv <" SCENARIO " >$dir/c && cmp $dir/c $dir/a/summary.csv",
         0, NULL, NULL},
        {"{ cat scenarios/mentoring.yaml; echo 'include: tests/errors/parts/prices.yaml'; } | $hyoty validate -q -", 0,
         NULL, NULL},
    };
    CHECK(rows);
}

Test(program_messages, older_charts_are_named_beside_new_tables)
{
    static const struct row rows[] = {
        {"mkdir -p $dir/a/charts && $hyoty run -n 100 " SCENARIO " -o $dir/a --no-charts", 0,
         "/a/charts holds charts of earlier results", NULL},
        {"$hyoty run -n 100 " SCENARIO " -o $dir/b --no-charts 2>&1 | grep -c 'earlier results' | grep -qx 0", 0, NULL,
         NULL},
    };
    CHECK(rows);
}

/* A character without a glyph is a box of its own size, and that is said with the text; data keep it. */
Test(program_messages, what_no_font_of_the_charts_has_is_a_box)
{
#define TITLED(title) "sed 's/^title: .*/title: " title "/' scenarios/mentoring.yaml >$dir/a.yaml && "
#define DRAWN         "rm -rf $dir/o && $hyoty run -n 50 $dir/a.yaml -o $dir/o"
    static const struct row rows[] = {
        {TITLED("Emoji 🎓 only") DRAWN, 0, "lack a character, which is drawn as □: \"Emoji □ only\"", NULL},
        {TITLED("漢字") DRAWN, 0, "is drawn as □: \"□□\"", NULL},
        {TITLED("Árvíz ∑ ≤ Ж Ω – € “x”") DRAWN " 2>&1 | grep -c 'drawn as' | grep -qx 0", 0, NULL, NULL},
        {TITLED("漢字") DRAWN " -q && grep -rq 漢字 $dir/o/results.json && ! grep -rq 漢字 $dir/o/charts", 0, NULL,
         NULL},
    };
    CHECK(rows);
#undef TITLED
#undef DRAWN
}

Test(program_messages, an_empty_file_is_called_empty)
{
    static const struct row rows[] = {
        {"$hyoty run /dev/stdin </dev/null", 3, "standard input: the file is empty", "hint: a scenario starts with"},
        {": >$dir/a.yaml; $hyoty run $dir/a.yaml", 3, "/a.yaml: the file is empty\n", "hint: a scenario starts with"},
        {"printf ' \\n\\n' >$dir/a.yaml; $hyoty run $dir/a.yaml", 3, "/a.yaml: the file is empty\n", NULL},
        {"echo '# later' >$dir/a.yaml; $hyoty run $dir/a.yaml", 3, "says nothing: it holds no key", NULL},
        {"echo '{}' >$dir/a.yaml; $hyoty run $dir/a.yaml", 3, "says nothing: it holds no key", NULL},
    };
    CHECK(rows);
}

/* A line of 200 two-byte characters is cut between two of them. */
Test(program_messages, a_long_line_is_cut_between_characters)
{
    static const struct row rows[] = {
        {"{ printf 'titl: '; yes ä | head -n 200 | tr -d '\\n'; echo; } >$dir/a.yaml; "
         "$hyoty validate $dir/a.yaml 2>$dir/said; status=$?; iconv -f UTF-8 -t UTF-16 $dir/said >/dev/null || "
         "status=9; "
         "sed -n 2p $dir/said | LC_ALL=C.UTF-8 wc -m >&2; exit $status",
         3, "165\n", NULL},
    };
    CHECK(rows);
}

/* The whole scenarios on the page for writers run as they stand, from their folder. */
Test(program_messages, the_examples_of_the_scenario_page_run)
{
    static const struct row rows[] = {
        {"awk -v dir=$dir '/^```yaml/ {block = \"\"; on = 1; next} "
         "/^```/ {if (on && block ~ /^(title|extends):/) printf \"%s\", block >(dir \"/\" ++n \".yaml\"); on = 0} "
         "on {block = block $0 \"\\n\"}' scenarios/README.md; cd scenarios; "
         "for i in 1 2 3; do timeout 20 ../" HYOTY_PROGRAM " run -n 100 -f csv - <$dir/$i.yaml >$dir/$i.csv || exit 9; "
         "grep -q '^net,' $dir/$i.csv || exit 8; done; test ! -e $dir/4.yaml",
         0, NULL, NULL},
    };
    CHECK(rows);
}

/* A misspelt name has no answer: a flat line would look like one. */
Test(program_messages, a_sweep_of_what_is_not_there_is_refused)
{
    static const struct row rows[] = {
        {"$hyoty sweep " SCENARIO " --vary interventions.mentorin.uptake=20%:80%:7", 3,
         "there is no intervention \"mentorin\"", "hint: did you mean `mentoring`?"},
        {"$hyoty sweep " SCENARIO " -n 100 --vary interventions.mentoring.effects.marginalisation.relative_risk=-1,0.5",
         3,
         "at the point interventions.mentoring.effects.marginalisation.relative_risk=-1: "
         "interventions.mentoring.effects.marginalisation.relative_risk: out of range",
         NULL},
        {"$hyoty sweep " SCENARIO " --vary assumptions.foo.value=1,2", 3, "there is no assumption \"foo\"", NULL},
        {"$hyoty sweep " SCENARIO " --set 'assumptions.idle={value: 1}' --vary settings.horizon=9,10 "
         "--vary assumptions.idle.value=1,2",
         2, "--vary assumptions.idle.value: changes nothing in the scenario", "hint: nothing uses it"},
    };
    CHECK(rows);
}

/* What changes how figures are read stands in the report, in its language, and in its data; and is said once. */
Test(program_messages, a_report_carries_its_warnings)
{
    static const struct row rows[] = {
        {"echo 'extends: long.yaml' >$dir/b.yaml; sed 's/40 years/60 years/; s/    cost:.*//' scenarios/mentoring.yaml "
         ">$dir/long.yaml; $hyoty compare -n 50 $dir/long.yaml $dir/b.yaml 2>&1 >/dev/null | grep -c default >&2",
         0, "1\n", NULL},
        {"$hyoty run -d -n 50 --lang fi $dir/long.yaml 2>/dev/null | tr -s ' \\n' ' ' >$dir/said; "
         "grep -q 'vuoteen 2085 asti, mutta aikajänne päättyy vuoteen 2065' $dir/said && "
         "grep -q 'toimenpide on laskelmassa ilmainen' $dir/said && grep -q 'Skenaariossa ei nimetä maksajia' "
         "$dir/said",
         0, NULL, NULL},
        {"$hyoty run -n 50 -f json $dir/long.yaml 2>/dev/null | grep -q '\"message\": \"its cases cost until year 60' "
         "&& "
         "$hyoty sensitivity -n 128 -f json $dir/long.yaml 2>/dev/null | "
         "grep -q '\"message\": \"its cases cost until year 60'",
         0, NULL, NULL},
        {"$hyoty sensitivity -n 128 --result net_public scenarios/mentoring.yaml", 0,
         "warning: scenarios/mentoring.yaml names no payers", "hint: a section `payers:`"},
        {"$hyoty compare -n 50 scenarios/mentoring.yaml " SCENARIO " | grep 'payers differs' >&2", 0,
         "(A: none named; B: named)", NULL},
        {"$hyoty compare -n 50 --lang fi scenarios/mentoring.yaml " SCENARIO " | tr -s ' \\n' ' ' >&2", 0,
         "(A: ei nimetty; B: nimetty)", NULL},
    };
    CHECK(rows);
}

#define PILOT "tests/golden/learn-exact/scenario.yaml"

/* What can have no luck says why, and where luck is to be seen. */
Test(program_messages, an_analysis_without_stochastic_says_so)
{
    static const struct row rows[] = {
        {"$hyoty value " SCENARIO " --cohort sampled", 2, "nobody can know luck before deciding", "compare"},
        {"$hyoty sensitivity " SCENARIO " --cohort sampled", 2, "no assumption explains luck", "hyoty run"},
        {"$hyoty value " SCENARIO " --cohort expected -n 200 -q", 0, NULL, NULL},
    };
    CHECK(rows);
}

Test(program_messages, break_even_says_what_it_cannot_take)
{
    static const struct row rows[] = {
        {"$hyoty breakeven " SCENARIO " --of interventions.mentoring.uptak", 2, "--of: there is no quantity",
         "hint: did you mean interventions.mentoring.uptake?"},
        {"$hyoty breakeven " SCENARIO " --target 'net=0'", 2, "--target: STATISTIC(RESULT)=X is needed",
         "hint: mean(RESULT)=X, P(RESULT>X)=p or pNN(RESULT)=X"},
        {"$hyoty breakeven " SCENARIO " --payer countty", 2, "--payer: the scenario has no payer \"countty\"",
         "hint: did you mean county?"},
        {"$hyoty breakeven " SCENARIO " --target 'mean(net)=0' --result net_public", 2,
         "--result: the result stands in --target already", "hint: leave --result out"},
        {"$hyoty breakeven " SCENARIO " --target 'mean(savings.outcomes.marginalisation)=0' --payer county", 2,
         "--payer: only net, gross and cost are shared", NULL},
        {"$hyoty breakeven " SCENARIO " -n 64", 2, "-n: this analysis takes 128 to 1048576 points (found 64)", NULL},
        {"$hyoty run " SCENARIO " --payer county", 2, "--payer does not belong to `hyoty run`", NULL},
    };
    CHECK(rows);
}

/* What stands at 0 today and breaks even there has no relative change. */
Test(program_messages, break_even_at_nought_is_nought)
{
    static const struct row rows[] = {
        {"printf '%s\\n' 'title: T' 'settings: {horizon: 1, discount_rate: 0}' 'population: {g: {size: 100}}' "
         "'outcomes: {o: {risk: 20%, annual_cost: 1000, duration: 1, onset: 0 years}}' "
         "'interventions: {i: {cost: {fixed: 10000}, effects: {o: {relative_risk: 0.5}}}}' >$dir/a.yaml && "
         "$hyoty breakeven $dir/a.yaml -n 128 | grep -E 'first cost .*at most 0 years' >&2",
         0, "0 years", NULL},
    };
    CHECK(rows);
}

Test(program_messages, learning_says_what_it_cannot_take)
{
    static const struct row rows[] = {
        {"$hyoty learn " PILOT, 2, "learning needs persons who were observed (found none)",
         "hint: --observed pilot.csv, or --control 200,14"},
        {"$hyoty learn " PILOT " --control 0,0", 2, "learning needs persons who were observed", NULL},
        {"$hyoty learn " PILOT " --control 20,21", 2, "--control: more events than persons", NULL},
        {"$hyoty learn " PILOT " --treated 20", 2, "--treated: persons and events are needed",
         "hint: --treated 200,14"},
        {"$hyoty learn " PILOT " --control 20,1 --who some", 2, "--who: allowed are reached, population", NULL},
        {"$hyoty learn " PILOT " --control 20,1 --outcome dropouts", 2, "has no effect on an outcome \"dropouts\"",
         "hint: did you mean dropout?"},
        {"$hyoty learn " PILOT " --observed $dir/none.csv", 4, "none.csv: no such file", NULL},
        {"printf 'arm,n\\n' >$dir/a.csv; $hyoty learn " PILOT " --observed $dir/a.csv", 4,
         "a.csv:1: the columns arm, n and events are needed", "hint: the first line is arm,n,events"},
        {"$hyoty learn " PILOT " --control 20,1 -w $dir/no/such.yaml", 4, "no/such.yaml", NULL},
    };
    CHECK(rows);
}

/* Devices and pipes are written to, links are kept, folders are refused. */
Test(program_messages, an_output_may_be_a_device_a_pipe_or_a_link)
{
#define LEARN "$hyoty learn " PILOT " --control 200,18 -q -w "
    static const struct row rows[] = {
        {LEARN "- | $hyoty validate -q -", 0, NULL, NULL},
        {LEARN "/dev/stdout | $hyoty validate -q - && test -h /dev/stdout && test ! -e ./-", 0, NULL, NULL},
        {LEARN "- >$dir/a.yaml && " LEARN "$dir/b.yaml && cmp $dir/a.yaml $dir/b.yaml", 0, NULL, NULL},
        {"ln -s b.yaml $dir/link.yaml; echo old >$dir/b.yaml; chmod 600 $dir/b.yaml; " LEARN "$dir/link.yaml && "
         "test -h $dir/link.yaml && cmp $dir/a.yaml $dir/b.yaml && test $(stat -c %a $dir/b.yaml) = 600",
         0, NULL, NULL},
        {"ln -s absent.yaml $dir/new.yaml; " LEARN "$dir/new.yaml && test -h $dir/new.yaml && "
         "cmp $dir/a.yaml $dir/absent.yaml",
         0, NULL, NULL},
        {"mkfifo $dir/pipe; cat $dir/pipe >$dir/read & " LEARN "$dir/pipe && wait && test -p $dir/pipe && "
         "cmp $dir/a.yaml $dir/read",
         0, NULL, NULL},
        {LEARN "$dir/pipe", 4, "/pipe: cannot be written: nobody reads from the pipe", NULL},
        {LEARN "/dev/null && test -c /dev/null", 0, NULL, NULL},
        {LEARN "- -f json", 2, "-f: standard output holds the scenario (-w -)", NULL},
        {LEARN "/dev/full", 4, "/dev/full: cannot be written", NULL},
        {LEARN "$dir", 4, "cannot be written: Is a directory", NULL},
        {"ln -s loop.yaml $dir/loop.yaml; " LEARN "$dir/loop.yaml", 4, "/loop.yaml: cannot be written", NULL},
        {"mkdir $dir/far; ln -s far $dir/near; ln -s ../c.json $dir/far/results.json; "
         "$hyoty run " SCENARIO " -n 50 -q --no-charts -o $dir/near && test -h $dir/near && "
         "test -h $dir/far/results.json && grep -q iterations $dir/c.json && test -f $dir/far/draws.csv",
         0, NULL, NULL},
    };
    CHECK(rows);
#undef LEARN
}

/* A warning beside what `show` prints is a comment: both streams in one file load. */
Test(program_messages, what_is_shown_with_its_warnings_loads)
{
    static const struct row rows[] = {
        {"sed 's/per_participant: 1800/per_participant: 18e-1/' scenarios/mentoring.yaml >$dir/a.yaml && "
         "$hyoty show $dir/a.yaml >$dir/b.yaml 2>&1 && grep -q '^# .*is little for a person' $dir/b.yaml && "
         "$hyoty validate -q $dir/b.yaml",
         0, NULL, NULL},
        {"$hyoty show $dir/a.yaml 2>&1 >/dev/null | grep -vc '^# ' | grep -qx 0", 0, NULL, NULL},
        {"$hyoty show $dir/a.yaml --set a.b=1", 3, "1 error, 1 warning", NULL},
    };
    CHECK(rows);
}

/* What is accepted in one spelling is written in one that loads. */
Test(program_messages, what_was_learnt_of_an_exponent_loads)
{
    static const struct row rows[] = {
        {"sed 's/per_participant: 1800/per_participant: 18e2/' scenarios/mentoring.yaml >$dir/a.yaml && "
         "grep -q 18e2 $dir/a.yaml && $hyoty show $dir/a.yaml | $hyoty validate -q - && "
         "$hyoty learn $dir/a.yaml --treated 200,9 -q -w $dir/b.yaml && $hyoty validate -q $dir/b.yaml && "
         "grep -q 'per_participant: 18e2' $dir/b.yaml",
         0, NULL, NULL},
    };
    CHECK(rows);
}

/* What is written loads, is the posterior, and the same bytes for any number of threads. */
Test(program_messages, learning_writes_a_scenario)
{
    static const struct row rows[] = {
        {"$hyoty learn " PILOT " --control 200,18 --treated 150,7 -q -j 1 -w $dir/a.yaml && "
         "$hyoty learn " PILOT " --control 200,18 --treated 150,7 -q -j 3 -w $dir/b.yaml && "
         "cmp $dir/a.yaml $dir/b.yaml && $hyoty validate -q $dir/a.yaml && "
         "grep -q 'updated by counts on the command line (n = 350), prior: beta' $dir/a.yaml && "
         "$hyoty run -q -n 100 --assume outcomes.dropout.risk=prior $dir/a.yaml",
         0, NULL, NULL},
        {"$hyoty breakeven " PILOT " -j 1 -q -o $dir/one --no-charts && "
         "$hyoty breakeven " PILOT " -j 3 -q -o $dir/two --no-charts && "
         "diff -r -x manifest.json $dir/one $dir/two",
         0, NULL, NULL},
    };
    CHECK(rows);
}
