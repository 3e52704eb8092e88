#!/usr/bin/env bash
# Tests the scripts that build and run, with stand-ins for the programs that they call, in a folder of its own.
# usage: scripts_test.sh SOURCE_DIR PROGRAM      PROGRAM is backcheck_experiments
set -euo pipefail
source=$(realpath "$1")
program=$(realpath "$2")

here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
mkdir -p "$here"/{home,bin,bare} "$here"/home/{core,tests,experiments}
cd "$here/home"
cp "$source"/core/{build,common.sh} core/
cp "$source/tests/run" tests/
cp "$source"/experiments/{run,slurm} experiments/
cp "$source"/CMake{Lists.txt,Presets.json} .

# stand_in PROGRAM LINE...: what it does when called; all calls are written to `calls`.
stand_in() {
  local name=$1
  shift
  printf '%s\n' '#!/bin/bash' "echo $name \"\$@\" >>'$here/calls'" "$@" >"$here/bin/$name"
  chmod +x "$here/bin/$name"
}
stand_in cmake
stand_in ctest
stand_in apt-get
stand_in dpkg-query 'echo installed'
# What the scripts need of the system; without dpkg-query, unlike /usr/bin.
for tool in bash env sed grep tail tr mkdir dirname nproc flock mktemp rm; do
  ln -s "$(command -v "$tool")" "$here/bare/$tool"
done
export PATH=$here/bin:$PATH

count=0
check() { echo "FAILED: $1"; echo "--- output"; cat "$here/output"; echo "--- calls"; cat "$here/calls"; exit 1; }
# try WANTED_STATUS COMMAND...: its words in `output`, the stand-ins that it called in `calls`.
try() {
  local wanted=$1 status=0
  shift
  : >"$here/calls"
  "$@" >"$here/output" 2>&1 || status=$?
  ((status == wanted)) || check "$*: status $wanted wanted, got $status"
  count=$((count + 1))
}
calls() { grep -q -- "$1" "$here/calls" || check "no such call: $1"; }
says() { grep -q -- "$1" "$here/output" || check "it does not say: $1"; }
calls_nothing() { [[ ! -s $here/calls ]] || check "it calls something"; }

# Help and version come before anything is installed or built, wherever they stand among the arguments.
for script in tests/run experiments/run experiments/slurm core/build; do
  for arguments in --help -h "something --help"; do
    # shellcheck disable=SC2086
    try 0 "$script" $arguments
    calls_nothing
    says "usage: $script"
  done
  try 0 "$script" --version
  calls_nothing
  says '^backcheck [0-9.]* (revision '
done
[[ ! -e build ]] || check "help has built something"

# The help of experiments/run is that of the program.
options_of() { "$@" | grep -oE '^ *-[-a-z]+( \[ --[a-z]+ \]|.*, -j)?' | grep -oE -- '--[a-z-]+' | sort; }
diff <(options_of experiments/run --help) <({ options_of "$program" --help; echo --version; } | sort -u) >"$here/output" ||
  check "experiments/run --help and the program's options differ"

# As many jobs as processors, whatever OpenMP is told.
try 0 env OMP_NUM_THREADS=64 OMP_THREAD_LIMIT=1 tests/run
calls "^cmake --build .*--parallel $(env -u OMP_NUM_THREADS -u OMP_THREAD_LIMIT nproc) --target backcheck_tests$"
calls "^ctest .*--no-tests=error .*--parallel $(env -u OMP_NUM_THREADS -u OMP_THREAD_LIMIT nproc)"

# Another preset is built and tested in its own folder.
try 0 tests/run --preset dev -L gradients
calls "^cmake --preset dev$"
calls "^cmake --build build/dev .*--target backcheck_tests$"
calls "^ctest --test-dir build/dev .* -L gradients$"
try 2 tests/run --preset nowhere
says "^backcheck: CMakePresets.json has no preset 'nowhere'$"
calls_nothing

# Arguments reach ctest unchanged.
try 0 tests/run -R "two words"
calls "-R two words$"

# A failed build: its last words, one sentence, status 2, and no test is run.
stand_in cmake 'echo "the compiler does not like it"; exit 1'
try 2 tests/run
says "the compiler does not like it"
says "^backcheck: the build failed (its last words are above; all of them in build/release/build.log)$"
! grep -q ctest "$here/calls" || check "tests are run after a failed build"
stand_in cmake

# What is missing is installed; where Debian's package manager is out of reach, nothing is called missing.
# shellcheck disable=SC2016
stand_in dpkg-query 'if [[ ${!#} == zlib1g-dev ]]; then exit 1; else echo installed; fi'
try 0 core/build something
calls "^apt-get install .* zlib1g-dev$"
stand_in apt-get 'echo "no such package"; exit 100'
try 2 core/build something
says "no such package"
says "^backcheck: apt-get could not install zlib1g-dev "
cp "$here/bin/cmake" "$here/bare/"
try 0 env PATH="$here/bare" bash core/build something
calls "^cmake --build"

try 2 core/build
says "usage: core/build "
# On a cluster: an array of shards, and a job that depends on it and merges them, of the program that was built before.
stand_in dpkg-query 'echo installed'
stand_in sbatch "while [[ \$1 != --wrap ]]; do shift; done; SLURM_ARRAY_TASK_ID=3 bash -c \"\$2\" >>'$here/wrapped'; echo 17"
mkdir -p build/release/experiments
cat >build/release/experiments/backcheck_experiments <<'END'
#!/bin/bash
[[ ${*: -1} != q ]] || exit 2
echo "$@"
END
chmod +x build/release/experiments/backcheck_experiments
for shards in "" 0 x 10000 "16 -- q"; do
  # shellcheck disable=SC2086
  try 2 experiments/slurm $shards
done
try 0 experiments/slurm 16 --time=30 -- --out "two words" d
calls '^sbatch .*--export=ALL --time=30 .*--array=1-16'
calls '^sbatch .*--export=ALL --time=30 .*--dependency=afterok:17'
grep -qx -- '--out two words d --jobs 1 --shard 3/16' "$here/wrapped" || check "a shard is run with other arguments"
mv "$here/bin/sbatch" "$here/sbatch"
if ! command -v sbatch >/dev/null; then
  try 2 experiments/slurm 16
  says "there is no sbatch here"
fi

# What is run before a change is taken: all its steps, though one fails; counts as ctest gives them; a plain line at the end.
mkdir .ci
cp "$source/.ci/run" .ci/
for script in tests/lint tests/run tests/run-offload experiments/run; do printf '#!/bin/bash\n' >"$script"; done
chmod +x tests/lint tests/run-offload
try 0 .ci/run
[[ $(tail -n 1 "$here/output") == "5 passed, 0 failed" ]] || check "the last line is not a count"
echo 'echo "99% tests passed, 2 tests failed out of 1000"; exit 8' >>tests/run
try 1 .ci/run
[[ $(tail -n 1 "$here/output") == "1999 passed, 4 failed" ]] || check "the counts are wrong"
try 1 .ci/run lint tests
[[ $(tail -n 1 "$here/output") == "999 passed, 2 failed" ]] || check "a step that was not asked for is run"
printf '#!/bin/bash\nexit 2\n' >tests/run
try 1 .ci/run
[[ $(tail -n 1 "$here/output") == "3 passed, 2 failed" ]] || check "a failed build does not count"
try 2 .ci/run everything
says "there is no step 'everything'"
echo "$count passed"
