/* The data of a pilot, as options and as files. */
#include <criterion/criterion.h>
#include <string.h>

#include "sim/analysis/learn_pilot.h"

#define FIFTY "12345678901234567890123456789012345678901234567890"

static enum status read_text(const char *text, struct pilot *pilot, struct error *err)
{
    return pilot_read_text("pilot.csv", text, strlen(text), pilot, err);
}

Test(pilot, options)
{
    struct pilot pilot = {0};
    struct error err = {0};
    cr_expect_eq(pilot_take("--treated", "200,14", PILOT_TREATED, &pilot, &err), STATUS_OK);
    cr_expect_eq(pilot_take("--control", "1000000000,0", PILOT_CONTROL, &pilot, &err), STATUS_OK);
    cr_expect(pilot.arm[PILOT_TREATED].persons == 200 && pilot.arm[PILOT_TREATED].events == 14);
    cr_expect(pilot.arm[PILOT_CONTROL].observed && pilot.arm[PILOT_CONTROL].persons == 1000000000);
    static const char *const wrong[] = {
        "",     "200",   "200,",    ",14",          "200,14,3", "200;14", "20,21", "-3,1",
        "3,-1", "2e2,1", "200, 14", "1000000001,1", "0x1,0",    "9.5,1",  "5,1 ",  "99999999999999999999,1"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        const struct pilot before = pilot;
        cr_expect_eq(pilot_take("--treated", wrong[i], PILOT_TREATED, &pilot, &err), STATUS_USAGE, "%s", wrong[i]);
        cr_expect_eq(memcmp(&before, &pilot, sizeof pilot), 0, "%s", wrong[i]);
    }
}

Test(pilot, files_of_counts_and_of_persons)
{
    static const char *const same[] = {
        "arm,n,events\ntreated,3,1\ncontrol,2,0\n",
        ("\xEF\xBB\xBF"
         "arm;n;events\r\ntreated;1;1\r\n\r\ntreated;2;0\r\ncontrol;2;0"),
        "events\tsite\tarm\tn\n1\tKuopio, east\ttreated\t3\n0\t\"x\"\"y\"\tcontrol\t2\n",
        "arm,n,events\n,,\ntreated,3,1\ncontrol,2,0\n\n\r\n , ,\n,,",
        "arm,n,events,note\ntreated,3,1," FIFTY FIFTY FIFTY FIFTY FIFTY "\ncontrol,2,0,\n",
        "\"note; more\",arm,n,events\nx,treated,3,1\n,control,2,0\n",
        "id,arm,event\n1,treated,0\n2,treated,1\n3,\"treated\",0\n4,control,0\n5,control,0\n"};
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        struct pilot pilot = {0};
        struct error err = {0};
        cr_assert_eq(read_text(same[i], &pilot, &err), STATUS_OK, "%zu: %s", i, err.message);
        cr_expect(pilot.arm[PILOT_TREATED].persons == 3 && pilot.arm[PILOT_TREATED].events == 1);
        cr_expect(pilot.arm[PILOT_CONTROL].persons == 2 && pilot.arm[PILOT_CONTROL].events == 0);
    }
}

Test(pilot, every_mistake_has_its_line)
{
    static const struct {
        const char *text, *message;
    } wrong[] = {
        {"", "pilot.csv:1: the columns arm, n and events are needed, or arm and event"},
        {"arm,n\ntreated,3\n", "pilot.csv:1: the columns arm, n and events are needed"},
        {"arm,n,events,event\n", "pilot.csv:1: the columns arm, n and events are needed, or arm and event"},
        {"arm,n,n,events\n", "pilot.csv:1: a column stands there twice (found \"n\")"},
        {"arm,n,events\n", "pilot.csv: there are no rows below the line of names"},
        {"arm,n,events\nTreated,3,1\n", "pilot.csv:2: arm is treated or control (found \"Treated\")"},
        {"arm,n,events\n\ntreated,3\n", "pilot.csv:3: the line has fewer cells than the first line has names"},
        {"arm,n,events\ntreated,3,1,\n", "pilot.csv:2: the line has more cells than the first line has names"},
        {"arm,n,events\ntreated,3,1,5\n", "pilot.csv:2: the line has more cells than the first line has names"},
        {"arm,n,events\ntreated,\"3,1\ncontrol,4,1\n", "pilot.csv:2: a quote (\") opens in this line and is not"},
        {"arm,n,\"events\ntreated,3,1\n", "pilot.csv:1: a quote (\") opens in this line and is not closed"},
        {"arm,n,events\n\"treated\"d,3,1\n", "pilot.csv:2: text stands behind a closing quote"},
        {"arm,n,events\ntreated" FIFTY FIFTY FIFTY FIFTY ",3,1\n", "pilot.csv:2: the cell is too long"},
        {"arm,n,events\ntrea\rted,3,1\n", "pilot.csv:2: arm is treated or control"},
        {"arm,n,events\ntreated,3.5,1\n", "pilot.csv:2: n is a whole number of persons (found \"3.5\")"},
        {"arm,n,events\ntreated,3,\n", "pilot.csv:2: events is a whole number (found \"\")"},
        {"arm,n,events\ntreated,3,4\n", "pilot.csv:2: more events than persons (found \"4\")"},
        {"arm,n,events\ntreated,1000000000,4\ntreated,1,0\n", "pilot.csv:3: more than 1000000000 persons"},
        {"arm,event\ntreated,2\n", "pilot.csv:2: event is 0 or 1 (found \"2\")"},
        {"arm,event\ntreated,yes\n", "pilot.csv:2: event is 0 or 1 (found \"yes\")"}};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct pilot pilot = {0};
        struct error err = {0};
        cr_expect_eq(read_text(wrong[i].text, &pilot, &err), STATUS_IO, "%s", wrong[i].text);
        cr_expect(strstr(err.message, wrong[i].message), "%s: %s", wrong[i].text, err.message);
        cr_expect_not(pilot.arm[PILOT_TREATED].observed || pilot.arm[PILOT_CONTROL].observed);
    }
    struct pilot pilot = {0};
    struct error err = {0};
    cr_expect_eq(pilot_read_text("x", "arm,event\ntreated,1\0\n", 22, &pilot, &err), STATUS_IO);
}

Test(pilot, a_file_that_is_not_there)
{
    struct arena arena;
    struct pilot pilot = {0};
    struct error err = {0};
    arena_init(&arena, allocator_libc, 0);
    cr_expect_eq(pilot_read(&arena, "no/such.csv", &pilot, &err), STATUS_IO);
    cr_expect_eq(pilot_read(&arena, "/dev/null", &pilot, &err), STATUS_IO);
    arena_free(&arena);
}
