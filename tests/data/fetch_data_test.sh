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
  echo "mnist $name 20000 sha256:$(digest sha256 "plain-$name")" >>table
  gzip -c "plain-$name" >"site/good/$name.gz"
  echo "not this" | gzip -c >"site/bad/$name.gz"
done
for name in data_batch_1.bin test_batch.bin; do
  head -c 30000 /dev/urandom >"batches/cifar-10-batches-bin/$name"
  echo "cifar10 $name 30000 md5:$(digest md5 "batches/cifar-10-batches-bin/$name")" >>table
done
tar -czf site/good/cifar-10-binary.tar.gz -C batches cifar-10-batches-bin
echo "archive cifar-10-binary.tar.gz $(stat -c %s site/good/cifar-10-binary.tar.gz) sha256:$(digest sha256 site/good/cifar-10-binary.tar.gz)" >>table
head -c 100 /dev/urandom >site/bad/cifar-10-binary.tar.gz
cp -r site/good site/norange
# Mirrors whose compressed files lack their end, or have more behind it.
cp -r site/good site/cut
cp -r site/good site/garbage
for name in site/good/*-ubyte.gz; do
  truncate -s -1 "site/cut/${name##*/}"
  echo garbage >>"site/garbage/${name##*/}"
done

touch log
(cd site && exec python3 "$source/tests/data/range_server.py" "$here/log" >"$here/port") &
server=$!
for _ in {1..100}; do [[ -s port ]] && break; sleep 0.05; done
[[ -s port ]] || { echo "skipped: no server on the loopback interface"; exit 77; }
base=http://127.0.0.1:$(cat port)

check() { echo "FAILED: $1"; echo "--- output"; cat output; echo "--- requests"; cat log; exit 1; }

