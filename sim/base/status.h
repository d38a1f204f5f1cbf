/* Status codes of every function that can fail; they are also the exit codes of the program. */
#ifndef HYOTY_BASE_STATUS_H
#define HYOTY_BASE_STATUS_H

/* X(name, exit code, what went wrong in three words) */
#define STATUS_TABLE(X)                                                                                                \
    X(STATUS_OK, 0, "success")                                                                                         \
    X(STATUS_INTERNAL, 1, "defect in the program")                                                                     \
    X(STATUS_USAGE, 2, "wrong command line")                                                                           \
    X(STATUS_SCENARIO, 3, "error in the scenario")                                                                     \
    X(STATUS_IO, 4, "file cannot be used")                                                                             \
    X(STATUS_MEMORY, 5, "out of memory")                                                                               \
    X(STATUS_NUMERIC, 6, "no numeric solution")                                                                        \
    X(STATUS_DIFFERENT, 7, "results differ")                                                                           \
    X(STATUS_CANCELLED, 130, "interrupted")

#define STATUS_ENUM(name, code, text) name = code,
enum status { STATUS_TABLE(STATUS_ENUM) };
#undef STATUS_ENUM

/* Returns the failing status of a call from the calling function. */
#define TRY(call)                                                                                                      \
    do {                                                                                                               \
        const enum status try_status_ = (call);                                                                        \
        if (try_status_ != STATUS_OK) return try_status_;                                                              \
    } while (0)

#endif
