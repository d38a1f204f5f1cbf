/* One thread, where there is no OpenMP. */
#ifndef HYOTY_TESTS_WASM_OMP_H
#define HYOTY_TESTS_WASM_OMP_H

static inline int omp_get_max_threads(void)
{
    return 1;
}

static inline int omp_get_thread_num(void)
{
    return 0;
}

#endif
