"""Gives points to a folder of submissions: see tests/grade, which calls this."""

import argparse
import concurrent.futures
import csv
import hashlib
import html
import io
import json
import math
import os
import pathlib
import subprocess
import sys
import tempfile
import time
import xml.sax.saxutils

TESTS = pathlib.Path(__file__).resolve().parent.parent
VERIFIER = pathlib.Path(os.environ["BACKCHECK_VERIFIER"])
SUFFIXES = (".hpp", ".hh", ".h")
LONGEST = 1800  # seconds that one file may take in all, compilation included


class Refused(Exception):
    """A sentence for the user."""


def write_whole(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    aside.write_text(text, encoding="utf-8")
    aside.replace(path)


# --- the scheme

def known_names():
    """What points can be given for: checks, their families, tensors."""
    return set(subprocess.run([VERIFIER / "verify_source", "--names"], check=True, capture_output=True,
                              text=True).stdout.split())


def without_duplicates(pairs):
    seen = {}
    for key, value in pairs:
        if key in seen:
            raise Refused(f"'{key}' stands there twice")
        seen[key] = value
    return seen


def read_scheme(path, names):
    try:
        scheme = json.loads(pathlib.Path(path).read_text(encoding="utf-8"), object_pairs_hook=without_duplicates)
    except OSError as error:
        raise Refused(f"{path} cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise Refused(f"{path} is not UTF-8") from None
    except json.JSONDecodeError as error:
        raise Refused(f"{path}:{error.lineno}: this is no JSON: {error.msg}") from None
    except RecursionError:
        raise Refused(f"{path} is nested too deeply") from None
    except Refused as error:
        raise Refused(f"{path}: {error}") from None

    def expect(holds, wanted):
        if not holds:
            raise Refused(f"{path}: {wanted}")

    expect(isinstance(scheme, dict), 'wanted {"title": ..., "layers": {...}}')
    for key in scheme:
        expect(key in ("title", "layers"), f"there is no entry '{key}', only title and layers")
    expect(isinstance(scheme.get("title", ""), str), "title must be a text")
    layers = scheme.get("layers")
    expect(isinstance(layers, dict) and layers, 'layers must name at least one layer: {"Conv2d": {"output": 4}}')
    for layer, items in layers.items():
        expect(isinstance(items, dict) and items, f"{layer} must name what gives points: {{\"output\": 4}}")
        for name, points in items.items():
            expect(name in names, f"{layer}: '{name}' is no check, no family of checks and no tensor"
                                  " (tests/verify FILE --list shows the checks)")
            is_number = isinstance(points, (int, float)) and not isinstance(points, bool)
            expect(is_number and math.isfinite(points) and points > 0,
                   f"{layer}: the points of '{name}' must be a number above 0, got {json.dumps(points)}")
    return scheme


# --- one submission

def files_of(submission):
    if submission.is_file():
        return [submission]
    return sorted(path for path in submission.rglob("*") if path.is_file() and path.suffix in SUFFIXES)


def fingerprint(files, *others):
    digest = hashlib.sha256()
    for path in files:
        digest.update(f"{path}\0".encode(errors="replace") + path.read_bytes() + b"\0")
    for other in others:
        digest.update(str(other).encode() + b"\0")
    return digest.hexdigest()


def verify(path, options):
    """The layers of a file, as tests/verify --json tells them; and, where nothing could be checked, why."""
    with tempfile.TemporaryDirectory() as work:
        result = pathlib.Path(work, "result.json")
        command = [TESTS / "verify", path.name, "--brief", "--jobs", "1", "--json", result, *options]
        process = subprocess.Popen(command, cwd=path.parent, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                   stderr=subprocess.PIPE, text=True, errors="replace", start_new_session=True)
        try:
            _, error = process.communicate(timeout=LONGEST)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, 9)
            process.communicate()
            return [], f"{path.name} was not done after {LONGEST} s"
        if process.returncode in (0, 1) and result.exists():
            return json.loads(result.read_text(encoding="utf-8"))["layers"], ""
        return [], error.strip() or f"{path.name}: tests/verify ended with status {process.returncode}"


def earned(layer, name):
    """Whether a check, all of a family, or a tensor passed."""
    if name in layer["right"] or name in layer["wrong"]:
        return name in layer["right"]
    checks = [check for check in layer["checks"] if name in (check["check"], check["family"])]
    return bool(checks) and all(check["passed"] for check in checks)


def grade(submission, scheme, options):
    layers, problems = {}, []
    files = files_of(submission)
    if not files:
        problems.append(f"there is no C++ header ({', '.join(SUFFIXES)}) in {submission.name}")
    for path in files:
        found, problem = verify(path, options)
        if problem:
            problems.append(problem)
        for layer in found:
            layers.setdefault(layer["layer"], layer)
    items = []
    for layer, points in scheme["layers"].items():
        for name, worth in points.items():
            passed = layer in layers and earned(layers[layer], name)
            items.append({"layer": layer, "item": name, "worth": worth, "points": worth if passed else 0})
    graded = {name: layers[name] for name in scheme["layers"] if name in layers}
    return {"name": submission.name, "items": items, "problems": problems, "layers": graded}


# --- what is written

def verdict_of(result, layer):
    if layer in result["layers"]:
        return result["layers"][layer]["verdict"]
    return "not checked" if result["problems"] else "not found"


def bugs_of(result):
    return [f"{name}: {finding['likely_bug']}" for name, layer in result["layers"].items()
            for finding in layer["findings"] if finding["likely_bug"]]


def number(value):
    return f"{value:g}"


def total(result, key):
    return math.fsum(item[key] for item in result["items"])


def csv_of(results, scheme):
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    columns = [(layer, item) for layer, items in scheme["layers"].items() for item in items]
    writer.writerow(["submission", *(f"{layer} {item}" for layer, item in columns), "points", "of",
                     *(f"{layer} verdict" for layer in scheme["layers"]), "likely bugs"])
    for result in results:
        writer.writerow([result["name"], *(number(item["points"]) for item in result["items"]),
                         number(total(result, "points")), number(total(result, "worth")),
                         *(verdict_of(result, layer) for layer in scheme["layers"]), "; ".join(bugs_of(result))])
    return text.getvalue()


def printable(text):
    return "".join(c if c in "\n\t" or c.isprintable() else "?" for c in text)


def junit_of(results):
    def quoted(text):
        return xml.sax.saxutils.quoteattr(printable(text))

    lines = ['<?xml version="1.0" encoding="UTF-8"?>', "<testsuites>"]
    for result in results:
        failed = [item for item in result["items"] if item["points"] == 0]
        lines.append(f'  <testsuite name={quoted(result["name"])} tests="{len(result["items"])}"'
                     f' failures="{len(failed)}">')
        for item in result["items"]:
            lines.append(f'    <testcase classname={quoted(item["layer"])} name={quoted(item["item"])}'
                         + ("/>" if item["points"] else ">"))
            if not item["points"]:
                why = "; ".join(result["problems"]) or verdict_of(result, item["layer"])
                lines.append(f"      <failure message={quoted(why)}/>\n    </testcase>")
        lines.append("  </testsuite>")
    return "\n".join([*lines, "</testsuites>", ""])


def feedback(result, scheme):
    """Blocks of the page, as (kind, content): heading, text, table or code."""
    points, worth = number(total(result, "points")), number(total(result, "worth"))
    yield "heading", f"{scheme.get('title', 'Points')}: {result['name']}: {points} of {worth}"
    yield "table", [["layer", "for", "points", "of"],
                    *([item["layer"], item["item"], number(item["points"]), number(item["worth"])]
                      for item in result["items"])]
    for problem in result["problems"]:
        yield "code", problem
    for name in scheme["layers"]:
        yield "subheading", f"{name}: {verdict_of(result, name)}"
        layer = result["layers"].get(name)
        if layer is None:
            if not result["problems"]:
                yield "text", f"There is no struct template {name} in the submission."
            continue
        if layer["not_written"]:
            yield "text", f"Not written yet: {layer['not_written']}."
        for title in ("right", "wrong"):
            if layer[title]:
                yield "text", f"{title.capitalize()}: {', '.join(layer[title])}."
        for finding in layer["findings"]:
            lines = [f"{finding['kind']}: {finding['tensor']}: {finding['message']}"]
            if finding["likely_bug"]:
                lines.append(f"most likely: {finding['likely_bug']}")
            if finding["case"]:
                lines.append(f"case {finding['case']}")
            yield "code", "\n".join([*lines, f"repeat with: {finding['repeat']}"])


def markdown_of(blocks):
    parts = []
    for kind, content in blocks:
        if kind == "table":
            rows = ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in content]
            parts.append("\n".join([rows[0], "|---" * len(content[0]) + "|", *rows[1:]]))
        elif kind == "code":
            parts.append("\n".join("    " + line for line in printable(content).split("\n")))
        else:
            parts.append({"heading": "# ", "subheading": "## ", "text": ""}[kind] + printable(content))
    return "\n\n".join(parts) + "\n"


