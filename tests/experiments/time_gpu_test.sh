#!/usr/bin/env bash
# experiments/d/time_gpu.py with a stand-in for PyTorch: a GPU that works for two milliseconds behind every call, and
# none.   usage: time_gpu_test.sh SCRIPT        Without Python, status 77: skipped.
set -euo pipefail
command -v python3 >/dev/null || exit 77
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
fail() { echo "$1" >&2; exit 1; }

mkdir -p "$here/torch/nn/functional" "$here/none/torch/nn/functional"
cat >"$here/torch/__init__.py" <<'END'
import time
__version__, double = "0.0", None
pending = 0

class cuda:
    is_available = staticmethod(lambda: True)
    get_device_name = staticmethod(lambda: "Made-up GPU")

    @staticmethod
    def synchronize():
        global pending
        time.sleep(0.002 * pending)
        pending = 0

class autograd:
    @staticmethod
    def grad(*arguments, **options):
        work()

def work(*arguments, **options):
    global pending
    pending += 1

randn = randn_like = lambda *arguments, **options: None
END
echo 'from torch import work as conv2d, work as max_pool2d' >"$here/torch/nn/functional/__init__.py"
touch "$here/torch/nn/__init__.py"
PYTHONPATH=$here python3 "$1" >"$here/times.csv"
[[ $(head -n 1 "$here/times.csv") == device,item,call,returned,finished ]] || fail "no header"
awk -F, 'NR > 1 && (index($0, "\"Made-up GPU, PyTorch 0.0\",D-1") != 1 || $5 >= 0.002 || $6 < 0.002) { print; wrong = 1 }
  NR > 1 { ++calls[$3] }
  END { for (item in calls) { ++items; if (calls[item] != 51) wrong = 1 }; exit wrong || items != 4 }' "$here/times.csv" ||
  fail "the clocks are wrong (lines above)"

cp -r "$here/torch" "$here/none/"
sed -i 's/lambda: True/lambda: False/' "$here/none/torch/__init__.py"
if PYTHONPATH=$here/none python3 "$1" >"$here/output" 2>"$here/error"; then fail "a processor is taken for a GPU"; fi
[[ ! -s $here/output ]] || fail "times without a GPU"
grep -qx "backcheck: PyTorch 0.0 reaches no GPU here, and a processor is not taken for one" "$here/error" ||
  fail "$(cat "$here/error")"
