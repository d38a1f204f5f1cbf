#include <stdint.h>

#include "sim/report/format.h"

/* Code points of other than one column: combining marks and joiners (0), East Asian wide forms and emoji (2). The
 * ranges are whole blocks of Unicode's EastAsianWidth and general category Mn; labels of scenarios need no more. */
static const struct {
    uint32_t first, last;
    int columns;
} odd_width[] = {{0x0300, 0x036F, 0},   {0x0483, 0x0489, 0},   {0x0591, 0x05BD, 0},   {0x064B, 0x065F, 0},
                 {0x1100, 0x115F, 2},   {0x1AB0, 0x1AFF, 0},   {0x1DC0, 0x1DFF, 0},   {0x200B, 0x200F, 0},
                 {0x202A, 0x202E, 0},   {0x2060, 0x2064, 0},   {0x20D0, 0x20FF, 0},   {0x2E80, 0x303E, 2},
                 {0x3041, 0xA4CF, 2},   {0xAC00, 0xD7A3, 2},   {0xF900, 0xFAFF, 2},   {0xFE00, 0xFE0F, 0},
                 {0xFE30, 0xFE6F, 2},   {0xFEFF, 0xFEFF, 0},   {0xFF00, 0xFF60, 2},   {0xFFE0, 0xFFE6, 2},
                 {0x1F300, 0x1F64F, 2}, {0x1F900, 0x1F9FF, 2}, {0x20000, 0x3FFFD, 2}, {0xE0100, 0xE01EF, 0}};

static int code_point_width(uint32_t code)
{
    for (unsigned i = 0; i < sizeof odd_width / sizeof *odd_width; i++)
        if (code >= odd_width[i].first && code <= odd_width[i].last) return odd_width[i].columns;
    return 1;
}

int format_width(const char *text)
{
    int columns = 0;
    for (const unsigned char *at = (const unsigned char *)text; *at;) {
        const unsigned lead = *at++;
        uint32_t code = lead < 0x80 ? lead : lead < 0xE0 ? lead & 0x1FU : lead < 0xF0 ? lead & 0x0FU : lead & 0x07U;
        while ((*at & 0xC0U) == 0x80U) code = code << 6U | (*at++ & 0x3FU);
        columns += code_point_width(code);
    }
    return columns;
}
