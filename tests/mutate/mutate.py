#!/usr/bin/env python3
"""How much the tests see: makes small mistakes in sim/FOLDER, one at a time in a copy of the project, and counts those
that the tests notice. tests/README.md says how it is used.

A mistake that does not compile, or compiles to the same code, counts for nothing; the next one of the draw takes its
place. Tests run from the fastest to the slowest, those first that have noticed something in the same file, and stop at
the first that fails."""
import argparse
import collections
import doctest
import fnmatch
import glob
import hashlib
import json
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import threading
import time
import xml.etree.ElementTree as xml

import mutants

SCRATCH = "build/mutate"
TESTS, LIBRARY = "b/hyoty-tests", "b/libhyoty.a"
MAKE = ["make", "-j1", "BUILD=b", "FLAGS_release=-O1 -w", *(f"FLAGS_{isa}=-O1 {flags}" for isa, flags in (
    ("baseline", ""), ("avx2", "-mavx2"), ("avx512", "-mavx512f -mavx512dq -mavx512vl"))),
    TESTS, "b/hyoty"]
# Tests of numbers. Others cost time and see what these see; some of them measure time themselves.
TEST_FOLDERS = ("kat", "laws", "unit", "engine", "exact", "twice", "stat", "golden", "fault")
OTHER_TESTS = re.compile(r"chart|report_program|program_messages")
# What sees most of a folder is tried first, although it is not the fastest.
FIRST_TESTS = {"sim/model": ["twice/engine_agrees_person_by_person_1"]}
STEP_SECONDS = 4  # of tests that are tried together
GIGABYTE = 1 << 30
PRINTED = threading.Lock()


def say(*words):
    with PRINTED:
        print(*words, flush=True)


def limit(seconds):
    """Of a mistake that never ends or eats all memory. Processor time of one process, which a test is: what else the
    machine does is not counted."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (8 * GIGABYTE, 8 * GIGABYTE))
    resource.setrlimit(resource.RLIMIT_FSIZE, (GIGABYTE, GIGABYTE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def run(words, tree, seconds, patience, **more):
    """(exit code, output); None as the code when it took longer than `patience`, by the clock."""
    environment = dict(os.environ, LC_ALL="C", OMP_NUM_THREADS="1", **more)
    for name in ("MAKEFLAGS", "MAKELEVEL", "MFLAGS"):
        environment.pop(name, None)
    process = subprocess.Popen(words, cwd=tree, env=environment, text=True, errors="replace", stdin=subprocess.DEVNULL,
                               stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True,
                               preexec_fn=lambda: limit(int(seconds)))
    try:
        output, _ = process.communicate(timeout=patience)
        return process.returncode, output
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        return None, ""


def build(tree):
    """A hash of the library's code; None when it does not compile."""
    code, output = run(MAKE, tree, 600, 3600)
    if code != 0:
        return None, output
    with open(f"{tree}/{LIBRARY}", "rb") as library:
        return hashlib.sha256(library.read()).hexdigest(), output


def run_tests(tree, tests, seconds, *options):
    """The first test that fails; "" when none does. `seconds`: what none of them should need."""
    code, output = run([TESTS, "--fail-fast", *(options or ["-j1"])], tree, seconds, 60 + 30 * seconds,
                       HYOTY_TESTS=f" {' '.join(tests)} ")
    if code == 0:
        return ""
    found = re.search(r"\[FAIL\] (\w+)::(\w+)", output)
    return f"{found[1]}/{found[2]}" if found else "time" if code in (None, -signal.SIGXCPU) else f"exit code {code}"


def wanted_tests():
    pattern = re.compile(r"^(?:Parameterized)?Test\((\w+), (\w+)", re.M)
    for folder in TEST_FOLDERS:
        for path in sorted(glob.glob(f"tests/{folder}/*.c")):
            with open(path, encoding="utf-8") as file:
                yield from (test for test in pattern.findall(file.read()) if not OTHER_TESTS.search(test[0]))


