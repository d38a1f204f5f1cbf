/* Functions for kernels by additions, multiplications, divisions and square roots alone: the same bits in every lane of
 * every instruction set. Less exact than fixed_math.h; for numbers that need no more than ten digits. */
#ifndef HYOTY_NUMERIC_FIXED_LANES_H
#define HYOTY_NUMERIC_FIXED_LANES_H

#include "sim/numeric/fixed_math.h"
#include "sim/numeric/lanes.h"

/* Polynomial with the coefficients from the constant term up. */
#define FIXED_LANES_POLYNOMIAL(coefficient, x)                                                                         \
    fixed_lanes_polynomial(coefficient, (int)(sizeof(coefficient) / sizeof *(coefficient)), x)

static inline lanes_f64 fixed_lanes_polynomial(const double *coefficient, int terms, lanes_f64 x)
{
    lanes_f64 sum = lanes_splat_f64(coefficient[terms - 1]);
#pragma GCC unroll 16
    for (int i = terms - 2; i >= 0; i--) sum = sum * x + coefficient[i];
    return sum;
}

static const double FIXED_LANES_LN2_HIGH = 0x1.62e42feep-1, FIXED_LANES_LN2_LOW = 0x1.a39ef35793c76p-33;

/* ln x of positive normal numbers, relative error below 1e-15: x = m 2^e, m from sqrt(1/2) to sqrt(2), ln m = 2 artanh
 * s.
 */
static inline lanes_f64 fixed_lanes_log(lanes_f64 x)
{
    static const double series[] = {1.0 / 3,  1.0 / 5,  1.0 / 7,  1.0 / 9,  1.0 / 11,
                                    1.0 / 13, 1.0 / 15, 1.0 / 17, 1.0 / 19, 1.0 / 21};
    const uint64_t half = UINT64_C(0x3fe6a09e00000000), bias = UINT64_C(1024) << 52; /* sqrt(1/2); keeps e positive */
    const lanes_u64 biased = ((lanes_u64)x + (bias - half)) >> 52;
    const lanes_f64 m = (lanes_f64)((lanes_u64)x + bias - (biased << 52));
    const lanes_f64 e = (lanes_f64)(biased | lanes_splat(UINT64_C(0x4330000000000000))) - (0x1p52 + 1024);
    const lanes_f64 s = (m - 1) / (m + 1), z = s * s;
    const lanes_f64 tail = s * z * FIXED_LANES_POLYNOMIAL(series, z);
    return e * FIXED_LANES_LN2_HIGH + (e * FIXED_LANES_LN2_LOW + 2 * (s + tail));
}

/* e^x for |x| up to 708, relative error below 1e-14. */
static inline lanes_f64 fixed_lanes_exp(lanes_f64 x)
{
    static const double series[] = {
        1.0,        1.0,         1.0 / 2,      1.0 / 6,       1.0 / 24,       1.0 / 120,      1.0 / 720,
        1.0 / 5040, 1.0 / 40320, 1.0 / 362880, 1.0 / 3628800, 1.0 / 39916800, 1.0 / 479001600};
    const double round = 0x1.8p52, log2_e = 0x1.71547652b82fep0;
    const lanes_f64 shifted = x * log2_e + round, n = shifted - round;
    const lanes_f64 r = (x - n * FIXED_LANES_LN2_HIGH) - n * FIXED_LANES_LN2_LOW;
    return (lanes_f64)((lanes_u64)FIXED_LANES_POLYNOMIAL(series, r) + ((lanes_u64)shifted << 52));
}

/* Beyond this distance from the ends, in lanes that hold one of five million uniforms, fixed_normal_quantile. */
__attribute__((noinline, cold)) static lanes_f64 fixed_lanes_normal_far(lanes_f64 u, lanes_f64 near, double farthest)
{
    for (size_t i = 0; i < LANES_WIDTH; i++)
        if (u[i] < farthest || 1 - u[i] < farthest) near[i] = fixed_normal_quantile(u[i]);
    return near;
}

/* Normal quantile of u strictly inside (0,1), absolute error below 1e-11. With q = u - 1/2 and d the distance from the
 * nearer end: q times a quotient of polynomials in q^2 up to |q| = 3/8, beyond it one in r = sqrt(-ln d) up to r = 4.
 * The forms are those of Wichura's algorithm AS 241 (1988); the coefficients interpolate the function in the
 * Chebyshev nodes of these ranges (errors 7.6e-12 and 6.1e-12). */
static inline lanes_f64 fixed_lanes_normal_quantile(lanes_f64 u)
{
    static const double centre_above[] = {2.5066282746308755, -22.320120648560103, 66.31675586186225,
                                          -72.04966018389436, 18.25583039798858,   1.5963617131189987};
    static const double centre_below[] = {1.0, -9.951637381638655, 34.574980431027875, -48.28326125701027,
                                          21.660063476972038};
    static const double side_above[] = {-3.2696401195924683, -16.24524432571494, -3.228439288919324,
                                        20.951407926607526,  13.080419731420411, 1.6431882303359389};
    static const double side_below[] = {
        1.0, 9.561536897506343, 17.313576977667804, 9.282762223806017, 1.1610625626404831, 1.5071253417387481e-05};
    const double farthest = 0x1.e355bbaee85cbp-24; /* e^-16 */
    const lanes_f64 q = u - 0.5, d = lanes_least(u, 1 - u), square = q * q;
    const lanes_mask central = lanes_below(square, lanes_splat_f64(0.140625));
    const lanes_f64 r = lanes_sqrt(-fixed_lanes_log(d));
    const lanes_u64 sign = (lanes_u64)q & lanes_splat(UINT64_C(1) << 63);
    const lanes_f64 side = (lanes_f64)((lanes_u64)FIXED_LANES_POLYNOMIAL(side_above, r) ^ sign);
    const lanes_f64 above = lanes_select(central, q * FIXED_LANES_POLYNOMIAL(centre_above, square), side);
    const lanes_f64 below =
        lanes_select(central, FIXED_LANES_POLYNOMIAL(centre_below, square), FIXED_LANES_POLYNOMIAL(side_below, r));
    const lanes_f64 near = above / below;
    const int far = lanes_any(lanes_below(d, lanes_splat_f64(farthest)));
    return far ? fixed_lanes_normal_far(u, near, farthest) : near;
}

#endif
