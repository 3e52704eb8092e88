// Report C's confusion matrix: what its counts say about themselves, whether any 500 consecutive images of MNIST have
// them, and the matrix of a network of ours at the same accuracy.
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>

#include "core/random.hpp"
#include "experiments/experiment_file.hpp"
#include "experiments/running/lists.hpp"
#include "experiments/training/subsets.hpp"

namespace backcheck::experiments {
namespace {

constexpr const char* report = "the printed matrix";
constexpr const char* training_labels = "training labels";
constexpr const char* test_labels = "test labels";
constexpr const char* ours = "our network";

std::vector<Comparison> comparisons();

Experiment declaration() {
  return {
      .name = "c-confusion",
      .position = 5,
      .title = "The confusion matrix",
      .question =
          "What does Report C's confusion matrix say about the run that it is from, and what does ours look like at "
          "that "
          "accuracy?",
      .source = "Report C, task 2",
      .data = DataNeed::mnist,
      .x_means = "class, or position in a list",
      .assumptions = {"Rows are the truth and columns the prediction, as scikit-learn has them: unstated.",
                      "Our network: 500 random training images, one image an update, momentum 0.9, learning rate 0.001 "
                      "(the report's 0.9 does not train, see c-momentum), He initialisation, max pooling."},
      .published = comparisons()};
}

void add_up(const JobContext& context);
void search(const JobContext& context, const std::vector<int>& labels);
void train_as_far(const JobContext& context);

std::vector<Run> runs(const Settings& settings) {
  const auto in_training = [](const JobContext& context) { search(context, context.data.train.labels); };
  const auto in_test = [](const JobContext& context) { search(context, context.data.test.labels); };
  return {{.name = report, .seconds = 0.01, .body = add_up},
          {.name = training_labels, .seconds = 0.05, .body = in_training},
          {.name = test_labels, .seconds = 0.01, .body = in_test},
          {.name = ours,
           .seeds = settings.seed_count(3, 10),
           .seconds = settings.pick(0.05, 1.0, 1.0),
           .body = train_as_far}};
}

std::vector<Comparison> comparisons() {
  std::vector<Comparison> all{
      {.number = "C-30/images", .ours = {{report, "images"}}, .tolerance = 0},
      {.number = "C-30/accuracy", .ours = {{.run = report, .quantity = "accuracy", .scale = 100}}, .tolerance = 1e-9}};
  for (const auto& [set, run] :
       {std::pair<std::string, const char*>{"training", training_labels}, {"test", test_labels}}) {
    for (const std::string sums : {"row", "column"}) {
      all.push_back(compare_list("C-30/" + sums + "-sums-of-" + set, run, sums + " sums"));
      all.back().cause =
          "no 500 consecutive images have these counts, so the subset was drawn at random; by which generator is "
          "unstated, "
          "and it cannot be had again";
    }
  }
  return all;
}

using Counts = std::array<int, 10>;
using Matrix = std::array<Counts, 10>;

const Matrix& printed_matrix() {
  static const Matrix matrix = [] {
    Matrix all{};
    for (std::size_t row = 0; row < 10; ++row) {
      const std::vector<double> entries =
          parse_printed_list(published::number(fmt::format("C-30/row-{}", row)).printed);
      for (std::size_t k = 0; k < 10; ++k) all[row][k] = static_cast<int>(entries.at(k));
    }
    return all;
  }();
  return matrix;
}

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

void record_counts(const JobContext& context, const std::string& quantity, const Counts& counts) {
  record_list(context, quantity, std::vector<double>(counts.begin(), counts.end()));
}

void add_up(const JobContext& context) {
  const Counts rows = row_sums(printed_matrix());
  int trace = 0;
  for (std::size_t k = 0; k < 10; ++k) trace += printed_matrix()[k][k];
  const double total = std::accumulate(rows.begin(), rows.end(), 0);
  context.record(0, "images", total);
  context.record(0, "on the diagonal", trace);
  context.record(0, "accuracy", trace / total);
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
    const Nearest nearest = nearest_window(labels, rows ? row_sums(printed_matrix()) : column_sums(printed_matrix()));
    record_counts(context, quantity, nearest.counts);
    context.record(0, quantity + ", distance", nearest.distance);
    context.record(0, quantity + ", first image", static_cast<double>(nearest.first));
  }
}

// Trains on 500 images until 91.8 % of them are right, for at most 30 epochs.
void train_as_far(const JobContext& context) {
  const ImageSet& images = context.data.train;
  const std::vector<Index> subset =
      random_subset(images, context.settings.pick<Index>(20, 500, 500), mix(context.seed, 500));
  Network<float> network =
      make_network<float>(published::report_c_mnist(published::Pooling::max), context.settings.twin);
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
    if (metrics.accuracy < published::value("C-30/accuracy") / 100 && epoch < options.epochs) return true;
    context.record(0, "epoch", static_cast<double>(epoch));
    context.record(0, "accuracy", metrics.accuracy);
    context.record(0, "loss, summed over the outputs", metrics.loss);
    return false;
  };
  train(network, loss, images, subset, options, context.seed);
  Matrix matrix{};
  for (std::size_t n = 0; n < predictions.size(); ++n) {
    const int truth = images.labels[static_cast<std::size_t>(subset[n])];
    ++matrix[static_cast<std::size_t>(truth)][static_cast<std::size_t>(predictions[n])];
  }
  for (std::size_t k = 0; k < 10; ++k) {
    record_counts(context, "images of a " + std::to_string(k) + ", by prediction", matrix[k]);
  }
}

