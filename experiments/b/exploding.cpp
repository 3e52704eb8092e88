// Report B's "exploding gradient": logits and gradients of its full network at the first updates, for how large the
// weights start and how large the steps are, with and without the shift of the softmax.
#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include "experiments/catalogue.hpp"
#include "experiments/presets.hpp"
#include "experiments/subsets.hpp"
#include "experiments/support/files.hpp"
#include "experiments/support/plots.hpp"
#include "experiments/support/statistics.hpp"
#include "experiments/words.hpp"
#include "reference/as_published/softmax_cross_entropy.hpp"

namespace backcheck::experiments {
namespace {

const std::vector<double> deviations{0.01, 0.03, 0.1, 0.3, 1};
const std::vector<double> rates{1e-4, 1e-3, 1e-2, 1e-1, 1};
constexpr double he = 0;  // in place of a standard deviation: He et al.'s, which depends on the layer
const std::vector<std::string> weight_layers{"conv 1", "conv 2", "FC 1", "FC 2"};

struct Cell {
  double deviation, rate;
  bool shifted;

  std::string run() const {
    return (deviation == he ? "He" : "N(0, " + to_text(deviation) + ")") + ", rate " + to_text(rate) +
           (shifted ? ", with shift" : ", without shift");
  }
};

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
  Network<double> network = make_network<double>(presets::report_a_cnn(), context.settings.twin);
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
    if (!finite) context.recorder.record(step, "overflow", 1);
    if (!finite || report.step == 1 || report.step == last) {
      context.recorder.record(step, "largest logit", largest_magnitude(network.output(network.depth() - 1)));
    }
    // The other seeds' paths are not drawn.
    if (finite && (report.step == 1 || report.step == last || (context.seed == 1 && recorded.contains(report.step)))) {
      std::size_t layer = 0;
      for (Index l = 0; l < network.depth(); ++l) {
        const Gradients<double>& grads = network.gradients()[static_cast<std::size_t>(l)];
        if (grads.weight.empty()) continue;
        context.recorder.record(step, "gradient norm, " + weight_layers[layer++], norm(grads.weight));
      }
    }
    return true;
  };
  train(network, loss, context.data.train, subset, options, context.seed);
  const Metrics metrics = evaluate(network, softmax_cross_entropy<double>(context.settings.twin), context.data.train,
                                   subset, context.data.train, options.normalization);
  context.recorder.record(static_cast<double>(last), "training accuracy", metrics.accuracy);
}

std::vector<double> starts() {
  std::vector<double> all = deviations;
  all.push_back(he);
  return all;
}

std::string start_name(double deviation) { return deviation == he ? "He" : to_text(deviation); }

double first_step_mean(const Results& results, double deviation, const std::string& quantity) {
  return summarize(results.values(Cell{deviation, rates.front(), true}.run(), quantity, 1)).mean;
}

Figure draw_start(const Results& results) {
  Figure figure{.name = "F07-at-the-start",
                .title = "The explosion is there before the first update",
                .caption =
                    "Report B's full network in double precision, first image, weights N(0, deviation^2); means "
                    "over seeds. " +
                    results.data_label() + "."};
  const auto add = [&](const std::string& quantity) {
    std::vector<std::vector<double>> rows;
    for (const double deviation : deviations) {
      rows.push_back({deviation, first_step_mean(results, deviation, quantity)});
    }
    figure.add(quantity, {"standard deviation", "mean"}, rows);
  };
  std::vector<std::string> elements{"709.78 with lines lt 1 lc rgb '#888888' dt 2 title 'exp overflows (double)'"};
  int linetype = 1;
  add("largest logit");
  elements.push_back("DATA index 'largest logit' using 1:2 with linespoints linetype 7 title 'largest logit'");
  for (const std::string& layer : weight_layers) {
    add("gradient norm, " + layer);
    elements.push_back("DATA index 'gradient norm, " + layer + "' using 1:2 with linespoints linetype " +
                       std::to_string(linetype++) + " title 'gradient norm, " + layer + "'");
  }
  figure.script =
      "set logscale xy\nset format y '10^{%T}'\nset xlabel 'standard deviation of the initial weights'\n"
      "set ylabel 'at the first update'\nset xrange [0.008:1.3]\nset key top left\n" +
      plot(elements);
  return figure;
}

