/* SHA-256 (FIPS 180-4), for the fingerprint of a scenario. */
#ifndef HYOTY_BASE_SHA256_H
#define HYOTY_BASE_SHA256_H

#include <stddef.h>

enum { SHA256_HEX = 65 };

/* out_hex: 64 hexadecimal digits, lower case, and a NUL. */
void sha256_hex(const void *data, size_t length, char out_hex[SHA256_HEX]);

#endif
