#include "sim/chart/chart_gnuplot.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* A picture takes 0.2 s and 0.2 MB; whoever needs more than this has gone wrong. */
enum { SECONDS_OF_PROCESSOR = 60, BYTES_OF_FILE = 64 * 1024 * 1024 };
static const double seconds_allowed = 120, pause_seconds = 0.002;

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

/* Where the program looks for others, for fonts and their cache; nothing else of the caller's environment. */
enum { VARIABLES = 4, VARIABLE_BYTES = 4096 };

struct environment {
    char text[VARIABLES][VARIABLE_BYTES];
    char *pointer[VARIABLES + 1];
};

static void environment_fill(struct environment *environment)
{
    static const char *const kept[] = {"PATH", "HOME", "FONTCONFIG_FILE"};
    size_t count = 0;
    snprintf(environment->text[count], VARIABLE_BYTES, "LC_ALL=C.UTF-8");
    environment->pointer[count] = environment->text[count];
    count++;
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
        const char *const value = getenv(kept[i]);
        if (!value || strlen(value) > VARIABLE_BYTES - 64) continue;
        snprintf(environment->text[count], VARIABLE_BYTES, "%s=%s", kept[i], value);
        environment->pointer[count] = environment->text[count];
        count++;
    }
    environment->pointer[count] = NULL;
}

/* Default signals: the caller ignores SIGPIPE and may catch SIGINT. */
static int set_signals(posix_spawnattr_t *attributes)
{
    sigset_t defaults, none;
    sigemptyset(&none);
    sigemptyset(&defaults);
    sigaddset(&defaults, SIGPIPE);
    sigaddset(&defaults, SIGXFSZ);
    posix_spawnattr_setsigdefault(attributes, &defaults);
    posix_spawnattr_setsigmask(attributes, &none);
    return posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
}

static int set_files(posix_spawn_file_actions_t *actions, const struct program *program)
{
    int failure = posix_spawn_file_actions_addopen(actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    if (!failure) failure = posix_spawn_file_actions_adddup2(actions, program->spoken, STDOUT_FILENO);
    if (!failure) failure = posix_spawn_file_actions_adddup2(actions, program->spoken, STDERR_FILENO);
    if (!failure && program->folder) failure = posix_spawn_file_actions_addchdir_np(actions, program->folder);
    return failure;
}

static void set_limits(pid_t id)
{
    const struct rlimit time = {SECONDS_OF_PROCESSOR, SECONDS_OF_PROCESSOR}, size = {BYTES_OF_FILE, BYTES_OF_FILE};
    const struct rlimit core = {0, 0};
    prlimit(id, RLIMIT_CPU, &time, NULL);
    prlimit(id, RLIMIT_FSIZE, &size, NULL);
    prlimit(id, RLIMIT_CORE, &core, NULL);
}

static int spawn(struct program *program)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    struct environment environment;
    environment_fill(&environment);
    int failure = posix_spawn_file_actions_init(&actions);
    if (failure) return failure;
    failure = posix_spawnattr_init(&attributes);
    if (!failure) {
        failure = set_signals(&attributes);
        if (!failure) failure = set_files(&actions, program);
        if (!failure)
            failure = posix_spawnp(&program->id, program->argument[0], &actions, &attributes,
                                   (char *const *)(void *)program->argument, environment.pointer);
        posix_spawnattr_destroy(&attributes);
    }
    posix_spawn_file_actions_destroy(&actions);
    return failure;
}

static void start(struct program *program)
{
    program->ok = false;
    program->said[0] = '\0';
    program->deadline = now() + seconds_allowed;
    program->spoken = memfd_create("said", MFD_CLOEXEC);
    const int failure = program->spoken < 0 ? errno : spawn(program);
    if (failure == 0) {
        set_limits(program->id);
        return;
    }
    program->id = 0;
    program->missing = failure == ENOENT || failure == EACCES;
    snprintf(program->said, sizeof program->said, "%s: %s", program->argument[0], strerror(failure));
    if (program->spoken >= 0) close(program->spoken);
    program->spoken = -1;
}

/* What the program said, without control characters other than line ends. */
static void keep_words(struct program *program)
{
    const ssize_t bytes = pread(program->spoken, program->said, sizeof program->said - 1, 0);
    program->said[bytes > 0 ? bytes : 0] = '\0';
    for (char *at = program->said; *at; at++)
        if ((unsigned char)*at < 0x20 && *at != '\n') *at = ' ';
    for (size_t end = strlen(program->said); end > 0 && strchr(" \n", program->said[end - 1]); end--)
        program->said[end - 1] = '\0';
    close(program->spoken);
    program->spoken = -1;
}

/* True when the program has ended. */
static bool finished(struct program *program)
{
    int status = 0;
    const bool late = now() > program->deadline;
    if (late) kill(program->id, SIGKILL);
    const pid_t id = waitpid(program->id, &status, late ? 0 : WNOHANG);
    if (id == 0 || (id < 0 && errno == EINTR)) return false;
    program->id = 0;
    program->ok = id > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0;
    program->missing = id > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 127;
    keep_words(program);
    program->signal = id > 0 && WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    program->late = late;
    return true;
}

void programs_run(struct program *program, size_t programs, size_t at_once)
{
    size_t next = 0, running = 0;
    while (next < programs || running > 0) {
        for (; next < programs && running < at_once; next++) {
            start(&program[next]);
            running += program[next].id != 0;
        }
        for (size_t i = 0; i < next; i++)
            if (program[i].id != 0 && finished(&program[i])) running--;
        if (running > 0) nanosleep(&(struct timespec){0, (long)(pause_seconds * 1e9)}, NULL);
    }
}

const struct chart_font *chart_font_find(bool *out_known)
{
    struct program ask[CHART_FONTS];
    for (size_t i = 0; i < CHART_FONTS; i++)
        ask[i] = (struct program){.argument = {"fc-match", "-f", "%{family[0]}", chart_font[i].family, NULL}};
    programs_run(ask, CHART_FONTS, CHART_FONTS);
    for (size_t i = 0; i < CHART_FONTS; i++) {
        *out_known = ask[i].ok;
        if (ask[i].ok && strcmp(ask[i].said, chart_font[i].family) == 0) return &chart_font[i];
    }
    return &chart_font[*out_known ? CHART_FONTS - 1 : 0];
}
