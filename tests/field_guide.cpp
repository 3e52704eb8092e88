// The field guide to wrong gradients: every known mistake with what is computed instead, where the error lies, which
// checks find it and which of the usual gradient checks overlook it.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>

#include "experiments/plotting/gnuplot.hpp"
#include "experiments/publishing/page_style.hpp"
#include "experiments/writing/files.hpp"
#include "experiments/writing/html.hpp"
#include "experiments/writing/markdown.hpp"
#include "kill_matrix.hpp"
#include "tests/suite/computation.hpp"

namespace backcheck::mutants {
namespace {

using suite::LayerCase;
using suite::Part;

// What the layer should compute, in the letters of reference/derivations.md.
std::string right_formula(const std::string& layer, const std::string& tensor) {
  static const std::map<std::string, std::map<std::string, std::string>> formulas{
      {"Conv2d",
       {{"output",
         "Y(n, f, oh, ow) = b(f) + sum over c, kh, kw of W(f, c, kh, kw) X(n, c, oh s + kh - p, ow s + kw - p)"},
        {"grads.input", "dX(n, c, oh s + kh - p, ow s + kw - p) += dY(n, f, oh, ow) W(f, c, kh, kw)"},
        {"grads.weight",
         "dW(f, c, kh, kw) = sum over n, oh, ow of dY(n, f, oh, ow) X(n, c, oh s + kh - p, ow s + kw - p)"},
        {"grads.bias", "db(f) = sum over n, oh, ow of dY(n, f, oh, ow)"}}},
      {"Linear",
       {{"output", "Y(n, o) = b(o) + sum over d of W(o, d) X(n, d)"},
        {"grads.input", "dX = dY W"},
        {"grads.weight", "dW = dY^T X"},
        {"grads.bias", "db(o) = sum over n of dY(n, o)"}}},
      {"MaxPool2d", {{"output", "Y = max X over the window"}, {"grads.input", "dX(winner) += dY"}}},
      {"AvgPool2d", {{"output", "Y = sum of X over the window / K^2"}, {"grads.input", "dX += dY / K^2"}}},
      {"ReLU", {{"output", "Y = max(X, 0)"}, {"grads.input", "dX = dY [X > 0]"}}},
      {"Sigmoid", {{"output", "Y = 1 / (1 + exp(-X))"}, {"grads.input", "dX = dY Y (1 - Y)"}}},
      {"Tanh", {{"output", "Y = tanh X"}, {"grads.input", "dX = dY (1 - Y^2)"}}},
      {"Dropout", {{"output", "Y = X mask / keep"}, {"grads.input", "dX = dY mask / keep"}}},
      {"SoftmaxCrossEntropy",
       {{"loss", "L = mean over n of -log p(label), p = softmax Z"}, {"grad_logits", "dZ = (p - y) / N"}}},
      {"SigmoidBinaryCrossEntropy",
       {{"loss", "L = mean over n of the sum over k of -y log p - (1 - y) log(1 - p), p = sigmoid Z"},
        {"grad_logits", "dZ = (p - y) / N"}}}};
  const auto of_layer = formulas.find(layer);
  if (of_layer == formulas.end()) return {};
  const auto found = of_layer->second.find(tensor);
  return found == of_layer->second.end() ? std::string() : found->second;
}

std::optional<Part> part_named(const std::string& tensor) {
  for (const Part part : suite::all_parts) {
    if (tensor == suite::name_of(part)) return part;
  }
  if (tensor == "grad_logits") return Part::grad_input;
  return std::nullopt;  // a cache, an error, an argument; or the loss, which is one number
}

// |error| / largest |error|, two images at most below each other, and three of their channels at most side by side.
plotting::Tiles laid_out(const Tensor<double>& error) {
  const Shape& s = error.shape();
  const Index W = s[s.rank() - 1], H = s.rank() > 1 ? s[s.rank() - 2] : 1;
  const Index C = s.rank() > 2 ? s[s.rank() - 3] : 1, N = error.size() / (C * H * W);
  const Index shown_channels = std::min<Index>(C, 3);
  plotting::Tiles tiles{
      .height = H, .width = W, .columns = shown_channels, .images = {}, .colours = {.low = 0, .high = 1}};
  for (Index n = 0; n < std::min<Index>(N, 2); ++n) {
    for (Index c = 0; c < shown_channels; ++c) {
      const double* image = error.data() + (n * C + c) * H * W;
      std::vector<double> magnitudes;
      for (Index i = 0; i < H * W; ++i) magnitudes.push_back(std::abs(image[i]) / suite::largest(error));
      tiles.images.push_back(std::move(magnitudes));
    }
  }
  return tiles;
}

struct Picture {
  plotting::Tiles tiles;
  std::string case_name, where;
};

std::string name_in(const std::string& line) { return line.substr(2, line.find('"', 2) - 2); }

// On the first case on which some elements are wrong and some are right, or else on the first on which any is wrong.
std::optional<Picture> picture_of(const Registered& mutant) {
  const std::optional<Part> part = part_named(mutant.bug.tensor);
  if (!part) return std::nullopt;
  std::optional<Picture> picture;
  for (const LayerCase<double>& one : mutant.cases()) {
    const auto arguments = make_arguments(one, suite::Numbers::integers);
    suite::Computed<double> ours;
    auto spoilt_arguments = arguments;
    run(one.layer, spoilt_arguments, one.pass(), ours);
    const auto right = run(*one.twin, arguments, one.pass());
    const Tensor<double>&a = part_of(ours, *part), &b = part_of(right, *part);
    if (b.size() < 12 || b.size() > 400) continue;
    Tensor<double> error(b.shape());
    std::vector<bool> is_wrong;
    for (Index i = 0; i < b.size(); ++i) {
      error[i] = a[i] - b[i];
      is_wrong.push_back(std::abs(error[i]) > 1e-6 * suite::largest(b));
    }
    const auto wrong = std::count(is_wrong.begin(), is_wrong.end(), true);
    if (wrong == 0) continue;
    const bool tells = wrong < b.size();
    if (!picture || tells) {
      std::string where = where_it_lies(one, arguments, *part, b.shape(), is_wrong);
      if (where.empty()) where = tells ? fmt::format("in {} of {} elements", wrong, b.size()) : "in all elements";
      picture = Picture{laid_out(error), name_in(one.line), where};
    }
    if (tells) break;
  }
  return picture;
}

struct Entry {
  std::size_t index;  // in the registry
  std::optional<Picture> picture;
};

// The mistakes by layer. Those that any layer can have are told once, of the first layer that has them.
std::vector<std::pair<std::string, std::vector<Entry>>> chapters() {
  std::set<std::string> common;
  for (const auto& list : {mutants_of_any_layer(), mutants_of_any_parameters()}) {
    for (const CommonMutant& one : list) common.insert(one.bug.name);
  }
  std::vector<std::pair<std::string, std::vector<Entry>>> all;
  std::vector<Entry> any_layer;
  std::set<std::string> told, told_of_a_loss;
  for (std::size_t m = 0; m < registry().size(); ++m) {
    const Registered& mutant = registry()[m];
    const std::string& name = mutant.bug.name;
    if (name.empty()) continue;
    const bool is_common = common.count(name) > 0, is_loss = mutant.layer.find("Entropy") != std::string::npos;
    if (is_common ? !told.insert(name).second : is_loss && !told_of_a_loss.insert(name).second) continue;
    if (is_common) {
      any_layer.push_back({m, picture_of(mutant)});
      continue;
    }
    if (all.empty() || all.back().first != mutant.layer) all.push_back({mutant.layer, {}});
    all.back().second.push_back({m, picture_of(mutant)});
  }
  all.push_back({"Any layer", std::move(any_layer)});
  return all;
}

std::string file_name(std::string chapter) {
  for (char& c : chapter) c = c == ' ' ? '-' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return chapter;
}

// "Kernel not rotated"
std::string title_of(const std::string& camel_case) {
  std::string text;
  for (const char c : camel_case) {
    const bool starts_word = std::isupper(static_cast<unsigned char>(c)) && !text.empty();
    if (starts_word) text += ' ';
    text += starts_word ? static_cast<char>(std::tolower(static_cast<unsigned char>(c))) : c;
  }
  return text;
}

// The number of the picture of each entry, and the figure of them.
plotting::Figure draw_errors(const std::string& chapter, const std::vector<Entry>& entries) {
  const Index columns = 3;
  plotting::Figure figure{
      .name = file_name(chapter),
      .title = chapter + ": where the error lies",
      .caption =
          "|error|, from none (dark) to the largest of the tensor (light), of two images and three channels at "
          "most: images below each other, channels side by side. Each on the first case that shows it.",
      .width = 1100,
      .height = 0,
      .layout = {.columns = columns, .axes = false}};
  for (const Entry& entry : entries) {
    if (!entry.picture) continue;
    plotting::Tiles tiles = entry.picture->tiles;
    tiles.title = title_of(registry()[entry.index].bug.name);
    figure.panels.push_back(plotting::tiles(tiles));
    // Titles are wider than the pictures, which stand at the left end of their area.
    const double left = static_cast<double>((figure.panels.size() - 1) % columns) / columns + 0.1;
    figure.panels.back().area = {.left = left, .right = left + 0.2};
  }
  const Index rows = (static_cast<Index>(figure.panels.size()) + columns - 1) / columns;
  figure.height = static_cast<int>(110 + 190 * rows);
  return figure;
}

std::string listed(const std::vector<std::string>& names) { return names.empty() ? "none" : writing::joined(names); }

void describe(writing::Markdown& md, const KillMatrix& matrix, const Entry& entry) {
  const Registered& mutant = registry()[entry.index];
  const Bug& bug = mutant.bug;
  md.heading(3, title_of(bug.name));
  md.paragraph("{}", bug.says.substr(0, 1) == "="
                         ? bug.says + "."
                         : static_cast<char>(std::toupper(bug.says[0])) + bug.says.substr(1) + ".");
  std::vector<std::string> finders, blind;
  for (std::size_t row = 0; row < matrix.methods.size(); ++row) {
    const bool elsewhere = matrix.methods[row].family == "elsewhere";
    const Seen seen = matrix.seen[entry.index][row];
    if (!elsewhere && seen == Seen::yes) finders.push_back(matrix.methods[row].name);
    const std::string& name = matrix.methods[row].name;
    if (elsewhere && seen == Seen::no) blind.push_back(name.starts_with("... ") ? name.substr(4) : name);
  }
  const std::string right = right_formula(mutant.layer, bug.tensor);
  md.bullet("wrong: {}", bug.tensor);
  if (!bug.formula.empty()) md.bullet("computed: `{}`", bug.formula);
  if (!right.empty()) md.bullet("right: `{}`", right);
  if (entry.picture) {
    md.bullet("where: {}, in the case {}", entry.picture->where, entry.picture->case_name);
  }
  md.bullet("found by: {}", listed(finders));
  if (matrix.wrong_gradient[entry.index]) {
    md.bullet("overlooked by difference quotients: {}", listed(blind));
  } else {
    md.bullet("no wrong gradient in a first call: difference quotients cannot be expected to find it");
  }
}

}  // namespace

void make_field_guide(const KillMatrix& matrix, const std::filesystem::path& folder) {
  writing::NewFolder aside(writing::aside_of(folder));
  writing::Markdown md;
  md.heading(1, field_guide_title);
  const auto all = chapters();
  std::size_t mistakes = 0;
  for (const auto& chapter : all) mistakes += chapter.second.size();
  md.paragraph(
      "{} mistakes that people make in the layers of convolutional networks: what is computed instead, where the error "
      "lies, which checks of the suite find it, and which ways to use difference quotients overlook it (each is sound "
      "but for what it says). Where the right formulas come from is in "
      "[reference/derivations.md](../../reference/derivations.md), whose letters are used here; the totals are in the "
      "[kill matrix](../kill-matrix/summary.md). When the suite finds a layer wrong, it compares the result with what "
      "each of these mistakes computes on the same case, and names the one that gives every number.",
      mistakes);
  md.paragraph(
      "Look at the picture first. An error at the border points to the padding; one where windows overlap, to "
      "`=` for `+=`; one in the last rows or columns, to the remainder of a stride or of a block; one in all images "
      "but the first, to the batch. An error everywhere points to the formula itself.");
  for (const auto& [name, entries] : all) {
    md.heading(2, name);
    const plotting::Figure figure = draw_errors(name, entries);
    if (!figure.panels.empty()) {
      plotting::draw(figure, aside.path());
      md.paragraph("![{}]({}.svg)", figure.title, figure.name);
    }
    for (const Entry& entry : entries) describe(md, matrix, entry);
  }
  md.heading(2, "Again").paragraph("    tests/kill-matrix");
  writing::write_file(aside.path() / "summary.md", md.text());
  writing::write_file(
      aside.path() / "index.html",
      std::string("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                  "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                  "<link rel=\"icon\" href=\"data:,\">\n<title>A field guide to wrong gradients</title>\n"
                  "<style>") +
          experiments::page_style + "img { max-width: 100%; }\n</style>\n</head>\n<body>\n<main>\n" +
          writing::markdown_to_html(md.text()) + "</main>\n</body>\n</html>\n");
  aside.replace(folder);
}

}  // namespace backcheck::mutants
