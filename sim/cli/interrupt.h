/* Ctrl-C (SIGINT, SIGTERM) as a flag that the engine reads: a thread of its own waits for the signal, so that no state
 * is global. A second one ends the program at once. */
#ifndef HYOTY_CLI_INTERRUPT_H
#define HYOTY_CLI_INTERRUPT_H

#include <pthread.h>
#include <signal.h>
#include <stdbool.h>

struct interrupt {
    volatile sig_atomic_t requested;
    bool watching;
    pthread_t thread;
    sigset_t signals, before;
};

/* Start before other threads: they inherit the mask. Without a thread to spare the signals keep their usual effect. */
void interrupt_start(struct interrupt *interrupt);
void interrupt_stop(struct interrupt *interrupt);

#endif
