// Report C's confusion matrix: what its counts say about themselves, whether any 500 consecutive images of MNIST have
// them, and the matrix of a network of ours at the same accuracy.
#include <cmath>
#include <limits>

#include "experiments/c/confusion_matrix.hpp"
#include "experiments/c/training.hpp"
#include "experiments/experiment_file.hpp"
#include "experiments/running/lists.hpp"

namespace backcheck::experiments {
namespace {

using namespace report_c;
constexpr const char* report = "the printed matrix";
constexpr const char* training_labels = "training labels";
constexpr const char* test_labels = "test labels";
constexpr const char* ours = "our network";

std::vector<Comparison> comparisons();

Experiment declaration() {
  return {.name = "c-confusion",
          .position = 5,
          .title = "The confusion matrix",
          .question =
              "What does Report C's confusion matrix say about the run that it is from, and what does ours "
              "look like at that accuracy?",
          .source = "Report C, task 2",
          .data = DataNeed::mnist,
          .x_means = "class, or position in a list",
          .assumptions = {"Rows are the truth and columns the prediction, as scikit-learn has them: unstated.",
                          "Our network: 500 random training images, one image an update, momentum 0.9, learning rate "
                          "0.001 (the report's 0.9 is tried in c-momentum), He initialisation, max pooling."},
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
      {.number = "C-30/accuracy", .ours = {{.run = report, .quantity = "accuracy", .scale = 100}}, .tolerance = 1e-9},
      compare_list("C-30/row-sums-of-training", training_labels, "row sums"),
      compare_list("C-30/column-sums-of-training", training_labels, "column sums"),
      compare_list("C-30/row-sums-of-test", test_labels, "row sums"),
      compare_list("C-30/column-sums-of-test", test_labels, "column sums")};
  for (std::size_t i = 2; i < all.size(); ++i) {
    all[i].cause =
        "no 500 consecutive images have these counts, so the subset was drawn at random; by which generator "
        "is unstated, and it cannot be had again";
  }
  return all;
}

void add_up(const JobContext& context) {
  const double images = total(printed_matrix()), right = on_the_diagonal(printed_matrix());
  context.record(0, "images", images);
  context.record(0, "on the diagonal", right);
  context.record(0, "accuracy", right / images);
}

void record_counts(const JobContext& context, const std::string& quantity, const Counts& counts) {
  record_list(context, quantity, std::vector<double>(counts.begin(), counts.end()));
}

void search(const JobContext& context, const std::vector<int>& labels) {
  const auto record_nearest = [&](const std::string& quantity, const Counts& wanted) {
    const Nearest nearest = nearest_window(labels, wanted);
    record_counts(context, quantity, nearest.counts);
    context.record(0, quantity + ", distance", nearest.distance);
    context.record(0, quantity + ", first image", static_cast<double>(nearest.first));
  };
  record_nearest("row sums", row_sums(printed_matrix()));
  record_nearest("column sums", column_sums(printed_matrix()));
}

// Trains on 500 images until the printed accuracy is reached on them, for at most 30 epochs.
void train_as_far(const JobContext& context) {
  const ImageSet& images = context.data.train;
  const std::vector<Index> subset = random_images(context, context.settings.pick<Index>(20, 500, 500));
  Network<float> network = fresh_network(published::report_c_mnist(published::Pooling::max), context);
  const LossFunction<float> loss = sigmoid_binary_cross_entropy<float>(context.settings.twin);
  TrainingOptions options = training_options(context.settings.epoch_count(2, 30, 30));
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
  ConfusionMatrix matrix{};
  for (std::size_t n = 0; n < predictions.size(); ++n) {
    const int truth = images.labels[static_cast<std::size_t>(subset[n])];
    ++matrix[static_cast<std::size_t>(truth)][static_cast<std::size_t>(predictions[n])];
  }
  for (std::size_t k = 0; k < 10; ++k) {
    record_counts(context, fmt::format("images of a {}, by prediction", k), matrix[k]);
  }
}

// Classes that are never confused have an empty cell. `count_of` is given the true class and the predicted one.
template <class Count>
Panel matrix_panel(const char* title, int decimals, const Count& count_of) {
  HeatMap map{.title = title,
              .x_label = "predicted",
              .y_label = "true",
              .rows = {},
              .columns = {},
              .cells = {},
              .colours = {.logarithmic = true}};
  for (std::size_t truth = 0; truth < 10; ++truth) {
    map.rows.push_back(fmt::format("{}", truth));
    std::vector<double>& values = map.cells.values.emplace_back();
    std::vector<std::string>& texts = map.cells.texts.emplace_back();
    for (std::size_t predicted = 0; predicted < 10; ++predicted) {
      const double count = count_of(truth, predicted);
      values.push_back(count > 0 ? count : std::numeric_limits<double>::quiet_NaN());
      texts.push_back(count > 0 ? fmt::format("{:.{}f}", count, decimals) : "");
    }
  }
  map.columns = map.rows;
  Panel panel = heat_map(std::move(map));
  panel.square = true;
  return panel;
}

std::vector<Figure> figures(const Results& results) {
  const std::size_t seeds = results.values(ours, "accuracy").size();
  if (seeds == 0) return {};
  const auto printed = [](std::size_t truth, std::size_t predicted) {
    return static_cast<double>(printed_matrix()[truth][predicted]);
  };
  const auto mean = [&](std::size_t truth, std::size_t predicted) {
    return results.mean(ours, fmt::format("images of a {}, by prediction", truth), static_cast<double>(predicted));
  };
  return {{.name = "F11-confusion",
           .title = fmt::format("Report C's confusion matrix at {} %, and ours at {:.1f} %",
                                published::number("C-30/accuracy").printed, 100 * results.mean(ours, "accuracy")),
           .caption = fmt::format(
               "Counts of 500 training images. Left: as printed; which side is the truth is unstated. Right: mean over "
               "{} seeds, stopped after the first epoch at {} % or more. {}.",
               seeds, published::number("C-30/accuracy").printed, results.data_label()),
           .width = 1200,
           .height = 620,
           .layout = {.columns = 2},
           .panels = {matrix_panel("Report C", 0, printed), matrix_panel("ours", 1, mean)}}};
}

Markdown findings(const Results& results) {
  const ConfusionMatrix& printed = printed_matrix();
  const int images = total(printed), right = on_the_diagonal(printed);
  const double percent = 100.0 * right / images;
  const auto list = [](const Counts& counts) { return fmt::format("{}", fmt::join(counts, ", ")); };
  std::vector<Markdown::Row> rows;
  for (const char* run : {training_labels, test_labels}) {
    rows.push_back({run});
    for (const char* quantity :
         {"row sums, first image", "row sums, distance", "column sums, first image", "column sums, distance"}) {
      rows.back().push_back(with_interval(results.values(run, quantity), ".0f"));
    }
  }
  Markdown text;
  text.paragraph(
      "The printed counts add up to {}{}, of which {} are on the diagonal: {:.1f} %, {} the {} % printed. "
      "Rows sum to {}; columns to {}.",
      images, images == 500 ? ", the largest of the report's subsets" : "", right, percent,
      std::abs(percent - published::value("C-30/accuracy")) < 1e-9 ? "exactly" : "not",
      published::number("C-30/accuracy").printed, list(row_sums(printed)), list(column_sums(printed)));
  text.table({"consecutive images of", "nearest to the row sums: from image", "distance",
              "nearest to the column sums: from image", "distance"},
             rows);
  text.paragraph("The distance is the sum of the differences of the ten counts; 0 would be a match.");
  const std::vector<double> epochs = results.values(ours, "epoch");
  if (epochs.empty()) return text.paragraph("Our network was not run.");
  return text.paragraph(
      "Our network is stopped after {} epochs, with {} % right at a loss of {} nats, summed over the "
      "ten outputs. Report C prints {:.4f} nats (see c-subsets).",
      with_interval(epochs, ".1f"), with_interval(results.values(ours, "accuracy"), ".1f", 100),
      with_interval(results.values(ours, "loss, summed over the outputs"), ".3f"), published::value("C-31/loss"));
}

}  // namespace
}  // namespace backcheck::experiments
