// Report A's network from scratch, one epoch of one image an update: with the formulas that the report prints, with the
// right ones, and with each of the two departures alone, over a range of learning rates.
#include "experiments/a/departures.hpp"
#include "experiments/a/epoch.hpp"
#include "experiments/a/gradient_ratio.hpp"
#include "experiments/a/learning_rates.hpp"
#include "experiments/a/variants.hpp"
#include "experiments/experiment_file.hpp"

namespace backcheck::experiments {
namespace {

using namespace report_a;

const std::string natural_order = "corrected, natural order";

Experiment declaration() {
  return {
      .name = "a-one-epoch",
      .position = 2,
      .title = "One epoch from scratch",
      .question = "What do Report A's printed formulas cost, and which of its departures explains its accuracy?",
      .source = "Report A, sections II.A to II.F and III.A.1, Fig. 1 and 3",
      .data = DataNeed::mnist,
      .assumptions =
          {"One image an update: the report's formulas are for one image, and it names stochastic gradient descent.",
           fmt::format("Learning rates {:g} to {:g}: the report gives none for this implementation, and {:g} for its "
                       "other one.",
                       learning_rates.front(), learning_rates.back(), usual_rate),
           "Weights N(0, 2 / fan-in), biases zero; with shared kernels fan-in counts the inputs of a unit, not its "
           "distinct weights. The report does not say how weights start.",
           "A new order of the images from each seed; the order of the file is run as well.",
           fmt::format("Its \"val\" numbers are those of the 10,000 test images and its training numbers running means "
                       "over the epoch: {} % of 60,000 and {} % of 10,000 are whole numbers of images.",
                       published::number("A-20/train-accuracy").printed,
                       published::number("A-20/test-accuracy").printed),
           "Valid convolutions and pooling with stride 2, as its layer sizes imply."},
      .published =
          compare_epoch(scratch_item,
                        {.assumed = "learning rate, initialisation, one image an update, order",
                         .cause = "the report gives no learning rate, which decides this number (F04-learning-rate)"},
                        runs_at_all_rates({"as published", "corrected"}))};
}

void train(const JobContext& context, const Variant& variant, double rate, bool shuffle);

std::vector<Run> runs(const Settings& settings) {
  std::vector<Run> runs;
  const auto add = [&](const std::string& name, const Variant& variant, double rate, bool shuffle) {
    runs.push_back({.name = name,
                    .seeds = settings.seed_count(5, 10),
                    .seconds = settings.pick(0.1, 1.8, 1.8),
                    .body = [=](const JobContext& context) { train(context, variant, rate, shuffle); }});
  };
  for (const std::string& variant : departures) {
    for (const double rate : learning_rates) add(run_at(variant, rate), variant_named(variant), rate, true);
  }
  add(natural_order, {}, usual_rate, false);
  return runs;
}

void train(const JobContext& context, const Variant& variant, double rate, bool shuffle) {
  Network<float> network = cnn<float>(variant, context.settings.twin, context.seed);
  const TrainingOptions options{.batch_size = 1, .schedule = {.initial = rate}, .shuffle = shuffle};
  if (variant.published_gradient) return one_epoch_with_printed_gradient(context, network, options);
  one_epoch(context, network, softmax_cross_entropy<float>(context.settings.twin), options);
}

std::vector<Figure> figures(const Results& results) {
  return {departures_figure(results),
          rate_figure(results, departures, scratch_item,
                      {.name = "F04-learning-rate",
                       .what = "The CNN",
                       .printed_in = "Fig. 3",
                       .train = {.label = "training accuracy, while learning [%]",
                                 .low = 50,
                                 .high = 118,
                                 .ticks = numbers(50, 100, 10)},
                       .test = {.label = "test accuracy, afterwards [%]", .low = 80, .high = 100},
                       .train_key = Key::Place::top_left,
                       .test_key = Key::Place::none}),
          ratio_figure(results, "published gradient", {stable_rate, usual_rate})};
}

Markdown findings(const Results& results) {
  const auto at_usual = [](const std::string& variant) { return run_at(variant, usual_rate); };
  const auto accuracy = [&](const std::string& run) { return results.percent(run, "test accuracy"); };
  const auto test = [&](const std::string& variant) { return accuracy(at_usual(variant)); };
  const NearChance both = near_chance(results, {at_usual("as published")}),
                   alone = near_chance(results, {at_usual("shared kernels"), at_usual("published gradient")});
  const published::Number &first = published::number("A-20/test-accuracy"),
                          &best = published::number("A-22/test-accuracy");
  Markdown text;
  text.bullet(
          "**Corrected, the network reaches {:.2f} %** of the test images after one epoch at learning rate {:g}: "
          "{:+.2f} points against the {} % that is the report's best from scratch, {:+.2f} against its {} %.",
          test("corrected"), usual_rate, test("corrected") - best.value(), best.printed,
          test("corrected") - first.value(), first.printed)
      .bullet(
          "**As printed the network ends at {:.2f} %** at that rate, {} of {} seeds near chance. With the right "
          "gradient "
          "alone it reaches {:.2f} %, with standard kernels alone {:.2f} %{}.",
          test("as published"), both.seeds, both.of, test("shared kernels"), test("published gradient"),
          both.seeds > 0 && alone.seeds == 0 ? ": every seed survives either departure, not every seed both" : "");
  add_rate_findings(text, results, {"as published", "corrected"}, scratch_item);
  add_ratio_finding(text, results, "published gradient", usual_rate);
  return text.bullet(
      "Taking the images in the order of the file instead of shuffled changes the corrected network's test accuracy "
      "from {:.2f} to {:.2f} %.",
      test("corrected"), accuracy(natural_order));
}

}  // namespace
}  // namespace backcheck::experiments
