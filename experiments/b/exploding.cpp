// Report B's "exploding gradient": logits and gradients of its full network at the first updates, for how large the
// weights start and how large the steps are, with and without the shift of the softmax.
#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include "experiments/experiment_file.hpp"
#include "experiments/training/subsets.hpp"
#include "reference/as_published/softmax_cross_entropy.hpp"

namespace backcheck::experiments {
namespace {

constexpr double he = 0;  // in place of a standard deviation: He et al.'s, which depends on the layer
const std::vector<double> deviations{0.01, 0.03, 0.1, 0.3, 1}, starts{0.01, 0.03, 0.1, 0.3, 1, he};
const std::vector<double> rates{1e-4, 1e-3, 1e-2, 1e-1, 1};
const std::vector<std::string> weight_layers{"conv 1", "conv 2", "FC 1", "FC 2"};

struct Cell {
  double deviation, rate;
  bool shifted;

  std::string start() const { return deviation == he ? "He" : fmt::format("N(0, {})", deviation); }
  std::string run() const;
};

Experiment declaration() {
  return {
      .name = "b-exploding",
      .position = 3,
      .title = "Exploding gradients",
      .question =
          "Report B's full network exploded, and subtracting the largest logit did not help: what explodes, and why?",
      .source = "Report B, section 1.5 and eq. 18",
      .data = DataNeed::mnist,
      .x_means = "update",
      .assumptions = {"Initial weights, learning rate and batch size are unstated: a grid of the first two, one image "
                      "an update.",
                      "Double precision, as in numpy; pixels x / 255 - 0.5; the first 100 training images of each "
                      "class; two epochs.",
                      "With the shift the loss is computed as log-sum-exp, so that it stays finite where the report's "
                      "log(0) would not; the gradient is the same."}};
}

void train_cell(const JobContext& context, const Cell& cell);

std::vector<Run> runs(const Settings& settings) {
  std::vector<Run> runs;
  for (const bool shifted : {false, true}) {
    for (const double deviation : starts) {
      for (const double rate : rates) {
        const Cell cell{deviation, rate, shifted};
        runs.push_back({.name = cell.run(),
                        .seeds = settings.seed_count(3, 10),
                        .seconds = settings.pick(0.01, 0.1, 0.1),
                        .body = [cell](const JobContext& context) { train_cell(context, cell); }});
      }
    }
  }
  return runs;
}

std::string Cell::run() const {
  return fmt::format("{}, rate {}, {} shift", start(), writing::to_text(rate), shifted ? "with" : "without");
}

double norm(const Tensor<double>& tensor) {
  double sum = 0;
  for (const double value : tensor) sum += value * value;
  return std::sqrt(sum);
}

double largest_magnitude(const Tensor<double>& tensor) {
  double largest = 0;
  for (const double value : tensor) largest = std::max(largest, std::abs(value));
  return largest;
}

void train_cell(const JobContext& context, const Cell& cell) {
  const std::set<Index> recorded{1, 2, 3, 5, 7, 10, 15, 20, 30, 50, 70, 100, 150, 200, 300, 500, 700, 1000, 1500, 2000};
  const std::vector<Index> subset = balanced_subset(context.data.train, context.settings.pick<Index>(2, 100, 100));
  Network<double> network = make_network<double>(published::report_a_cnn(), context.settings.twin);
  initialize(network,
             cell.deviation == he
                 ? Initializer{.kind = Initializer::Kind::he}
                 : Initializer{.kind = Initializer::Kind::gaussian, .standard_deviation = cell.deviation},
             context.seed);
  const LossFunction<double> loss = cell.shifted ? softmax_cross_entropy<double>(context.settings.twin)
                                                 : reference::as_published::SoftmaxCrossEntropy<double>{
                                                       {.softmax_derivative_twice = false, .subtract_largest = false}};
  TrainingOptions options{
      .epochs = context.settings.epoch_count(1, 2, 2), .batch_size = 1, .schedule = {.initial = cell.rate}};
  const Index last = options.epochs * static_cast<Index>(subset.size());
  options.after_step = [&](const StepReport& report) {
    const bool finite = std::isfinite(report.loss);
    const double step = static_cast<double>(report.step);
    if (!finite) context.record(step, "overflow", 1);
    if (!finite || report.step == 1 || report.step == last) {
      context.record(step, "largest logit", largest_magnitude(network.output(network.depth() - 1)));
    }
    // The other seeds' paths are not drawn.
    if (finite && (report.step == 1 || report.step == last || (context.seed == 1 && recorded.contains(report.step)))) {
      std::size_t layer = 0;
      for (Index l = 0; l < network.depth(); ++l) {
        const Gradients<double>& grads = network.gradients()[static_cast<std::size_t>(l)];
        if (grads.weight.empty()) continue;
        context.record(step, "gradient norm, " + weight_layers[layer++], norm(grads.weight));
      }
    }
    return true;
  };
  train(network, loss, context.data.train, subset, options, context.seed);
  const Metrics metrics = evaluate(network, softmax_cross_entropy<double>(context.settings.twin), context.data.train,
                                   subset, context.data.train, options.normalization);
  context.record(static_cast<double>(last), "training accuracy", metrics.accuracy);
}

double first_step_mean(const Results& results, double deviation, const std::string& quantity) {
  return results.mean(Cell{deviation, rates.front(), true}.run(), quantity, 1);
}

Figure start_figure(const Results& results) {
  Panel panel{
      .x = {.label = "standard deviation of the initial weights", .low = 0.008, .high = 1.3, .logarithmic = true},
      .y = {.label = "at the first update", .logarithmic = true, .numbers = Axis::Numbers::powers_of_ten},
      .key = {.place = Key::Place::top_left},
      .elements = {Level{.value = 709.78, .title = "exp overflows (double)"}}};
  const auto add = [&](const std::string& quantity, int series) {
    std::vector<Point> points;
    for (const double deviation : deviations)
      points.push_back({deviation, first_step_mean(results, deviation, quantity)});
    panel.elements.push_back(Line{points, {.series = series}, quantity, true});
  };
  add("largest logit", 7);
  int series = 0;
  for (const std::string& layer : weight_layers) add("gradient norm, " + layer, ++series);
  return {
      .name = "F07-at-the-start",
      .title = first_step_mean(results, 1, "largest logit") > 709.78
                   ? "The explosion is there before the first update"
                   : "Before the first update, nothing has overflowed",
      .caption =
          "Report B's full network in double precision, first image, weights N(0, deviation^2); means over seeds. " +
          results.data_label() + ".",
      .panels = {panel}};
}

// Mean training accuracy of a cell in percent; where any seed overflowed, NaN, and the mean update where it did.
struct Ending {
  double accuracy = std::numeric_limits<double>::quiet_NaN(), overflow_at = 0;
};
Ending ending_of(const Results& results, const Cell& cell) {
  double overflows = 0, steps = 0;
  for (const auto& [step, seeds] : results.curve(cell.run(), "overflow")) {
    overflows += static_cast<double>(seeds.size()), steps += step * static_cast<double>(seeds.size());
  }
  if (overflows > 0) return {.overflow_at = steps / overflows};
  return {.accuracy = 100 * results.mean(cell.run(), "training accuracy")};
}

// In how many combinations of initial weights and learning rate the loss stops being finite, and in how many more than
// half of the images are learnt.
struct CellCounts {
  int overflowing = 0, trained = 0;
};
CellCounts count_cells(const Results& results, bool shifted) {
  CellCounts counts;
  for (const double deviation : starts) {
    for (const double rate : rates) {
      const Ending ending = ending_of(results, {deviation, rate, shifted});
      counts.overflowing += ending.overflow_at > 0, counts.trained += ending.accuracy > 50;
    }
  }
  return counts;
}

Panel stability_panel(const Results& results, bool shifted) {
  HeatMap map{.title = shifted ? "with shift (eq. 18)" : "without shift (eq. 15)",
              .x_label = "learning rate",
              .y_label = "initial weights: standard deviation",
              .rows = {},
              .columns = {},
              .cells = {},
              .colours = {.low = 0, .high = 100}};
  for (const double rate : rates) map.columns.push_back(writing::to_text(rate));
  std::vector<Text> overflows;
  for (const double deviation : starts) {
    std::vector<double> values;
    std::vector<std::string> texts;
    for (const double rate : rates) {
      const Ending ending = ending_of(results, {deviation, rate, shifted});
      values.push_back(ending.accuracy);
      texts.push_back(std::isnan(ending.accuracy) ? "" : fmt::format("{:.0f}", ending.accuracy));
      if (ending.overflow_at == 0) continue;
      overflows.push_back({static_cast<double>(values.size() - 1), static_cast<double>(map.rows.size()),
                           fmt::format("update {:.0f}", ending.overflow_at), Text::Align::centre, 11,
                           Colour::vermillion});
    }
    map.rows.push_back(deviation == he ? "He" : writing::to_text(deviation));
    map.cells.values.push_back(values);
    map.cells.texts.push_back(texts);
  }
  Panel panel = heat_map(std::move(map));
  for (const Text& text : overflows) panel.elements.push_back(text);
  return panel;
}

Figure stability_figure(const Results& results) {
  const CellCounts without = count_cells(results, false), with = count_cells(results, true);
  return {
      .name = "F07-stability",
      .title = fmt::format("With the shift of the softmax the loss stops being finite in {} cells, not {}; {} train, "
                           "without it {}",
                           with.overflowing, without.overflowing, with.trained, without.trained),
      .caption = fmt::format(
          "Training accuracy [%] of the full network after two epochs, one image an update; empty cells: the loss "
          "stopped being finite, at the update given (mean over the seeds where it did, {} seeds). {}, 100 images a "
          "class.",
          results.values(Cell{he, rates.front(), true}.run(), "training accuracy").size(), results.data_label()),
      .width = 1200,
      .height = 580,
      .layout = {.columns = 2},
      .panels = {stability_panel(results, false), stability_panel(results, true)}};
}

constexpr Cell wild{1, 1e-3, true}, tame{he, 1e-3, true};

Panel norms_panel(const Results& results, const Cell& cell) {
  Panel panel{.title = cell.deviation == he ? "He initialisation" : "weights N(0, 1)",
              .x = {.label = "update", .low = 0.8, .high = 2500, .logarithmic = true},
              .y = {.label = "gradient norm",
                    .low = 1e-3,
                    .high = 1e5,
                    .logarithmic = true,
                    .numbers = Axis::Numbers::powers_of_ten}};
  int series = 0;
  for (const std::string& layer : weight_layers) {
    ++series;
    std::vector<Point> points;
    for (const auto& [step, norm_then] : results.curve_of_seed(cell.run(), "gradient norm, " + layer, 1)) {
      if (norm_then > 0) points.push_back({step, norm_then});
    }
    if (!points.empty()) panel.elements.push_back(Line{points, {.series = series}, layer, true});
  }
  return panel;
}

// Whether gradients kill the network that starts from N(0, 1): dead at the end, where the scaled one trains.
bool dies(const Results& results) {
  return results.mean(wild.run(), "training accuracy") < 0.2 && results.mean(tame.run(), "training accuracy") > 0.5;
}

Figure norms_figure(const Results& results) {
  const double ratio =
      first_step_mean(results, 1, "gradient norm, conv 1") / first_step_mean(results, he, "gradient norm, conv 1");
  return {
      .name = "F07-gradient-norms",
      .title = fmt::format("Gradients {:.0f} times as large as with He initialisation {}", ratio,
                           dies(results) ? "kill the network" : "do not kill the network"),
      .caption =
          "Norm of each layer's weight gradient at the first 2000 updates, learning rate 0.001, softmax with shift, "
          "seed 1; gradients that are exactly 0, those of dead units, are left out. " +
          results.data_label() + ", one image an update.",
      .width = 1100,
      .height = 560,
      .layout = {.columns = 2},
      .panels = {norms_panel(results, wild), norms_panel(results, tame)}};
}

std::vector<Figure> figures(const Results& results) {
  if (std::isnan(first_step_mean(results, 1, "largest logit"))) return {};
  return {start_figure(results), stability_figure(results), norms_figure(results)};
}

Markdown findings(const Results& results) {
  const double wild_logit = first_step_mean(results, 1, "largest logit");
  if (std::isnan(wild_logit)) return Markdown().paragraph("Not run.");
  std::vector<Markdown::Row> rows;
  for (const double deviation : starts) {
    rows.push_back({Cell{deviation, 0, false}.start(),
                    fmt::format("{:.1e}", first_step_mean(results, deviation, "largest logit"))});
    for (const std::string& layer : weight_layers) {
      rows.back().push_back(fmt::format("{:.1e}", first_step_mean(results, deviation, "gradient norm, " + layer)));
    }
  }
  Markdown::Row header{"initial weights", "largest logit"};
  for (const std::string& layer : weight_layers) header.push_back("gradient norm, " + layer);
  const CellCounts without = count_cells(results, false), with = count_cells(results, true);
  return Markdown()
      .paragraph(
          "With weights from N(0, 1) the largest logit of the first image is {:.0f} (He initialisation: {:.2f}), and "
          "exp "
          "overflows above 709.78 in double precision. {}",
          wild_logit, first_step_mean(results, he, "largest logit"),
          wild_logit > 709.78
              ? "So the softmax is where it shows, not where it comes from: four layers each multiply the "
                "scale."
              : "So the softmax does not overflow at the start.")
      .table(header, rows)
      .paragraph(
          "Of {} combinations of initial weights and learning rate, the loss stops being finite in {} without the "
          "shift "
          "and in {} with it; more than half of the training images are classified rightly after two epochs in {} and "
          "{}. "
          "{}",
          starts.size() * rates.size(), without.overflowing, with.overflowing, without.trained, with.trained,
          with.trained <= without.trained ? "That is Report B's experience: the shift \"didn't solve the problem\"."
                                          : "Here the shift helps, against Report B's experience.")
      .paragraph(
          "With the shift, the network that starts from N(0, 1) {}: at learning rate 0.001 the gradient norms of its "
          "first "
          "layer go from {:.1e} to {:.1e}, and its training accuracy ends at {:.2f}. At N(0, 0.01) the logits are "
          "{:.1e}, "
          "and two epochs {}.",
          dies(results) ? "no longer overflows but dies" : "trains or overflows",
          first_step_mean(results, 1, "gradient norm, conv 1"), results.mean(wild.run(), "gradient norm, conv 1"),
          results.mean(wild.run(), "training accuracy"), first_step_mean(results, 0.01, "largest logit"),
          results.mean(Cell{0.01, 1e-3, true}.run(), "training accuracy") < 0.2
              ? "do not move them: weights that are too small fail as well"
              : "are enough to train it");
}

}  // namespace
}  // namespace backcheck::experiments
