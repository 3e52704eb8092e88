"""Makes one-place edits to the sources in build/mutation/copy, builds and tests each, and reports which survive.

Called by tests/mutate, from the project's folder.
"""
import argparse
import csv
import hashlib
import os
import pathlib
import random
import re
import resource
import subprocess
import sys
import time

COPY = pathlib.Path("build/mutation/copy")
TRIED = pathlib.Path("build/mutation/tried.csv")
EQUIVALENT = pathlib.Path("tests/equivalent-edits")
REPORT = pathlib.Path("reports/mutation")
DEFAULT = ["core", "layers", "reference", "experiments/training", "experiments/judging"]
LIMIT = 600  # seconds of ctest after which an edit counts as noticed: it does not end

# What is replaced by what. Each match of each pattern in a line of code is one edit.
OPERATORS = [
    (r" < ", " <= "), (r" <= ", " < "), (r" > ", " >= "), (r" >= ", " > "), (r" == ", " != "), (r" != ", " == "),
    (r" \+ ", " - "), (r" - ", " + "), (r" \* ", " + "), (r" / ", " * "), (r" % ", " / "),
    (r" \+= ", " -= "), (r" -= ", " += "), (r" && ", " || "), (r" \|\| ", " && "),
    (r"\btrue\b", "false"), (r"\bfalse\b", "true"), (r"\bstd::min\b", "std::max"), (r"\bstd::max\b", "std::min"),
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
                new = replacement(match) if callable(replacement) else replacement
                found.append((number, code[: match.start()] + new + code[match.end():]))
        if STATEMENT.match(code) and not re.match(r"\s+(return|const|auto|for|if|while|T |Index |double )", code):
            found.append((number, ""))
    return found


def run(command, seconds=None):
    environment = dict(os.environ, OMP_WAIT_POLICY="passive")
    # An edited loop may fill the memory.
    limit = lambda: resource.setrlimit(resource.RLIMIT_AS, (8 << 30, 8 << 30))
    try:
        return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=seconds,
                              env=environment, text=True, errors="replace", preexec_fn=limit)
    except subprocess.TimeoutExpired:
        return None


def build_and_test(cores):
    """'noticed by NAME', 'SURVIVED' or 'does not compile'."""
    build = COPY / "build/release"
    if run(["cmake", "--build", build, "--parallel", cores, "--target", "backcheck_tests"]).returncode != 0:
        return "does not compile", ""
    tested = run(["ctest", "--test-dir", build, "--parallel", cores, "--stop-on-failure", "--timeout", "60"], LIMIT)
    if tested is None:
        return "noticed", "does not end"
    if tested.returncode == 0:
        return "SURVIVED", ""
    failed = re.search(r"Test +#\d+: (\S+) [.*]*.*(Failed|Exception|Timeout|Subprocess)", tested.stdout)
    return "noticed", failed.group(1) if failed else "a test that could not be listed"


def equivalent():
    """The edits that change nothing that matters: (file, old line, new line) -> reason."""
    reasons = {}
    for block in EQUIVALENT.read_text().split("\n\n"):
        lines = [line for line in block.split("\n") if line and not line.startswith("#")]
        if len(lines) == 4:
            file, old, new, reason = lines
            reasons[file, old.removeprefix("- ").strip(), new.removeprefix("+ ").strip()] = reason
    return reasons


def read_tried():
    if not TRIED.exists():
        return {}
    with TRIED.open(newline="") as file:
        return {row["key"]: row for row in csv.DictReader(file)}


FIELDS = ["key", "file", "line", "old", "new", "outcome", "by"]


def remember(row):
    is_new = not TRIED.exists()
    with TRIED.open("a", newline="") as file:
        writer = csv.DictWriter(file, FIELDS)
        if is_new:
            writer.writeheader()
        writer.writerow(row)


