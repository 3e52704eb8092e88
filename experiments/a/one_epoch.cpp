// Report A's network from scratch, one epoch of one image an update: with the formulas that the report prints, with the
// right ones, and with each of the two departures alone, over a range of learning rates.
#include <algorithm>
#include <cmath>

#include "experiments/a/epoch.hpp"
#include "experiments/a/variants.hpp"
#include "experiments/experiment_file.hpp"

namespace backcheck::experiments {
namespace {

constexpr const char* item = "A-20";
// The softmax is the shifted one: the shift changes nothing until exp overflows, which is a-schedule's subject.
const std::vector<std::pair<std::string, report_a::Variant>> variants{
    {"as published", {.shared_kernels = true, .published_gradient = true}},
    {"published gradient", {.published_gradient = true}},
    {"shared kernels", {.shared_kernels = true}},
    {"corrected", {}}};
const std::vector<double> rates{0.0001, 0.0003, 0.001, 0.003, 0.01};
constexpr double stable_rate = 0.001;  // all variants learn at it
constexpr double usual_rate = 0.01;    // the one the report gives for its PyTorch network
const std::string natural_order = "corrected, natural order";

std::string run_name(const std::string& variant, double rate) { return fmt::format("{}, rate {:g}", variant, rate); }
std::vector<std::string> run_names(const std::string& variant) {
  std::vector<std::string> names;
  for (const double rate : rates) names.push_back(run_name(variant, rate));
  return names;
}

Experiment declaration() {
  std::vector<std::string> compared = run_names("as published");
  for (const std::string& run : run_names("corrected")) compared.push_back(run);
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
                       rates.front(), rates.back(), usual_rate),
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
          compared)};
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
  for (const auto& [name, variant] : variants) {
    for (const double rate : rates) add(run_name(name, rate), variant, rate, true);
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
  for (const auto& [name, variant] : variants) runs.push_back(run_name(name, stable_rate));
  runs.push_back(run_name("corrected", usual_rate));
  const auto bars = [&](const std::string& set, double offset) {
    return mean_bars(results, runs, set + " " + quantity, scale, offset);
  };
  const auto printed = [&](const std::string& set) {
    return published::value(std::string(item) + "/" + set + "-" + quantity);
  };
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
  return {
      .name = "F04-one-epoch",
      .title = fmt::format("Corrected and at a usual learning rate, one epoch gives {:.1f} % instead of {:.1f} %",
                           percent(results, run_name("corrected", usual_rate), "test accuracy"),
                           published::value("A-20/test-accuracy")),
      .caption = results.data_label() +
                 ", one epoch of one image an update; learning rate 0.001, the last 0.01. 'Gradient only' and 'kernels "
                 "only' keep one of the two printed departures. Bars: mean over seeds with its 95 % t-interval. "
                 "Diamonds: Report A, Fig. 3.",
      .width = 1100,
      .height = 520,
      .layout = {.columns = 2},
      .panels = {bars_panel(results, "loss", {.label = "loss [nats]", .low = 0, .high = 1.3}, 1),
                 bars_panel(results, "accuracy", {.label = "accuracy [%]", .low = 0, .high = 130}, 100)}};
}

Panel sweep_panel(const Results& results, const char* quantity, const char* number, Axis axis, Key key) {
  Panel panel{.x = {.label = "learning rate", .low = rates.front(), .high = rates.back(), .logarithmic = true},
              .y = std::move(axis),
              .key = key,
              .elements = {Level{.value = published::value(number),
                                 .style = {.colour = Colour::black, .dash = Dash::dashed, .width = 1.5},
                                 .title = "Report A"}}};
  int series = 0;
  for (const auto& [name, variant] : variants) {
    std::vector<Estimate> curve;
    for (const double rate : rates) curve.push_back(mean_at(rate, results, run_name(name, rate), quantity, 100));
    panel.elements.push_back(Band{curve, {.series = ++series}, name});
  }
  return panel;
}

// The lowest and the highest of the corrected network's test accuracies, in percent.
std::pair<double, double> range_over_rates(const Results& results) {
  std::pair<double, double> range{100, 0};
  for (const std::string& run : run_names("corrected")) {
    const double accuracy = percent(results, run, "test accuracy");
    range = {std::min(range.first, accuracy), std::max(range.second, accuracy)};
  }
  return range;
}
// Whether some learning rate gives the report's four numbers with the right gradient: all within about 20 %.
bool rate_decides(const Results& results) {
  const std::vector<std::string> runs = run_names("corrected");
  return std::any_of(runs.begin(), runs.end(),
                     [&](const std::string& run) { return report_a::distance(results, run, item) < 0.2; });
}

