/* SHA-256 (FIPS 180-4): names scenarios and output files by their content. */
#ifndef HYOTY_BASE_SHA256_H
#define HYOTY_BASE_SHA256_H

#include <stddef.h>
#include <stdint.h>

enum { SHA256_BLOCK = 64, SHA256_HEX = 65 };

struct sha256 {
    uint32_t state[8];
    uint64_t length; /* bytes so far */
    unsigned char block[SHA256_BLOCK];
};

void sha256_init(struct sha256 *sha);
void sha256_update(struct sha256 *sha, const void *data, size_t length);
/* 64 hexadecimal digits and NUL; the state is used up. */
void sha256_final(struct sha256 *sha, char out[SHA256_HEX]);

/* All at once. */
void sha256_hex(const void *data, size_t length, char out[SHA256_HEX]);

#endif
