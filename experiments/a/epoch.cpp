#include "experiments/a/epoch.hpp"

#include <algorithm>
#include <cmath>

#include "experiments/judging/statistics.hpp"
#include "reference/as_published/numbers.hpp"

namespace backcheck::experiments::report_a {
namespace {

// "A-20/train-loss" is recorded as "train loss".
std::string recorded_quantity(const std::string& id) {
  std::string quantity = id.substr(id.find('/') + 1);
  std::replace(quantity.begin(), quantity.end(), '-', ' ');
  return quantity;
}

bool is_accuracy(const std::string& id) { return published::number(id).unit == "%"; }

}  // namespace

Index training_images(const JobContext& context) {
  return std::min(context.data.train.size(), context.settings.pick<Index>(300, 60000, 60000));
}

void one_epoch(const JobContext& context, Network<float>& network, const LossFunction<float>& loss,
               TrainingOptions options, double x) {
  const Dataset& data = context.data;
  const std::vector<Index> images = index_range(0, training_images(context));
  options.epochs = 1;
  const Metrics metrics = train(network, loss, data.train, images, options, context.seed);
  if (!std::isfinite(metrics.loss)) return;
  const Metrics test = evaluate(network, softmax_cross_entropy<float>(context.settings.twin), data.test, {}, data.train,
                                options.normalization);
  context.record(x, "train loss", metrics.loss);
  context.record(x, "train accuracy", metrics.accuracy);
  context.record(x, "test loss", test.loss);
  context.record(x, "test accuracy", test.accuracy);
}

std::vector<Comparison> compare_epoch(const std::string& item, const Comparison& common,
                                      const std::vector<std::string>& runs) {
  return compare_each(published::ids(item + "/"), common, [&](const std::string& id) {
    return in_runs(runs, recorded_quantity(id), {}, is_accuracy(id) ? 100 : 1);
  });
}

double distance(const Results& results, const std::string& run, const std::string& item) {
  std::vector<double> ratios;
  for (const std::string& id : published::ids(item + "/")) {
    const double ours = results.median(run, recorded_quantity(id)), theirs = published::value(id);
    ratios.push_back(is_accuracy(id) ? (1 - ours) / (1 - theirs / 100) : ours / theirs);
  }
  return distance_of_ratios(ratios);
}

void add_nearest_run(writing::Markdown& text, const Results& results, const std::vector<std::string>& runs,
                     const std::string& item) {
  const auto nearest = lowest(runs, [&](const std::string& run) { return distance(results, run, item); });
  if (!nearest) return;
  const auto median = [&](const char* quantity) { return results.median(*nearest, quantity); };
  text.bullet(
      "*{}* is the nearest of its kind to the report's four numbers: running loss {:.3f} and accuracy {:.2f} %, test "
      "loss {:.3f} and accuracy {:.2f} % (medians; distance {:.2f}).",
      *nearest, median("train loss"), 100 * median("train accuracy"), median("test loss"),
      100 * median("test accuracy"), distance(results, *nearest, item));
}

NearChance near_chance(const Results& results, const std::vector<std::string>& runs) {
  NearChance count;
  for (const std::string& run : runs) {
    for (const double accuracy : results.values(run, "test accuracy")) {
      ++count.of;
      count.seeds += accuracy < 0.15;
    }
  }
  return count;
}

}  // namespace backcheck::experiments::report_a
