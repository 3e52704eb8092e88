#include "experiments/a/stability_map.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "experiments/a/epoch.hpp"
#include "experiments/a/variants.hpp"
#include "experiments/judging/statistics.hpp"

namespace backcheck::experiments::report_a {
namespace {

using namespace plotting;

constexpr Index updates_at_most = 20000, last_images = 1000;
const std::vector<double> rates{0.003, 0.01, 0.03, 0.1, 0.3, 1};

struct NumericVariant {
  std::string name;
  Variant variant;
  bool in_double;

  std::string run(double rate) const { return fmt::format("{}, rate {:g}", name, rate); }
};
const std::vector<NumericVariant> rows{
    {"as published, unshifted, float", as_published, false},
    {"as published, unshifted, double", as_published, true},
    {"as published, shifted, float", {.shared_kernels = true, .published_gradient = true}, false},
    {"corrected, unshifted, float", {.unshifted_softmax = true}, false},
    {"corrected, unshifted, double", {.unshifted_softmax = true}, true},
    {"corrected, shifted, float", {}, false}};

template <Scalar T>
void train_until_not_finite(const JobContext& context, const Variant& variant, double rate) {
  Network<T> network = cnn<T>(variant, context.settings.twin, context.seed);
  const std::vector<Index> images = index_range(0, std::min(training_images(context), updates_at_most));
  const Index updates = static_cast<Index>(images.size());
  std::vector<bool> correct;
  double survived = static_cast<double>(updates), largest = std::numeric_limits<double>::quiet_NaN();
  TrainingOptions options{.batch_size = 1, .schedule = {.initial = rate}};
  options.after_step = [&](const Update& update) {
    correct.push_back(update.correct > 0);
    if (std::isfinite(update.loss)) return true;
    survived = static_cast<double>(update.step - 1);
    const Tensor<T>& logits = network.output(network.depth() - 1);
    largest = static_cast<double>(*std::max_element(logits.begin(), logits.end()));
    return false;
  };
  train(network, loss<T>(variant, context.settings.twin), context.data.train, images, options, context.seed);
  const auto count = std::min<std::ptrdiff_t>(last_images, static_cast<std::ptrdiff_t>(correct.size()));
  const double right = static_cast<double>(std::count(correct.end() - count, correct.end(), true));
  context.record(survived, "survived", survived);
  context.record(survived, "accuracy", right / static_cast<double>(count));
  if (survived < static_cast<double>(updates)) context.record(survived, "largest logit", largest);
}

// At how many of the rates every seed kept a finite loss.
Index finite_rates(const Results& results, const NumericVariant& row) {
  return std::count_if(rates.begin(), rates.end(),
                       [&](double rate) { return results.values(row.run(rate), "largest logit").empty(); });
}

Panel map_panel(const Results& results, const char* title, const char* quantity, double scale, ColourScale colours) {
  HeatMap map{.title = title, .x_label = "learning rate", .rows = {}, .columns = {}, .cells = {}, .colours = colours};
  for (const double rate : rates) map.columns.push_back(fmt::format("{:g}", rate));
  for (const NumericVariant& row : rows) map.rows.push_back(row.name);
  map.cells = cells(rows, rates, [&](const NumericVariant& row, double rate) {
    return cell(scale * results.mean(row.run(rate), quantity), ".0f");
  });
  Panel panel = heat_map(std::move(map));
  panel.border = Panel::Border::none;
  panel.area = {.left = 0.255, .right = 0.63, .bottom = 0.13, .top = 0.83};
  return panel;
}

}  // namespace

std::vector<Run> stability_runs(const Settings& settings) {
  std::vector<Run> runs;
  for (const NumericVariant& row : rows) {
    for (const double rate : rates) {
      runs.push_back({.name = row.run(rate),
                      .seeds = settings.seed_count(3, 5),
                      .seconds = settings.pick(0.05, 0.4, 0.4),
                      .body = [&row, rate](const JobContext& context) {
                        row.in_double ? train_until_not_finite<double>(context, row.variant, rate)
                                      : train_until_not_finite<float>(context, row.variant, rate);
                      }});
    }
  }
  return runs;
}

Figure stability_figure(const Results& results) {
  Panel survived = map_panel(results, "updates survived", "survived", 1, {}),
        accuracy = map_panel(results, "accuracy then [%]", "accuracy", 100, {.low = 0, .high = 100});
  accuracy.area.left = 0.645, accuracy.area.right = 0.985;
  for (Axis::Tick& tick : accuracy.y.ticks) tick.label = " ";  // the rows are named once
  const bool all_run = std::all_of(rows.begin(), rows.end(), [&](const NumericVariant& row) {
    return std::all_of(rates.begin(), rates.end(),
                       [&](double rate) { return !results.values(row.run(rate), "survived").empty(); });
  });
  return {
      .name = "F05-stability",
      .title = !all_run ? ""
                        : fmt::format("Loss finite at {} of {} rates as published, {} corrected; without the shift "
                                      "{} and {}",
                                      finite_rates(results, rows[2]), rates.size(), finite_rates(results, rows[5]),
                                      finite_rates(results, rows[0]), finite_rates(results, rows[3])),
      .caption = results.data_label() +
                 ", one image an update, the first 20,000 updates. Mean over seeds. Left: updates until the loss is "
                 "no longer finite (20,000: it never happened). Right: accuracy on the last 1,000 images before "
                 "that or the end.",
      .width = 1200,
      .height = 480,
      .panels = {survived, accuracy}};
}

void add_stability_table(writing::Markdown& text, const Results& results) {
  std::vector<writing::Markdown::Row> lines;
  for (const NumericVariant& row : rows) {
    for (const double rate : rates) {
      std::vector<double> logits = results.values(row.run(rate), "largest logit"),
                          survived = results.values(row.run(rate), "survived");
      if (logits.empty() || survived.size() < logits.size()) continue;
      std::sort(logits.begin(), logits.end());
      std::sort(survived.begin(), survived.end());  // the seeds that broke come first
      lines.push_back({row.run(rate), fmt::format("{} of {}", logits.size(), survived.size()),
                       fmt::format("{:.0f}", survived[(logits.size() - 1) / 2] + 1),
                       fmt::format("{:.0f}", logits[logits.size() / 2])});
    }
  }
  if (lines.empty()) return;
  text.paragraph(
      "**First update at which the loss is not finite** (median over the seeds that reach it). Without the shift, exp "
      "overflows where the largest logit is above 88.72 in float or 709.78 in double; otherwise the probability of the "
      "label is 0, or the logits themselves are no longer finite.");
  text.table({"run", "seeds", "update", "largest logit"}, lines);
}

}  // namespace backcheck::experiments::report_a
