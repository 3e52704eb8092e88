// Which check finds which mutant, and which of the usual ways to check a gradient do: a table and a figure; and the
// field guide, of the same examination.
//
//   kill_matrix REPORTS      writes REPORTS/kill-matrix and REPORTS/field-guide
#include "kill_matrix.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <exception>
#include <filesystem>
#include <iostream>
#include <limits>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

#include "experiments/plotting/gnuplot.hpp"
#include "experiments/writing/csv.hpp"
#include "experiments/writing/files.hpp"
#include "experiments/writing/markdown.hpp"
#include "tests/mutants/gradient_checks_elsewhere.hpp"
#include "tests/mutants/kill.hpp"

namespace backcheck::mutants {
namespace {

using suite::Check;
using suite::LayerCase;

const std::string page_title = "Which check finds which bug";

Seen find_with(const Check<double>& check, const std::vector<LayerCase<double>>& cases) {
  bool applied = false;
  for (const LayerCase<double>& layer_case : cases) {
    if (!applies(check, layer_case)) continue;
    applied = true;
    if (!run(check, layer_case).failures.empty()) return Seen::yes;
  }
  return applied ? Seen::no : Seen::not_applicable;
}

// "agrees with twin within rounding"
std::string words(const std::string& camel_case) {
  std::string text;
  for (const char c : camel_case) {
    if (std::isupper(static_cast<unsigned char>(c)) && !text.empty()) text += ' ';
    text += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  if (const std::size_t euler = text.find("eulers"); euler != std::string::npos) text.replace(euler, 6, "Euler's");
  return text;
}

std::vector<CheckingMethod> checking_methods() {
  std::vector<CheckingMethod> methods;
  for (const Check<double>& check : suite::checks<double>()) {
    methods.push_back(
        {words(check.name), check.family, [&check](const auto& cases) { return find_with(check, cases); }});
  }
  for (const GradientCheck& check : gradient_checks_elsewhere()) {
    methods.push_back({check.name, "elsewhere",
                       [&check](const auto& cases) { return notices(check, cases) ? Seen::yes : Seen::no; }});
  }
  return methods;
}

// Whether a first backward call, on some case, gives a gradient that is wrong beyond rounding to single precision: what
// a checker of gradients is there to find.
bool has_wrong_gradient(const std::vector<LayerCase<double>>& cases) {
  for (const LayerCase<double>& one : cases) {
    const auto arguments = make_arguments(one, suite::Numbers::random, 5);
    suite::Computed<double> ours, right;
    try {
      run(one.layer, arguments, one.pass(), ours);
    } catch (const std::exception&) {
      continue;
    }
    run(*one.twin, make_arguments(one, suite::Numbers::random, 5), one.pass(), right);
    for (const suite::Part part : suite::all_gradients) {
      const auto &a = part_of(ours, part), &b = part_of(right, part);
      if (a.shape() != b.shape()) return true;
      for (Index i = 0; i < a.size(); ++i) {
        if (!(std::abs(a[i] - b[i]) <= 1e-6 * suite::largest(b))) return true;
      }
    }
  }
  return false;
}

KillMatrix examine() {
  KillMatrix matrix{checking_methods(), {}, {}};
  for (const Registered& mutant : registry()) {
    const std::vector<LayerCase<double>> cases = mutant.cases();
    std::vector<Seen> column;
    for (const CheckingMethod& method : matrix.methods) column.push_back(method.look(cases));
    if (mutant.bug.name.empty()) {
      for (std::size_t i = 0; i < column.size(); ++i) {
        if (column[i] != Seen::yes) continue;
        throw std::runtime_error("'" + matrix.methods[i].name + "' finds something wrong in the right " + mutant.layer);
      }
    }
    matrix.seen.push_back(std::move(column));
    matrix.wrong_gradient.push_back(!mutant.bug.name.empty() && has_wrong_gradient(cases));
  }
  return matrix;
}

// Kills and mutants of a row among those of a layer ("" for all), where the row applies; of the checks used elsewhere,
// which are for gradients, among the mutants with a wrong gradient.
struct Share {
  int killed = 0, of = 0;
  double percent() const { return of == 0 ? std::numeric_limits<double>::quiet_NaN() : 100.0 * killed / of; }
};

// `rows` together: a mutant is killed by any of them.
Share share(const KillMatrix& matrix, const std::vector<std::size_t>& rows, const std::string& layer) {
  Share result;
  for (std::size_t m = 0; m < registry().size(); ++m) {
    const Registered& mutant = registry()[m];
    if (mutant.bug.name.empty() || (!layer.empty() && mutant.layer != layer)) continue;
    if (matrix.methods[rows[0]].family == "elsewhere" && !matrix.wrong_gradient[m]) continue;
    const auto any = [&](Seen seen) {
      return std::any_of(rows.begin(), rows.end(), [&](std::size_t row) { return matrix.seen[m][row] == seen; });
    };
    if (!any(Seen::yes) && !any(Seen::no)) continue;
    result.killed += any(Seen::yes);
    ++result.of;
  }
  return result;
}

std::vector<std::size_t> methods_of(const KillMatrix& matrix, bool elsewhere) {
  std::vector<std::size_t> rows;
  for (std::size_t i = 0; i < matrix.methods.size(); ++i) {
    if ((matrix.methods[i].family == "elsewhere") == elsewhere) rows.push_back(i);
  }
  return rows;
}

std::vector<std::string> layers() {
  std::vector<std::string> names;
  for (const Registered& mutant : registry()) {
    if (names.empty() || names.back() != mutant.layer) names.push_back(mutant.layer);
  }
  return names;
}

std::string text(const Share& share) {
  return share.of == 0 ? "" : std::to_string(share.killed) + " of " + std::to_string(share.of);
}

// Rows of the figure and of the table: each check, all of them together, each check used elsewhere.
struct MatrixRow {
  std::string name;
  std::vector<std::size_t> rows;
};
std::vector<MatrixRow> rows_of_matrix(const KillMatrix& matrix) {
  std::vector<MatrixRow> lines;
  for (const std::size_t row : methods_of(matrix, false)) lines.push_back({matrix.methods[row].name, {row}});
  lines.push_back({"the whole suite", methods_of(matrix, false)});
  for (const std::size_t row : methods_of(matrix, true)) lines.push_back({matrix.methods[row].name, {row}});
  return lines;
}

plotting::Figure draw_matrix(const KillMatrix& matrix) {
  const std::vector<MatrixRow> lines = rows_of_matrix(matrix);
  std::vector<std::string> columns = layers();
  columns.push_back("all");
  std::vector<std::string> labels = columns;
  for (std::string& label : labels) {
    // "Softmax", "Cross", "Entropy" below each other.
    for (std::size_t k = label.size(); k-- > 1;) {
      const bool starts_word = std::isupper(static_cast<unsigned char>(label[k])) &&
                               std::islower(static_cast<unsigned char>(label[k - 1])) && label.size() > 7;
      if (starts_word) label.insert(k, "\n");
    }
  }
  plotting::HeatMap map{.rows = {}, .columns = labels, .cells = {}, .colours = {.low = 0, .high = 100}};
  for (const MatrixRow& line : lines) {
    map.rows.push_back(line.name);
    map.cells.values.emplace_back();
    map.cells.texts.emplace_back();
    for (const std::string& column : columns) {
      const double percent = share(matrix, line.rows, column == "all" ? "" : column).percent();
      map.cells.values.back().push_back(percent);
      map.cells.texts.back().push_back(std::isnan(percent) ? "" : fmt::format("{:.0f}", percent));
    }
  }
  plotting::Panel panel = plotting::heat_map(std::move(map));
  panel.border = plotting::Panel::Border::none;
  panel.x.label_size = 11;
  panel.area = {.left = 0.36, .right = 0.985};
  panel.lines_below = 4.5;
  const double line = static_cast<double>(methods_of(matrix, false).size()) + 0.5;  // under the checks of the suite
  panel.elements.push_back(plotting::Box{.left = -0.5,
                                         .bottom = line,
                                         .right = static_cast<double>(columns.size()) - 0.5,
                                         .top = line,
                                         .border = plotting::Colour::black,
                                         .border_width = 3});
  const Share suite = share(matrix, methods_of(matrix, false), ""),
              gradcheck = share(matrix, {matrix.methods.size() - 1}, "");
  return {
      .name = "kill-matrix",
      .title = fmt::format("The suite finds {} wrong layers; PyTorch's gradcheck {} wrong gradients", text(suite),
                           text(gradcheck)),
      .caption =
          "Wrong layers found, in % of those with one known bug each; empty where a check does not apply. Above the "
          "line: the checks of the suite. Below: difference quotients as they are used elsewhere, one thing spoilt "
          "at a time, and of the layers with a wrong gradient only; PyTorch's gradcheck is its rule with its default "
          "tolerances on one plain case, done here and compared with the real one. "
          "Nothing is found in the right layers. That finite differences match dual numbers examines the checker.",
      .width = 1100,
      .height = 180 + 26 * static_cast<int>(lines.size()),
      .panels = {panel}};
}

std::string summary(const KillMatrix& matrix) {
  writing::Markdown md;
  md.heading(1, page_title);
  md.paragraph("Every mutant is a right layer with one known bug. Killed, of those that a check applies to:");
  std::vector<std::string> header{"check"}, columns = layers();
  for (const std::string& column : columns) header.push_back(column + ":");
  header.push_back("all:");
  columns.push_back("");
  std::vector<writing::Markdown::Row> rows;
  for (const MatrixRow& line : rows_of_matrix(matrix)) {
    rows.push_back({line.name});
    for (const std::string& column : columns) rows.back().push_back(text(share(matrix, line.rows, column)));
  }
  md.table(header, rows);
  md.paragraph(
      "![{}](kill-matrix.svg)\n\n[data](kill-matrix.dat), [script](kill-matrix.gp), [PNG](kill-matrix.png), [every "
      "mutant and check](kills.csv)",
      draw_matrix(matrix).title);
  md.heading(2, "What PyTorch's gradcheck does not find");
  md.paragraph(
      "Of the wrong gradients alone: that shapes are refused, that nothing is modified in place and that bits do not "
      "depend on threads is no gradient checker's job.");
  int compared = 0;
  std::string other_results;
  for (const GradcheckResult& real : gradcheck_results()) {
    for (std::size_t m = 0; m < registry().size(); ++m) {
      if (registry()[m].layer != real.layer || registry()[m].bug.name != real.mutant) continue;
      ++compared;
      if ((matrix.seen[m].back() == Seen::yes) == real.found) continue;
      other_results += (other_results.empty() ? "" : ", ") + real.layer + " " + words(real.mutant);
    }
  }
  md.paragraph(
      "PyTorch's own gradcheck, of version 1.13.1, was asked about {} of the mutants (tests/mutants/gradcheck.py). {}",
      compared,
      other_results.empty() ? "Its verdicts are those of this row."
                            : "Its verdicts are those of this row but for: " + other_results + ".");
  for (std::size_t m = 0; m < registry().size(); ++m) {
    const Registered& mutant = registry()[m];
    if (matrix.wrong_gradient[m] && matrix.seen[m].back() == Seen::no)
      md.bullet("{}: {}", mutant.layer, words(mutant.bug.name));
  }
  md.heading(2, "Again").paragraph("    tests/kill-matrix");
  return md.text();
}

std::string csv(const KillMatrix& matrix) {
  std::vector<std::string> header{"layer", "mutant", "tensor"};
  for (const CheckingMethod& method : matrix.methods) header.push_back(method.name);
  std::string lines = writing::csv_line(header);
  for (std::size_t m = 0; m < registry().size(); ++m) {
    const Registered& mutant = registry()[m];
    std::vector<std::string> fields{mutant.layer, mutant.bug.name.empty() ? "none" : mutant.bug.name,
                                    mutant.bug.tensor};
    for (const Seen seen : matrix.seen[m]) fields.push_back(seen == Seen::yes ? "1" : seen == Seen::no ? "0" : "");
    lines += writing::csv_line(fields);
  }
  return lines;
}

void make_page(const KillMatrix& matrix, const std::filesystem::path& folder) {
  writing::NewFolder aside(writing::aside_of(folder));
  plotting::draw(draw_matrix(matrix), aside.path());
  writing::write_file(aside.path() / "kills.csv", csv(matrix));
  writing::write_file(aside.path() / "summary.md", summary(matrix));
  aside.replace(folder);
  std::cout << draw_matrix(matrix).title << " -> " << folder.string() << std::endl;
}

}  // namespace
}  // namespace backcheck::mutants

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: kill_matrix REPORTS\n";
    return 2;
  }
  try {
    using namespace backcheck;
    const std::filesystem::path reports = std::filesystem::absolute(argv[1]);
    writing::require_replaceable(reports / "kill-matrix", "# " + mutants::page_title);
    writing::require_replaceable(reports / "field-guide", std::string("# ") + mutants::field_guide_title);
    plotting::require_gnuplot();
    const mutants::KillMatrix matrix = mutants::examine();
    mutants::make_page(matrix, reports / "kill-matrix");
    mutants::make_field_guide(matrix, reports / "field-guide");
  } catch (const std::exception& error) {
    std::cerr << "backcheck: " << error.what() << "\n";
    return 2;
  }
}
