#!/usr/bin/env bash
# Tests bench/run --layer from the command line.   usage: own_test.sh SOURCE_DIR      BACKCHECK_VERIFIER is set
set -euo pipefail
source=$(realpath "$1")
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
"$source/tests/verify" --new ReLU >template.hpp
# right.hpp: the template with forward and backward filled in, but for 10,000 elements wrong.
fill() {
  sed -e "0,/throw std::logic_error.*/s//output.resize(input.shape()); for (Index i = 0; i < input.size(); ++i) output[i] = input[i] > T(0) ? input[i] : T(0);$1/" \
    -e "s/throw std::logic_error.*/grads.input.resize(input.shape()); for (Index i = 0; i < input.size(); ++i) grads.input[i] = input[i] $2 T(0) ? grad_output[i] : T(0);/" template.hpp
}
fill ' if (input.size() == 10000) output[0] = T(7);' '>' >right.hpp
fill '' '<' >wrong.hpp

check() { echo "FAILED: $1"; echo "--- output"; cat output; exit 1; }
# try STATUS ARGUMENT...: runs bench/run; what it says is in `output`.
try() {
  local wanted=$1 status=0
  shift
  "$source/bench/run" --benchmark_repetitions=1 --benchmark_min_time=0.001 --benchmark_out=here.json "$@" >output 2>&1 \
    </dev/null || status=$?
  ((status == wanted)) || check "bench/run $*: status $wanted wanted, got $status"
}
says() { grep -qF -- "$1" output || check "it does not say: $1"; }
says_not() { ! grep -qF -- "$1" output || check "it says: $1"; }

# Before anything is compiled.
try 2 --layer
says "backcheck: usage: bench/run --layer FILE.hpp"
try 2 --layer nowhere.hpp
says "backcheck: there is no file 'nowhere.hpp'"
try 2 --layer layers.py
says "backcheck: --layer wants a header in C++"
try 2 --shape 4x4
says "backcheck: --shape is the shape of a layer of your own"
try 2 --layer right.hpp --shape
says "backcheck: --shape wants a shape"

try 1 --layer wrong.hpp
says "wrong: grads.input"
says "backcheck: a layer that is wrong is not timed"
says_not "threads:"

try 2 --layer right.hpp --shape 4x4,rate=2
says "right.hpp: ReLU is right"
says "backcheck: --shape 4x4,rate=2: ReLU has no option 'rate'"

# Right on the cases that it was verified on, and wrong at one of two shapes.
try 1 --layer right.hpp ReLU --shape 50x100 --shape 100x100 --benchmark_filter='/(naive|fast|yours)/threads:1/'
says "relu/50x100/forward/float/yours/threads:1"
says "| relu | 50x100 | backward | double |"
grep -F 'relu/100x100/forward/float/yours/threads:1' output | grep -qF "ERROR OCCURRED: 'FAIL: output: wrong in 1 of 10000" ||
  check "the wrong answer is timed"
says "backcheck: what your layer answers is wrong in rows above, which were not timed"
echo "as they should be"
