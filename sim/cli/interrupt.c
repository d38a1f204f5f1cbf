#include "sim/cli/interrupt.h"

#include <unistd.h>

#include "sim/base/status.h"

static void *wait_for_signals(void *context)
{
    struct interrupt *const interrupt = context;
    for (;;) {
        int signal;
        if (sigwait(&interrupt->signals, &signal)) continue;
        if (interrupt->requested) _exit(STATUS_CANCELLED);
        interrupt->requested = 1;
    }
    return NULL;
}

void interrupt_start(struct interrupt *interrupt)
{
    *interrupt = (struct interrupt){0};
    sigemptyset(&interrupt->signals);
    sigaddset(&interrupt->signals, SIGINT);
    sigaddset(&interrupt->signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &interrupt->signals, &interrupt->before);
    interrupt->watching = pthread_create(&interrupt->thread, NULL, wait_for_signals, interrupt) == 0;
    if (!interrupt->watching) pthread_sigmask(SIG_SETMASK, &interrupt->before, NULL);
}

void interrupt_stop(struct interrupt *interrupt)
{
    if (!interrupt->watching) return;
    pthread_cancel(interrupt->thread);
    pthread_join(interrupt->thread, NULL);
    pthread_sigmask(SIG_SETMASK, &interrupt->before, NULL);
    interrupt->watching = false;
}
