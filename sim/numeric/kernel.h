/* Names of the functions of files that are compiled once for each instruction set (Makefile, KERNEL_SUFFIX). */
#ifndef HYOTY_NUMERIC_KERNEL_H
#define HYOTY_NUMERIC_KERNEL_H

#ifndef KERNEL_SUFFIX
#    define KERNEL_SUFFIX baseline
#endif
#define KERNEL_PASTE(name, suffix)  name##_##suffix
#define KERNEL_EXPAND(name, suffix) KERNEL_PASTE(name, suffix)
#define KERNEL(name)                KERNEL_EXPAND(name, KERNEL_SUFFIX)

#endif
