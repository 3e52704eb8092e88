# shellcheck shell=bash
# What the scripts share: sourced by them, run by nobody.

fail() { echo "backcheck: $1" >&2; exit 2; }

# The processors that this process may use. nproc obeys OpenMP's variables, which are about our programs' threads.
processors() { env -u OMP_NUM_THREADS -u OMP_THREAD_LIMIT nproc; }

# answer ARGUMENT...: where --help or --version is among a script's arguments, answers from the script itself (its first
# comment is its help) and ends it, before anything is installed or built.
answer() {
  local argument home
  for argument; do
    case $argument in
      -h | --help)
        sed -n '2,/^[^#]/s/^# \{0,1\}//p' "$0"
        exit 0
        ;;
      --version)
        home=$(dirname "${BASH_SOURCE[0]}")/..
        echo "backcheck $(sed -n 's/^project(backcheck VERSION \([0-9.]*\).*/\1/p' "$home/CMakeLists.txt")" \
          "(revision $(git --git-dir "$home/.git" --work-tree "$home" describe --always --dirty 2>/dev/null || echo unknown))"
        exit 0
        ;;
    esac
  done
}

# install PACKAGE...: installs the Debian packages that are missing. Where Debian's package manager is not there to ask,
# they are taken to be installed; what is missing all the same, CMake will name.
install() {
  local package log missing=() as_root=()
  command -v dpkg-query >/dev/null || return 0
  for package; do
    [[ $(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) == installed ]] || missing+=("$package")
  done
  ((${#missing[@]})) || return 0
  command -v apt-get >/dev/null || fail "these packages are missing and there is no apt-get to install them: ${missing[*]}"
  if ((EUID != 0)); then
    command -v sudo >/dev/null || fail "these packages are missing, and installing them needs root or sudo: ${missing[*]}"
    as_root=(sudo)
  fi
  echo "backcheck: installing ${missing[*]}" >&2
  log=$(mktemp)
  if ! { "${as_root[@]}" apt-get update -qq &&
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"; } \
    >"$log" 2>&1 </dev/null; then
    tail -n 20 "$log" >&2
    fail "apt-get could not install ${missing[*]} (its last words are above; all of them in $log)"
  fi
  rm -f "$log"
}

# keep_saying WORDS COMMAND...: runs COMMAND, which writes nothing to its output, and calls WORDS every minute until it is
# done. Its status is COMMAND's.
keep_saying() {
  local words=$1 status=
  shift
  until read -rt 60 status || (($? <= 128)); do "$words" >&2; done < <("$@" && echo 0 || echo $?)  # above 128: a minute went by
  return "${status:-1}"
}
