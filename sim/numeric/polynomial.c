#include "sim/numeric/polynomial.h"

long double polynomial_node(size_t terms, size_t i)
{
    /* cos((2 i + 1) pi / (2 terms)), the positive half */
    static const long double eight[] = {0.98078528040323044913L, 0.83146961230254523708L, 0.55557023301960222474L,
                                        0.19509032201612826785L};
    static const long double sixteen[] = {0.99518472667219688624L, 0.95694033573220886494L, 0.88192126434835502971L,
                                          0.77301045336273696081L, 0.63439328416364549822L, 0.47139673682599764856L,
                                          0.29028467725446236764L, 0.09801714032956060199L};
    const long double *const node = terms == 8 ? eight : sixteen;
    return i < terms / 2 ? node[i] : -node[terms - 1 - i];
}

void polynomial_interpolate(size_t terms, const long double *node, const long double *value, double *out_coefficient)
{
    long double difference[POLYNOMIAL_TERMS_MAX], sum[POLYNOMIAL_TERMS_MAX] = {0};
    for (size_t i = 0; i < terms; i++) difference[i] = value[i];
    for (size_t order = 1; order < terms; order++)
        for (size_t i = terms - 1; i >= order; i--)
            difference[i] = (difference[i] - difference[i - 1]) / (node[i] - node[i - order]);
    /* Newton's form to powers: sum = sum * (x - node) + difference. */
    for (size_t i = terms; i-- > 0;) {
        for (size_t k = terms - 1; k > 0; k--) sum[k] = sum[k - 1] - node[i] * sum[k];
        sum[0] = difference[i] - node[i] * sum[0];
    }
    for (size_t i = 0; i < terms; i++) out_coefficient[i] = (double)sum[i];
}

void polynomial_fit(size_t terms, const long double *value, double *out_coefficient)
{
    long double node[POLYNOMIAL_TERMS_MAX];
    for (size_t i = 0; i < terms; i++) node[i] = polynomial_node(terms, i);
    polynomial_interpolate(terms, node, value, out_coefficient);
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
