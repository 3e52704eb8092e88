#!/usr/bin/env bash
# Every experiment judges and draws results without any of its runs: what was not run is left out.
# usage: without_results_test.sh REPORTS PROGRAM      PROGRAM is backcheck_experiments
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
count=0
for csv in "$1"/*/runs.csv; do
  name=$(basename "$(dirname "$csv")")
  mkdir "$here/$name"
  cp "$1/$name/manifest.json" "$here/$name/"
  { head -n 1 "$csv"; echo "no such run,1,0,nothing,0"; } >"$here/$name/runs.csv"
  count=$((count + 1))
done
((count > 0))
"$2" --plots-only --out "$here"
