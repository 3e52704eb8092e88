// Report A's network from scratch, one epoch of one image an update: with the formulas that the report prints, with the
// right ones, and with each of the two departures alone, over a range of learning rates.
#include <algorithm>
#include <cmath>

#include "experiments/a/epoch.hpp"
#include "experiments/a/learning_rates.hpp"
#include "experiments/a/variants.hpp"
#include "experiments/experiment_file.hpp"

namespace backcheck::experiments {
namespace {

using report_a::learning_rates, report_a::run_at, report_a::runs_at_all_rates;

constexpr const char* item = "A-20";
const std::vector<std::string> variants{"as published", "published gradient", "shared kernels", "corrected"};
constexpr double stable_rate = 0.001;  // all variants learn at it
constexpr double usual_rate = 0.01;    // the one the report gives for its PyTorch network
const std::string natural_order = "corrected, natural order";

// The softmax is the shifted one: the shift changes nothing until exp overflows, which is what a-schedule is about.
report_a::Variant variant_named(const std::string& name) {
  return {.shared_kernels = name == "as published" || name == "shared kernels",
          .published_gradient = name == "as published" || name == "published gradient"};
}

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
      .published = report_a::compare_epoch(
          item,
          {.assumed = "learning rate, initialisation, one image an update, order",
           .cause = "the report gives no learning rate, which decides this number (F04-learning-rate)"},
          runs_at_all_rates({"as published", "corrected"}))};
}

void train_and_compare_gradients(const JobContext& context, const report_a::Variant& variant, double rate,
                                 bool shuffle);

std::vector<Run> runs(const Settings& settings) {
  std::vector<Run> runs;
  const auto add = [&](const std::string& name, const report_a::Variant& variant, double rate, bool shuffle) {
    runs.push_back(
        {.name = name,
         .seeds = settings.seed_count(5, 10),
         .seconds = settings.pick(0.1, 1.8, 1.8),
         .body = [=](const JobContext& context) { train_and_compare_gradients(context, variant, rate, shuffle); }});
  };
  for (const std::string& variant : variants) {
    for (const double rate : learning_rates) add(run_at(variant, rate), variant_named(variant), rate, true);
  }
  add(natural_order, {}, usual_rate, false);
  return runs;
}

// Records, ten times an epoch, how long the published gradient is beside the right one.
void train_and_compare_gradients(const JobContext& context, const report_a::Variant& variant, double rate,
                                 bool shuffle) {
  Network<float> network = report_a::cnn<float>(variant, context.settings.twin, context.seed);
  const LossFunction<float> gradient_as_in_variant = report_a::loss<float>(variant, context.settings.twin);
  const LossFunction<float> textbook = softmax_cross_entropy<float>(context.settings.twin);
  double length = 0, right_length = 0;
  Tensor<float> right_gradient;
  const auto norm = [](const Tensor<float>& gradient) {
    double sum = 0;
    for (const float g : gradient) sum += static_cast<double>(g) * static_cast<double>(g);
    return std::sqrt(sum);
  };
  // The loss that is reported is the textbook's for every variant, so that all are measured alike.
  const LossFunction<float> observed = [&](const Tensor<float>& logits, Labels labels, Tensor<float>& gradient) {
    gradient_as_in_variant(logits, labels, gradient);
    const float loss = textbook(logits, labels, right_gradient);
    length += norm(gradient);
    right_length += norm(right_gradient);
    return loss;
  };
  const Index images = report_a::training_images(context), tenth = std::max<Index>(1, images / 10);
  TrainingOptions options{.batch_size = 1, .schedule = {.initial = rate}, .shuffle = shuffle};
  options.after_step = [&](const StepReport& report) {
    if (report.step % tenth) return true;
    const double epoch = static_cast<double>(report.step) / static_cast<double>(images);
    context.progress(epoch);
    if (variant.published_gradient) context.record(epoch, "gradient ratio", length / right_length);
    length = right_length = 0;
    return true;
  };
  report_a::one_epoch(context, network, variant.published_gradient ? observed : textbook, options);
}

double percent(const Results& results, const std::string& run, const char* quantity) {
  return 100 * results.mean(run, quantity);
}

