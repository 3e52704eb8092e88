// Report C's learning rate of 0.9, with momentum: where in the plane of learning rate and momentum its MNIST network
// trains at all, for one image an update and for the whole subset at once.
#include <algorithm>
#include <cmath>
#include <limits>

#include "experiments/catalogue.hpp"
#include "experiments/presets.hpp"
#include "experiments/subsets.hpp"
#include "experiments/support/files.hpp"
#include "experiments/support/plots.hpp"
#include "experiments/support/statistics.hpp"
#include "experiments/words.hpp"

namespace backcheck::experiments {
namespace {

enum class Hidden { relu, sigmoid };

struct Cell {
  Index batch_size;
  Hidden hidden;
  double momentum, rate;

  std::string hidden_units() const { return hidden == Hidden::relu ? "ReLU" : "sigmoid"; }
  std::string run() const {
    return std::to_string(batch_size) + (batch_size == 1 ? " image" : " images") + " an update, " + hidden_units() +
           ", momentum " + to_text(momentum) + ", rate " + to_text(rate);
  }
};

constexpr Index whole_subset = 500;
const std::vector<Index> batch_sizes{1, whole_subset};
const std::vector<Hidden> activations{Hidden::relu, Hidden::sigmoid};
const std::vector<double> momenta{0, 0.5, 0.9}, rates{0.001, 0.01, 0.1, 0.3, 0.9};

Architecture architecture(Hidden hidden) {
  Architecture network = presets::report_c_mnist(presets::Pooling::max);
  for (AnyOptions& options : network) {
    if (hidden == Hidden::sigmoid && std::holds_alternative<ReLUOptions>(options)) options = SigmoidOptions{};
  }
  return network;
}

void train_cell(const JobContext& context, const Cell& cell) {
  const ImageSet& images = context.data.train;
  const std::vector<Index> subset =
      random_subset(images, context.settings.pick<Index>(20, 500, 500), mix(context.seed, 500));
  Network<float> network = make_network<float>(architecture(cell.hidden), context.settings.twin);
  initialize(network, {.kind = cell.hidden == Hidden::relu ? Initializer::Kind::he : Initializer::Kind::xavier},
             context.seed);
  const LossFunction<float> loss = sigmoid_binary_cross_entropy<float>(context.settings.twin);
  TrainingOptions options{.epochs = context.settings.epoch_count(2, 10, 10),
                          .batch_size = cell.batch_size,
                          .schedule = {.initial = cell.rate},
                          .optimizer = SgdOptions{.momentum = cell.momentum},
                          .normalization = Normalization::standardized};
  options.after_epoch = [&](Index epoch, const Metrics&) {
    const Metrics metrics = evaluate(network, loss, images, subset, images, options.normalization);
    if (!std::isfinite(metrics.loss)) return false;
    context.recorder.record(static_cast<double>(epoch), "training loss", metrics.loss);
    context.recorder.record(static_cast<double>(epoch), "training accuracy", metrics.accuracy);
    context.recorder.progress(static_cast<double>(epoch) / static_cast<double>(options.epochs));
    return true;
  };
  train(network, loss, images, subset, options, context.seed);
  const Metrics metrics = evaluate(network, loss, images, subset, images, options.normalization);
  context.recorder.record(static_cast<double>(options.epochs), "finite", std::isfinite(metrics.loss));
  context.recorder.record(static_cast<double>(options.epochs), "final training accuracy", metrics.accuracy);
}

std::vector<Cell> cells() {
  std::vector<Cell> all;
  for (const Index batch_size : batch_sizes) {
    for (const Hidden hidden : activations) {
      for (const double momentum : momenta) {
        for (const double rate : rates) all.push_back({batch_size, hidden, momentum, rate});
      }
    }
  }
  return all;
}

// In percent; NaN where the loss of any seed stopped being finite.
double final_accuracy(const Results& results, const Cell& cell) {
  const std::vector<double> finite = results.values(cell.run(), "finite");
  if (std::count(finite.begin(), finite.end(), 0.0) > 0) return std::numeric_limits<double>::quiet_NaN();
  return 100 * summarize(results.values(cell.run(), "final training accuracy")).mean;
}

std::string panel_title(Index batch_size, Hidden hidden) {
  return (batch_size == 1 ? "one image an update, " : "whole subset an update, ") +
         Cell{batch_size, hidden, 0, 0}.hidden_units();
}

Figure draw_map(const Results& results) {
  Figure figure{
      .name = "F10-stability",
      .title = "A learning rate of 0.9 with momentum trains in no corner of this plane",
      .caption = "Training accuracy [%] of Report C's MNIST network on 500 images after 10 epochs; mean over " +
                 std::to_string(results.values(cells().front().run(), "finite").size()) +
                 " seeds. Empty cells: the loss stopped being finite. Columns: learning rate; rows: momentum. " +
                 results.data_label() + ".",
      .width = 1150,
      .height = 700};
  std::vector<std::string> scripts;
  for (const Index batch_size : batch_sizes) {
    for (const Hidden hidden : activations) {
      HeatMap map{.rows = {}, .columns = {}, .values = {}, .format = "%.0f", .range = std::pair{0.0, 100.0}};
      for (const double rate : rates) map.columns.push_back(to_text(rate));
      for (const double momentum : momenta) {
        map.rows.push_back(to_text(momentum));
        map.values.emplace_back();
        for (const double rate : rates) {
          map.values.back().push_back(final_accuracy(results, {batch_size, hidden, momentum, rate}));
        }
      }
      const std::string block = panel_title(batch_size, hidden);
      add_heat_map(figure, block, map);
      scripts.push_back("set title " + verbatim(block) +
                        "\nset xlabel 'learning rate'\nset ylabel 'momentum'\nunset colorbox\n" + heat_map(block, map));
    }
  }
  figure.script = panels(2, 2, scripts);
  return figure;
}

// Report C's curves: learning rate 0.9, momentum 0.9, ten epochs; and one that works, for comparison.
Figure draw_curves(const Results& results) {
  struct Line {
    const char* title;
    Cell cell;
  };
  const std::vector<Line> lines{{"0.9, one image an update, ReLU", {1, Hidden::relu, 0.9, 0.9}},
                                {"0.9, one image an update, sigmoid", {1, Hidden::sigmoid, 0.9, 0.9}},
                                {"0.9, whole subset, ReLU", {whole_subset, Hidden::relu, 0.9, 0.9}},
                                {"0.9, whole subset, sigmoid", {whole_subset, Hidden::sigmoid, 0.9, 0.9}},
                                {"0.001, one image an update, ReLU", {1, Hidden::relu, 0.9, 0.001}}};
  Figure figure{.name = "F10-learning-rate-0.9",
                .title = "Ten epochs at Report C's learning rate of 0.9, and at 0.001",
                .caption = "Training loss and accuracy on 500 images, momentum 0.9; mean and 95 % t interval over " +
                           std::to_string(results.values(cells().front().run(), "finite").size()) +
                           " seeds. A curve ends where the loss stops being finite. " + results.data_label() + ".",
                .width = 1150,
                .height = 540};
  std::vector<std::string> scripts;
  for (const std::string quantity : {"training loss", "training accuracy"}) {
    const bool is_loss = quantity == "training loss";
    std::vector<std::string> elements;
    int linetype = 1;
    for (const Line& line : lines) {
      if (!results.curve(line.cell.run(), quantity).empty()) {
        const std::string block = quantity + ", " + line.title;
        add_band(figure, block, results, line.cell.run(), quantity, is_loss ? 1 : 100);
        elements.push_back(band(block, linetype, is_loss ? line.title : ""));
      }
      ++linetype;
    }
    scripts.push_back(std::string("set xlabel 'epoch'\n") +
                      (is_loss ? "set ylabel 'training loss [nats, summed over the outputs]'\nset logscale y\n"
                                 "set format y '10^{%T}'\nset key top right font ',10'\nset yrange [1e-4:1e8]\n"
                               : "unset logscale y\nset format y '%g'\nset ylabel 'training accuracy [%]'\n"
                                 "set yrange [0:102]\n") +
                      plot(elements));
  }
  figure.script = panels(1, 2, scripts);
  return figure;
}

std::string text(const Results& results) {
  std::string words =
      "| gradient of | hidden units | momentum | accuracy at rate 0.9 | best rate | accuracy there |\n"
      "|---|---|---|---|---|---|\n";
  for (const Index batch_size : batch_sizes) {
    for (const Hidden hidden : activations) {
      for (const double momentum : momenta) {
        Cell best{batch_size, hidden, momentum, rates.front()};
        for (const double rate : rates) {
          const Cell cell{batch_size, hidden, momentum, rate};
          const double accuracy = final_accuracy(results, cell), record = final_accuracy(results, best);
          if (accuracy > record || std::isnan(record)) best = cell;
        }
        const Cell at_09{batch_size, hidden, momentum, 0.9};
        const double accuracy = final_accuracy(results, at_09);
        words += std::string("| ") + (batch_size == 1 ? "one image" : "the subset") + " | " + best.hidden_units() +
                 " | " + to_text(momentum) + " | " + (std::isnan(accuracy) ? "diverges" : fixed(accuracy, 1) + " %") +
                 " | " + to_text(best.rate) + " | " + fixed(final_accuracy(results, best), 1) + " % |\n";
      }
    }
  }
  return words;
}

}  // namespace

Experiment c_momentum() {
  return {
      .name = "c-momentum",
      .title = "A learning rate of 0.9",
      .question =
          "Report C shows curves \"after 10 epochs with learning rate = 0.9\", with momentum: does its network "
          "train at that rate?",
      .source = "Report C, task 2",
      .data = DataNeed::mnist,
      .assumptions =
          {"500 random training images; sigmoid outputs, binary cross-entropy summed over the ten outputs.",
           "Momentum is unstated (0.9 is usual): 0, 0.5 and 0.9. So are the hidden activations, ReLU with He or "
           "sigmoid with Xavier initialisation, and whether an update is made for every image or once for the subset, "
           "whose gradient is then the mean.",
           "Max pooling; pixels standardised over the training set."},
      .jobs =
          [](const Settings& settings) {
            std::vector<Job> jobs;
            for (const Cell& cell : cells()) {
              add_jobs(jobs, cell.run(), settings.seed_count(3, 10), cell.batch_size == 1 ? 1.5 : 0.5,
                       [cell](const JobContext& context) { train_cell(context, cell); });
            }
            return jobs;
          },
      .figures = [](const Results& results) -> std::vector<Figure> {
        return {draw_map(results), draw_curves(results)};
      },
      .findings = text};
}

}  // namespace backcheck::experiments
