"""Makes one-place edits to the sources in build/mutation/copy, builds and tests each, and reports which survive.

Called by tests/mutate, from the project's folder.
"""
import argparse
import csv
import hashlib
import itertools
import os
import pathlib
import random
import re
import resource
import subprocess
import sys
import time

HERE = pathlib.Path("tests/mutation")
COPY = pathlib.Path("build/mutation/copy")
BUILD = COPY / "build/release"
TRIED = pathlib.Path("build/mutation/tried.csv")
REPORT = pathlib.Path("reports/mutation")
LIMIT = 300  # seconds of one test executable after which it does not end: the edit is noticed

# The executables that may notice an edit of a folder, the quickest first; they are built and run until one fails.
TESTS = {
    "core": "tensor_test options_test limits_test optimizer_test schedule_test random_test network_test training_test "
            "layer_tests",
    "layers": "examples_test golden_test network_test thread_count_test allocation_test layer_tests",
    "reference": "textbook_test examples_test golden_test network_test layer_tests",
    "experiments/training": "training_test",
    "experiments/judging": "experiment_rooms_test",
    "experiments/data": "data_test training_test",
}

# What is replaced by what. Each match of each pattern in a line of code is one edit.
OPERATORS = [
    (r" < ", " <= "), (r" <= ", " < "), (r" > ", " >= "), (r" >= ", " > "), (r" == ", " != "), (r" != ", " == "),
    (r" \+ ", " - "), (r" - ", " + "), (r" \* ", " + "), (r" / ", " * "), (r" % ", " / "),
    (r" \+= ", " -= "), (r" -= ", " += "), (r" && ", " || "), (r" \|\| ", " && "),
    (r"\btrue\b", "false"), (r"\bfalse\b", "true"), (r"\bstd::min\b", "std::max"), (r"\bstd::max\b", "std::min"),
    (r"\((\w+), (\w+)\)", r"(\2, \1)"),
    (r"(?<![\w.])\d+(?![\w.'])", lambda match: str(int(match.group()) + 1)),
]
STATEMENT = re.compile(r"^\s+[\w:\[\]().>-]+(\.|->|\[| [-+*/]?= |\()[^{}]*;$")  # may be left out
NOT_CODE = re.compile(r"^\s*(//|#|template|static_assert|namespace|using|\}|struct|class|enum)|<[\w:, ]*>\(")


def edits_of(path):
    """All edits of a file: (line number from 0, new line)."""
    found = []
    for number, line in enumerate(path.read_text().split("\n")):
        code = line.split("//")[0].rstrip()
        if not code.strip() or NOT_CODE.search(code) or '"' in code:
            continue
        for pattern, replacement in OPERATORS:
            for match in re.finditer(pattern, code):
                new = replacement(match) if callable(replacement) else match.expand(replacement)
                found.append((number, code[: match.start()] + new + code[match.end():]))
        if STATEMENT.match(code) and not re.match(r"\s+(return|const|auto|for|if|while|T |Index |double )", code):
            found.append((number, ""))
    return found


def listed(name):
    """The edits of a committed list: (file, old line, new line) -> what is said of it."""
    said = {}
    for block in (HERE / name).read_text().split("\n\n"):
        lines = [line for line in block.split("\n") if line and not line.startswith("#")]
        if lines:
            file, old, new, words = lines
            said[file, old.removeprefix("-").strip(), new.removeprefix("+").strip()] = words
    return said


def classic_edits(files):
    """The listed slips in these files, which are tried before the drawn edits: (file, line number, new line)."""
    found = []
    for file, old, new in listed("classic"):
        if pathlib.Path(file) in files:
            lines = (COPY / file).read_text().split("\n")
            places = [number for number, line in enumerate(lines) if line.strip() == old]
            if not places:
                sys.exit(f"mutate: {HERE}/classic edits a line that {file} no longer has: {old}")
            found.append((pathlib.Path(file), places[0], new))
    return found


