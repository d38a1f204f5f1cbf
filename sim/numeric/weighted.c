#include "sim/numeric/weighted.h"

#include <math.h>
#include <stdlib.h>

double weighted_size(const double *weight, size_t n)
{
    double sum = 0, square = 0;
    for (size_t i = 0; i < n; i++) {
        sum += weight[i];
        square += weight[i] * weight[i];
    }
    return square > 0 ? sum * sum / square : 0;
}

static int compare(const void *first, const void *second)
{
    const struct weighted *const a = first, *const b = second;
    if (a->value != b->value) return a->value < b->value ? -1 : 1;
    return a->index < b->index ? -1 : a->index > b->index;
}

void weighted_sort(struct weighted *member, size_t n)
{
    qsort(member, n, sizeof *member, compare);
}

static double total(const struct weighted *member, size_t n)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++) sum += member[i].weight;
    return sum;
}

double weighted_mean(const struct weighted *member, size_t n)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++) sum += member[i].weight * member[i].value;
    return sum / total(member, n);
}

double weighted_sd(const struct weighted *member, size_t n)
{
    const double mean = weighted_mean(member, n);
    double sum = 0;
    for (size_t i = 0; i < n; i++) sum += member[i].weight * (member[i].value - mean) * (member[i].value - mean);
    return sqrt(sum / total(member, n));
}

double weighted_quantile(const struct weighted *sorted, size_t n, double level)
{
    size_t first = 0, last = n - 1;
    while (first < last && !(sorted[first].weight > 0)) first++;
    while (last > first && !(sorted[last].weight > 0)) last--;
    const double half_first = sorted[first].weight / 2, half_last = sorted[last].weight / 2;
    const double wanted = level * (total(sorted, n) - half_first - half_last);
    double middle = 0; /* of the member before, from the middle of the first */
    size_t before = first;
    for (size_t i = first + 1; i <= last; i++) {
        if (!(sorted[i].weight > 0)) continue;
        const double next = middle + (sorted[before].weight + sorted[i].weight) / 2;
        if (next >= wanted) {
            const double share = (wanted - middle) / (next - middle);
            return sorted[before].value + share * (sorted[i].value - sorted[before].value);
        }
        middle = next;
        before = i;
    }
    return sorted[last].value;
}

void weighted_ranks(const struct weighted *sorted, size_t n, double *out_rank)
{
    const double all = total(sorted, n);
    double below = 0;
    for (size_t i = 0, end; i < n; i = end) {
        double equal = 0;
        for (end = i; end < n && sorted[end].value == sorted[i].value; end++) equal += sorted[end].weight;
        for (size_t k = i; k < end; k++) out_rank[sorted[k].index] = (below + equal / 2) / all;
        below += equal;
    }
}

double weighted_correlation(const double *a, const double *b, const double *weight, size_t n)
{
    double sum = 0, mean_a = 0, mean_b = 0, square_a = 0, square_b = 0, product = 0;
    for (size_t i = 0; i < n; i++) {
        sum += weight[i];
        mean_a += weight[i] * a[i];
        mean_b += weight[i] * b[i];
    }
    mean_a /= sum, mean_b /= sum;
    for (size_t i = 0; i < n; i++) {
        square_a += weight[i] * (a[i] - mean_a) * (a[i] - mean_a);
        square_b += weight[i] * (b[i] - mean_b) * (b[i] - mean_b);
        product += weight[i] * (a[i] - mean_a) * (b[i] - mean_b);
    }
    return square_a > 0 && square_b > 0 ? product / sqrt(square_a * square_b) : 0;
}