class Suite:
    """The tests and the seconds that each takes when nothing is wrong; which have noticed what."""

    def __init__(self, seconds, most):
        self.seconds, total = {}, 0
        for name, taken in sorted(seconds.items(), key=lambda item: item[1]):
            total += taken
            if total <= most or name in sum(FIRST_TESTS.values(), []):
                self.seconds[name] = taken
        self.noticed = collections.defaultdict(collections.Counter)

    def likely(self, file):
        """Quick tests that have noticed something here, and those that are called as the file is."""
        known = self.noticed[file] + self.noticed[os.path.dirname(file)]
        topic = re.sub(r"_kernel|_lanes|\.[ch]$", "", os.path.basename(file))
        names = [name for name, _ in known.most_common(8)] + [name for name in self.seconds if topic in name]
        quick = [name for name in dict.fromkeys(names) if self.seconds.get(name, STEP_SECONDS) < 1]
        return quick + FIRST_TESTS.get(os.path.dirname(file), [])

    def slices(self, names):
        """The names in their order, a few seconds each."""
        group, taken = [], 0
        for name in names:
            if group and taken + self.seconds[name] > STEP_SECONDS:
                yield group
                group, taken = [], 0
            group.append(name)
            taken += self.seconds[name]
        if group:
            yield group

    def steps(self, file):
        first = self.likely(file)
        yield from self.slices(first)
        yield from self.slices(name for name in self.seconds if name not in first)

    def first_failure(self, tree, file):
        for tests in self.steps(file):
            failed = run_tests(tree, tests, 20 + 5 * max(self.seconds[name] for name in tests))
            if failed:
                self.noticed[file][failed] += 2
                self.noticed[os.path.dirname(file)][failed] += 1
                return failed
        return ""


def judge(mutant, text, tree, code, suite):
    """What becomes of one mistake: "no code", "same code", "survived", or the test that noticed it."""
    path = f"{tree}/{mutant.file}"
    with open(path, "w", encoding="utf-8") as file:
        file.write(mutants.apply(text, mutant))
    try:
        built, _ = build(tree)
        if built is None:
            return "no code"
        if built == code:
            return "same code"
        return suite.first_failure(tree, mutant.file) or "survived"
    finally:
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)


def shown(mutant):
    old, new = (" ".join(text.split()) for text in (mutant.old, mutant.new))
    short = [text if len(text) <= 70 else text[:67] + "..." for text in (old, new)]
    return f"{mutant.file}:{mutant.line}: {short[0]} => {short[1] or 'nothing'}"


def project_files():
    for folder, folders, names in os.walk("."):
        folders[:] = [name for name in folders if name not in ("build", "out", ".git", "__pycache__")]
        yield from (os.path.relpath(f"{folder}/{name}") for name in names)


def content(path):
    with open(path, "rb") as file:
        return file.read()


def synchronise(tree):
    """Makes a tree the project as it is; what is the same stays as old as it is, so that it is not compiled again."""
    for path in project_files():
        copy = f"{tree}/{path}"
        os.makedirs(os.path.dirname(copy), exist_ok=True)
        if not os.path.exists(copy) or content(path) != content(copy):
            shutil.copy(path, copy)
    for path in glob.glob(f"{tree}/sim/*/*.[ch]") + glob.glob(f"{tree}/tests/*/*.[ch]"):
        if not os.path.exists(os.path.relpath(path, tree)):
            os.remove(path)


def measure(tree, jobs):
    """The seconds of each test, all of which must pass."""
    wanted = [f"{suite}/{test}" for suite, test in wanted_tests()]
    failed = run_tests(tree, wanted, 600, f"-j{jobs}", "--xml=tests.xml")
    if failed:
        sys.exit(f"mutate: {failed} fails where nothing is changed")
    taken = {f"{suite.get('name')}/{case.get('name')}": float(case.get("time"))
             for suite in xml.parse(f"{tree}/tests.xml").getroot() for case in suite}
    seconds = {name: taken[name] for name in wanted}
    return seconds


def prepare(jobs):
    """A whole build for each job, the hash of its code, and the tests; from the last time where nothing has changed."""
    trees = [f"{SCRATCH}/{job}" for job in range(jobs)]
    stamp = hashlib.sha256(b"".join(path.encode() + content(path) for path in sorted(project_files()))).hexdigest()
    kept = f"{SCRATCH}/prepared.json"
    known = json.loads(content(kept)) if os.path.exists(kept) else {}
    for tree in trees:
        if not os.path.exists(tree) and tree != trees[0]:
            shutil.copytree(trees[0], tree, symlinks=True)
        synchronise(tree)
        code, output = build(tree)
        if code is None:
            sys.exit(f"mutate: the build fails where nothing is changed\n{output}")
    if known.get("stamp") != stamp:
        known = {"stamp": stamp, "seconds": measure(trees[0], jobs)}
        with open(kept, "w", encoding="utf-8") as file:
            json.dump(known, file)
    return trees, code, known["seconds"]