def drawn_edits(files, seed):
    """All edits of these files in an order that the seed decides, each folder in turn."""
    by_folder = {}
    for file in files:
        by_folder.setdefault(file.parent, []).extend((file, *edit) for edit in edits_of(COPY / file))
    for edits in by_folder.values():
        random.Random(seed).shuffle(edits)
    turns = itertools.zip_longest(*by_folder.values())
    return [edit for turn in turns for edit in turn if edit]


def run(command, seconds=None):
    environment = dict(os.environ, OMP_WAIT_POLICY="passive")
    # An edited loop may fill the memory.
    limit = lambda: resource.setrlimit(resource.RLIMIT_AS, (8 << 30, 8 << 30))
    try:
        return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=seconds,
                              env=environment, text=True, errors="replace", preexec_fn=limit)
    except subprocess.TimeoutExpired:
        return None


def tests_of(file):
    folder = max((folder for folder in TESTS if file.is_relative_to(folder)), key=len)
    return TESTS[folder].split()


def filters(executable, file):
    """Which of its tests to run, one after the other: those named after the file first, then all."""
    names = run([executable, "--gtest_list_tests"]).stdout.split("\n")
    own = [name.strip() for name in names if name and not name.startswith(" ")
           and name.lower().startswith(file.stem.replace("_", ""))]
    return ([":".join(f"{name}*" for name in own)] if own else []) + ["*"]


def build_and_test(tests, file=pathlib.Path("none")):
    """('noticed', by which test), ('SURVIVED', '') or ('does not compile', '')."""
    cores = str(len(os.sched_getaffinity(0)))
    for test in tests:
        if run(["cmake", "--build", BUILD, "--parallel", cores, "--target", test]).returncode != 0:
            return "does not compile", ""
        [executable] = [path for path in (BUILD / "tests").rglob(test) if path.is_file()]
        executable = executable.resolve()
        for chosen in filters(executable, file):
            tested = run([executable, "--gtest_fail_fast", "--gtest_brief=1", f"--gtest_filter={chosen}"], LIMIT)
            if tested is None:
                return "noticed", f"{test}, which does not end"
            if tested.returncode != 0:
                failed = re.search(r"\[  FAILED  \] ([^\s,]+)", tested.stdout)
                return "noticed", failed.group(1) if failed else f"{test}, which crashes"
    return "SURVIVED", ""


FIELDS = ["key", "file", "line", "old", "new", "outcome", "by"]


def read_tried():
    if not TRIED.exists():
        return {}
    with TRIED.open(newline="") as file:
        return {row["key"]: row for row in csv.DictReader(file)}


def remember(row):
    is_new = not TRIED.exists()
    with TRIED.open("a", newline="") as file:
        writer = csv.DictWriter(file, FIELDS)
        if is_new:
            writer.writeheader()
        writer.writerow(row)


def attempt(file, number, new, tried):
    """The row of this edit: of an earlier run, or tried now. Survivors are tried again: a test may be new."""
    text = (COPY / file).read_text()
    lines = text.split("\n")
    key = hashlib.sha256(f"{file}\n{number}\n{new}\n{text}".encode()).hexdigest()
    if key in tried and tried[key]["outcome"] != "SURVIVED":
        return tried[key]
    row = dict(key=key, file=str(file), line=number + 1, old=lines[number].strip(), new=new.strip())
    if not (row["file"], row["old"], row["new"]) in listed("equivalent"):
        lines[number] = new
        (COPY / file).write_text("\n".join(lines))
        try:
            row["outcome"], row["by"] = build_and_test(tests_of(file), file)
        finally:
            (COPY / file).write_text(text)
        remember(row)
    else:
        row["outcome"], row["by"] = "equivalent", listed("equivalent")[row["file"], row["old"], row["new"]]
    return row


