#include "sim/numeric/polynomial.h"

enum { PARTS = 2 * POLYNOMIAL_TERMS_MAX }; /* of half a turn */

/* cos(part pi / PARTS) */
static double cosine(size_t part)
{
    static const double quarter[PARTS / 2 + 1] = {1.0,
                                                  0.99518472667219688624,
                                                  0.98078528040323044913,
                                                  0.95694033573220886494,
                                                  0.92387953251128675613,
                                                  0.88192126434835502971,
                                                  0.83146961230254523708,
                                                  0.77301045336273696081,
                                                  0.7071067811865475244,
                                                  0.63439328416364549822,
                                                  0.55557023301960222474,
                                                  0.47139673682599764856,
                                                  0.38268343236508977173,
                                                  0.29028467725446236764,
                                                  0.19509032201612826785,
                                                  0.098017140329560601994,
                                                  0};
    const size_t turned = part % (2 * PARTS), half = turned > PARTS ? 2 * PARTS - turned : turned;
    return half <= PARTS / 2 ? quarter[half] : -quarter[PARTS - half];
}

double polynomial_node(size_t terms, size_t i)
{
    return cosine((2 * i + 1) * (POLYNOMIAL_TERMS_MAX / terms));
}

/* By Chebyshev's polynomials T_k, whose sums of products over the nodes are 0; they are T_0 = 1, T_1 = x, T_k+1 = 2 x
 * T_k - T_k-1. */
void polynomial_fit(size_t terms, const double *value, double *out_coefficient)
{
    double before[POLYNOMIAL_TERMS_MAX] = {0}, chebyshev[POLYNOMIAL_TERMS_MAX] = {1}, next[POLYNOMIAL_TERMS_MAX];
    for (size_t i = 0; i < terms; i++) out_coefficient[i] = 0;
    for (size_t k = 0; k < terms; k++) {
        double sum = 0;
        for (size_t i = 0; i < terms; i++) sum += value[i] * cosine(k * (2 * i + 1) * (POLYNOMIAL_TERMS_MAX / terms));
        sum *= (k == 0 ? 1.0 : 2.0) / (double)terms;
        for (size_t i = 0; i <= k; i++) out_coefficient[i] += sum * chebyshev[i];
        for (size_t i = 0; i < terms; i++) {
            next[i] = (i > 0 ? (k == 0 ? 1 : 2) * chebyshev[i - 1] : 0) - before[i];
            before[i] = chebyshev[i];
        }
        for (size_t i = 0; i < terms; i++) chebyshev[i] = next[i];
    }
}

void polynomial_interpolate(size_t terms, const double *node, const double *value, double *out_coefficient)
{
    double difference[POLYNOMIAL_TERMS_MAX];
    for (size_t i = 0; i < terms; i++) difference[i] = value[i], out_coefficient[i] = 0;
    for (size_t order = 1; order < terms; order++)
        for (size_t i = terms - 1; i >= order; i--)
            difference[i] = (difference[i] - difference[i - 1]) / (node[i] - node[i - order]);
    /* Newton's form to powers: sum = sum * (x - node) + difference. */
    for (size_t i = terms; i-- > 0;) {
        for (size_t k = terms - 1; k > 0; k--)
            out_coefficient[k] = out_coefficient[k - 1] - node[i] * out_coefficient[k];
        out_coefficient[0] = difference[i] - node[i] * out_coefficient[0];
    }
}

/* T_n = 2^(n-1) (x^n - n/4 x^(n-2) + n (n-3)/32 x^(n-4) - ...) */
void polynomial_economise(size_t terms, size_t kept, double *coefficient)
{
    for (size_t n = terms; n-- > kept;) {
        double ratio = 1;
        for (size_t k = 1; 2 * k <= n; k++) {
            ratio *= -(double)((n - 2 * k + 2) * (n - 2 * k + 1)) / (double)(4 * k * (n - k));
            coefficient[n - 2 * k] -= coefficient[n] * ratio;
        }
    }
}