// Mean training accuracy of a cell in percent; where any seed overflowed, NaN, and the mean step where it did.
std::pair<double, double> outcome(const Results& results, const Cell& cell) {
  double overflows = 0, steps = 0;
  for (const Sample& sample : results.samples()) {
    if (sample.run == cell.run() && sample.quantity == "overflow") overflows += 1, steps += sample.x;
  }
  if (overflows > 0) return {std::numeric_limits<double>::quiet_NaN(), steps / overflows};
  return {100 * summarize(results.values(cell.run(), "training accuracy")).mean, 0};
}

// Of the combinations of initial weights and learning rate: where the loss stops being finite, and where more than half
// of the images are learnt.
struct CellCounts {
  int overflowing = 0, trained = 0;
};
CellCounts count_cells(const Results& results, bool shifted) {
  CellCounts counts;
  for (const double deviation : starts()) {
    for (const double rate : rates) {
      const double accuracy = outcome(results, {deviation, rate, shifted}).first;
      counts.overflowing += std::isnan(accuracy), counts.trained += accuracy > 50;
    }
  }
  return counts;
}

Figure draw_stability(const Results& results) {
  const CellCounts without = count_cells(results, false), with = count_cells(results, true);
  Figure figure{.name = "F07-stability",
                .title = "With the shift of the softmax the loss stops being finite in " +
                         std::to_string(with.overflowing) + " cells, not " + std::to_string(without.overflowing) +
                         "; " + std::to_string(with.trained) + " train, without it " + std::to_string(without.trained),
                .caption =
                    "Training accuracy [%] of the full network after two epochs, one image an update; empty cells: "
                    "the loss stopped being finite, at the update given (mean over the seeds where it did, " +
                    std::to_string(results.values(Cell{he, rates.front(), true}.run(), "training accuracy").size()) +
                    " seeds). " + results.data_label() + ", 100 images a class.",
                .width = 1200,
                .height = 580};
  std::vector<std::string> scripts;
  for (const bool shifted : {false, true}) {
    const std::string name = shifted ? "with" : "without";
    HeatMap map{.rows = {}, .columns = {}, .values = {}, .format = "%.0f", .range = std::pair{0.0, 100.0}};
    std::vector<std::vector<double>> overflows;
    for (const double rate : rates) map.columns.push_back(to_text(rate));
    for (const double deviation : starts()) {
      std::vector<double> row;
      for (const double rate : rates) {
        const auto [accuracy, step] = outcome(results, {deviation, rate, shifted});
        row.push_back(accuracy);
        if (std::isnan(accuracy)) {
          overflows.push_back({static_cast<double>(row.size() - 1), static_cast<double>(map.values.size()), step});
        }
      }
      map.rows.push_back(start_name(deviation));
      map.values.push_back(row);
    }
    add_heat_map(figure, name + " shift", map);
    std::vector<std::string> more;
    if (!overflows.empty()) {
      figure.add(name + " shift, overflow", {"column", "row", "update"}, overflows);
      more.push_back("DATA index '" + name +
                     " shift, overflow' using 1:2:(sprintf('update %.0f', $3)) with labels tc rgb "
                     "'#D55E00' font ',11' notitle");
    }
    scripts.push_back("set title '" + name + " shift (eq. " + (shifted ? "18" : "15") +
                      ")' noenhanced\nset xlabel 'learning rate'\nset ylabel 'initial weights: standard deviation'\n"
                      "unset colorbox\n" +
                      heat_map(name + " shift", map, more));
  }
  figure.script = panels(1, 2, scripts);
  return figure;
}

Figure draw_trajectories(const Results& results) {
  const Cell wild{1, 1e-3, true}, tame{he, 1e-3, true};
  Figure figure{.name = "F07-gradient-norms",
                .title = "Gradients a thousand times too large kill the network; scaled ones train it",
                .caption =
                    "Norm of each layer's weight gradient at the first 2000 updates, learning rate 0.001, softmax "
                    "with shift, seed 1; gradients that are exactly 0, those of dead units, are left out. " +
                    results.data_label() + ", one image an update.",
                .width = 1100,
                .height = 560};
  std::vector<std::string> scripts;
  for (const Cell& cell : {wild, tame}) {
    std::vector<std::string> elements;
    int linetype = 1;
    for (const std::string& layer : weight_layers) {
      std::vector<std::vector<double>> rows;
      for (const auto& [step, norms] : results.curve(cell.run(), "gradient norm, " + layer)) {
        if (norms.front() > 0) rows.push_back({step, norms.front()});
      }
      const std::string block = start_name(cell.deviation) + " " + layer;
      figure.add(block, {"update", "gradient norm"}, rows);
      elements.push_back("DATA index '" + block + "' using 1:2 with linespoints linetype " +
                         std::to_string(linetype++) + " title '" + layer + "'");
    }
    scripts.push_back("set title '" + (cell.deviation == he ? std::string("He initialisation") : "weights N(0, 1)") +
                      "' noenhanced\nset logscale xy\nset format y '10^{%T}'\nset xlabel 'update'\n"
                      "set ylabel 'gradient norm'\nset xrange [0.8:2500]\nset yrange [1e-3:1e5]\nset key top right\n" +
                      plot(elements));
  }
  figure.script = panels(1, 2, scripts);
  return figure;
}

