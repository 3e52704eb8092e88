// Report E's derivation of a batch of convolutions, evaluated as it is printed, beside what the layers compute.
#include <cmath>

#include "experiments/e/derivation_check.hpp"
#include "experiments/experiment_file.hpp"
#include "experiments/running/printed_equations.hpp"

namespace backcheck::experiments {
namespace {

using namespace report_e;

constexpr const char* convolution = "convolution";

Experiment declaration() {
  return {
      .name = "e-equations",
      .position = 4,
      .title = "Equations as printed",
      .question = "Which equations of Report E's derivation hold as they are printed?",
      .source = "Report E, section 4",
      .x_means = "nothing",
      .assumptions = {"A valid convolution of two images, 3 to 4 channels, with random numbers in double precision."}};
}

std::vector<Run> runs(const Settings&) { return {{.name = convolution, .seconds = 0.01, .body = check_derivation}}; }

std::vector<Figure> figures(const Results&) { return {}; }

Markdown findings(const Results& results) {
  const auto effect = [&](const char* quantity) { return effect_of(results.mean(convolution, quantity)); };
  Markdown text;
  const double height = results.mean(convolution, "height of the output");
  add_equations(
      text,
      {{"E-16", "Z is (H - d1 + 1) high", "",
        height == printed_height ? "none: it holds, without padding; the network itself pads by 1" : effect("output")},
       {"E-16", "W is (F_l, F_l+1, d1, d2), and (D, C, K, K) for im2col", "one of them; here (F_l+1, F_l, d1, d2)",
        "the derivation reads input channel first, its last block output channel first"},
       {"E-17", "Z = sum over P, i, j of X(m+i, n+j) W(i, j) + b", "", effect("output")},
       {"E-18", "dL/dX = sum over Q, M, N of delta(M, N) W(l-M, k-N)", "N is the image and the column: two letters",
        effect("input gradient by index")},
       {"E-18", "= delta o W, the full correlation", "delta o flip(W), or delta * W",
        effect("input gradient, correlated with W") +
            sentence("; corrected: {:.1g}", results.mean(convolution, "input gradient, correlated with flip(W)"))},
       {"E-18", "= delta * flip(W), the full convolution", "delta * W",
        effect("input gradient, correlated with W").empty() ? ""
                                                            : "the same as delta o W: both operators are exchanged"},
       {"E-19", "dL/dW = sum over N, m, n of delta(m, n) X(i+m, j+n)", "", effect("weight gradient")},
       {"E-20", "dL/db = sum over N, m, n of delta(m, n)", "", effect("bias gradient")},
       {"E-21", "x^T y = x o y, the valid correlation of equal sizes", "", effect("correlation of equal sizes")},
       {"E-22", "im2col: (N, D, F) becomes (N, D, H-K+1, W-K+1)", "F is the positions here, the feature maps above",
        "none on the numbers; its adjoint, col2im, adds up overlaps and is not its inverse"},
       {"E-23", "Z = X o W by im2col", "", effect("im2col against loops")}});
  if (std::isnan(height)) return {};
  return text;
}

}  // namespace
}  // namespace backcheck::experiments
