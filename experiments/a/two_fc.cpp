// Report A's "only 2 fully connected layers": 784 - 128 - 10, one epoch of one image an update, with the loss gradient
// that the report prints and with the right one, over a range of learning rates.
#include <algorithm>
#include <cmath>

#include "experiments/a/epoch.hpp"
#include "experiments/a/variants.hpp"
#include "experiments/experiment_file.hpp"

namespace backcheck::experiments {
namespace {

constexpr const char* item = "A-23";
const std::string as_published = "as published", corrected = "corrected";
const std::vector<double> rates{0.0001, 0.0003, 0.001, 0.003, 0.01};

std::string run_name(const std::string& variant, double rate) { return fmt::format("{}, rate {:g}", variant, rate); }
std::vector<std::string> run_names(const std::string& variant) {
  std::vector<std::string> names;
  for (const double rate : rates) names.push_back(run_name(variant, rate));
  return names;
}

Experiment declaration() {
  std::vector<std::string> all_runs = run_names(as_published);
  for (const std::string& run : run_names(corrected)) all_runs.push_back(run);
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
               "One image an update, in a new order from each seed; learning rates {:g} to {:g}, since it gives "
               "none.",
               rates.front(), rates.back()),
           "Weights N(0, 2 / fan-in), biases zero.",
           "Losses are the textbook's for both; only the gradient is as printed."},
      .published = report_a::compare_epoch(
          item,
          {.assumed = "width, activation, learning rate, initialisation, one image an update, order",
           .cause = "the report gives no learning rate, which decides this number (F04-two-fc)"},
          all_runs)};
}

void train_one(const JobContext& context, bool published_gradient, double rate);

std::vector<Run> runs(const Settings& settings) {
  std::vector<Run> runs;
  for (const std::string& variant : {as_published, corrected}) {
    for (const double rate : rates) {
      runs.push_back({.name = run_name(variant, rate),
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

Panel sweep_panel(const Results& results, const char* quantity, const char* label, double low, const char* number) {
  Panel panel{.x = {.label = "learning rate", .low = rates.front(), .high = rates.back(), .logarithmic = true},
              .y = {.label = label, .low = low, .high = 100},
              .key = {.place = Key::Place::bottom_right},
              .elements = {Level{.value = published::value(std::string(item) + "/" + number),
                                 .style = {.colour = Colour::black, .dash = Dash::dashed, .width = 1.5},
                                 .title = "Report A"}}};
  int series = 0;
  for (const std::string& variant : {as_published, corrected}) {
    std::vector<Estimate> curve;
    for (const double rate : rates) curve.push_back(mean_at(rate, results, run_name(variant, rate), quantity, 100));
    panel.elements.push_back(Band{curve, {.series = ++series}, variant});
  }
  return panel;
}

// The learning rate at which this variant's mean test accuracy is highest; NaN where there is none.
double best_rate(const Results& results, const std::string& variant) {
  double best = std::nan(""), highest = -1;
  for (const double rate : rates) {
    const double accuracy = results.mean(run_name(variant, rate), "test accuracy");
    if (accuracy > highest) highest = accuracy, best = rate;
  }
  return best;
}

std::vector<Figure> figures(const Results& results) {
  const double printed_best = best_rate(results, as_published), right_best = best_rate(results, corrected);
  if (std::isnan(printed_best) || std::isnan(right_best)) return {};
  return {
      {.name = "F04-two-fc",
       .title = printed_best > right_best
                    ? "Two fully connected layers: the printed gradient wants a higher rate"
                    : fmt::format("Two fully connected layers: best at rate {:g} with the printed gradient, {:g} with "
                                  "the right one",
                                  printed_best, right_best),
       .caption = results.data_label() +
                  ", 784-128-10, one epoch of one image an update. Mean over seeds and its 95 % t-interval. Dashed: "
                  "Report A, Fig. 5.",
       .width = 1000,
       .height = 480,
       .layout = {.columns = 2},
       .panels = {sweep_panel(results, "train accuracy", "training accuracy, while learning [%]", 40, "train-accuracy"),
                  sweep_panel(results, "test accuracy", "test accuracy, afterwards [%]", 70, "test-accuracy")}}};
}

Markdown findings(const Results& results) {
  Markdown text;
  for (const std::string& variant : {as_published, corrected}) {
    report_a::add_nearest_run(text, results, run_names(variant), item);
  }
  const auto test = [&](const std::string& variant) {
    return with_interval(results.values(run_name(variant, rates.back()), "test accuracy"), ".2f", 100);
  };
  return text.bullet(
      "At learning rate {:g} the network reaches {} % with the printed gradient and {} % with the right one; the "
      "report has "
      "{} %.",
      rates.back(), test(as_published), test(corrected), published::number("A-23/test-accuracy").printed);
}

}  // namespace
}  // namespace backcheck::experiments
