// Report B's "exploding gradient": logits and gradients of its full network at the first updates, for how large the
// weights start and how large the steps are, with and without the shift of the softmax.
#include <cmath>

#include "experiments/b/exploding_grid.hpp"
#include "experiments/b/gradient_norms.hpp"
#include "experiments/experiment_file.hpp"

namespace backcheck::experiments {
namespace {

using namespace report_b;
constexpr double rate = 0.001;  // of the settings that are looked at closely, all with the shift
const Setting large{true, gaussian(1), rate}, scaled{true, he, rate}, small{true, gaussian(0.01), rate};
const std::string first_norm = norm_of("conv 1");

Experiment declaration() {
  return {
      .name = "b-exploding",
      .position = 3,
      .title = "Exploding gradients",
      .question =
          "Report B's full network exploded, and subtracting the largest logit did not help: what explodes, and why?",
      .source = "Report B, section 1.5 and eq. 18",
      .data = DataNeed::mnist,
      .x_means = "update",
      .assumptions = {"Initial weights, learning rate and batch size are unstated: a grid of the first two, one image "
                      "an update.",
                      "Double precision, as in numpy; pixels x / 255 - 0.5; the first 100 training images of each "
                      "class; two epochs.",
                      "With the shift the loss is computed as log-sum-exp, so that it stays finite where the report's "
                      "log(0) would not; the gradient is the same."}};
}

std::vector<Run> runs(const Settings& settings) {
  std::vector<Run> runs;
  for (const Setting& setting : all_settings()) {
    runs.push_back({.name = setting.run(),
                    .seeds = settings.seed_count(3, 10),
                    .seconds = settings.pick(0.01, 0.1, 0.1),
                    .body = [setting](const JobContext& context) { train_full_network(context, setting); }});
  }
  return runs;
}

double final_accuracy(const Results& results, const Setting& setting) {
  return results.mean(setting.run(), "training accuracy");
}

bool learns_nothing(double accuracy) { return accuracy < 0.2; }  // of ten classes

// Whether large gradients kill the network: its loss stays finite, yet it learns nothing, where the scaled one does.
bool dies(const Results& results) {
  return results.values(large.run(), "overflow").empty() && learns_nothing(final_accuracy(results, large)) &&
         final_accuracy(results, scaled) > 0.5;
}

// Whether everything was measured that a conclusion is drawn from.
bool is_complete(const Results& results) {
  double sum = 0;
  for (const Setting& setting : {large, scaled, small}) {
    sum += final_accuracy(results, setting) + at_first_update(results, setting.start, "largest logit") +
           at_first_update(results, setting.start, first_norm);
  }
  return !std::isnan(sum);
}

std::vector<Figure> figures(const Results& results) {
  if (!is_complete(results)) return {};
  return {
      start_figure(results),
      stability_figure(results),
      {.name = "F07-gradient-norms",
       .title = fmt::format(
           "Gradients {:.0f} times as large as with He initialisation {} the network",
           at_first_update(results, large.start, first_norm) / at_first_update(results, scaled.start, first_norm),
           dies(results) ? "kill" : "do not kill"),
       .caption = fmt::format("Norm of each layer's weight gradient at the first 2000 updates, learning rate {}, "
                              "softmax with shift, seed 1; gradients that are exactly 0, those of dead units, are "
                              "left out. {}, one image an update.",
                              rate, results.data_label()),
       .width = 1100,
       .height = 560,
       .layout = {.columns = 2},
       .panels = {norms_panel(results, large, "weights N(0, 1)"), norms_panel(results, scaled, "He initialisation")}}};
}

Markdown findings(const Results& results) {
  if (!is_complete(results)) return {};
  const auto at_start = [&](const Initializer& start, const std::string& quantity, const char* format) {
    return with_interval(results.values(run_from(start), quantity, 1), format);
  };
  Markdown text;
  text.paragraph(
      "With weights from N(0, 1) the largest logit of the first image is {} (He initialisation: {}), and exp overflows "
      "above {} in double precision. {}",
      at_start(large.start, "largest logit", ".0f"), at_start(scaled.start, "largest logit", ".2f"),
      exp_overflows_above,
      overflows_at_once(results)
          ? "So the softmax is where it shows, not where it comes from: four layers each multiply the scale."
          : "So the softmax does not overflow at the start.");
  add_start_table(text, results);
  describe_grid(text, results);
  return text.paragraph(
      "With the shift and at learning rate {}, the network that starts from N(0, 1) {}: the gradient norms of its "
      "first layer go from {} to {}, and its training accuracy ends at {}. At N(0, 0.01) the logits are {}, and "
      "two epochs {}.",
      rate, dies(results) ? "no longer overflows but dies" : "does not die", at_start(large.start, first_norm, ".0f"),
      with_interval(results.values(large.run(), first_norm), ".2g"),
      with_interval(results.values(large.run(), "training accuracy"), ".2f"),
      at_start(small.start, "largest logit", ".1e"),
      learns_nothing(final_accuracy(results, small)) ? "do not move them: weights that are too small fail as well"
                                                     : "are enough to train it");
}

}  // namespace
}  // namespace backcheck::experiments
