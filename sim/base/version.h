/* The version of the program, as --version, manifests and results say it. */
#ifndef HYOTY_BASE_VERSION_H
#define HYOTY_BASE_VERSION_H

#define HYOTY_VERSION "0.1.0"

#endif
