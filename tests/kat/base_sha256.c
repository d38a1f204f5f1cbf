/* Known answers: FIPS 180-4 examples and NIST CAVP SHA256ShortMsg.rsp. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "sim/base/sha256.h"

static void check(const char *text, const char *expected)
{
    char hex[SHA256_HEX];
    sha256_hex(text, strlen(text), hex);
    cr_expect_str_eq(hex, expected);
}

Test(sha256, published_answers)
{
    check("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    check("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    check("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
          "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    check("\xd3", "28969cdfa74a12c82f3bad960b0b000aca2ac329deea5c2328ebc6f2ba9802c1");
}

Test(sha256, a_million_letters_in_uneven_pieces)
{
    enum { ALL = 1000000 };
    char *const letters = malloc(ALL), hex[SHA256_HEX];
    cr_assert(letters);
    memset(letters, 'a', ALL);
    struct sha256 sha;
    sha256_init(&sha);
    for (size_t at = 0, piece = 1; at < ALL; at += piece, piece = piece * 2 % 997) {
        if (piece > ALL - at) piece = ALL - at;
        sha256_update(&sha, letters + at, piece);
    }
    sha256_final(&sha, hex);
    cr_expect_str_eq(hex, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    free(letters);
}
