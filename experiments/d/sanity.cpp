// The loss of Report D's three-layer network before any training, without and with its penalty.
#include <cmath>
#include <numbers>

#include "core/random.hpp"
#include "experiments/d/network.hpp"
#include "experiments/experiment_file.hpp"

namespace backcheck::experiments {
namespace {

constexpr double regularization = 0.5, weight_scale = 1e-3;
constexpr const char* initial = "initial";

Experiment declaration() {
  const std::string assumed = "32 filters 7x7, 100 hidden units, N(0, 0.001) weights, 50 random images";
  return {
      .name = "d-sanity",
      .position = 4,
      .title = "The loss before training",
      .question = "Is the initial loss ln 10, and what does the penalty add?",
      .source = "Report D, section 5, Sanity Check Loss",
      .assumptions = {"Sizes, weight scale and reg = 0.5 are the defaults of the public assignment; the report "
                      "gives none of them.",
                      "Images are drawn from N(0, 1), labels uniformly; double precision."},
      .published = {
          {.number = "D-22/initial-loss", .ours = {{initial, "loss"}}, .assumed = assumed},
          {.number = "D-22/with-penalty", .ours = {{initial, "loss with penalty"}}, .assumed = assumed + ", reg 0.5"}}};
}

void measure(const JobContext& context);

std::vector<Run> runs(const Settings& settings) {
  return {{.name = initial, .seeds = settings.seed_count(20, 50), .seconds = 0.2, .body = measure}};
}

void measure(const JobContext& context) {
  Network<double> network = report_d::fresh_network<double>({}, context);
  Tensor<double> images({50, 3, 32, 32}), grad_logits;
  fill_normal(images, 1, mix(context.seed, 100));
  std::vector<int> labels(50);
  for (std::size_t n = 0; n < labels.size(); ++n) {
    labels[n] = static_cast<int>(random_bits(mix(context.seed, 101), static_cast<std::uint32_t>(n)) % 10);
  }
  const double loss =
      softmax_cross_entropy<double>(context.settings.twin)(network.forward(images), labels, grad_logits);
  const double penalty = regularization * report_d::squared_weights(network);
  context.record(0, "loss", loss);
  context.record(0, "penalty", penalty);
  context.record(0, "loss with penalty", loss + penalty);
}

std::vector<Figure> figures(const Results&) { return {}; }

// Every weight contributes its variance.
double expected_penalty() {
  const double weights = 32 * 3 * 7 * 7 + 32 * 16 * 16 * 100 + 100 * 10;
  return regularization * weight_scale * weight_scale * weights;
}

Markdown findings(const Results& results) {
  const double deviation = results.mean(initial, "loss") - std::numbers::ln10;
  const double published_loss = published::value("D-22/initial-loss");
  const double published_penalty = published::value("D-22/with-penalty") - published_loss;
  const bool has_factor =
      std::abs(published_penalty - expected_penalty() / 2) < std::abs(published_penalty - expected_penalty());
  return Markdown()
      .bullet("Without penalty our loss is ln 10 {} {:.2e} (mean over seeds); the report's is ln 10 {} {:.2e}.",
              deviation < 0 ? '-' : '+', std::abs(deviation), published_loss < std::numbers::ln10 ? '-' : '+',
              std::abs(published_loss - std::numbers::ln10))
      .bullet(
          "The penalty adds {:.6f} on average. Expected from the number of weights: {:.6f}; the report's two losses "
          "differ by {:.6f}. With the customary factor 1/2 the increment would be half as large, so the report's "
          "penalty has {}.",
          results.mean(initial, "penalty"), expected_penalty(), published_penalty, has_factor ? "it" : "none");
}

}  // namespace
}  // namespace backcheck::experiments
