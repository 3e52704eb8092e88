#!/usr/bin/env bash
# Tests tests/verify from the command line.   usage: verify_test.sh SOURCE_DIR      BACKCHECK_VERIFIER is set
set -euo pipefail
source=$(realpath "$1")
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
verify=$source/tests/verify
cp "$source/tests/outside/examples/conv2d.hpp" right.hpp

count=0
check() { echo "FAILED: $1"; echo "--- output"; cat output; exit 1; }
# try STATUS ARGUMENT...: runs tests/verify; what it says is in `output`.
try() {
  local wanted=$1 status=0
  shift
  "$verify" "$@" >output 2>&1 </dev/null || status=$?
  ((status == wanted)) || check "tests/verify $*: status $wanted wanted, got $status"
  count=$((count + 1))
}
says() { grep -qF -- "$1" output || check "it does not say: $1"; }
at_most_20_lines() { (($(wc -l <output) <= 20)) || check "more than 20 lines"; }

# What cannot be checked is refused in a sentence, before anything is compiled.
try 2
says "backcheck: usage: tests/verify FILE.hpp"
try 2 nowhere.hpp
says "backcheck: there is no file 'nowhere.hpp'"
: >empty.hpp
try 2 empty.hpp
says "backcheck: empty.hpp has no layer or loss"
try 2 right.hpp Linear
says "backcheck: right.hpp has no struct Linear; it has Conv2d"
try 2 --new Nothing
says "backcheck: there is nothing to start from for 'Nothing'"
try 0 --new MaxPool2d
says "tests/verify my_max_pool2d.hpp"
try 0 --help
says "usage: tests/verify"

# A broken contract, at the line of whoever broke it.
sed '/void forward/,/{/s/const {/{/' right.hpp >not_const.hpp
try 2 not_const.hpp
says "not_const.hpp:$(grep -n 'void forward' right.hpp | cut -d : -f 1): Conv2d: forward is not const"
says "wanted: void forward(const Tensor<T>& input, const Parameters<T>& params, const Pass& pass, Tensor<T>& output, Cache& cache) const"
says "found: void forward(const Tensor<T>& input, const Parameters<T>& params, const Pass&, Tensor<T>& output, NoCache&)"
at_most_20_lines
sed 's/sum += params/sum += parms/' right.hpp >typo.hpp
try 2 typo.hpp
says "typo.hpp:$(grep -n 'sum += params' right.hpp | cut -d : -f 1):"
says "‘parms’ was not declared"
at_most_20_lines

# A layer of a kind of its own brings its cases; one check of it takes no time.
try 0 "$source/tests/student/leaky_relu.hpp" --check GradientsMatchDualNumbers
says "LeakyReLU is right: 1 of 1 checks passed"

# The outputs that the README shows are those of today.
mkdir outputs
"$source/tests/outside/examples/outputs" outputs
for name in right kernel_not_rotated missing_batch_sum; do
  diff "$source/tests/outside/examples/$name.txt" "outputs/$name.txt" ||
    { echo "FAILED: renew with tests/outside/examples/outputs tests/outside/examples"; exit 1; }
  (($(wc -l <"outputs/$name.txt") <= 25)) || { echo "FAILED: $name.txt has more than 25 lines"; exit 1; }
  shown=$(sed 's/^./    &/' "outputs/$name.txt")
  [[ $name == kernel_not_rotated || $(<"$source/README.md") == *"$shown"* ]] || { echo "FAILED: README.md does not show $name.txt"; exit 1; }
done

# The picture, which the README shows, has the same text.
diff "$source/tests/outside/examples/kernel_not_rotated.svg" outputs/kernel_not_rotated.svg ||
  { echo "FAILED: renew with tests/outside/examples/outputs tests/outside/examples"; exit 1; }
sed -n 's/^<text [^>]*>//p' outputs/kernel_not_rotated.svg | sed 's/<[^>]*>//g; s/&lt;/</g; s/&gt;/>/g; s/&amp;/\&/g' >picture.txt
{ echo "$ tests/verify my_conv.hpp"; cat outputs/kernel_not_rotated.txt; } | diff - picture.txt ||
  { echo "FAILED: the picture shows another text"; exit 1; }
echo "$count calls as they should be"
