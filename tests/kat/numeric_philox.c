#include <criterion/criterion.h>

#include "sim/numeric/stream.h"

/* Published with Random123 (kat_vectors of its examples), philox4x32, 10 rounds. */
static const struct {
    struct stream_block block;
    uint32_t answer[4];
} known[] = {
    {{{0, 0}, {0, 0, 0, 0}}, {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}},
    {{{0xffffffff, 0xffffffff}, {0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff}},
     {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}},
    {{{0xa4093822, 0x299f31d0}, {0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}},
     {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}},
};

Test(numeric_philox, published_answers)
{
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        uint32_t word[4];
        stream_words(&known[i].block, word);
        for (size_t k = 0; k < 4; k++) cr_expect_eq(word[k], known[i].answer[k], "vector %zu, word %zu", i, k);
    }
}

Test(numeric_philox, uniforms_come_from_the_stated_words)
{
    const struct stream_block wide = stream_pack(7, 9, 3, 5, STREAM_WIDE);
    uint32_t word[4];
    stream_words(&wide, word);
    const uint64_t bits = ((uint64_t)word[1] << 32 | word[0]) >> 12;
    cr_expect_eq(stream_wide(7, 9, 3, 5), ((double)bits + 0.5) / 0x1p52);
    double u[100];
    stream_fill_narrow(7, 9, 3, 11, 100, u);
    for (uint32_t person = 11; person < 111; person++) {
        const struct stream_block narrow = stream_pack(7, 9, 3, person / 32 * 8 + person % 8, STREAM_NARROW);
        stream_words(&narrow, word);
        cr_expect_eq(u[person - 11], (word[person / 8 % 4] + 0.5) / 0x1p32, "person %u", person);
    }
}
