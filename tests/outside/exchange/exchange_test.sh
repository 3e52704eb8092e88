#!/usr/bin/env bash
# Tests the exchange of files: the examples of the documentation, every layer, and what is refused.
# usage: exchange_test.sh PROGRAM SOURCE_DIR [C_COMPILER]      PROGRAM is exchange, SOURCE_DIR this folder
set -euo pipefail
program=$(realpath "$1")
source=$(realpath "$2")
compiler=${3:-cc}
for python in python3 /usr/bin/python3; do "$python" -c 'import numpy' 2>/dev/null && break; done

here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
count=0
# try WANTED_STATUS COMMAND...: its words in `output`.
try() {
  local wanted=$1 status=0
  shift
  "$@" >output 2>&1 || status=$?
  ((status == wanted)) || { echo "FAILED: $*: status $wanted wanted, got $status"; cat output; exit 1; }
  count=$((count + 1))
}
says() { grep -qF -- "$1" output || { echo "FAILED: it does not say: $1"; cat output; exit 1; }; }
says_one_sentence() { says "backcheck: $1"; (($(wc -l <output) == 1)) || { echo "FAILED: more than a line"; cat output; exit 1; }; }

# The examples of the documentation, of which it shows the parts that matter.
# shellcheck disable=SC2016
try 0 "$python" -c '
import re, sys
page = open(sys.argv[1] + "/../README.md").read()
for language, file in ("python", "linear.py"), ("c", "relu.c"):
    shown = re.search(f"```{language}\n(.*?)```", page, re.S).group(1)
    assert shown in open(f"{sys.argv[1]}/examples/{file}").read(), file' "$source"
try 0 "$program" write a/ Linear ReLU
try 2 "$program" check a
says_one_sentence "a: answers (output.npy, grad_input.npy, ...) were wanted beside the inputs, found none"
try 0 "$python" "$source/examples/linear.py" a
try 0 "$compiler" "$source/examples/relu.c" -o relu
try 0 ./relu a/ReLU/*/*
try 0 "$program" check a
says "Linear is right"
says "ReLU is right"
try 0 "$program" check a ReLU --brief
(($(wc -l <output) == 1))

# Every layer, in both types.
try 0 "$program" write all
try 0 "$python" "$source/answer_all.py" all
try 0 "$program" check all
(($(grep -c 'is right' output) == 10))
try 0 "$python" "$source/answer_all.py" all mean
try 1 "$program" check all SoftmaxCrossEntropy
says "wrong: grad_logits"
try 0 "$program" write float Conv2d Dropout --float
try 0 "$python" "$source/answer_all.py" float
try 0 "$program" check float
try 0 "$python" "$source/answer_all.py" float bias
try 1 "$program" check float
says "wrong: output"

# Tensors of which there is no file anywhere are not checked.
rm -f a/Linear/*/*/grad_*put.npy a/Linear/*/*/grad_weight.npy
cp -r a/ReLU kept
try 0 "$program" write b Linear
cp a/Linear/Batch9/random/output.npy b/Linear/Batch9/random/
try 2 "$program" check b
says_one_sentence "b/Linear/OneNumber/random/output.npy: a .npy file was wanted, there is none"

# One sentence for what is no answer.
spoil() { try 2 "$program" check a ReLU; says_one_sentence "$1"; cp kept/Batch/random/output.npy "$file"; }
file=a/ReLU/Batch/random/output.npy
truncate -s -8 "$file" && spoil "$file: truncated: 120 bytes of numbers were wanted for the shape (3, 5), found 112"
rm "$file" && mkfifo "$file" && { try 2 "$program" check a ReLU; says "found something that is no regular file"; rm "$file"; }
"$python" -c "import numpy as np; np.save('$file', np.zeros((3, 5), 'f4'))"
spoil "$file: numbers of type '<f8' were wanted, found '<f4'"
"$python" -c "import numpy as np; np.save('$file', np.zeros((3, 5), int))"
spoil "$file: numbers of type '<f8' were wanted, found '<i8'"
echo "not at all" >a/ReLU/Batch/random/input.npy
try 2 "$program" check a ReLU
says_one_sentence "a/ReLU/Batch/random/input.npy: what was written there was wanted, found something else"

# Orders and shapes that NumPy has its reasons for.
try 0 "$program" write c Linear
try 0 "$python" "$source/examples/linear.py" c
"$python" -c "
import numpy as np
folder = 'c/Linear/Square/random/'
for name in ('output', 'grad_weight'):
    np.save(folder + name, np.asfortranarray(np.load(folder + name + '.npy')).astype('>f8'))"
try 0 "$program" check c
"$python" -c "
import numpy as np
name = 'c/Linear/OneExample/random/output.npy'
np.save(name, np.load(name).T)"
try 1 "$program" check c
says "shape"

try 2 "$program" write a
says_one_sentence "a: a folder that does not exist yet was wanted, this one does"
try 2 "$program" write nowhere/at/all/../a Conv3d
says_one_sentence "there is no layer 'Conv3d', there are Conv2d, Linear, "
try 2 "$program" write d --double
says_one_sentence "'--double' is no option of 'write'"
try 2 "$program" check nowhere
says_one_sentence "nowhere/exchange.json: what 'tests/exchange write' writes was wanted, found nothing"
try 2 "$program" solve a
says_one_sentence "tests/exchange write DIR"
[[ ! -e d ]]
echo "$count passed"
