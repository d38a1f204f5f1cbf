#!/usr/bin/env python3
"""Sensitivity measures beside those of OpenTURNS (Debian: python3-openturns).

  tests/reference/openturns_sensitivity.py PROGRAM     exit 0: they agree, 1: they do not, 77: OpenTURNS is not here

1. Partial rank correlations of hyoty's own draws, from its files: the same numbers to 1e-9.
2. Sobol indices of a scenario whose net saving is a formula: OpenTURNS evaluates the formula in a design of its own;
   both differ by no more than four of their common standard errors.
3. Ishigami's function: OpenTURNS finds the indices that the tests of hyoty hold for exact.
"""
import csv
import math
import subprocess
import sys
import tempfile

try:
    import openturns as ot
except ImportError:
    print("openturns_sensitivity: skipped, OpenTURNS is not installed (apt-get install python3-openturns)")
    sys.exit(77)

SCENARIO = """
title: A formula
settings: {horizon: 1, discount_rate: 0%}
population: {people: {size: 10}}
overheads:
  rooms: {annual_cost: {uniform: {min: 100000, max: 300000}}}
  cars: {annual_cost: {normal: {mean: 150000, sd: 20000}}}
interventions:
  plan:
    population: people
    cost: {fixed: {uniform: {min: 0, max: 20000}}}
    effects:
      rooms: {reduction: {triangular: {min: -10%, mode: 10%, max: 40%}}}
      cars: {reduction: {uniform: {min: 0%, max: 30%}}}
simulation: {seed: 5}
"""
# In the order of the formula: name in the scenario, distribution in OpenTURNS.
INPUTS = [
    ("overheads.rooms.annual_cost", ot.Uniform(100000, 300000)),
    ("overheads.cars.annual_cost", ot.Normal(150000, 20000)),
    ("interventions.plan.cost.fixed", ot.Uniform(0, 20000)),
    ("interventions.plan.effects.rooms.reduction", ot.Triangular(-0.1, 0.1, 0.4)),
    ("interventions.plan.effects.cars.reduction", ot.Uniform(0.0, 0.3)),
]
FORMULA = ot.SymbolicFunction(["a", "b", "f", "r", "s"], ["a * r + b * s - f"])
POINTS = 16384
ISHIGAMI = ([0.3139, 0.4424, 0.0], [0.5576, 0.4424, 0.2437])

failed = 0


def check(what, ok, detail):
    global failed
    failed += not ok
    print(f"  {'ok' if ok else 'DIFFERENT'}  {what}: {detail}")


def run(program, *words):
    subprocess.run([program, *words, "-q", "--no-charts"], check=True)


def rows(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def indices(distribution, function, size):
    """First-order and total indices by Jansen's estimators, with standard errors by OpenTURNS' bootstrap."""
    ot.RandomGenerator.SetSeed(1)
    design = ot.SobolIndicesExperiment(distribution, size, False).generate()
    algorithm = ot.JansenSensitivityAlgorithm(design, function(design), size)
    first, total = algorithm.getFirstOrderIndicesInterval(), algorithm.getTotalOrderIndicesInterval()
    error = lambda interval, i: (interval.getUpperBound()[i] - interval.getLowerBound()[i]) / (2 * 1.96)
    return [
        (algorithm.getFirstOrderIndices()[i], error(first, i), algorithm.getTotalOrderIndices()[i], error(total, i))
        for i in range(distribution.getDimension())
    ]


def compare_rank_correlations(program, folder):
    print("partial rank correlations of the same draws")
    run(program, "sensitivity", f"{folder}/formula.yaml", "-n", "4096", "-o", f"{folder}/s")
    run(program, "run", f"{folder}/formula.yaml", "-n", "4096", "--cohort", "expected", "--set",
        "simulation.sampling=sobol", "-o", f"{folder}/r")
    draws = rows(f"{folder}/r/draws.csv")
    names = [name for name, _ in INPUTS]
    x = ot.Sample([[float(row[name]) for name in names] for row in draws])
    y = ot.Sample([[float(row["net"])] for row in draws])
    theirs = ot.CorrelationAnalysis(x, y).computePRCC()
    ours = {row["quantity"]: float(row["rank_correlation"]) for row in rows(f"{folder}/s/rank_correlation.csv")}
    for i, name in enumerate(names):
        check(name, abs(ours[name] - theirs[i]) < 1e-9, f"{ours[name]:.12f}, OpenTURNS {theirs[i]:.12f}")


def compare_indices(folder):
    print("Sobol indices of a formula")
    theirs = indices(ot.ComposedDistribution([d for _, d in INPUTS]), FORMULA, POINTS)
    ours = {row["factor"]: row for row in rows(f"{folder}/s/sobol.csv")}
    for (name, _), (first, first_error, total, total_error) in zip(INPUTS, theirs):
        row = ours[name]
        for what, value, error in (("first", first, first_error), ("total", total, total_error)):
            mine, spread = float(row[what]), math.hypot(float(row[what + "_error"]), error)
            check(f"{name}, {what}", abs(mine - value) <= 4 * spread,
                  f"{mine:.4f}, OpenTURNS {value:.4f}, common error {spread:.4f}")


def check_ishigami():
    print("Ishigami's function")
    function = ot.SymbolicFunction(["x", "y", "z"], ["sin(x) + 7 * sin(y)^2 + 0.1 * z^4 * sin(x)"])
    uniform = ot.ComposedDistribution([ot.Uniform(-math.pi, math.pi)] * 3)
    for i, (first, first_error, total, total_error) in enumerate(indices(uniform, function, POINTS)):
        check(f"input {i}, first", abs(first - ISHIGAMI[0][i]) <= 4 * first_error, f"OpenTURNS {first:.4f}, exact {ISHIGAMI[0][i]}")
        check(f"input {i}, total", abs(total - ISHIGAMI[1][i]) <= 4 * total_error, f"OpenTURNS {total:.4f}, exact {ISHIGAMI[1][i]}")


def main():
    program = sys.argv[1] if len(sys.argv) > 1 else "./hyoty"
    with tempfile.TemporaryDirectory() as folder:
        with open(f"{folder}/formula.yaml", "w", encoding="utf-8") as file:
            file.write(SCENARIO)
        compare_rank_correlations(program, folder)
        compare_indices(folder)
    check_ishigami()
    print("openturns_sensitivity: " + (f"{failed} numbers differ" if failed else "all agree"))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
