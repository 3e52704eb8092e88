// Report A's "only 2 fully connected layers": 784 - 128 - 10, one epoch of one image an update, with the loss gradient
// that the report prints and with the right one, over a range of learning rates.
#include "experiments/a/epoch.hpp"
#include "experiments/a/learning_rates.hpp"
#include "experiments/a/variants.hpp"
#include "experiments/experiment_file.hpp"

namespace backcheck::experiments {
namespace {

using report_a::learning_rates, report_a::run_at;

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
          report_a::runs_at_all_rates(variants))};
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

std::vector<Figure> figures(const Results& results) {
  return {report_a::rate_figure(results, variants, item,
                                {.name = "F04-two-fc",
                                 .what = "Two fully connected layers",
                                 .printed_in = "Fig. 5",
                                 .train = {.label = "training accuracy, while learning [%]", .low = 40, .high = 100},
                                 .test = {.label = "test accuracy, afterwards [%]", .low = 70, .high = 100},
                                 .train_key = Key::Place::bottom_right,
                                 .test_key = Key::Place::bottom_right})};
}

Markdown findings(const Results& results) {
  Markdown text;
  report_a::add_rate_findings(text, results, variants, item);
  const auto test = [&](const std::string& variant) {
    return results.values(run_at(variant, learning_rates.back()), "test accuracy");
  };
  if (test(as_published).empty() || test(corrected).empty()) return text;
  return text.bullet(
      "At learning rate {:g} the network reaches {} % with the printed gradient and {} % with the right one; the "
      "report "
      "has {} %.",
      learning_rates.back(), with_interval(test(as_published), ".2f", 100), with_interval(test(corrected), ".2f", 100),
      published::number("A-23/test-accuracy").printed);
}

}  // namespace
}  // namespace backcheck::experiments