// The mean over seeds of our matrix: how many images of class `truth` are taken for class `predicted`.
double our_count(const Results& results, std::size_t truth, std::size_t predicted) {
  return results.mean(ours, fmt::format("images of a {}, by prediction", truth), static_cast<double>(predicted));
}

// Classes that are never confused have an empty cell.
template <class Count>
Panel matrix_panel(const char* title, const char* format, const Count& count_of) {
  HeatMap map{.title = title,
              .x_label = "predicted",
              .y_label = "true",
              .rows = {},
              .columns = {},
              .cells = {},
              .colours = {.logarithmic = true}};
  for (std::size_t truth = 0; truth < 10; ++truth) {
    map.rows.push_back(fmt::format("{}", truth));
    map.columns.push_back(fmt::format("{}", truth));
    map.cells.values.emplace_back();
    map.cells.texts.emplace_back();
    for (std::size_t predicted = 0; predicted < 10; ++predicted) {
      const double count = count_of(truth, predicted);
      map.cells.values.back().push_back(count > 0 ? count : std::numeric_limits<double>::quiet_NaN());
      map.cells.texts.back().push_back(count > 0 ? fmt::format(fmt::runtime(format), count) : "");
    }
  }
  Panel panel = heat_map(std::move(map));
  panel.square = true;
  return panel;
}

std::vector<Figure> figures(const Results& results) {
  const std::size_t seeds = results.values(ours, "epoch").size();
  if (seeds == 0) return {};
  return {
      {.name = "F11-confusion",
       .title = "Report C's confusion matrix, and ours at the same accuracy",
       .caption = fmt::format(
           "Counts of 500 training images. Left: as printed; which side is the truth is unstated. Right: mean over {} "
           "seeds, stopped after the first epoch at {} % or more. {}.",
           seeds, published::number("C-30/accuracy").printed, results.data_label()),
       .width = 1200,
       .height = 620,
       .layout = {.columns = 2},
       .panels = {matrix_panel("Report C", "{:.0f}",
                               [](std::size_t truth, std::size_t predicted) {
                                 return static_cast<double>(printed_matrix()[truth][predicted]);
                               }),
                  matrix_panel("ours", "{:.1f}", [&](std::size_t truth, std::size_t predicted) {
                    return our_count(results, truth, predicted);
                  })}}};
}

Markdown findings(const Results& results) {
  const auto list = [](const Counts& counts) { return fmt::format("{}", fmt::join(counts, ", ")); };
  const std::string printed_accuracy = published::number("C-30/accuracy").printed;
  const double images = results.mean(report, "images"), diagonal = results.mean(report, "on the diagonal");
  std::vector<Markdown::Row> rows;
  for (const char* run : {training_labels, test_labels}) {
    rows.push_back({run});
    for (const std::string quantity : {"row sums", "column sums"}) {
      rows.back().push_back(fmt::format("from image {:.0f}", results.mean(run, quantity + ", first image")));
      rows.back().push_back(fmt::format("{:.0f}", results.mean(run, quantity + ", distance")));
    }
  }
  const double ten_coins = 10 * std::log(2.0), were_it_the_mean = 10 * published::value("C-31/loss");
  return Markdown()
      .paragraph(
          "The printed counts add up to {:.0f}, of which {:.0f} are on the diagonal: {} the printed {} %, so this {} "
          "the run "
          "on 500 images. Rows sum to {}; columns to {}.",
          images, diagonal,
          std::abs(100 * diagonal / images - published::value("C-30/accuracy")) < 1e-9 ? "exactly" : "not",
          printed_accuracy, images == 500 ? "is" : "is not", list(row_sums(printed_matrix())),
          list(column_sums(printed_matrix())))
      .table({"consecutive images of", "nearest to the row sums", "distance", "nearest to the column sums", "distance"},
             rows)
      .paragraph(
          "The distance is the sum of the differences of the ten counts; 0 would be a match. Our network passes {} % "
          "after {} "
          "epochs, at a loss of {} nats summed over the ten outputs. Report C's {:.4f} must be such a sum, too: were "
          "it the "
          "mean over the outputs, the sum would be {:.2f}, {} than ten coins, {:.2f}.",
          printed_accuracy, with_interval(results.values(ours, "epoch"), ".1f"),
          with_interval(results.values(ours, "loss, summed over the outputs"), ".3f"), published::value("C-31/loss"),
          were_it_the_mean, were_it_the_mean > ten_coins ? "worse" : "better", ten_coins);
}

}  // namespace
}  // namespace backcheck::experiments
