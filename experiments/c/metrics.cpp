#include "experiments/c/metrics.hpp"

#include <algorithm>
#include <utility>

#include "experiments/judging/curves.hpp"

namespace backcheck::experiments::report_c {
namespace {

std::vector<plotting::Element> bands(const Results& results, const std::vector<Curve>& curves,
                                     std::string_view quantity, double scale, bool with_titles) {
  std::vector<plotting::Element> elements;
  for (const Curve& curve : curves) {
    std::vector<plotting::Estimate> means =
        mean_curve(results, curve.run, fmt::format("{} {}", curve.images, quantity), scale);
    if (means.empty()) continue;
    elements.push_back(plotting::Band{std::move(means), curve.style, with_titles ? curve.title : ""});
  }
  return elements;
}

}  // namespace

void record_metrics(const JobContext& context, double x, const Metrics& training, const Metrics& held_out) {
  context.record(x, "training loss", training.loss);
  context.record(x, "training accuracy", training.accuracy);
  context.record(x, "held-out loss", held_out.loss);
  context.record(x, "held-out accuracy", held_out.accuracy);
}

void record_metrics(const JobContext& context, double x, Network<float>& network, const LossFunction<float>& loss,
                    std::span<const Index> training, std::span<const Index> held_out) {
  const auto metrics = [&](const ImageSet& images, std::span<const Index> indices) {
    return evaluate(network, loss, images, indices, context.data.train, Normalization::standardized);
  };
  record_metrics(context, x, metrics(context.data.train, training), metrics(context.data.test, held_out));
}

std::vector<Index> held_out_images(const JobContext& context, Index quick, Index otherwise) {
  return index_range(0, std::min(context.data.test.size(), context.settings.pick(quick, otherwise, otherwise)));
}

plotting::Panel loss_panel(const Results& results, const std::vector<Curve>& curves, plotting::Axis y) {
  return {.x = {.label = "epoch"}, .y = std::move(y), .elements = bands(results, curves, "loss", 1, false)};
}

plotting::Panel accuracy_panel(const Results& results, const std::vector<Curve>& curves, std::string label,
                               plotting::Key key) {
  return {.x = {.label = "epoch"},
          .y = {.label = std::move(label), .low = 0, .high = 102},
          .key = std::move(key),
          .elements = bands(results, curves, "accuracy", 100, true)};
}

}  // namespace backcheck::experiments::report_c