Panel bars_panel(const Results& results, const std::string& quantity, Axis axis, double scale) {
  std::vector<std::string> runs;
  for (const std::string& variant : variants) runs.push_back(run_at(variant, stable_rate));
  runs.push_back(run_at("corrected", usual_rate));
  const auto bars = [&](const std::string& set, double offset) {
    return mean_bars(results, runs, set + " " + quantity, scale, offset);
  };
  const auto printed = [&](const char* set) { return published::value(fmt::format("{}/{}-{}", item, set, quantity)); };
  return {
      .x = {.low = -0.6,
            .high = 4.6,
            .ticks = labelled({"as\npublished", "gradient\nonly", "kernels\nonly", "corrected", "corrected,\n0.01"}),
            .label_size = 12},
      .y = std::move(axis),
      .elements = {Bars{bars("train", -0.2), {.series = 6}, "training, while learning", 0.36},
                   Bars{bars("test", 0.2), {.series = 1}, "test, afterwards", 0.36},
                   published_points({{-0.2, printed("train")}, {0.2, printed("test")}}, "Report A")}};
}

Figure bars_figure(const Results& results) {
  return {.name = "F04-one-epoch",
          .title = fmt::format("Corrected and at a usual learning rate, one epoch gives {:.1f} % instead of {:.1f} %",
                               percent(results, run_at("corrected", usual_rate), "test accuracy"),
                               published::value("A-20/test-accuracy")),
          .caption = fmt::format("{}, one epoch of one image an update; learning rate {:g}, the last {:g}. 'Gradient "
                                 "only' and 'kernels only' keep one of the two printed departures. Bars: mean over "
                                 "seeds with its 95 % t-interval. Diamonds: Report A, Fig. 3.",
                                 results.data_label(), stable_rate, usual_rate),
          .width = 1100,
          .height = 520,
          .layout = {.columns = 2},
          .panels = {bars_panel(results, "loss", {.label = "loss [nats]", .low = 0, .high = 1.3}, 1),
                     bars_panel(results, "accuracy", {.label = "accuracy [%]", .low = 0, .high = 130}, 100)}};
}

// Whether some learning rate gives the report's four numbers with the right gradient: all within about 20 %.
bool rate_decides(const Results& results) {
  const std::vector<std::string> runs = runs_at_all_rates({"corrected"});
  return std::any_of(runs.begin(), runs.end(),
                     [&](const std::string& run) { return report_a::distance(results, run, item) < 0.2; });
}

Figure sweep_figure(const Results& results) {
  const Axis train{.label = "train accuracy [%]",
                   .low = 50,
                   .high = 118,
                   .ticks = {{50, ""}, {60, ""}, {70, ""}, {80, ""}, {90, ""}, {100, ""}}};
  const Axis test{.label = "test accuracy [%]",
                  .low = 80,
                  .high = 100,
                  .ticks = {{80, ""}, {85, ""}, {90, ""}, {95, ""}, {100, ""}}};
  return {.name = "F04-learning-rate",
          .title = rate_decides(results) ? "The learning rate that the report does not give decides its numbers"
                                         : "No learning rate gives Report A's numbers with the right gradient",
          .caption = fmt::format("{}, one epoch of one image an update. Mean over seeds and its 95 % t-interval. "
                                 "Lines: Report A's Fig. 3 (left: {} % while learning; right: {} % afterwards).",
                                 results.data_label(), published::number("A-20/train-accuracy").printed,
                                 published::number("A-20/test-accuracy").printed),
          .width = 1000,
          .height = 520,
          .layout = {.columns = 2},
          .panels = {report_a::accuracy_panel(results, variants, "train accuracy", "A-20/train-accuracy", train,
                                              Key::Place::top_left),
                     report_a::accuracy_panel(results, variants, "test accuracy", "A-20/test-accuracy", test,
                                              Key::Place::none)}};
}

Figure ratio_figure(const Results& results) {
  Panel panel{.x = {.label = "epoch", .low = 0, .high = 1},
              .y = {.label = "|printed gradient| / |right gradient|", .low = 0},
              .key = {.place = Key::Place::bottom_right},
              .elements = {Level{.value = 0.09,
                                 .style = {.colour = Colour::black, .dash = Dash::dashed, .width = 1.5},
                                 .title = "uniform softmax: 0.1 (1 - 0.1)"}}};
  int series = 0;
  for (const double rate : {stable_rate, usual_rate}) {
    const std::vector<Estimate> curve = mean_curve(results, run_at("published gradient", rate), "gradient ratio");
    ++series;
    if (curve.empty()) continue;
    panel.elements.push_back(Band{curve, {.series = series}, fmt::format("learning rate {:g}", rate)});
  }
  return {
      .name = "F04-gradient-ratio",
      .title = fmt::format("The printed loss gradient is {:.0f} % as long as the right one",
                           percent(results, run_at("published gradient", stable_rate), "gradient ratio")),
      .caption = results.data_label() +
                 ", the printed gradient over the right one at the same logits, each tenth of an epoch; standard "
                 "kernels. Mean over seeds and its 95 % t-interval. Line: 0.09, at a uniform softmax over ten classes.",
      .panels = {panel}};
}