target=data table=table
# fetch WANTED_STATUS MIRROR...: one run into $target, its words in `output`, its requests in `log`.
fetch() {
  local wanted=$1 status=0
  shift
  : >log
  timeout 30 env -u http_proxy -u https_proxy -u ALL_PROXY -u all_proxy BACKCHECK_OFFICIAL_FILES="$table" \
    BACKCHECK_MNIST_MIRRORS="$*" BACKCHECK_CIFAR10_MIRRORS="$*" "$source/experiments/fetch-data" "$target" >output 2>&1 ||
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
rm data/cifar10/test_batch.bin

sentence() {  # WORDS: the only ones beside what is being fetched
  [[ $(grep -vc "^backcheck: fetching" output) == 1 ]] || check "more than one sentence"
  grep -v "^backcheck: fetching" output | grep -qF -- "$1" || check "the sentence does not say: $1"
}
images=train-images-idx3-ubyte.gz

# A compressed file that lacks its end is not complete, though all its contents are there.
for missing in 1 2 3 4 5 6 7 8 9; do
  head -c "-$missing" "site/good/$images" >"data/mnist/$images.part"
  rm -f "data/mnist/$images"
  fetch 0 "$base/good"
  complete "a fetch that lacked $missing bytes"
  cp "site/good/$images" "data/mnist/$images"
  truncate -s "-$missing" "data/mnist/$images"
  fetch 0 "$base/good"
  complete "a fetch where the file in place lacks $missing bytes"
  cmp -s "site/good/$images" "data/mnist/$images" || check "a broken file in place is not repaired"
done
echo garbage >>"data/mnist/$images"
fetch 0 "$base/good"
cmp -s "site/good/$images" "data/mnist/$images" || check "a file with garbage behind it is not repaired"
for mirror in cut garbage; do
  rm "data/mnist/$images"
  fetch 0 "$base/$mirror" "$base/good"
  cmp -s "site/good/$images" "data/mnist/$images" || check "a file of the mirror '$mirror' is taken for whole"
  complete "a fetch from $mirror"
done

# Two at once: the second waits, then finds everything there.
rm -r data
fetch 0 "$base/good" &
first=$!
status=0
BACKCHECK_OFFICIAL_FILES=$table BACKCHECK_MNIST_MIRRORS=$base/good BACKCHECK_CIFAR10_MIRRORS=$base/good \
  "$source/experiments/fetch-data" data >second 2>&1 || status=$?
wait "$first" || exit 1
((status == 0)) || check "the second of two fetches ends with $status: $(cat second)"
[[ $(wc -l <log) == 5 ]] || check "two fetches at once take $(wc -l <log) requests in place of 5"
complete "two fetches at once"

# Redirects to plain http are not followed; what has no end is cut off.
rm -r data
fetch 2 "$base/redirect"
sentence "Protocol \"http\" "
complete_nothing() { [[ -z $(find data -type f) ]] || check "$1: files are left: $(find data -type f)"; }
complete_nothing "a redirect to http"
fetch 2 "$base/endless"
sentence "$base/endless/cifar-10-binary.tar.gz is longer than"
complete_nothing "an endless file"

# What stands in the place of a file is neither followed nor waited for.
obstacles() {  # NAME SENTENCE
  local make
  for make in "mkfifo data/$1" "mkdir data/$1" "ln -s /dev/zero data/$1" "ln -s nothing data/$1" "ln -s ${1##*/} data/$1"; do
    rm -rf data
    mkdir -p data/mnist data/cifar10
    $make
    fetch 2 "$base/good"
    sentence "$2"
    rm -rf "data/$1"
    fetch 0 "$base/good"
    complete "after $make"
  done
}
obstacles "mnist/$images.part" "data/mnist/$images.part is not a regular file: move it away"
obstacles cifar10/cifar-10-binary.tar.gz.part "data/cifar10/cifar-10-binary.tar.gz.part is not a regular file"
obstacles "mnist/$images" "data/mnist/$images is not a regular file: move it away"
obstacles cifar10/test_batch.bin "data/cifar10/test_batch.bin is not the official file and is left alone"
obstacles cifar10/cifar-10-binary.tar.gz "data/cifar10/cifar-10-binary.tar.gz is not the official file and is left alone"

# What a killed fetch has left is removed.
mkdir data/cifar10/unpacking.abcdef
fetch 0 "$base/good"
[[ ! -e data/cifar10/unpacking.abcdef ]] || check "what a killed fetch left is still there"

# Tables, mirrors and folders that are none.
refused() { fetch 2 "$base/good"; sentence "$1"; [[ ! -s log ]] || check "something is fetched all the same"; }
cp table sound
bad_row() {  # ROW
  { cat sound; echo "$1"; } >table
  refused "table: 'mnist, cifar10 or archive', a name, a size and a digest wanted, '"
}
sha=sha256:$(printf '0%.0s' {1..64})
bad_row "mnist"
bad_row "mnist name 10"
bad_row "mnist name 10 sha256:1234"
bad_row "mnist name 10 crc32:12345678"
bad_row "mnist name ten $sha"
bad_row "mnist name -1 $sha"
bad_row "mnist name 99999999999999999999 $sha"
bad_row "mnist ../../name 10 $sha"
bad_row "mnist -name 10 $sha"
bad_row "mnist na\$(touch\${IFS}x)me 10 $sha"
bad_row "imagenet name 10 $sha"
bad_row "mnist name 10 $sha more"
bad_row "<!DOCTYPE html>"
: >table
refused "table names no files of the set"
grep -v ^archive sound >table
refused "table names no files of the set 'archive'"
table=nowhere
refused "nowhere, the table of files and digests, cannot be read"
table=/dev/zero
refused "/dev/zero, the table of files and digests, cannot be read"
table=sound
for mirror in " " ftp://127.0.0.1/good file:///etc 127.0.0.1 "$here" -o; do
  fetch 2 "$mirror"
  sentence "a mirror must be an address"
done
target=table
refused "table/mnist and table/cifar10 cannot be made"
target=/proc/nowhere
refused "/proc/nowhere/mnist and /proc/nowhere/cifar10 cannot be made"
echo "passed"