Figure sweep_figure(const Results& results) {
  const auto [low, high] = range_over_rates(results);
  return {
      .name = "F04-learning-rate",
      .title = rate_decides(results)
                   ? "The learning rate that the report does not give decides its numbers"
                   : fmt::format("Over the learning rates the corrected network reaches {:.1f} to {:.1f} %", low, high),
      .caption = fmt::format(
          "{}, one epoch of one image an update. Mean over seeds and its 95 % t-interval. Lines: Report A's Fig. 3 "
          "(left: {} % while learning; right: {} % afterwards).",
          results.data_label(), published::number("A-20/train-accuracy").printed,
          published::number("A-20/test-accuracy").printed),
      .width = 1000,
      .height = 520,
      .layout = {.columns = 2},
      .panels = {sweep_panel(results, "train accuracy", "A-20/train-accuracy",
                             {.label = "train accuracy [%]",
                              .low = 50,
                              .high = 118,
                              .ticks = {{50, ""}, {60, ""}, {70, ""}, {80, ""}, {90, ""}, {100, ""}}},
                             {.place = Key::Place::top_left}),
                 sweep_panel(results, "test accuracy", "A-20/test-accuracy",
                             {.label = "test accuracy [%]",
                              .low = 80,
                              .high = 100,
                              .ticks = {{80, ""}, {85, ""}, {90, ""}, {95, ""}, {100, ""}}},
                             {.place = Key::Place::none})}};
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
    const std::vector<Estimate> curve = mean_curve(results, run_name("published gradient", rate), "gradient ratio");
    ++series;
    if (!curve.empty())
      panel.elements.push_back(Band{curve, {.series = series}, fmt::format("learning rate {:g}", rate)});
  }
  return {
      .name = "F04-gradient-ratio",
      .title = fmt::format("The printed loss gradient is {:.0f} % as long as the right one",
                           percent(results, run_name("published gradient", stable_rate), "gradient ratio")),
      .caption = results.data_label() +
                 ", the printed gradient over the right one at the same logits, each tenth of an epoch; standard "
                 "kernels. Mean over seeds and its 95 % t-interval. Line: 0.09, at a uniform softmax over ten classes.",
      .panels = {panel}};
}

std::vector<Figure> figures(const Results& results) {
  if (results.values(run_name("corrected", usual_rate), "test accuracy").empty()) return {};
  return {bars_figure(results), sweep_figure(results), ratio_figure(results)};
}

// "cannot be trained" where most seeds end near chance.
Index near_chance(const Results& results, const std::string& run) {
  const std::vector<double> accuracies = results.values(run, "test accuracy");
  return std::count_if(accuracies.begin(), accuracies.end(), [](double accuracy) { return accuracy < 0.15; });
}

Markdown findings(const Results& results) {
  const auto test = [&](const char* variant) {
    return percent(results, run_name(variant, usual_rate), "test accuracy");
  };
  const double best = test("corrected");
  if (std::isnan(best)) return Markdown().paragraph("Not run.");
  const double from_scratch = published::value("A-22/test-accuracy"), printed = published::value("A-20/test-accuracy");
  const std::string as_published = run_name("as published", usual_rate);
  const Index collapsed = near_chance(results, as_published),
              seeds = static_cast<Index>(results.values(as_published, "test accuracy").size());
  Markdown text;
  text.bullet(
      "**Corrected, the network reaches {:.2f} %** of the test images after one epoch at learning rate {:g}: {:+.2f} "
      "points "
      "against the {} % that is the report's best from scratch, {:+.2f} against its {} %.",
      best, usual_rate, best - from_scratch, published::number("A-22/test-accuracy").printed, best - printed,
      published::number("A-20/test-accuracy").printed);
  text.bullet(
      "**As printed the network ends at {:.2f} %** at that rate, {} of {} seeds near chance. With the right gradient "
      "alone it "
      "reaches {:.2f} %, with standard kernels alone {:.2f} %{}.",
      test("as published"), collapsed, seeds, test("shared kernels"), test("published gradient"),
      collapsed > 0 && test("shared kernels") > 90 && test("published gradient") > 90
          ? ": every seed survives either departure, not every seed both"
          : "");
  for (const char* variant : {"as published", "corrected"}) {
    report_a::add_nearest_run(text, results, run_names(variant), item);
  }
  text.bullet(
      "{}",
      rate_decides(results)
          ? "So the printed gradient does not by itself explain the report's accuracy: it acts like a lower learning "
            "rate, and the right gradient at a lower rate gives the same numbers. What explains them is the rate, "
            "and the printed formulas keep it low."
          : "So no learning rate alone explains the report's accuracy with the right gradient.");
  const auto curve = results.curve(run_name("published gradient", usual_rate), "gradient ratio");
  if (!curve.empty()) {
    text.bullet(
        "The printed loss gradient (s - y) s (1 - s) has {:.3f} of the length of the right one in the first tenth of "
        "the "
        "epoch at learning rate {:g}, {:.3f} in the last (mean over images, standard kernels).",
        summarize(curve.begin()->second).mean, usual_rate, summarize(curve.rbegin()->second).mean);
  }
  return text.bullet(
      "Taking the images in the order of the file instead of shuffled changes the corrected network's test accuracy "
      "from "
      "{:.2f} to {:.2f} %.",
      best, percent(results, natural_order, "test accuracy"));
}

}  // namespace
}  // namespace backcheck::experiments
