#include "experiments/a/printed_losses.hpp"

#include <cmath>

#include "experiments/judging/curves.hpp"
#include "experiments/judging/statistics.hpp"
#include "experiments/judging/tables.hpp"
#include "reference/as_published/numbers.hpp"

namespace backcheck::experiments::report_a {
namespace {

using namespace plotting;

// The batch of a printed loss, from its id: "A-24/loss-at-100".
double batch_of(const std::string& id) { return std::stod(id.substr(id.rfind('-') + 1)); }

// (batch, loss): as printed, and, with the averaging undone, of the hundred batches before alone.
std::vector<Point> running_losses() {
  std::vector<Point> points;
  for (const std::string& id : published::ids("A-24/loss-at-")) points.push_back({batch_of(id), published::value(id)});
  return points;
}

std::vector<Point> segment_losses() {
  std::vector<Point> points;
  double sum = 0;
  for (const auto& [batch, mean] : running_losses()) {
    points.push_back({batch, (mean * batch - sum) / batches_of_segment});
    sum = mean * batch;
  }
  return points;
}

// Whether the last loss, with the averaging undone, is as near to the printed test loss as one expects after an epoch.
bool join_test_loss() { return std::abs(segment_losses().back()[1] - published::value("A-24/test-loss")) < 0.05; }

Panel losses_panel(const Results& results, const std::vector<std::string>& runs, const char* title,
                   const char* quantity, std::vector<Point> printed) {
  return {.title = title,
          .x = {.label = "batch", .low = 80, .high = 620},
          .y = {.label = "training loss [nats]", .low = 0, .high = 2.6},
          .key = {.place = Key::Place::none},
          .elements =
              elements(mean_bands(results, titled(runs), quantity), published_points(std::move(printed), "Report A"))};
}

}  // namespace

std::vector<Comparison> compare_framework(const Comparison& common, const std::vector<std::string>& runs) {
  return compare_each(published::ids("A-24"), common, [&](const std::string& id) {
    if (id == "A-24/test-loss") return in_runs(runs, "test loss", batches);
    if (id == "A-24/test-accuracy") return in_runs(runs, "test accuracy", batches);
    return in_runs(runs, "running loss", batch_of(id));
  });
}

std::function<bool(const Update&)> record_losses(const JobContext& context) {
  return [&context, sum = 0.0](const Update& update) mutable {
    sum += update.loss;
    if (update.step % batches_of_segment) return true;
    const double x = static_cast<double>(update.step);
    context.record(x, "running loss", update.running.loss);
    context.record(x, "segment loss", sum / batches_of_segment);
    sum = 0;
    return true;
  };
}

double distance_to_printed(const Results& results, const std::string& run) {
  std::vector<double> ratios;
  for (const auto& [batch, loss] : running_losses()) {
    ratios.push_back(results.mean(run, "running loss", batch) / loss);
  }
  return distance_of_ratios(ratios);
}

std::optional<std::string> nearest_to_printed(const Results& results, const std::vector<std::string>& runs) {
  return lowest(runs, [&](const std::string& run) { return distance_to_printed(results, run); });
}

void add_printed_losses_table(writing::Markdown& text, const Results& results, const std::vector<std::string>& runs) {
  std::vector<RunOfTable> rows;
  for (const std::string& run : runs) {
    const double distance = distance_to_printed(results, run);
    rows.push_back({run, {run, std::isnan(distance) ? "-" : fmt::format("{:.3f}", distance)}});
  }
  add_table(text, results, {"run", "distance to the printed curve"}, rows,
            {{"running loss at batch 600", "running loss", ".4f"},
             {"test loss", "test loss", ".4f"},
             {"test accuracy [%]", "test accuracy", ".2f", 100}});
  text.paragraph(
      "The distance is the root mean square of the logarithms of six ratios; 0.1 is 10 % off. Losses and accuracies: "
      "mean over seeds and its 95 % t interval.");
}

Figure printed_losses_figure(const Results& results, const std::vector<std::string>& runs) {
  Panel segments = losses_panel(results, runs, "of the last 100 batches", "segment loss", segment_losses());
  segments.elements.push_back(Marks{{{batches, published::value("A-24/test-loss")}},
                                    {.colour = Colour::black, .marker = Marker::open_square, .width = 2, .size = 1.8},
                                    "Report A, test"});
  segments.key = {.at = Point{0.98, 0.86}};
  return {.name = "F04-running-mean",
          .title = join_test_loss() ? "Report A's losses are running means; undone, they end at its test loss"
                                    : "Report A's losses, as printed and as if they were running means",
          .caption = results.data_label() +
                     ", batches of 100, learning rate 0.01, PyTorch's default initialisation. Mean over seeds and its "
                     "95 % t-interval. Diamonds: Report A, Fig. 6, on the right with the averaging undone.",
          .width = 1000,
          .height = 500,
          .panels = {losses_panel(results, runs, "since the first batch", "running loss", running_losses()), segments}};
}

std::string printed_losses_finding() {
  return fmt::format(
      "The printed losses are means since the first batch: the last 100 batches alone have {:.3f}, which {} the test "
      "loss of {:.3f}; the printed loss is {:.3f}.",
      segment_losses().back()[1], join_test_loss() ? "joins" : "does not join", published::value("A-24/test-loss"),
      running_losses().back()[1]);
}

}  // namespace backcheck::experiments::report_a
