// The only file that knows gnuplot-iostream. Three things about the packaged version (of 2014) shape it: it uses assert
// without including it; it reports nothing that goes wrong, so the pictures and gnuplot's messages are examined
// afterwards; and writing to a gnuplot that is gone raises SIGPIPE, which would end the program.
#include "experiments/support/figure.hpp"

#include <gnuplot-iostream.h>
#include <cassert>

#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <csignal>
#include <sstream>
#include <stdexcept>

#include "experiments/support/files.hpp"
#include "experiments/support/plots.hpp"

namespace backcheck::experiments {

namespace fs = std::filesystem;

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

// Lines of at most `width` characters, broken at blanks.
std::vector<std::string> wrap(const std::string& text, std::size_t width) {
  std::istringstream words(text);
  std::vector<std::string> lines;
  for (std::string word; words >> word;) {
    if (lines.empty() || lines.back().size() + 1 + word.size() > width) {
      lines.push_back(word);
    } else {
      lines.back() += " " + word;
    }
  }
  return lines;
}

// A gnuplot expression for text of several lines. Single quotes: gnuplot would run what stands between backquotes in
// double ones.
std::string text_expression(const std::vector<std::string>& lines) {
  std::string expression;
  for (const std::string& line : lines) {
    if (!expression.empty()) expression += ".\"\\n\".";
    expression += "'";
    for (const char c : line) expression += c == '\'' ? "''" : std::string(1, c);
    expression += "'";
  }
  return expression.empty() ? "''" : expression;
}

// Six digits are more than a picture shows.
std::string short_text(double value) {
  if (std::isnan(value)) return "nan";
  std::array<char, 32> text;
  const auto [end, error] = std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::general, 6);
  return {text.data(), end};
}

// The blocks in alphabetical order: gnuplot takes the first one whose name begins with the name asked for, so "loss"
// must come before "loss of the second run".
std::string data_file(const Figure& figure) {
  std::vector<Figure::Block> blocks = figure.blocks;
  std::sort(blocks.begin(), blocks.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  std::string text;
  for (const Figure::Block& block : blocks) {
    if (!text.empty()) text += "\n\n";
    text += "# " + block.name + "\n#";
    for (const std::string& column : block.columns) text += " \"" + column + "\"";
    text += "\n";
    for (const std::vector<double>& row : block.rows) {
      for (std::size_t i = 0; i < row.size(); ++i) text += (i ? " " : "") + short_text(row[i]);
      text += "\n";
    }
  }
  return text;
}

// The script runs twice, the second time because it loads itself: first for the SVG, then for the PNG, which has 3
// pixels for 2 of the SVG's.
std::string script_file(const Figure& figure) {
  const std::vector<std::string> caption = wrap(figure.caption, static_cast<std::size_t>(figure.width / 7));
  const std::vector<std::string> title = wrap(figure.title, static_cast<std::size_t>(figure.width / 11));
  const double line = 15.0 / figure.height;  // of the caption, as a fraction of the height
  const double bottom = static_cast<double>(caption.size()) * line + (caption.empty() ? 0 : 0.5 * line);
  std::ostringstream script;
  script
      << "# Draws " << figure.name << ".svg and " << figure.name << ".png from " << figure.name << ".dat:\n"
      << "#   gnuplot " << figure.name << ".gp\n"
      << "reset\n"
      << "set encoding utf8\n"
      << "if (!exists('FORMAT')) { FORMAT = 'svg' }\n"
      << "if (FORMAT eq 'svg') { set terminal svg size " << figure.width << "," << figure.height
      << " enhanced font 'DejaVu Sans,13' background rgb 'white' standalone }\n"
      << "if (FORMAT eq 'png') { set terminal pngcairo size " << figure.width * 3 / 2 << "," << figure.height * 3 / 2
      << " enhanced font 'DejaVu Sans,13' fontscale 1.5 linewidth 1.5 pointscale 2 background rgb 'white' }\n"
      << "set output '" << figure.name << ".'.FORMAT\n"
      << "DATA = '" << figure.name << ".dat'\n"
      << "TITLE = " << text_expression(title) << "\n"
      << "# Parts of the height: of the caption, of tic labels and the label of an axis, of the titles over panels.\n"
      << "BOTTOM = " << bottom << "\nAXIS = " << 66.0 / figure.height
      << "\nHEAD = " << (58.0 + 20.0 * static_cast<double>(title.size())) / figure.height << "\n"
      << plot_style << "set title TITLE noenhanced font ',15'\n"
      << "set label 999 " << text_expression(caption)
      << " noenhanced font ',10' textcolor rgb '#555555' at screen 0.01,"
      << " screen " << std::max(bottom - line, 0.0) << "\n"
      << "set origin 0, BOTTOM\n"
      << "set size 1, 1 - BOTTOM\n\n"
      << figure.script << "\n\n"
      << "unset multiplot\n"
      << "unset output\n"
      << "if (FORMAT eq 'svg') { FORMAT = 'png'; load '" << figure.name << ".gp' } else { undefine FORMAT }\n";
  return script.str();
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

void Figure::add(std::string block, std::vector<std::string> columns, std::vector<std::vector<double>> rows) {
  if (rows.empty()) throw std::invalid_argument("figure " + name + ": block '" + block + "' has no rows");
  blocks.push_back({std::move(block), std::move(columns), std::move(rows)});
}

void draw(const Figure& figure, const fs::path& folder) {
  write_file(folder / (figure.name + ".dat"), data_file(figure));
  write_file(folder / (figure.name + ".gp"), script_file(figure));
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

}  // namespace backcheck::experiments
