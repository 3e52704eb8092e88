// Report A's "only 2 fully connected layers": 784 - 128 - 10, one epoch of one image an update, with the loss gradient
// that the report prints and with the right one, over a range of learning rates.
#include <algorithm>
#include <cmath>

#include "experiments/a/epoch.hpp"
#include "experiments/a/learning_rates.hpp"
#include "experiments/a/variants.hpp"
#include "experiments/experiment_file.hpp"

namespace backcheck::experiments {
namespace {

using report_a::learning_rates, report_a::run_at, report_a::runs_at_all_rates;

constexpr const char* item = "A-23";
const std::string as_published = "as published", corrected = "corrected";
const std::vector<std::string> variants{as_published, corrected};

Experiment declaration() {
  return {
      .name = "a-two-fc",
      .position = 3,
      .title = "Only two fully connected layers",
      .question = "Does the printed loss gradient, or the learning rate, explain the accuracy without convolutions?",
      .source = "Report A, section III.A.1, Fig. 5",
      .data = DataNeed::mnist,
      .assumptions =
          {"784 - 128 - 10 with ReLU: the report gives neither the width nor the activation; 128 is FC1's in its CNN.",
           fmt::format(
               "One image an update, in a new order from each seed; learning rates {:g} to {:g}, since it gives none.",
               learning_rates.front(), learning_rates.back()),
           "Weights N(0, 2 / fan-in), biases zero.",
           "Losses are the textbook's for both; only the gradient is as printed."},
      .published = report_a::compare_epoch(
          item,
          {.assumed = "width, activation, learning rate, initialisation, one image an update, order",
           .cause = "the report gives no learning rate, which decides this number (F04-two-fc)"},
          runs_at_all_rates(variants))};
}

void train_one(const JobContext& context, bool published_gradient, double rate);

std::vector<Run> runs(const Settings& settings) {
  std::vector<Run> runs;
  for (const std::string& variant : variants) {
    for (const double rate : learning_rates) {
      runs.push_back({.name = run_at(variant, rate),
                      .seeds = settings.seed_count(5, 10),
                      .seconds = settings.pick(0.05, 2.5, 2.5),
                      .body = [=](const JobContext& context) { train_one(context, variant == as_published, rate); }});
    }
  }
  return runs;
}

void train_one(const JobContext& context, bool published_gradient, double rate) {
  Network<float> network = make_network<float>(published::report_a_two_fc(), context.settings.twin);
  initialize(network, {.kind = Initializer::Kind::he}, context.seed);
  report_a::one_epoch(context, network,
                      report_a::observed_loss<float>({.published_gradient = published_gradient}, context.settings.twin),
                      {.batch_size = 1, .schedule = {.initial = rate}});
}

// The learning rate at which this variant's mean test accuracy is highest; NaN where there is none.
double best_rate(const Results& results, const std::string& variant) {
  double best = std::nan(""), highest = -1;
  for (const double rate : learning_rates) {
    const double accuracy = results.mean(run_at(variant, rate), "test accuracy");
    if (accuracy > highest) highest = accuracy, best = rate;
  }
  return best;
}

std::vector<Figure> figures(const Results& results) {
  const double printed_best = best_rate(results, as_published), right_best = best_rate(results, corrected);
  if (std::isnan(printed_best + right_best)) return {};
  return {
      {.name = "F04-two-fc",
       .title =
           printed_best > right_best
               ? "Two fully connected layers: the printed gradient wants a higher rate"
               : fmt::format(
                     "Two fully connected layers: best at rate {:g} with the printed gradient, {:g} with the right one",
                     printed_best, right_best),
       .caption = results.data_label() + ", 784-128-10, one epoch of one image an update. Mean over seeds and its 95 % "
                                         "t-interval. Dashed: Report A, Fig. 5.",
       .width = 1000,
       .height = 480,
       .layout = {.columns = 2},
       .panels = {report_a::accuracy_panel(results, variants, "train accuracy", "A-23/train-accuracy",
                                           {.label = "training accuracy, while learning [%]", .low = 40, .high = 100},
                                           Key::Place::bottom_right),
                  report_a::accuracy_panel(results, variants, "test accuracy", "A-23/test-accuracy",
                                           {.label = "test accuracy, afterwards [%]", .low = 70, .high = 100},
                                           Key::Place::bottom_right)}}};
}

Markdown findings(const Results& results) {
  Markdown text;
  for (const std::string& variant : variants) {
    report_a::add_nearest_run(text, results, runs_at_all_rates({variant}), item);
  }
  const auto test = [&](const std::string& variant) {
    return results.values(run_at(variant, learning_rates.back()), "test accuracy");
  };
  if (!test(as_published).empty() && !test(corrected).empty()) {
    text.bullet(
        "At learning rate {:g} the network reaches {} % with the printed gradient and {} % with the right one; the "
        "report has {} %.",
        learning_rates.back(), with_interval(test(as_published), ".2f", 100),
        with_interval(test(corrected), ".2f", 100), published::number("A-23/test-accuracy").printed);
  }
  return text.text().empty() ? text.paragraph("Not run.") : text;
}

}  // namespace
}  // namespace backcheck::experiments