std::vector<Figure> figures(const Results& results) {
  std::vector<Figure> figures;
  if (!std::isnan(results.mean(run_at("corrected", usual_rate), "test accuracy"))) {
    figures = {bars_figure(results), sweep_figure(results)};
  }
  if (!std::isnan(results.mean(run_at("published gradient", stable_rate), "gradient ratio"))) {
    figures.push_back(ratio_figure(results));
  }
  return figures;
}

// The corrected network at the usual rate against the printed numbers, and what each departure costs there.
void add_departures(Markdown& text, const Results& results) {
  const auto test = [&](const char* variant) { return percent(results, run_at(variant, usual_rate), "test accuracy"); };
  const auto near_chance = [&](const std::vector<std::string>& names) {
    std::vector<std::string> runs;
    for (const std::string& variant : names) runs.push_back(run_at(variant, usual_rate));
    return report_a::near_chance(results, runs);
  };
  const double best = test("corrected");
  if (!std::isnan(best)) {
    text.bullet(
        "**Corrected, the network reaches {:.2f} %** of the test images after one epoch at learning rate {:g}: {:+.2f} "
        "points against the {} % that is the report's best from scratch, {:+.2f} against its {} %.",
        best, usual_rate, best - published::value("A-22/test-accuracy"),
        published::number("A-22/test-accuracy").printed, best - published::value("A-20/test-accuracy"),
        published::number("A-20/test-accuracy").printed);
  }
  if (std::isnan(test("as published") + test("shared kernels") + test("published gradient"))) return;
  const report_a::NearChance both = near_chance({"as published"}),
                             alone = near_chance({"shared kernels", "published gradient"});
  text.bullet(
      "**As printed the network ends at {:.2f} %** at that rate, {} of {} seeds near chance. With the right gradient "
      "alone it reaches {:.2f} %, with standard kernels alone {:.2f} %{}.",
      test("as published"), both.seeds, both.of, test("shared kernels"), test("published gradient"),
      both.seeds > 0 && alone.seeds == 0 ? ": every seed survives either departure, not every seed both" : "");
}

Markdown findings(const Results& results) {
  Markdown text;
  add_departures(text, results);
  for (const char* variant : {"as published", "corrected"}) {
    report_a::add_nearest_run(text, results, runs_at_all_rates({variant}), item);
  }
  const bool kept_low = report_a::near_chance(results, {run_at("as published", usual_rate)}).seeds > 0;
  if (rate_decides(results)) {
    text.bullet(
        "So the printed gradient does not by itself explain the report's accuracy: it acts like a lower learning rate, "
        "and the right gradient at a lower rate gives the same numbers. What explains them is the rate{}.",
        kept_low ? ", and the printed formulas keep it low" : "");
  } else if (!text.text().empty()) {
    text.bullet("None of the learning rates that were run gives the report's numbers with the right gradient.");
  }
  const auto curve = results.curve(run_at("published gradient", usual_rate), "gradient ratio");
  if (!curve.empty()) {
    text.bullet(
        "The printed loss gradient (s - y) s (1 - s) has {:.3f} of the length of the right one in the first tenth of "
        "the epoch at learning rate {:g}, {:.3f} in the last (mean over images, standard kernels).",
        summarize(curve.begin()->second).mean, usual_rate, summarize(curve.rbegin()->second).mean);
  }
  const double shuffled = percent(results, run_at("corrected", usual_rate), "test accuracy"),
               natural = percent(results, natural_order, "test accuracy");
  if (!std::isnan(shuffled + natural)) {
    text.bullet(
        "Taking the images in the order of the file instead of shuffled changes the corrected network's test accuracy "
        "from {:.2f} to {:.2f} %.",
        shuffled, natural);
  }
  return text.text().empty() ? text.paragraph("Not run.") : text;
}

}  // namespace
}  // namespace backcheck::experiments
