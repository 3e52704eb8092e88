// Report C's confusion matrix: what its counts say about themselves, whether any 500 consecutive images of MNIST have
// them, and the matrix of a network of ours at the same accuracy.
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>

#include "experiments/catalogue.hpp"
#include "experiments/presets.hpp"
#include "experiments/shape_rows.hpp"
#include "experiments/subsets.hpp"
#include "experiments/support/plots.hpp"
#include "experiments/support/statistics.hpp"
#include "experiments/words.hpp"

namespace backcheck::experiments {
namespace {

using Counts = std::array<int, 10>;
using Matrix = std::array<Counts, 10>;

constexpr Matrix printed{{{58, 0, 0, 0, 0, 0, 0, 0, 0, 0},
                          {0, 60, 1, 0, 0, 0, 0, 0, 2, 0},
                          {0, 0, 40, 1, 0, 0, 0, 1, 0, 0},
                          {0, 0, 1, 46, 0, 1, 0, 1, 1, 0},
                          {0, 1, 1, 0, 43, 2, 0, 0, 0, 0},
                          {1, 0, 1, 1, 0, 35, 0, 0, 1, 0},
                          {0, 0, 1, 0, 0, 0, 47, 0, 0, 0},
                          {1, 0, 1, 2, 0, 1, 0, 52, 0, 0},
                          {1, 0, 2, 0, 0, 2, 0, 0, 41, 0},
                          {2, 0, 0, 0, 4, 5, 0, 2, 0, 37}}};
constexpr const char* report = "the printed matrix";
constexpr const char* training_labels = "training labels";
constexpr const char* test_labels = "test labels";
constexpr const char* ours = "our network";

Counts row_sums(const Matrix& matrix) {
  Counts sums{};
  for (std::size_t k = 0; k < 10; ++k) sums[k] = std::accumulate(matrix[k].begin(), matrix[k].end(), 0);
  return sums;
}

Counts column_sums(const Matrix& matrix) {
  Counts sums{};
  for (const Counts& row : matrix) {
    for (std::size_t k = 0; k < 10; ++k) sums[k] += row[k];
  }
  return sums;
}

void record_counts(Recorder& recorder, const std::string& quantity, const Counts& counts) {
  record_list(recorder, quantity, std::vector<double>(counts.begin(), counts.end()));
}

void add_up(const JobContext& context) {
  const Counts rows = row_sums(printed);
  int trace = 0;
  for (std::size_t k = 0; k < 10; ++k) trace += printed[k][k];
  const double total = std::accumulate(rows.begin(), rows.end(), 0);
  context.recorder.record(0, "images", total);
  context.recorder.record(0, "on the diagonal", trace);
  context.recorder.record(0, "accuracy", trace / total);
}

// The consecutive images, as many as `wanted` adds up to, whose class counts are nearest to it; by the sum of absolute
// differences, the first of several.
struct Nearest {
  Index first = 0;
  int distance = 0;
  Counts counts{};
};

Nearest nearest_window(const std::vector<int>& labels, const Counts& wanted) {
  const Index size = std::accumulate(wanted.begin(), wanted.end(), 0);
  const Index count = static_cast<Index>(labels.size());
  Counts counts{};
  Nearest nearest{.first = 0, .distance = std::numeric_limits<int>::max(), .counts = {}};
  for (Index n = 0; n < count; ++n) {
    ++counts[static_cast<std::size_t>(labels[static_cast<std::size_t>(n)])];
    if (n >= size) --counts[static_cast<std::size_t>(labels[static_cast<std::size_t>(n - size)])];
    if (n + 1 < size) continue;
    int distance = 0;
    for (std::size_t k = 0; k < 10; ++k) distance += std::abs(counts[k] - wanted[k]);
    if (distance < nearest.distance) nearest = {n + 1 - size, distance, counts};
  }
  return nearest;
}

void search(const JobContext& context, const std::vector<int>& labels) {
  for (const bool rows : {true, false}) {
    const std::string quantity = rows ? "row sums" : "column sums";
    const Nearest nearest = nearest_window(labels, rows ? row_sums(printed) : column_sums(printed));
    record_counts(context.recorder, quantity, nearest.counts);
    context.recorder.record(0, quantity + ", distance", nearest.distance);
    context.recorder.record(0, quantity + ", first image", static_cast<double>(nearest.first));
  }
}

// Trains on 500 images until 91.8 % of them are right, for at most 30 epochs.
void train_as_far(const JobContext& context) {
  const ImageSet& images = context.data.train;
  const std::vector<Index> subset =
      random_subset(images, context.settings.pick<Index>(20, 500, 500), mix(context.seed, 500));
  Network<float> network = make_network<float>(presets::report_c_mnist(presets::Pooling::max), context.settings.twin);
  initialize(network, {.kind = Initializer::Kind::he}, context.seed);
  const LossFunction<float> loss = sigmoid_binary_cross_entropy<float>(context.settings.twin);
  TrainingOptions options{.epochs = context.settings.epoch_count(2, 30, 30),
                          .batch_size = 1,
                          .schedule = {.initial = 0.001},
                          .optimizer = SgdOptions{.momentum = 0.9},
                          .normalization = Normalization::standardized};
  std::vector<int> predictions;
  options.after_epoch = [&](Index epoch, const Metrics&) {
    const Metrics metrics = evaluate(network, loss, images, subset, images, options.normalization, &predictions);
    if (metrics.accuracy < 0.918 && epoch < options.epochs) return true;
    context.recorder.record(0, "epoch", static_cast<double>(epoch));
    context.recorder.record(0, "accuracy", metrics.accuracy);
    context.recorder.record(0, "loss, summed over the outputs", metrics.loss);
    return false;
  };
  train(network, loss, images, subset, options, context.seed);
  Matrix matrix{};
  for (std::size_t n = 0; n < predictions.size(); ++n) {
    const int truth = images.labels[static_cast<std::size_t>(subset[n])];
    ++matrix[static_cast<std::size_t>(truth)][static_cast<std::size_t>(predictions[n])];
  }
  for (std::size_t k = 0; k < 10; ++k) {
    record_counts(context.recorder, "images of a " + std::to_string(k) + ", by prediction", matrix[k]);
  }
}

// The mean over seeds of our matrix: how many images of class `truth` are taken for class `predicted`.
double our_count(const Results& results, std::size_t truth, std::size_t predicted) {
  return summarize(results.values(ours, "images of a " + std::to_string(truth) + ", by prediction",
                                  static_cast<double>(predicted)))
      .mean;
}

std::vector<Figure> draw_matrices(const Results& results) {
  Figure figure{.name = "F11-confusion",
                .title = "Report C's confusion matrix, and ours at the same accuracy",
                .caption =
                    "Counts of 500 training images. Left: as printed; which side is the truth is unstated. Right: mean "
                    "over " +
                    std::to_string(results.values(ours, "epoch").size()) +
                    " seeds, stopped after the first epoch at 91.8 % or more. " + results.data_label() + ".",
                .width = 1200,
                .height = 620};
  std::vector<std::string> scripts;
  for (const bool published : {true, false}) {
    HeatMap map{.rows = {}, .columns = {}, .values = {}, .format = published ? "%.0f" : "%.1f"};
    std::vector<std::vector<double>> counts;
    for (std::size_t truth = 0; truth < 10; ++truth) {
      map.rows.push_back(std::to_string(truth));
      map.columns.push_back(std::to_string(truth));
      map.values.emplace_back();
      for (std::size_t predicted = 0; predicted < 10; ++predicted) {
        const double count = published ? printed[truth][predicted] : our_count(results, truth, predicted);
        map.values.back().push_back(count > 0 ? count : std::numeric_limits<double>::quiet_NaN());
      }
    }
    const std::string block = published ? "published" : "ours";
    add_heat_map(figure, block, map);
    scripts.push_back(std::string("set title '") + (published ? "Report C" : "ours") +
                      "' noenhanced\nset xlabel 'predicted'\nset ylabel 'true'\nset size square\nset logscale cb\n"
                      "unset colorbox\n" +
                      heat_map(block, map));
  }
  figure.script = panels(1, 2, scripts);
  return {figure};
}

std::string list(const Counts& counts) {
  std::string words;
  for (const int count : counts) words += (words.empty() ? "" : ", ") + std::to_string(count);
  return words;
}

std::string text(const Results& results) {
  std::string words =
      "The printed counts add up to " + fixed(results.values(report, "images").at(0), 0) + ", of which " +
      fixed(results.values(report, "on the diagonal").at(0), 0) +
      " are on the diagonal: exactly the printed 91.8 %, so this is the run on 500 images. Rows sum to " +
      list(row_sums(printed)) + "; columns to " + list(column_sums(printed)) +
      ".\n\n"
      "| consecutive images of | nearest to the row sums | distance | nearest to the column sums | "
      "distance |\n|---|---|---|---|---|\n";
  for (const char* run : {training_labels, test_labels}) {
    words += std::string("| ") + run;
    for (const std::string quantity : {"row sums", "column sums"}) {
      words += " | from image " + fixed(results.values(run, quantity + ", first image").at(0), 0) + " | " +
               fixed(results.values(run, quantity + ", distance").at(0), 0);
    }
    words += " |\n";
  }
  return words +
         "\nThe distance is the sum of the differences of the ten counts; 0 would be a match. Our network passes "
         "91.8 % after " +
         with_interval(results.values(ours, "epoch"), 1) + " epochs, at a loss of " +
         with_interval(results.values(ours, "loss, summed over the outputs"), 3) +
         " nats summed over the ten outputs. Report C's 1.0685 must be such a sum, too: were it the mean over the "
         "outputs, "
         "the sum would be " +
         fixed(10 * 1.0685072381910588, 2) + ", worse than ten coins, " + fixed(10 * std::log(2.0), 2) + ".\n";
}

std::vector<Published> rows() {
  std::vector<Published> rows;
  rows.push_back({.id = "C-30",
                  .quantity = "images in the confusion matrix",
                  .printed = "500",
                  .unit = "images",
                  .meaning = "the sum of the printed counts; the largest of the subsets that the report names",
                  .ours = {{.run = report, .quantity = "images"}},
                  .tolerance = 0});
  rows.push_back({.id = "C-30",
                  .quantity = "accuracy of the confusion matrix",
                  .printed = "91.8",
                  .unit = "%",
                  .meaning = "its diagonal over its sum, beside the accuracy printed under it",
                  .ours = {{.run = report, .quantity = "accuracy", .scale = 100}},
                  .tolerance = 1e-9});
  const std::string cause =
      "no 500 consecutive images have these counts, so the subset was drawn at random; by which "
      "generator is unstated, and it cannot be had again";
  for (const char* run : {training_labels, test_labels}) {
    for (const bool by_row : {true, false}) {
      Published row = list_row("C-30", by_row ? "row sums" : "column sums",
                               list(by_row ? row_sums(printed) : column_sums(printed)), run);
      row.quantity = std::string("images of each class, ") + row.quantity + ", in the " + run;
      row.meaning = "added up from the printed matrix; ours: the nearest 500 consecutive images";
      row.cause = cause;
      rows.push_back(row);
    }
  }
  return rows;
}

}  // namespace

Experiment c_confusion() {
  return {
      .name = "c-confusion",
      .title = "The confusion matrix",
      .question =
          "What does Report C's confusion matrix say about the run that it is from, and what does ours look "
          "like at that accuracy?",
      .source = "Report C, task 2",
      .data = DataNeed::mnist,
      .x_means = "class, or position in a list",
      .assumptions = {"Rows are the truth and columns the prediction, as scikit-learn has them: unstated.",
                      "Our network: 500 random training images, one image an update, momentum 0.9, learning rate 0.001 "
                      "(the report's 0.9 does not train, see c-momentum), He initialisation, max pooling."},
      .published = rows(),
      .jobs =
          [](const Settings& settings) {
            std::vector<Job> jobs;
            add_jobs(jobs, report, 1, 0.01, add_up);
            add_jobs(jobs, training_labels, 1, 0.05,
                     [](const JobContext& context) { search(context, context.data.train.labels); });
            add_jobs(jobs, test_labels, 1, 0.01,
                     [](const JobContext& context) { search(context, context.data.test.labels); });
            add_jobs(jobs, ours, settings.seed_count(3, 10), settings.pick(0.05, 1.0, 1.0), train_as_far);
            return jobs;
          },
      .figures = draw_matrices,
      .findings = text};
}

}  // namespace backcheck::experiments
