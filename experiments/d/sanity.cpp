// The loss of Report D's three-layer network before any training, without and with its penalty.
#include <cmath>
#include <numbers>

#include "core/random.hpp"
#include "experiments/catalogue.hpp"
#include "experiments/numbers.hpp"
#include "experiments/presets.hpp"
#include "experiments/support/training.hpp"
#include "experiments/words.hpp"

namespace backcheck::experiments {
namespace {

constexpr double regularization = 0.5, weight_scale = 1e-3;

void measure(const JobContext& context) {
  Network<double> network = make_network<double>(presets::report_d_three_layer({}), context.settings.twin);
  initialize(network, {.kind = Initializer::Kind::gaussian, .standard_deviation = weight_scale}, context.seed);
  Tensor<double> images({50, 3, 32, 32}), grad_logits;
  fill_normal(images, 1, mix(context.seed, 100));
  std::vector<int> labels(50);
  for (std::size_t n = 0; n < labels.size(); ++n) {
    labels[n] = static_cast<int>(random_bits(mix(context.seed, 101), static_cast<std::uint32_t>(n)) % 10);
  }
  const double loss =
      softmax_cross_entropy<double>(context.settings.twin)(network.forward(images), labels, grad_logits);
  const double penalty = regularization * squared_weights(network);
  context.recorder.record(0, "loss", loss);
  context.recorder.record(0, "penalty", penalty);
  context.recorder.record(0, "loss with penalty", loss + penalty);
}

// The expected penalty: every weight contributes its variance.
double expected_penalty() {
  const double weights = 32 * 3 * 7 * 7 + 32 * 16 * 16 * 100 + 100 * 10;
  return regularization * weight_scale * weight_scale * weights;
}

std::vector<Published> published() {
  const std::string assumed = "32 filters 7x7, 100 hidden units, N(0, 0.001) weights, 50 random images";
  return {{.id = "D-22",
           .quantity = "initial loss, no regularisation",
           .printed = "2.3025846093194815",
           .unit = "nats",
           .meaning = "ln 10 = 2.302585, up to logits of order 1e-3",
           .given = "about -log(1/10)",
           .assumed = assumed,
           .ours = {{.run = "initial", .quantity = "loss"}}},
          {.id = "D-22",
           .quantity = "initial loss, with regularisation",
           .printed = "2.7148746692349603",
           .unit = "nats",
           .meaning = "ln 10 plus reg times the sum of all squared weights, without a factor 1/2",
           .assumed = assumed + ", reg 0.5",
           .ours = {{.run = "initial", .quantity = "loss with penalty"}}}};
}

std::string findings(const Results& results) {
  const double deviation = mean(results.values("initial", "loss")) - std::numbers::ln10;
  return "- Without penalty our loss is ln 10 " + std::string(deviation < 0 ? "- " : "+ ") +
         scientific(std::abs(deviation), 2) + " (mean over seeds); the report's is ln 10 - " +
         scientific(std::numbers::ln10 - 2.3025846093194815, 2) + ".\n- The penalty adds " +
         fixed(mean(results.values("initial", "penalty")), 6) +
         " on average. Expected from the number of weights: " + fixed(expected_penalty(), 6) +
         "; the report's two losses differ by " + fixed(2.7148746692349603 - 2.3025846093194815, 6) +
         ". With the customary factor 1/2 the increment would be half as large, so the report's penalty has none.\n";
}

}  // namespace

Experiment d_sanity() {
  return {.name = "d-sanity",
          .title = "The loss before training",
          .question = "Is the initial loss ln 10, and what does the penalty add?",
          .source = "Report D, section 5, Sanity Check Loss",
          .assumptions = {"Sizes, weight scale and reg = 0.5 are the defaults of the public assignment; the report "
                          "gives none of them.",
                          "Images are drawn from N(0, 1), labels uniformly; double precision."},
          .published = published(),
          .jobs =
              [](const Settings& settings) {
                std::vector<Job> jobs;
                add_jobs(jobs, "initial", settings.seed_count(20, 50), 0.2, measure);
                return jobs;
              },
          .figures = [](const Results&) { return std::vector<Figure>{}; },
          .findings = findings};
}

}  // namespace backcheck::experiments