std::string text(const Results& results) {
  const double wild_logit = first_step_mean(results, 1, "largest logit");
  const double tame_logit = first_step_mean(results, he, "largest logit");
  std::string words =
      "With weights from N(0, 1) the largest logit of the first image is " + fixed(wild_logit, 0) +
      " (He initialisation: " + fixed(tame_logit, 2) +
      "), and exp overflows above 709.78 in double precision. So the softmax is where it shows, not where "
      "it comes from: four layers each multiply the scale.\n\n| initial weights | largest logit |";
  for (const std::string& layer : weight_layers) words += " gradient norm, " + layer + " |";
  words += "\n|---|---|---|---|---|---|\n";
  for (const double deviation : starts()) {
    words += "| " + (deviation == he ? "He" : "N(0, " + to_text(deviation) + ")") + " | " +
             scientific(first_step_mean(results, deviation, "largest logit"), 1);
    for (const std::string& layer : weight_layers) {
      words += " | " + scientific(first_step_mean(results, deviation, "gradient norm, " + layer), 1);
    }
    words += " |\n";
  }
  const CellCounts without = count_cells(results, false), with = count_cells(results, true);
  const std::string cells = std::to_string(starts().size() * rates.size());
  return words + "\nOf " + cells +
         " combinations of initial weights and learning rate, the loss stops being finite in " +
         std::to_string(without.overflowing) + " without the shift and in " + std::to_string(with.overflowing) +
         " with it; more than half of the training images are classified rightly after two epochs in " +
         std::to_string(without.trained) + " and " + std::to_string(with.trained) +
         ". That is Report B's experience: the shift \"didn't solve the problem\". With it, the network that starts "
         "from N(0, 1) no longer overflows but dies: at learning rate 0.001 the gradient norms of its first layer fall "
         "from " +
         scientific(first_step_mean(results, 1, "gradient norm, conv 1"), 1) + " to " +
         scientific(summarize(results.values(Cell{1, 1e-3, true}.run(), "gradient norm, conv 1")).mean, 1) +
         ", and it stays at chance. Weights that are too small fail as well: at N(0, 0.01) the logits are " +
         scientific(first_step_mean(results, 0.01, "largest logit"), 1) + " and two epochs do not move them.\n";
}

}  // namespace

Experiment b_exploding() {
  return {
      .name = "b-exploding",
      .title = "Exploding gradients",
      .question =
          "Report B's full network exploded, and subtracting the largest logit did not help: what explodes, "
          "and why?",
      .source = "Report B, section 1.5 and eq. 18",
      .data = DataNeed::mnist,
      .x_means = "update",
      .assumptions = {"Initial weights, learning rate and batch size are unstated: a grid of the first two, one image "
                      "an update.",
                      "Double precision, as in numpy; pixels x / 255 - 0.5; the first 100 training images of each "
                      "class; two epochs.",
                      "With the shift the loss is computed as log-sum-exp, so that it stays finite where the report's "
                      "log(0) would not; the gradient is the same."},
      .jobs =
          [](const Settings& settings) {
            std::vector<Job> jobs;
            for (const bool shifted : {false, true}) {
              for (const double deviation : starts()) {
                for (const double rate : rates) {
                  const Cell cell{deviation, rate, shifted};
                  add_jobs(jobs, cell.run(), settings.seed_count(3, 10), settings.pick(0.01, 0.1, 0.1),
                           [cell](const JobContext& context) { train_cell(context, cell); });
                }
              }
            }
            return jobs;
          },
      .figures = [](const Results& results) -> std::vector<Figure> {
        return {draw_start(results), draw_stability(results), draw_trajectories(results)};
      },
      .findings = text};
}

}  // namespace backcheck::experiments
