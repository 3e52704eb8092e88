// Report B's equations evaluated as they are printed, beside what the layers compute: which of them hold, and what is
// missing from the others.
#include <cmath>

#include "experiments/b/printed_gradients.hpp"
#include "experiments/experiment_file.hpp"

namespace backcheck::experiments {
namespace {

constexpr const char* conv = "convolution";
constexpr const char* fc = "fully connected";
constexpr const char* losses = "loss";

Experiment declaration() {
  return {.name = "b-equations",
          .position = 2,
          .title = "Equations as printed",
          .question = "Which of Report B's equations hold as they are printed?",
          .source = "Report B, eq. 2 to 17",
          .x_means = "equation",
          .assumptions = {"Layers 2 of the network, with random numbers in double precision, one image."}};
}

std::vector<Run> runs(const Settings&) {
  return {{.name = conv, .seconds = 0.01, .body = report_b::check_convolution},
          {.name = fc, .seconds = 0.01, .body = report_b::check_fully_connected},
          {.name = losses, .seconds = 0.01, .body = report_b::check_loss}};
}

std::vector<Figure> figures(const Results&) { return {}; }

constexpr double rounding = 1e-6;  // a relative error below is that of rounding or of the difference quotient

Markdown findings(const Results& results) {
  const double height = results.mean(conv, "height as printed", 4);
  const std::string wrong = "does not hold";
  const std::string too_few = fmt::format(
      "its correlation gives {0}x{0} where 12x12 is needed: it must be *full*, padded by K - 1; its sum stops at n, "
      "the inputs",
      height);
  const struct {
    std::string equation;
    const char *run, *quantity;
    double number;
    std::string holds, fails;
  } equations[] = {
      {"2, kernel gradient", conv, "relative error", 2, "holds", wrong},
      {"3, bias gradient", conv, "relative error, summed over the positions", 3,
       "holds for one bias a pixel; for one a channel it is summed over the positions", wrong},
      {"4, input gradient", conv, "relative error, full, over the n inputs", 4, "holds", too_few},
      {"4, full, summed over the d outputs", conv, "relative error, full, over the d outputs", 4, "correct", wrong},
      {"8, weight gradient", fc, "relative error", 8, "holds", wrong},
      {"9, bias gradient", fc, "relative error", 9, "holds", wrong},
      {"10, input gradient", fc, "relative error", 10, "holds", wrong},
      {"17, softmax and cross-entropy", losses, "relative error, L without its minus", 17, "holds",
       "not the derivative of eq. 16, whose minus sign is missing"},
      {"17, with the minus in eq. 16", losses, "relative error, L with its minus", 17, "correct (index i for j)",
       wrong}};
  std::vector<Markdown::Row> rows;
  for (const auto& [equation, run, quantity, number, holds, fails] : equations) {
    const double error = results.mean(run, quantity, number);
    if (std::isnan(error) || std::isnan(height)) continue;
    rows.push_back({equation, error < rounding ? holds : fails, fmt::format("{:.1e}", error)});
  }
  if (rows.empty()) return {};
  return Markdown()
      .table({"equation", "as printed", "relative error against the layers"}, rows)
      .bullet(
          "\"Derivative with respect to matrix is not defined in mathematics\" (B-07): it is, as the matrix of the "
          "derivatives with respect to each entry, which the report then writes down; its entry at the top right is "
          "printed dE/dk22 and must be dE/dk12.")
      .bullet(
          "The report compares its layers with calculations by hand and follows one image through all of them (B-25): "
          "every layer here has such examples among its tests, and b-shapes follows an image through the network.");
}

}  // namespace
}  // namespace backcheck::experiments