def write_report(rows):
    reasons = equivalent()
    for row in rows:
        reason = reasons.get((row["file"], row["old"].strip(), row["new"].strip()))
        if row["outcome"] == "SURVIVED" and reason:
            row["outcome"], row["by"] = "equivalent", reason
    folders = sorted({os.path.dirname(row["file"]) for row in rows})
    count = lambda folder, outcome: sum(
        row["outcome"] == outcome and (folder is None or os.path.dirname(row["file"]) == folder) for row in rows)
    lines = ["# One-place edits of the sources, and whether the tests notice", "",
             "Each edit was made in a copy of the project, built and tested with ctest (`tests/mutate`). Edits that do "
             "not compile say nothing; those that change nothing that matters are listed with the reason.", "",
             "| folder | edits | noticed | survived | equivalent | does not compile |", "|---|---:|---:|---:|---:|---:|"]
    for folder in folders + [None]:
        total = sum(folder is None or os.path.dirname(row["file"]) == folder for row in rows)
        lines.append(f"| {folder or 'all'} | {total} | {count(folder, 'noticed')} | {count(folder, 'SURVIVED')} | "
                     f"{count(folder, 'equivalent')} | {count(folder, 'does not compile')} |")
    noticed, survived = count(None, "noticed"), count(None, "SURVIVED")
    if noticed + survived:
        lines += ["", f"Of {noticed + survived} edits that matter, the tests notice {noticed}: "
                      f"{100 * noticed / (noticed + survived):.0f} %."]
    for outcome, title in [("SURVIVED", "Survived"), ("equivalent", "Change nothing that matters")]:
        chosen = [row for row in rows if row["outcome"] == outcome]
        if chosen:
            lines += ["", f"## {title}", ""]
        for row in chosen:
            new = f"`{row['new'].strip()}`" if row["new"] else "left out"
            lines.append(f"- {row['file']}:{row['line']}: `{row['old'].strip()}`, {new}" +
                         (f" ({row['by']})" if row["by"] else ""))
    REPORT.mkdir(parents=True, exist_ok=True)
    (REPORT / ".summary.md").write_text("\n".join(lines) + "\n")
    os.replace(REPORT / ".summary.md", REPORT / "summary.md")
    with (REPORT / ".edits.csv").open("w", newline="") as file:
        writer = csv.DictWriter(file, FIELDS[1:], extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(sorted(rows, key=lambda row: (row["file"], int(row["line"]), row["new"])))
    os.replace(REPORT / ".edits.csv", REPORT / "edits.csv")
    print(f"mutate: {noticed} noticed, {survived} survived -> {REPORT}/summary.md", flush=True)


def main():
    parser = argparse.ArgumentParser(prog="tests/mutate")
    parser.add_argument("--edits", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("paths", nargs="*", default=DEFAULT)
    asked = parser.parse_args()
    if asked.edits < 1:
        parser.error("--edits must be at least 1")
    files = []
    for path in map(pathlib.Path, asked.paths):
        if not path.exists():
            parser.error(f"there is no file or folder {path}")
        files += sorted(path.rglob("*.[ch]pp")) if path.is_dir() else [path]
    edits = [(file, *edit) for file in files if "offload" not in file.parts for edit in edits_of(file)]
    random.Random(asked.seed).shuffle(edits)
    edits = edits[: asked.edits]
    cores = str(len(os.sched_getaffinity(0)))
    subprocess.run(["cmake", "--preset", "release", "-DCMAKE_CXX_FLAGS_RELEASE=-O1 -march=native -DNDEBUG"], cwd=COPY,
                   stdout=subprocess.DEVNULL, check=True)
    print("mutate: building the copy as it is", flush=True)
    outcome, by = build_and_test(cores)
    if outcome != "SURVIVED":
        sys.exit(f"mutate: the tests fail before anything is edited ({by or outcome})")
    tried, rows, start = read_tried(), [], time.time()
    for done, (file, number, new) in enumerate(edits):
        text = file.read_text()
        old = text.split("\n")[number]
        key = hashlib.sha256(f"{file}\n{number}\n{new}\n{text}".encode()).hexdigest()
        if key not in tried:
            lines = text.split("\n")
            lines[number] = new
            (COPY / file).write_text("\n".join(lines))
            outcome, by = build_and_test(cores)
            (COPY / file).write_text(text)
            tried[key] = dict(key=key, file=str(file), line=number + 1, old=old, new=new, outcome=outcome, by=by)
            remember(tried[key])
        row = tried[key]
        rows.append(row)
        left = (time.time() - start) / (done + 1) * (len(edits) - done - 1) / 60
        print(f"mutate: {done + 1}/{len(edits)}, {left:.0f} min left: {file}:{number + 1} {row['outcome']} {row['by']}",
              flush=True)
    write_report(rows)


main()
