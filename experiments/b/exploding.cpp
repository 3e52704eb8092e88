// Report B's "exploding gradient": logits and gradients of its full network at the first updates, for how large the
// weights start and how large the steps are, with and without the shift of the softmax.
#include <algorithm>
#include <cmath>
#include <set>

#include "experiments/b/exploding_grid.hpp"
#include "experiments/experiment_file.hpp"

namespace backcheck::experiments {
namespace {

using report_b::Cell;
using report_b::exp_overflows_above;
using report_b::gaussian;
using report_b::he;

const std::vector<std::string> weight_layers{"conv 1", "conv 2", "FC 1", "FC 2"};
std::string norm_of(const std::string& layer) { return "gradient norm, " + layer; }
constexpr double drawn_rate = 0.001;  // of the gradient norms over the updates

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
  for (const Cell& cell : report_b::all_cells()) {
    runs.push_back({.name = cell.run(),
                    .seeds = settings.seed_count(3, 10),
                    .seconds = settings.pick(0.01, 0.1, 0.1),
                    .body = [cell](const JobContext& context) { train_cell(context, cell); }});
  }
  return runs;
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
  const ImageSet& images = context.data.train;
  const std::vector<Index> subset = report_b::training_subset(context);
  Network<double> network = make_network<double>(published::report_a_cnn(), context.settings.twin);
  initialize(network, cell.start, context.seed);
  TrainingOptions options{
      .epochs = context.settings.epoch_count(1, 2, 2), .batch_size = 1, .schedule = {.initial = cell.rate}};
  const Index last = options.epochs * static_cast<Index>(subset.size());
  options.after_step = [&](const StepReport& report) {
    const bool finite = std::isfinite(report.loss), at_an_end = report.step == 1 || report.step == last;
    const double step = static_cast<double>(report.step);
    if (!finite) context.record(step, "overflow", 1);
    if (!finite || at_an_end) {
      context.record(step, "largest logit", largest_magnitude(network.output(network.depth() - 1)));
    }
    // The way from the first update to the last is drawn for one seed only.
    if (!finite || !(at_an_end || (context.seed == 1 && recorded.contains(report.step)))) return true;
    auto layer = weight_layers.begin();
    for (const Gradients<double>& grads : network.gradients()) {
      if (!grads.weight.empty()) context.record(step, norm_of(*layer++), norm(grads.weight));
    }
    return true;
  };
  train(network, report_b::softmax_loss(cell.shifted, context.settings.twin), images, subset, options, context.seed);
  const LossFunction<double> loss = softmax_cross_entropy<double>(context.settings.twin);
  context.record(static_cast<double>(last), "training accuracy",
                 evaluate(network, loss, images, subset, images, options.normalization).accuracy);
}

// At the first update; neither the learning rate nor the shift has a part in it.
std::vector<double> at_first_update(const Results& results, const Initializer& start, const std::string& quantity) {
  return results.values(Cell{start, report_b::rates[0], true}.run(), quantity, 1);
}
double mean_at_first_update(const Results& results, const Initializer& start, const std::string& quantity) {
  return summarize(at_first_update(results, start, quantity)).mean;
}

Figure start_figure(const Results& results) {
  Panel panel{
      .x = {.label = "standard deviation of the initial weights", .low = 0.008, .high = 1.3, .logarithmic = true},
      .y = {.label = "at the first update", .logarithmic = true, .numbers = Axis::Numbers::powers_of_ten},
      .key = {.place = Key::Place::bottom_right},
      .elements = {Level{.value = exp_overflows_above, .title = "exp overflows (double)"}}};
  const auto add = [&](const std::string& quantity, int series) {
    std::vector<Point> points;
    for (const Initializer& start : report_b::starts) {
      if (start.kind == Initializer::Kind::he) continue;
      points.push_back({start.standard_deviation, mean_at_first_update(results, start, quantity)});
    }
    panel.elements.push_back(Line{points, {.series = series}, quantity, true});
  };
  add("largest logit", 7);
  int series = 0;
  for (const std::string& layer : weight_layers) add(norm_of(layer), ++series);
  return {
      .name = "F07-at-the-start",
      .title = mean_at_first_update(results, gaussian(1), "largest logit") > exp_overflows_above
                   ? "The explosion is there before the first update"
                   : "Before the first update, nothing has overflowed",
      .caption =
          "Report B's full network in double precision, first image, weights N(0, deviation^2); means over seeds. " +
          results.data_label() + ".",
      .panels = {panel}};
}

const Cell wild{gaussian(1), drawn_rate, true}, tame{he, drawn_rate, true}, faint{gaussian(0.01), drawn_rate, true};
double final_accuracy(const Results& results, const Cell& cell) {
  return results.mean(cell.run(), "training accuracy");
}
bool learns_nothing(double accuracy) { return accuracy < 0.2; }  // of ten classes

// Whether large gradients kill the network that starts from N(0, 1): its loss stays finite, yet it learns nothing,
// where the scaled one does.
bool dies(const Results& results) {
  return results.values(wild.run(), "overflow").empty() && learns_nothing(final_accuracy(results, wild)) &&
         final_accuracy(results, tame) > 0.5;
}

Panel norms_panel(const Results& results, const Cell& cell, std::string title) {
  Panel panel{.title = std::move(title),
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
    for (const auto& [step, norm] : results.curve_of_seed(cell.run(), norm_of(layer), 1)) {
      if (norm > 0) points.push_back({step, norm});
    }
    if (!points.empty()) panel.elements.push_back(Line{points, {.series = series}, layer, true});
  }
  return panel;
}

Figure norms_figure(const Results& results) {
  const std::string first_norm = norm_of(weight_layers[0]);
  return {
      .name = "F07-gradient-norms",
      .title = fmt::format(
          "Gradients {:.0f} times as large as with He initialisation {} the network",
          mean_at_first_update(results, gaussian(1), first_norm) / mean_at_first_update(results, he, first_norm),
          dies(results) ? "kill" : "do not kill"),
      .caption = fmt::format(
          "Norm of each layer's weight gradient at the first 2000 updates, learning rate {}, softmax with shift, seed "
          "1; gradients that are exactly 0, those of dead units, are left out. {}, one image an update.",
          drawn_rate, results.data_label()),
      .width = 1100,
      .height = 560,
      .layout = {.columns = 2},
      .panels = {norms_panel(results, wild, "weights N(0, 1)"), norms_panel(results, tame, "He initialisation")}};
}

// Whether everything was measured that a conclusion is drawn from.
bool complete(const Results& results) {
  double sum = 0;
  for (const Cell& cell : {wild, tame, faint}) {
    sum += final_accuracy(results, cell) + mean_at_first_update(results, cell.start, "largest logit") +
           mean_at_first_update(results, cell.start, norm_of(weight_layers[0]));
  }
  return !std::isnan(sum);
}

std::vector<Figure> figures(const Results& results) {
  if (!complete(results)) return {};
  return {start_figure(results), report_b::stability_figure(results), norms_figure(results)};
}

Markdown findings(const Results& results) {
  if (!complete(results)) return Markdown().paragraph("Not run.");
  const auto logit = [&](const Initializer& start, std::string_view format) {
    return with_interval(at_first_update(results, start, "largest logit"), format);
  };
  Markdown::Row header{"initial weights", "largest logit"};
  for (const std::string& layer : weight_layers) header.push_back(norm_of(layer));
  std::vector<Markdown::Row> rows;
  for (const Initializer& start : report_b::starts) {
    rows.push_back({report_b::name_of(start), logit(start, ".1e")});
    for (const std::string& layer : weight_layers) {
      rows.back().push_back(with_interval(at_first_update(results, start, norm_of(layer)), ".1e"));
    }
  }
  const report_b::CellCounts without = report_b::count_cells(results, false),
                             with = report_b::count_cells(results, true);
  const bool all_run = without.run + with.run == static_cast<int>(report_b::all_cells().size());
  return Markdown()
      .paragraph(
          "With weights from N(0, 1) the largest logit of the first image is {} (He initialisation: {}), and exp "
          "overflows above {} in double precision. {}",
          logit(gaussian(1), ".0f"), logit(he, ".2f"), exp_overflows_above,
          mean_at_first_update(results, gaussian(1), "largest logit") > exp_overflows_above
              ? "So the softmax is where it shows, not where it comes from: four layers each multiply the scale."
              : "So the softmax does not overflow at the start.")
      .table(header, rows)
      .paragraph(
          "The loss stops being finite in {} of {} combinations of initial weights and learning rate without the "
          "shift, in {} of {} with it; more than half of the training images are classified rightly after two epochs "
          "in {} and {}. {}",
          without.overflowing, without.run, with.overflowing, with.run, without.trained, with.trained,
          !all_run                          ? "Not all combinations were run."
          : with.trained <= without.trained ? "That is Report B's experience: the shift \"didn't solve the problem\"."
                                            : "Here the shift helps, against Report B's experience.")
      .paragraph(
          "With the shift and at learning rate {}, the network that starts from N(0, 1) {}: the gradient norms of its "
          "first layer go from {} to {}, and its training accuracy ends at {}. At N(0, 0.01) the logits are {}, and "
          "two epochs {}.",
          drawn_rate, dies(results) ? "no longer overflows but dies" : "does not die",
          with_interval(at_first_update(results, gaussian(1), norm_of(weight_layers[0])), ".0f"),
          with_interval(results.values(wild.run(), norm_of(weight_layers[0])), ".2g"),
          with_interval(results.values(wild.run(), "training accuracy"), ".2f"), logit(gaussian(0.01), ".1e"),
          learns_nothing(final_accuracy(results, faint)) ? "do not move them: weights that are too small fail as well"
                                                         : "are enough to train it");
}

}  // namespace
}  // namespace backcheck::experiments
