#include "experiments/a/epoch.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "reference/as_published/numbers.hpp"

namespace backcheck::experiments::report_a {
namespace {

double printed(const std::string& item, const char* name) { return published::value(item + "/" + name); }

}  // namespace

Index training_images(const JobContext& context) {
  return std::min(context.data.train.size(), context.settings.pick<Index>(300, 60000, 60000));
}

Metrics one_epoch(const JobContext& context, Network<float>& network, const LossFunction<float>& loss,
                  TrainingOptions options, double x) {
  const Dataset& data = context.data;
  const std::vector<Index> images = index_range(0, training_images(context));
  options.epochs = 1;
  const Metrics metrics = train(network, loss, data.train, images, options, context.seed);
  if (!std::isfinite(metrics.loss)) return metrics;
  const Metrics test = evaluate(network, softmax_cross_entropy<float>(context.settings.twin), data.test, {}, data.train,
                                options.normalization);
  context.record(x, "train loss", metrics.loss);
  context.record(x, "train accuracy", metrics.accuracy);
  context.record(x, "test loss", test.loss);
  context.record(x, "test accuracy", test.accuracy);
  return metrics;
}

std::vector<Comparison> compare_epoch(const std::string& item, const Comparison& common,
                                      const std::vector<std::string>& runs) {
  std::vector<Comparison> all;
  for (const auto& [name, quantity] : {std::pair{"train-loss", "train loss"},
                                       {"train-accuracy", "train accuracy"},
                                       {"test-loss", "test loss"},
                                       {"test-accuracy", "test accuracy"}}) {
    Comparison comparison = common;
    comparison.number = item + "/" + name;
    const double scale = published::number(comparison.number).unit == "%" ? 100 : 1;
    for (const std::string& run : runs) comparison.ours.push_back({run, quantity, {}, scale});
    all.push_back(comparison);
  }
  return all;
}

double distance(const Results& results, const std::string& run, const std::string& item) {
  const auto loss = [&](const char* quantity, const char* name) {
    return results.median(run, quantity) / printed(item, name);
  };
  const auto error_rate = [&](const char* quantity, const char* name) {
    return (1 - results.median(run, quantity)) / (1 - printed(item, name) / 100);
  };
  const double ratios[] = {loss("train loss", "train-loss"), error_rate("train accuracy", "train-accuracy"),
                           loss("test loss", "test-loss"), error_rate("test accuracy", "test-accuracy")};
  double sum = 0;
  for (const double ratio : ratios) sum += std::log(ratio) * std::log(ratio);
  return std::isnan(sum) ? std::numeric_limits<double>::infinity() : std::sqrt(sum / 4);
}

void add_nearest_run(writing::Markdown& text, const Results& results, const std::vector<std::string>& runs,
                     const std::string& item) {
  const std::string& run = *std::min_element(runs.begin(), runs.end(), [&](const auto& a, const auto& b) {
    return distance(results, a, item) < distance(results, b, item);
  });
  if (std::isinf(distance(results, run, item))) return;
  text.bullet(
      "*{}* is the nearest of its kind to the report's four numbers: running loss {:.3f} and accuracy {:.2f} %, test "
      "loss "
      "{:.3f} and accuracy {:.2f} % (medians; distance {:.2f}).",
      run, results.median(run, "train loss"), 100 * results.median(run, "train accuracy"),
      results.median(run, "test loss"), 100 * results.median(run, "test accuracy"), distance(results, run, item));
}

}  // namespace backcheck::experiments::report_a
