// Report C's confusion matrix: what its counts say about themselves, whether any 500 consecutive images of MNIST have
// them, and the matrix of a network of ours at the same accuracy.
#include <cmath>

#include "experiments/c/matched_network.hpp"
#include "experiments/c/printed_matrix.hpp"
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

std::vector<Run> runs(const Settings& settings) {
  const auto in_training = [](const JobContext& context) { search(context, context.data.train.labels); };
  const auto in_test = [](const JobContext& context) { search(context, context.data.test.labels); };
  return {{.name = report, .seconds = 0.01, .body = add_up},
          {.name = training_labels, .seconds = 0.05, .body = in_training},
          {.name = test_labels, .seconds = 0.01, .body = in_test},
          {.name = ours,
           .seeds = settings.seed_count(3, 10),
           .seconds = settings.pick(0.05, 1.0, 1.0),
           .body = train_to_printed_accuracy}};
}

std::vector<Comparison> comparisons() {
  std::vector<Comparison> all;
  for (int truth = 0; truth < 10; ++truth) {
    all.push_back({.number = fmt::format("C-30/row-{}", truth),
                   .ours = {{ours, fmt::format("images of a {}, by prediction", truth)}},
                   .assumed = "rows are the truth; 500 random images, trained until the printed accuracy is reached",
                   .published_run = "C-31"});
  }
  return all;
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
           .title = fmt::format("Most errors of Report C's network at {} % are on a {}, of ours at {:.1f} % on a {}",
                                published::number("C-31/accuracy").printed, most_errors(printed),
                                100 * results.mean(ours, "accuracy"), most_errors(mean)),
           .caption = fmt::format(
               "Counts of 500 training images. Left: as printed; which side is the truth is unstated. Right: mean over "
               "{} seeds, stopped after the first epoch at {} % or more. {}.",
               seeds, published::number("C-31/accuracy").printed, results.data_label()),
           .width = 1200,
           .height = 620,
           .layout = {.columns = 2},
           .panels = {matrix_panel("Report C", ".0f", printed), matrix_panel("ours", ".1f", mean)}}};
}

Markdown findings(const Results& results) {
  const ConfusionMatrix& printed = printed_matrix();
  const int images = total(printed), right = on_the_diagonal(printed);
  const double percent = 100.0 * right / images;
  const auto list = [](const ClassCounts& counts) { return fmt::format("{}", fmt::join(counts, ", ")); };
  Markdown text;
  text.paragraph(
      "The printed counts add up to {}{}, of which {} are on the diagonal: {:.1f} %, {} the {} % printed. "
      "Rows sum to {}; columns to {}.",
      images, images == 500 ? ", the largest of the report's subsets" : "", right, percent,
      std::abs(percent - published::value("C-31/accuracy")) < 1e-9 ? "exactly" : "not",
      published::number("C-31/accuracy").printed, list(row_sums(printed)), list(column_sums(printed)));
  add_table(text, results, {"consecutive images of"},
            {{training_labels, {training_labels}}, {test_labels, {test_labels}}},
            {{"nearest to the row sums: from image", "row sums, first image", ".0f"},
             {"distance", "row sums, distance", ".0f"},
             {"nearest to the column sums: from image", "column sums, first image", ".0f"},
             {"distance", "column sums, distance", ".0f"}});
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
