// Report A's second question: a small ReLU network on two classes of points in the plane; its decision boundary, how
// far 40 test points can be trusted, and how many hidden units it takes to bend a boundary.
#include "experiments/a/forty_points.hpp"
#include "experiments/a/hidden_widths.hpp"
#include "experiments/a/trained_boundaries.hpp"
#include "experiments/experiment_file.hpp"

namespace backcheck::experiments {
namespace {

std::vector<Query> ours(const std::string& number);

Experiment declaration() {
  return {
      .name = "a-decision-boundary",
      .position = 8,
      .title = "Decision boundaries of a small ReLU network",
      .question =
          "Can ReLU units draw boundaries that are not straight, how many does it take, and what do 40 test points "
          "tell?",
      .source = "Report A, section III.B, Fig. 2 and 7 to 10",
      .data = DataNeed::none,
      .x_means = "epoch; for parameters, the position",
      .assumptions = {fmt::format("The data set is lost: four generated ones of two classes stand in for it. Its test "
                                  "accuracies, {} and {}, are multiples of 1/40, so 40 test points.",
                                  published::number("A-27/test-accuracy-18").printed,
                                  published::number("A-27/test-accuracy-19").printed),
                      "60 training points, one a step: its log counts 60 batches an epoch.",
                      "Learning rate 0.01, which it gives for its other PyTorch network, with plain SGD and with Adam.",
                      "ReLU between the layers, cross-entropy on the two outputs, PyTorch's default initialisation."},
      .published = compare_each(published::ids("A-27"),
                                {.assumed = "the data, the optimiser, its learning rate, the batch size",
                                 .settled = Verdict::no_data,
                                 .cause = "the data set is lost; ours are stand-ins"},
                                ours)};
}

std::vector<Run> runs(const Settings& settings) {
  std::vector<Run> runs = boundary_runs(settings);
  for (Run& run : width_runs(settings)) runs.push_back(std::move(run));
  return runs;
}

// "A-27/test-loss-18" is our "test loss" at epoch 18, on each set with each optimiser.
std::vector<Query> ours(const std::string& number) {
  const std::size_t slash = number.find('/'), last = number.rfind('-');
  std::string quantity = number.substr(slash + 1, last - slash - 1);
  quantity[quantity.find('-')] = ' ';
  std::vector<Query> queries;
  for (const PointSet set : all_point_sets) {
    for (const std::string& optimizer : optimizers) {
      queries.push_back({run_name(set, optimizer), quantity, std::stod(number.substr(last + 1))});
    }
  }
  return queries;
}

std::vector<std::string> sgd_runs() {
  std::vector<std::string> runs;
  for (const PointSet set : all_point_sets) runs.push_back(run_name(set, "SGD"));
  return runs;
}

std::vector<Figure> figures(const Results& results) {
  return {points_figure(), true_false_figure(results),
          forty_points_figure(results, sgd_runs(), run_name(PointSet::rings, "SGD")), boundary_figure(results),
          width_figure(results)};
}

Markdown findings(const Results& results) {
  std::vector<RunOfTable> rows;
  for (const PointSet set : all_point_sets) {
    for (const std::string& optimizer : optimizers) {
      rows.push_back({run_name(set, optimizer), {std::string(name(set)), optimizer}});
    }
  }
  Markdown text;
  add_forty_points_findings(text, results, sgd_runs());
  text.paragraph("After 20 epochs, mean over seeds and its 95 % t interval (lost data: no verdict):");
  add_table(text, results, {"points", "optimiser"}, rows,
            {{"training loss", "train loss", ".3f"},
             {"test loss", "test loss", ".3f"},
             {"test accuracy", "test accuracy", ".3f"}});
  add_width_findings(text, results);
  return text.bullet("The non-linearity itself is as the report says: -1 ReLU(1) = {:g}, but ReLU(-1) = {:g}.",
                     -1 * std::max(1.0, 0.0), std::max(-1.0, 0.0));
}

}  // namespace
}  // namespace backcheck::experiments
