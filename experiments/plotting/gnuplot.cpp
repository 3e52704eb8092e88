// The only file that knows gnuplot-iostream. Three things about the packaged version (of 2014) shape it: it uses assert
// without including it; it reports nothing that goes wrong, so the pictures and gnuplot's messages are examined
// afterwards; and writing to a gnuplot that is gone raises SIGPIPE, which would end the program.
#include "experiments/plotting/gnuplot.hpp"

#include <gnuplot-iostream.h>
#include <cassert>

#include <unistd.h>

#include <csignal>
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

// What gnuplot says when `commands` are piped into it in `folder`, whether or not it then went on; nothing is written
// to our own standard error.
std::string messages_of_gnuplot(const std::string& commands, const fs::path& folder) {
  const IgnorePipeSignal ignore;
  const fs::path log = fs::absolute(folder) / (".gnuplot." + std::to_string(::getpid()) + ".log");
  {
    Gnuplot gnuplot("cd " + shell_quoted(folder.string()) + " && { LC_ALL=C.UTF-8 gnuplot >" +
                    shell_quoted(log.string()) + " 2>&1 || echo 'gnuplot failed' >>" + shell_quoted(log.string()) +
                    "; }");
    gnuplot << commands << std::flush;
  }  // the destructor waits for gnuplot to finish
  std::string messages = fs::exists(log) ? read_file(log) : "gnuplot failed";
  fs::remove(log);
  return messages;
}

// gnuplot's own words without the blank lines and the echo of the script.
std::string one_sentence(const std::string& messages) {
  std::istringstream lines(messages);
  std::string sentence, line;
  while (std::getline(lines, line)) {
    const std::size_t start = line.find_first_not_of(" \t^");
    if (start == std::string::npos || line.starts_with("gnuplot")) continue;
    sentence += (sentence.empty() ? "" : " | ") + line.substr(start);
  }
  return sentence.empty() ? "it gave no reason" : sentence;
}

void require_signature(const fs::path& picture, std::string_view signature, const std::string& messages) {
  if (fs::exists(picture) && read_file(picture).substr(0, signature.size()) == signature) return;
  throw std::runtime_error("gnuplot did not draw " + picture.filename().string() + ": " + one_sentence(messages));
}

}  // namespace

void draw(const Figure& figure, const fs::path& folder) {
  const GnuplotScript script = gnuplot_script(figure);
  write_file(folder / (figure.name + ".dat"), script.data);
  write_file(folder / (figure.name + ".gp"), script.commands);
  const std::string messages = messages_of_gnuplot("load '" + figure.name + ".gp'\n", folder);
  if (messages.find("gnuplot failed") != std::string::npos) {
    throw std::runtime_error("gnuplot cannot draw " + figure.name + ": " + one_sentence(messages));
  }
  require_signature(folder / (figure.name + ".svg"), "<?xml", messages);
  require_signature(folder / (figure.name + ".png"), "\x89PNG", messages);
}

void require_gnuplot() {
  const std::string messages = messages_of_gnuplot("print GPVAL_TERMINALS\n", fs::temp_directory_path());
  if (messages.find("gnuplot failed") != std::string::npos) {
    throw std::runtime_error("gnuplot does not run (" + one_sentence(messages) +
                             "); the figures need it: install the package gnuplot-nox");
  }
  for (const char* terminal : {" svg ", " pngcairo "}) {
    if (messages.find(terminal) == std::string::npos) {
      throw std::runtime_error("this gnuplot has no terminal" + std::string(terminal) +
                               "to draw with: install the package gnuplot-nox");
    }
  }
}

}  // namespace backcheck::plotting
