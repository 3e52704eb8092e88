// Report A's equations, evaluated as they are printed, beside what the layers compute.
#include <cmath>

#include "experiments/a/equation_checks.hpp"
#include "experiments/experiment_file.hpp"
#include "experiments/running/printed_equations.hpp"

namespace backcheck::experiments {
namespace {

using namespace report_a;

constexpr const char* convolution = "convolution";
constexpr const char* pooling = "max pooling";
constexpr const char* fully_connected = "fully connected";
constexpr const char* loss = "softmax and cross-entropy";

Experiment declaration() {
  return {.name = "a-equations",
          .position = 9,
          .title = "Equations as printed",
          .question = "Which of Report A's equations hold as they are printed?",
          .source = "Report A, section II",
          .x_means = "nothing",
          .assumptions = {"Layers of its network with random numbers in double precision, one image."}};
}

std::vector<Run> runs(const Settings&) {
  return {{.name = convolution, .seconds = 0.01, .body = check_convolution},
          {.name = pooling, .seconds = 0.01, .body = check_pooling},
          {.name = fully_connected, .seconds = 0.01, .body = check_fully_connected},
          {.name = loss, .seconds = 0.01, .body = check_loss}};
}

std::vector<Figure> figures(const Results&) { return {}; }

Markdown findings(const Results& results) {
  const auto value = [&](const char* run, const char* quantity) { return results.mean(run, quantity); };
  const auto effect = [&](const char* run, const char* quantity) { return effect_of(value(run, quantity)); };
  Markdown text;
  add_equations(
      text,
      {{"A-04", "out_i = sum over j of filter_i * part_j: one kernel an output channel, no bias",
        "one kernel for each pair of channels, filter_ij, and a bias",
        sentence("{:.0f} of {:.0f} weights are left in the second convolution",
                 value(convolution, "weights as printed"), value(convolution, "weights"))},
       {"A-05", "grad_filter_i = sum over j of grad[i, k, m] part_j", "summed over the positions k, m as well",
        effect(convolution, "filter gradient as printed")},
       {"A-09", "out[argmax] = grad, windows 2x2 with stride 2", "", effect(pooling, "input gradient, 2x2, stride 2")},
       {"A-09", "the same, windows 3x3 with stride 2, which overlap", "out[argmax] += grad",
        effect(pooling, "input gradient, 3x3, stride 2")},
       {"A-11", "grad_weight = input * grad", "the outer product, input^T grad",
        sentence("rows of 128 have no such product; corrected: relative error {:.1g}",
                 value(fully_connected, "weight gradient, outer product"))},
       {"A-11", "grad_out = grad * weight", "grad * weight^T", effect(fully_connected, "input gradient as printed")},
       {"A-12", "softmax without subtracting the largest logit", "exp(x - max)",
        sentence("exp overflows above {:.2f} in float, {:.2f} in double", value(loss, "largest logit in float"),
                 value(loss, "largest logit in double"))},
       {"A-14", "grad_out = (s - y) s (1 - s)", "s - y, which has the softmax in it already",
        sentence(
            "at the start {:.1f} times too small; with random logits relative error {:.2f}, and its components add "
            "up to {:.2g} instead of 0",
            value(loss, "how many times too small, equal logits"), value(loss, "gradient as printed, random logits"),
            value(loss, "sum of its components, random logits"))},
       {"A-16", "drelu(0) = 0", "", "none: the derivative at 0 is a choice, and the usual one"}});
  if (std::isnan(value(loss, "largest logit in float"))) return {};
  return text;
}

}  // namespace
}  // namespace backcheck::experiments