def judge_all(batch, sources, trees, code, suite, log):
    """What became of each mistake of a batch; by files, as a file is compiled again after its last mistake."""
    waiting, verdicts = collections.deque(sorted(batch)), {}

    def work(tree):
        while True:
            try:
                mutant = waiting.popleft()
            except IndexError:
                return
            start = time.monotonic()
            verdicts[mutant] = verdict = judge(mutant, sources[mutant.file], tree, code, suite)
            log.write(f"{time.monotonic() - start:.1f} s\t{verdict}\t{shown(mutant)}\n")
            log.flush()
            if verdict == "survived":
                say("  survived", shown(mutant))

    workers = [threading.Thread(target=work, args=(tree,)) for tree in trees]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return verdicts


UNCOUNTED = ("no code", "same code")


def draw_and_judge(drawn, count, judged_with):
    """What became of the first mistakes of the draw, until as many as wanted count."""
    verdicts, tried = {}, 0
    while tried < len(drawn) and sum(verdict not in UNCOUNTED for verdict in verdicts.values()) < count:
        missing = count - sum(verdict not in UNCOUNTED for verdict in verdicts.values())
        verdicts.update(judged_with(drawn[tried:tried + missing]))
        tried += missing
    return verdicts


def verdicts_of(path):
    """What the log of the last time says, but for what survived."""
    with open(path, encoding="utf-8") as log:
        known = {line.rstrip("\n").split("\t")[2]: line.split("\t")[1] for line in log}
    return {text: verdict for text, verdict in known.items() if verdict != "survived"}


def score(folder, arguments, trees, code, suite):
    """Judges mistakes of a folder; returns the share that was noticed."""
    sources = {}
    for path in glob.glob(f"sim/{folder}/*.[ch]"):
        if any(fnmatch.fnmatch(os.path.basename(path), pattern) for pattern in arguments.files):
            with open(path, encoding="utf-8") as file:
                sources[path] = file.read()
    drawn, path = mutants.draw(sources, arguments.seed), f"{SCRATCH}/{folder}.txt"
    known = verdicts_of(path) if arguments.again else {}
    with open(path, "a" if arguments.again else "w", encoding="utf-8") as log:
        def judged_with(batch):
            fresh = [mutant for mutant in batch if shown(mutant) not in known]
            return {**{mutant: known.get(shown(mutant)) for mutant in batch},
                    **judge_all(fresh, sources, trees, code, suite, log)}
        verdicts = draw_and_judge(drawn, arguments.count, judged_with)
    counted = [verdict for verdict in verdicts.values() if verdict not in UNCOUNTED]
    survived = counted.count("survived")
    share = 1 - survived / max(1, len(counted))
    say(f"mutate: sim/{folder}, seed {arguments.seed}: {len(counted)} mistakes, {len(counted) - survived} noticed, "
        f"{survived} survived: {100 * share:.1f} % ({len(verdicts) - len(counted)} of the draw changed no code)")
    return share


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--folder", nargs="+", default=["numeric", "model"])
    parser.add_argument("--files", nargs="+", default=["*"], help="patterns of file names")
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=9)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=1e9, help="of tests for each mistake, the fastest first")
    parser.add_argument("--again", action="store_true", help="go on from the last time, with the tests of now: what survived, and what was not reached")
    parser.add_argument("--wanted", type=float, default=90, help="per cent noticed, below which this fails")
    arguments = parser.parse_args()
    if doctest.testmod(mutants).failed:
        sys.exit("mutate: mistakes are not made as mutants.py says")
    trees, code, seconds = prepare(arguments.jobs)
    suite = Suite(seconds, arguments.seconds)
    say(f"mutate: {len(suite.seconds)} tests, {sum(suite.seconds.values()):.0f} s")
    shares = [score(folder, arguments, trees, code, suite) for folder in arguments.folder]
    sys.exit(0 if min(shares) >= arguments.wanted / 100 else 1)


if __name__ == "__main__":
    main()
