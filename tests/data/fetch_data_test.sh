#!/usr/bin/env bash
# Tests experiments/fetch-data against a server on this machine, with small files that stand in for the official ones.
# usage: fetch_data_test.sh SOURCE_DIR      exits with 77 where it cannot run
set -euo pipefail
source=$(realpath "$1")
for tool in python3 curl; do
  command -v "$tool" >/dev/null || { echo "skipped: $tool is not installed"; exit 77; }
done

here=$(mktemp -d)
server=
trap 'if [[ -n $server ]]; then kill "$server" 2>/dev/null || true; fi; rm -rf "$here"' EXIT
cd "$here"

# What the mirrors hold: `good` all of it, `bad` files of the right names with other contents, `empty` nothing.
mkdir -p site/good site/bad site/empty batches/cifar-10-batches-bin
digest() { "$1sum" "$2" | cut -d' ' -f1; }
for name in train-images-idx3-ubyte train-labels-idx1-ubyte t10k-images-idx3-ubyte t10k-labels-idx1-ubyte; do
  head -c 20000 /dev/urandom >"plain-$name"
  echo "mnist $name sha256:$(digest sha256 "plain-$name")" >>table
  gzip -c "plain-$name" >"site/good/$name.gz"
  echo "not this" | gzip -c >"site/bad/$name.gz"
done
for name in data_batch_1.bin test_batch.bin; do
  head -c 30000 /dev/urandom >"batches/cifar-10-batches-bin/$name"
  echo "cifar10 $name md5:$(digest md5 "batches/cifar-10-batches-bin/$name")" >>table
done
tar -czf site/good/cifar-10-binary.tar.gz -C batches cifar-10-batches-bin
echo "archive cifar-10-binary.tar.gz sha256:$(digest sha256 site/good/cifar-10-binary.tar.gz)" >>table
head -c 100 /dev/urandom >site/bad/cifar-10-binary.tar.gz
cp -r site/good site/norange

touch log
(cd site && exec python3 "$source/tests/data/range_server.py" "$here/log" >"$here/port") &
server=$!
for _ in {1..100}; do [[ -s port ]] && break; sleep 0.05; done
[[ -s port ]] || { echo "skipped: no server on the loopback interface"; exit 77; }
base=http://127.0.0.1:$(cat port)

check() { echo "FAILED: $1"; echo "--- output"; cat output; echo "--- requests"; cat log; exit 1; }

# fetch WANTED_STATUS MIRROR...: one run into data/, its words in `output`, its requests in `log`.
fetch() {
  local wanted=$1 status=0
  shift
  : >log
  env -u http_proxy -u https_proxy -u ALL_PROXY -u all_proxy BACKCHECK_OFFICIAL_FILES=table \
    BACKCHECK_MNIST_MIRRORS="$*" BACKCHECK_CIFAR10_MIRRORS="$*" "$source/experiments/fetch-data" data >output 2>&1 ||
    status=$?
  ((status == wanted)) || check "exit status $wanted wanted, got $status"
}

complete() {
  local name
  for name in train-images-idx3-ubyte train-labels-idx1-ubyte t10k-images-idx3-ubyte t10k-labels-idx1-ubyte; do
    gzip -dc "data/mnist/$name.gz" | cmp -s - "plain-$name" || check "$1: $name is wrong"
  done
  for name in data_batch_1.bin test_batch.bin; do
    cmp -s "batches/cifar-10-batches-bin/$name" "data/cifar10/$name" || check "$1: $name is wrong"
  done
  [[ $(find data -type f | wc -l) == 6 ]] || check "$1: files are left over: $(find data -type f)"
}

fetch 0 "$base/good"
complete "a first fetch"

fetch 0 "$base/good"
complete "a second fetch"
[[ ! -s log ]] || check "what is there is fetched again"

resumed() {  # MIRROR: the first 5000 bytes are there already
  head -c 5000 site/good/train-images-idx3-ubyte.gz >data/mnist/train-images-idx3-ubyte.gz.part
  head -c 5000 site/good/cifar-10-binary.tar.gz >data/cifar10/cifar-10-binary.tar.gz.part
  rm -f data/mnist/train-images-idx3-ubyte.gz data/cifar10/data_batch_1.bin
  fetch 0 "$1"
  complete "a resumed fetch from $1"
  grep -q "/train-images-idx3-ubyte.gz bytes=5000-" log || check "an interrupted file is not resumed"
  grep -q "/cifar-10-binary.tar.gz bytes=5000-" log || check "an interrupted archive is not resumed"
}
resumed "$base/good"
[[ $(wc -l <log) == 2 ]] || check "a resumed fetch takes more than one request a file"
resumed "$base/norange"

# Interrupted between the last byte and the renaming.
mv data/mnist/t10k-images-idx3-ubyte.gz data/mnist/t10k-images-idx3-ubyte.gz.part
fetch 0 "$base/good"
complete "a fetch that lacked the renaming"
[[ ! -s log ]] || check "a complete file is fetched again"

# A wrong beginning of the right length or longer is thrown away.
head -c 90000 /dev/zero >data/mnist/t10k-images-idx3-ubyte.gz.part
rm data/mnist/t10k-images-idx3-ubyte.gz
fetch 0 "$base/good"
complete "a fetch over a wrong beginning"

rm -r data
fetch 0 "$base/empty" "$base/bad" "$base/good"
complete "a fetch from the third mirror"

rm -r data
fetch 2 "$base/bad"
grep -q "does not have the digest" output || check "wrong contents are not named"
[[ -z $(find data -type f) ]] || check "wrong contents are kept"

# No network: one sentence, naming the files and where they go; what was fetched of a file stays.
mkdir -p data/mnist
head -c 5000 site/good/train-images-idx3-ubyte.gz >data/mnist/train-images-idx3-ubyte.gz.part
fetch 2 "http://127.0.0.1:1"
[[ $(grep -vc "^backcheck: fetching" output) == 1 ]] || check "more than one sentence"
for part in "where there is no network" data/mnist/train-images-idx3-ubyte.gz data/cifar10/data_batch_1.bin "curl:"; do
  grep -v "^backcheck: fetching" output | grep -q -- "$part" || check "the sentence does not say: $part"
done
[[ $(stat -c %s data/mnist/train-images-idx3-ubyte.gz.part) == 5000 ]] || check "an interrupted file is thrown away"

# A file that is there but is another one is neither overwritten nor taken for the official one.
echo mine >data/cifar10/test_batch.bin
fetch 2 "$base/good"
grep -q "data/cifar10/test_batch.bin is not the official file and is left alone" output || check "a stranger is not named"
[[ $(cat data/cifar10/test_batch.bin) == mine ]] || check "a stranger is overwritten"
echo "passed"
