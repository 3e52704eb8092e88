#!/usr/bin/env bash
# Tests tests/grade on four submissions and on schemes that it must refuse.   usage: grade_test.sh SOURCE_DIR
# BACKCHECK_VERIFIER is set.
set -euo pipefail
source=$(realpath "$1")
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
grade=$source/tests/grade

check() { echo "FAILED: $1"; echo "--- output"; cat output; exit 1; }
# refuses SCHEME SENTENCE: as the text of scheme.json.
refuses() {
  local status=0
  printf '%s' "$1" >scheme.json
  "$grade" submissions --scheme scheme.json >output 2>&1 || status=$?
  ((status == 2)) || check "status 2 wanted for the scheme $1, got $status"
  grep -qF -- "backcheck: scheme.json: $2" output || grep -qF -- "backcheck: scheme.json:1: $2" output ||
    check "it does not say: $2"
  (($(wc -l <output) == 1)) || check "more than a sentence"
}

mkdir submissions
refuses '' 'this is no JSON'
refuses '[]' 'wanted {"title"'
refuses '{"layers": {}}' 'layers must name at least one layer'
refuses '{"layers": {"Conv2d": {}}}' 'Conv2d must name what gives points'
refuses '{"layers": {"Conv2d": {"output": -1}}}' "Conv2d: the points of 'output' must be a number above 0, got -1"
refuses '{"layers": {"Conv2d": {"output": NaN}}}' "Conv2d: the points of 'output' must be a number above 0, got NaN"
refuses '{"layers": {"Conv2d": {"output": true}}}' "Conv2d: the points of 'output' must be a number above 0, got true"
refuses '{"layers": {"Conv2d": {"beauty": 1}}}' "Conv2d: 'beauty' is no check, no family of checks and no tensor"
refuses '{"layers": {"A": {"output": 1}, "A": {"output": 1}}}' "'A' stands there twice"
refuses '{"marks": 1, "layers": {"A": {"output": 1}}}' "there is no entry 'marks'"

printf '%s' '{"title": "Assignment <2>", "layers": {"Conv2d": {"output": 4, "grads.input": 3, "contract": 2.5}}}' >scheme.json
"$grade" submissions --scheme scheme.json >output 2>&1 && check "accepted an empty folder"
grep -qF "backcheck: submissions has no submissions" output || check "it does not say that there are none"

right=$source/tests/outside/examples/conv2d.hpp
mkdir submissions/ada
cp "$right" submissions/ada/conv.hpp
sed '/grads.input(n, c, ih, iw) +=/s/+=/-=/' "$right" >submissions/bob.hpp
: >submissions/eve.hpp
"$grade" submissions --scheme scheme.json --jobs 2 >output 2>&1 || check "status 0 wanted"
diff - submissions-graded/points.csv <<'CSV' || check "other points"
submission,Conv2d output,Conv2d grads.input,Conv2d contract,points,of,Conv2d verdict,likely bugs
ada,4,3,2.5,9.5,9.5,right,
bob.hpp,4,0,2.5,6.5,9.5,wrong,Conv2d: the sign is wrong (explains 100.00 % of the error)
eve.hpp,0,0,0,0,9.5,not checked,
CSV
grep -qF "# Assignment <2>: bob.hpp: 6.5 of 9.5" submissions-graded/feedback/bob.hpp.md || check "no feedback in Markdown"
grep -qF "<h1>Assignment &lt;2&gt;: bob.hpp: 6.5 of 9.5</h1>" submissions-graded/feedback/bob.hpp.html ||
  check "no feedback in HTML"
grep -qF '<testsuite name="bob.hpp" tests="3" failures="1">' submissions-graded/junit.xml || check "no JUnit"

# The second run keeps what has not changed.
rm submissions-graded/points.csv
touch before
"$grade" submissions --scheme scheme.json >output 2>&1
[[ -s submissions-graded/points.csv ]] || check "no points the second time"
[[ -z $(find submissions-graded/results -newer before) ]] || check "it verified again what it knew"
echo "submissions are graded"
