// The only file that knows gnuplot-iostream. Three things about the packaged version (of 2014) shape it: it uses assert
// without including it; it reports nothing that goes wrong, so the pictures and gnuplot's messages are examined
// afterwards; and writing to a gnuplot that is gone raises SIGPIPE, which would end the program.
#include "experiments/plotting/gnuplot.hpp"

#include <gnuplot-iostream.h>
#include <cassert>

#include <fmt/format.h>
#include <sys/mman.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <new>
#include <sstream>
#include <stdexcept>

#include "experiments/plotting/gnuplot_script.hpp"
#include "experiments/writing/files.hpp"

namespace backcheck::plotting {

namespace fs = std::filesystem;
using writing::read_file;
using writing::write_file;

namespace {

// SIGPIPE is ignored while one of these lives.
class IgnorePipeSignal {
 public:
  IgnorePipeSignal() : previous_(std::signal(SIGPIPE, SIG_IGN)) {}
  ~IgnorePipeSignal() { std::signal(SIGPIPE, previous_); }
  IgnorePipeSignal(const IgnorePipeSignal&) = delete;
  IgnorePipeSignal& operator=(const IgnorePipeSignal&) = delete;

 private:
  void (*previous_)(int);
};

std::string shell_quoted(const std::string& text) {
  std::string quoted = "'";
  for (const char c : text) quoted += c == '\'' ? "'\\''" : std::string(1, c);
  return quoted + "'";
}

// What gnuplot may take, for a figure: seconds, and bytes of each file it writes.
constexpr int default_seconds = 120;
constexpr long largest_file = 64 << 20;

int most_seconds() {
  const char* const text = std::getenv("BACKCHECK_GNUPLOT_SECONDS");
  const int seconds = text ? std::atoi(text) : default_seconds;
  return seconds > 0 ? seconds : default_seconds;
}

// How a shell says that gnuplot ended, in the words of a sentence about it; empty where it ended well.
std::string failure(const std::string& status) {
  if (status == "0") return "";
  if (status == "127") return "there is none; install the package gnuplot-nox";
  if (status == "124") return fmt::format("it was stopped after {} s", most_seconds());
  if (status == "137") return fmt::format("it was killed, after {} s at the latest", most_seconds());
  if (status == "153") return fmt::format("it was stopped when a file had {} MiB", largest_file >> 20);
  if (status.empty()) return "how it ended cannot be seen";
  return "it ended with status " + status;
}

struct GnuplotResult {
  std::string failure;   // empty where gnuplot ended well
  std::string messages;  // what it said
};

// A file without a name, in memory: nobody else finds it, and nothing is left of it however this process ends.
class MemoryFile {
 public:
  MemoryFile() : descriptor_(::memfd_create("gnuplot", MFD_CLOEXEC)) {
    if (descriptor_ < 0) throw std::bad_alloc();
  }
  ~MemoryFile() { ::close(descriptor_); }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  // Where our own child processes find it.
  std::string path() const { return fmt::format("/proc/{}/fd/{}", ::getpid(), descriptor_); }

 private:
  int descriptor_;
};

// Pipes `commands` into gnuplot in `folder`, for as long and as much as it may. What it is told in the environment and
// in the user's ~/.gnuplot is about other drawings. Nothing is written to our own standard error.
GnuplotResult run_gnuplot(const std::string& commands, const fs::path& folder) {
  const IgnorePipeSignal ignore;
  const MemoryFile log, status;
  {
    constexpr long block = 512;  // bytes, the unit of ulimit -f
    Gnuplot gnuplot(fmt::format(
        "{{ (cd {} && unset GNUTERM && export LC_ALL=C.UTF-8 && ulimit -f {} && exec timeout "
        "--kill-after=2 {} gnuplot --default-settings) >{} 2>&1; echo $? >{}; }} 2>/dev/null || true",
        shell_quoted(fs::absolute(folder)), largest_file / block, most_seconds(), log.path(), status.path()));
    gnuplot << commands << std::flush;
  }  // the destructor waits for gnuplot to finish
  const std::string number = read_file(status.path());
  return {failure(number.substr(0, number.find('\n'))), read_file(log.path()).substr(0, 100'000)};
}

// gnuplot's own words without its warnings, the blank lines and the echo of the script.
std::string one_sentence(const std::string& messages) {
  std::istringstream lines(messages);
  std::string sentence, line;
  while (std::getline(lines, line)) {
    const std::size_t start = line.find_first_not_of(" \t^");
    if (start == std::string::npos || line.starts_with("gnuplot") || line.find(" warning: ") != std::string::npos) {
      continue;
    }
    sentence += (sentence.empty() ? "" : " | ") + line.substr(start);
  }
  return sentence.empty() ? "it gave no reason" : sentence;
}

// `picture` is a whole one, from its first bytes to its last.
void require_whole(const fs::path& picture, std::string_view first, std::string_view last,
                   const GnuplotResult& result) {
  const std::string bytes = fs::is_regular_file(picture) ? read_file(picture) : "";
  const std::size_t end = bytes.find_last_not_of('\n') + 1;
  if (bytes.starts_with(first) && std::string_view(bytes).substr(0, end).ends_with(last)) return;
  throw std::runtime_error("gnuplot did not draw " + picture.filename().string() + ": " +
                           one_sentence(result.messages));
}

}  // namespace

void draw(const Figure& figure, const fs::path& folder) {
  const GnuplotScript script = gnuplot_script(figure);
  write_file(folder / (figure.name + ".dat"), script.data);
  write_file(folder / (figure.name + ".gp"), script.commands);
  const GnuplotResult result = run_gnuplot("load '" + figure.name + ".gp'\n", folder);
  if (!result.failure.empty()) {
    throw std::runtime_error(
        fmt::format("gnuplot cannot draw {}: {} ({})", figure.name, result.failure, one_sentence(result.messages)));
  }
  require_whole(folder / (figure.name + ".svg"), "<?xml", "</svg>", result);
  require_whole(folder / (figure.name + ".png"), "\x89PNG", "IEND\xae\x42\x60\x82", result);
}

void require_gnuplot() {
  const GnuplotResult result = run_gnuplot("print GPVAL_TERMINALS\n", ".");
  if (!result.failure.empty()) {
    throw std::runtime_error(fmt::format("the figures need gnuplot, and it does not run: {} ({})", result.failure,
                                         one_sentence(result.messages)));
  }
  for (const char* terminal : {" svg ", " pngcairo "}) {
    if (result.messages.find(terminal) == std::string::npos) {
      throw std::runtime_error("this gnuplot has no terminal" + std::string(terminal) +
                               "to draw with: install the package gnuplot-nox");
    }
  }
}

}  // namespace backcheck::plotting