def html_of(blocks):
    parts = []
    for kind, content in blocks:
        if kind == "table":
            rows = ["<tr>" + "".join(f"<{tag}>{html.escape(cell)}</{tag}>" for cell in row) + "</tr>"
                    for tag, row in zip(["th"] + ["td"] * len(content), content)]
            parts.append("<table>\n" + "\n".join(rows) + "\n</table>")
        else:
            tag = {"heading": "h1", "subheading": "h2", "text": "p", "code": "pre"}[kind]
            parts.append(f"<{tag}>{html.escape(printable(content))}</{tag}>")
    style = ("body{font:16px/1.5 sans-serif;max-width:60em;margin:2em auto;padding:0 1em}"
             "pre{background:#f4f4f4;padding:.6em;white-space:pre-wrap}td,th{padding:0 1em 0 0;text-align:left}")
    return (f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{html.escape(blocks[0][1])}</title>'
            f"<style>{style}</style></head><body>\n" + "\n".join(parts) + "\n</body></html>\n")


# --- all of them

def main():
    parser = argparse.ArgumentParser(prog="tests/grade", allow_abbrev=False)
    parser.add_argument("dir", type=pathlib.Path)
    parser.add_argument("--scheme", required=True)
    parser.add_argument("--out", type=pathlib.Path)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--seconds", default="10")
    given = parser.parse_args()
    if not given.dir.is_dir():
        raise Refused(f"{given.dir} is no folder of submissions")
    if given.jobs < 1:
        raise Refused(f"--jobs must be at least 1, got {given.jobs}")
    scheme = read_scheme(given.scheme, known_names())
    folder = given.dir.resolve()
    out = given.out or folder.with_name(folder.name + "-graded")
    submissions = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    if not submissions:
        raise Refused(f"{given.dir} has no submissions")
    out.mkdir(parents=True, exist_ok=True)
    build = (VERIFIER / "libbackcheck_outside.a").stat().st_mtime_ns

    def judge(submission):
        """The result, from an earlier run if nothing has changed since."""
        kept = out / "results" / (submission.name + ".json")
        key = fingerprint(files_of(submission), json.dumps(scheme), build, given.seconds)
        try:
            before = json.loads(kept.read_text(encoding="utf-8"))
            if before["key"] == key:
                return before["result"]
        except (OSError, ValueError, KeyError):
            pass
        result = grade(submission, scheme, ["--seconds", given.seconds])
        write_whole(kept, json.dumps({"key": key, "result": result}))
        return result

    started, done, results = time.monotonic(), 0, {}
    with concurrent.futures.ThreadPoolExecutor(given.jobs) as pool:
        waiting = {pool.submit(judge, submission): submission for submission in submissions}
        for future in concurrent.futures.as_completed(waiting):
            result = results[waiting[future].name] = future.result()
            done += 1
            print(f"{done} of {len(submissions)}: {result['name']}: {number(total(result, 'points'))} of"
                  f" {number(total(result, 'worth'))}", file=sys.stderr)
    results = [results[submission.name] for submission in submissions]
    for result in results:
        blocks = list(feedback(result, scheme))
        write_whole(out / "feedback" / (result["name"] + ".md"), markdown_of(blocks))
        write_whole(out / "feedback" / (result["name"] + ".html"), html_of(blocks))
    write_whole(out / "points.csv", csv_of(results, scheme))
    write_whole(out / "junit.xml", junit_of(results))
    print(f"{len(results)} submissions judged in {time.monotonic() - started:.0f} s: {out / 'points.csv'}")


if __name__ == "__main__":
    try:
        main()
    except Refused as refusal:
        print(f"backcheck: {refusal}", file=sys.stderr)
        sys.exit(2)
    except KeyboardInterrupt:
        print("backcheck: interrupted; the same command continues", file=sys.stderr)
        sys.exit(130)