def write_report(rows):
    folders = sorted({os.path.dirname(row["file"]) for row in rows})
    count = lambda folder, outcome: sum(
        row["outcome"] == outcome and folder in (None, os.path.dirname(row["file"])) for row in rows)
    lines = ["# One-place edits of the sources, and whether the tests notice", "",
             "Each edit was made in a copy of the project, built, and tested by the tests of its folder (`tests/mutate`). "
             "Edits that do not compile say nothing; those that change nothing that matters are listed with the reason. "
             "All edits, and the test that noticed each: [edits.csv](edits.csv).", "",
             "| folder | noticed | survived | score | equivalent | do not compile |", "|---|---:|---:|---:|---:|---:|"]
    for folder in folders + [None]:
        noticed, survived = count(folder, "noticed"), count(folder, "SURVIVED")
        score = f"{100 * noticed / (noticed + survived):.0f} %" if noticed + survived else "-"
        lines.append(f"| {folder or 'all'} | {noticed} | {survived} | {score} | {count(folder, 'equivalent')} | "
                     f"{count(folder, 'does not compile')} |")
    for outcome, title in [("SURVIVED", "Survived"), ("equivalent", "Change nothing that matters")]:
        chosen = [row for row in rows if row["outcome"] == outcome]
        if chosen:
            lines += ["", f"## {title}", ""]
        for row in chosen:
            new = f"`{row['new']}`" if row["new"] else "left out"
            lines.append(f"- {row['file']}:{row['line']}: `{row['old']}`, {new}" +
                         (f": {row['by']}" if row["by"] else ""))
    REPORT.mkdir(parents=True, exist_ok=True)
    (REPORT / ".summary.md").write_text("\n".join(lines) + "\n")
    os.replace(REPORT / ".summary.md", REPORT / "summary.md")
    with (REPORT / ".edits.csv").open("w", newline="") as file:
        writer = csv.DictWriter(file, FIELDS[1:], extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(sorted(rows, key=lambda row: (row["file"], int(row["line"]), row["new"])))
    os.replace(REPORT / ".edits.csv", REPORT / "edits.csv")
    print(f"mutate: {count(None, 'noticed')} noticed, {count(None, 'SURVIVED')} survived -> {REPORT}/summary.md",
          flush=True)


def main():
    parser = argparse.ArgumentParser(prog="tests/mutate")
    parser.add_argument("--edits", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("paths", nargs="*", default=list(TESTS))
    asked = parser.parse_args()
    if asked.edits < 0:
        parser.error(f"--edits must be at least 0, got {asked.edits}")
    files = []
    for path in map(pathlib.Path, asked.paths):
        if not path.exists():
            parser.error(f"there is no file or folder {path}")
        if not any(path.is_relative_to(folder) for folder in TESTS):
            parser.error(f"{path} is in none of the folders that can be edited: {', '.join(TESTS)}")
        files += sorted(path.rglob("*.[ch]pp")) if path.is_dir() else [path]
    files = [file for file in files if "offload" not in file.parts]
    edits = classic_edits(files) + drawn_edits(files, asked.seed)[: asked.edits]
    subprocess.run(["cmake", "--preset", "release", "-DCMAKE_CXX_FLAGS_RELEASE=-O1 -march=native -DNDEBUG"], cwd=COPY,
                   stdout=subprocess.DEVNULL, check=True)
    print("mutate: building and testing the copy as it is", flush=True)
    outcome, by = build_and_test(dict.fromkeys(test for file in files for test in tests_of(file)))
    if outcome != "SURVIVED":
        sys.exit(f"mutate: the tests fail before anything is edited ({by or outcome})")
    tried, rows, start = read_tried(), [], time.time()
    for done, (file, number, new) in enumerate(edits, 1):
        rows.append(attempt(file, number, new, tried))
        left = (time.time() - start) / done * (len(edits) - done) / 60
        print(f"mutate: {done}/{len(edits)}, {left:.0f} min left: {file}:{number + 1} {rows[-1]['outcome']} "
              f"{rows[-1]['by']}", flush=True)
    write_report(rows)


main()
