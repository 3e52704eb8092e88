// Report B's shallower network, the one that trained: one convolution, one pooling, two fully connected layers on 100
// images of each class, 50 epochs, accuracy 0.686. And the loss of eq. 16 as it is printed, without its minus sign.
#include <cmath>
#include <set>

#include "experiments/catalogue.hpp"
#include "experiments/presets.hpp"
#include "experiments/subsets.hpp"
#include "experiments/support/files.hpp"
#include "experiments/support/plots.hpp"
#include "experiments/support/statistics.hpp"
#include "experiments/words.hpp"
#include "reference/as_published/log_likelihood.hpp"

namespace backcheck::experiments {
namespace {

struct Reading {
  const char* start;
  Initializer initializer;
  double rate;

  std::string run() const { return std::string(start) + ", rate " + to_text(rate); }
};

using Kind = Initializer::Kind;
const std::vector<std::pair<const char*, Initializer>> starts{
    {"N(0, 1)", {.kind = Kind::gaussian, .standard_deviation = 1}},
    {"N(0, 0.1)", {.kind = Kind::gaussian, .standard_deviation = 0.1}},
    {"He", {.kind = Kind::he}}};
const std::vector<double> rates{1e-5, 3e-5, 1e-4, 1e-3, 1e-2};
constexpr const char* no_minus = "eq. 16 as printed (He, rate 0.01)";

std::vector<Reading> readings() {
  std::vector<Reading> all;
  for (const auto& [name, initializer] : starts) {
    for (const double rate : rates) all.push_back({name, initializer, rate});
  }
  return all;
}

void train_reading(const JobContext& context, const Reading& reading, bool minus_missing) {
  const ImageSet& images = context.data.train;
  const std::vector<Index> subset = balanced_subset(images, context.settings.pick<Index>(2, 100, 100));
  Network<float> network = make_network<float>(presets::report_b_shallow(), context.settings.twin);
  initialize(network, reading.initializer, context.seed);
  const LossFunction<float> loss = softmax_cross_entropy<float>(context.settings.twin);
  const std::set<Index> recorded{1, 2, 3, 5, 7, 10, 15, 20, 25, 30, 35, 40, 45, 50};
  TrainingOptions options{
      .epochs = context.settings.epoch_count(2, 50, 50), .batch_size = 1, .schedule = {.initial = reading.rate}};
  const auto record = [&](double x) {
    const Metrics metrics = evaluate(network, loss, images, subset, images, options.normalization);
    context.recorder.record(x, "training loss", metrics.loss);
    context.recorder.record(x, "training accuracy", metrics.accuracy);
  };
  // The first epoch in more detail, for it is where the loss without its minus sign ends.
  const std::set<Index> early{1, 2, 5, 10, 20, 50, 100, 200, 500};  // updates
  options.after_step = [&](const StepReport& report) {
    if (early.contains(report.step)) record(static_cast<double>(report.step) / static_cast<double>(subset.size()));
    return true;
  };
  options.after_epoch = [&](Index epoch, const Metrics&) {
    if (recorded.contains(epoch) && epoch < options.epochs) record(static_cast<double>(epoch));
    context.recorder.progress(static_cast<double>(epoch) / static_cast<double>(options.epochs));
    return true;
  };
  record(0);
  train(network, minus_missing ? reference::as_published::LogLikelihood<float>{} : loss, images, subset, options,
        context.seed);
  record(static_cast<double>(options.epochs));
  context.recorder.record(static_cast<double>(options.epochs), "test accuracy",
                          evaluate(network, loss, context.data.test, {}, images, options.normalization).accuracy);
}

HeatMap accuracies(const Results& results, const std::string& quantity) {
  HeatMap map{.rows = {}, .columns = {}, .values = {}, .format = "%.1f", .range = std::pair{0.0, 100.0}};
  for (const double rate : rates) map.columns.push_back(to_text(rate));
  for (const auto& [name, initializer] : starts) {
    map.rows.push_back(name);
    map.values.emplace_back();
    for (const double rate : rates) {
      const Reading reading{name, initializer, rate};
      map.values.back().push_back(100 * summarize(results.values(reading.run(), quantity)).mean);
    }
  }
  return map;
}

// The readings whose accuracy lies nearest to the published 0.686.
std::vector<std::pair<double, double>> nearest_cells(const HeatMap& map, double published, double within) {
  std::vector<std::pair<double, double>> cells;
  for (std::size_t row = 0; row < map.values.size(); ++row) {
    for (std::size_t column = 0; column < map.values[row].size(); ++column) {
      if (std::abs(map.values[row][column] - published) <= within) {
        cells.emplace_back(static_cast<double>(column), static_cast<double>(row));
      }
    }
  }
  return cells;
}

Figure draw_readings(const Results& results) {
  Figure figure{.name = "F07-shallow",
                .title = "0.686 after 50 epochs takes a learning rate far below those that train best",
                .caption =
                    "Accuracy [%] of the shallow network after 50 epochs on 1000 images, one image an update, for "
                    "each reading of what the report leaves out; mean over " +
                    std::to_string(results.values(readings().front().run(), "test accuracy").size()) +
                    " seeds. Framed: within 5 points of the published 68.6 %. " + results.data_label() + ".",
                .width = 1150,
                .height = 540};
  std::vector<std::string> scripts;
  for (const std::string quantity : {"training accuracy", "test accuracy"}) {
    const HeatMap map = accuracies(results, quantity);
    add_heat_map(figure, quantity, map);
    std::string frames;
    int object = 1;
    for (const auto& [column, row] : nearest_cells(map, 68.6, 5)) {
      frames += "set object " + std::to_string(object++) + " rectangle center " + to_text(column) + "," + to_text(row) +
                " size 0.94,0.94 front fs empty border rgb '#D55E00' lw 4\n";
    }
    scripts.push_back("unset object\nset title '" + quantity +
                      "' noenhanced\nset xlabel 'learning rate'\nunset colorbox\n" + frames + heat_map(quantity, map));
  }
  figure.script = panels(1, 2, scripts);
  return figure;
}

Figure draw_missing_minus(const Results& results) {
  const std::string right = Reading{"He", {}, 0.01}.run();
  Figure figure{.name = "F07-missing-minus",
                .title = "Without the minus sign of eq. 16, descent climbs the loss",
                .caption =
                    "Cross-entropy on the 1000 training images; He initialisation, learning rate 0.01; mean and 95 % "
                    "t interval over " +
                    std::to_string(results.values(right, "training loss").size()) +
                    " seeds. As printed, the curve ends where the loss stops being finite. " + results.data_label() +
                    ".",
                .height = 540};
  add_band(figure, "right", results, right, "training loss");
  add_band(figure, "wrong", results, no_minus, "training loss");
  figure.script =
      "set logscale xy\nset format y '10^{%T}'\nset format x '%g'\nset xrange [1e-3:50]\nset xlabel 'epoch'\n"
      "set ylabel 'cross-entropy [nats]'\nset key center right\n" +
      plot({band("right", 1, "with the minus sign"), band("wrong", 2, "as printed"),
            "log(10) with lines lt 1 lc rgb '#888888' dt 2 title 'guessing, ln 10'"});
  return figure;
}

std::string text(const Results& results) {
  std::string words = "| initial weights | learning rate | training accuracy | test accuracy |\n|---|---|---|---|\n";
  for (const Reading& reading : readings()) {
    words += std::string("| ") + reading.start + " | " + to_text(reading.rate) + " | " +
             with_interval(results.values(reading.run(), "training accuracy"), 3) + " | " +
             with_interval(results.values(reading.run(), "test accuracy"), 3) + " |\n";
  }
  const std::vector<double> loss = results.values(no_minus, "training loss", 0);
  return words + "\nAs eq. 16 is printed, without its minus sign, training ascends: from a cross-entropy of " +
         with_interval(loss, 2) + " nats the network ends at a training accuracy of " +
         with_interval(results.values(no_minus, "training accuracy"), 3) + ".\n";
}

std::vector<Published> rows() {
  Published row{
      .id = "B-28",
      .quantity = "accuracy after 50 epochs",
      .printed = "0.686",
      .meaning = "training or test accuracy: unstated",
      .given = "one convolution, one pooling, two FC layers; 100 images of each class; 50 epochs",
      .assumed = "4 channels, FC width 128, ReLU, one image an update; initial weights and learning rate by grid",
      .sample_size = 1000};
  for (const Reading& reading : readings()) {
    for (const char* quantity : {"training accuracy", "test accuracy"}) {
      row.ours.push_back({.run = reading.run(), .quantity = quantity});
    }
  }
  row.cause = "the accuracy depends on the two settings that are missing: see the table of readings";
  return {row};
}

}  // namespace

Experiment b_shallow() {
  return {.name = "b-shallow",
          .title = "The shallower network",
          .question =
              "Report B's shallower network reached an accuracy of 0.686 on 1000 images in 50 epochs: under which "
              "settings does it?",
          .source = "Report B, section 1.5 and eq. 16",
          .data = DataNeed::mnist,
          .assumptions = {"Channels (4), kernel (5x5), FC width (128) and ReLU are those of its full network.",
                          "One image an update; pixels x / 255 - 0.5; the first 100 training images of each class.",
                          "Initial weights and learning rate are unstated: a grid, every cell of which is a reading."},
          .published = rows(),
          .jobs =
              [](const Settings& settings) {
                std::vector<Job> jobs;
                const double seconds = settings.pick(0.01, 3.0, 3.0);
                for (const Reading& reading : readings()) {
                  add_jobs(jobs, reading.run(), settings.seed_count(3, 10), seconds,
                           [reading](const JobContext& context) { train_reading(context, reading, false); });
                }
                add_jobs(jobs, no_minus, settings.seed_count(3, 10), seconds, [](const JobContext& context) {
                  train_reading(context, {"He", {.kind = Kind::he}, 0.01}, true);
                });
                return jobs;
              },
          .figures = [](const Results& results) -> std::vector<Figure> {
            return {draw_readings(results), draw_missing_minus(results)};
          },
          .findings = text};
}

}  // namespace backcheck::experiments
