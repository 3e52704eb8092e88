// The sizes that Report C prints: its data, the filter bank's features, its MNIST and its CIFAR-10 network.
#include "experiments/c/sizes.hpp"
#include "experiments/experiment_file.hpp"
#include "experiments/running/lists.hpp"

namespace backcheck::experiments {
namespace {

constexpr const char* data = "MNIST";
constexpr const char* task_1 = "task 1";
constexpr const char* task_2_mnist = "task 2, MNIST";
constexpr const char* task_2_cifar = "task 2, CIFAR-10";

std::vector<Comparison> comparisons();

Experiment declaration() {
  return {
      .name = "c-shapes",
      .position = 1,
      .title = "Sizes",
      .question = "Do the sizes that Report C prints fit together?",
      .source = "Report C, tasks 1 and 2",
      .data = DataNeed::mnist,
      .x_means = "axis, or position in a list",
      .assumptions = {"The 36 filters are synthesised (see c-filter-bank); only their size and number matter here."},
      .published = comparisons()};
}

std::vector<Run> runs(const Settings&) {
  return {{.name = data, .seconds = 0.01, .body = report_c::count_data},
          {.name = task_1, .seconds = 0.01, .body = report_c::compute_task_1},
          {.name = task_2_mnist, .seconds = 0.01, .body = report_c::compute_task_2_mnist},
          {.name = task_2_cifar, .seconds = 0.01, .body = report_c::compute_task_2_cifar}};
}

std::vector<Comparison> comparisons() {
  std::vector<Comparison> all;
  for (const char* item : {"C-01", "C-03", "C-04", "C-05", "C-06", "C-29", "C-27", "C-28", "C-34"}) {
    for (const std::string& id : published::ids(item)) {
      // "task 1: flattened": the run, and the quantity that it records.
      const std::string& name = published::number(id).quantity;
      const std::size_t colon = name.find(": ");
      all.push_back(compare_list(id, name.substr(0, colon), name.substr(colon + 2)));
    }
  }
  return all;
}

std::vector<Figure> figures(const Results&) { return {}; }

Markdown findings(const Results& results) {
  const auto [exact, measured] = count_exact(comparisons(), results);
  Markdown text;
  if (measured == 0) return text;
  return text.bullet("{} of the {} printed sizes are those of the layers: they {}.", exact, measured,
                     exact == measured ? "fit together" : "do not all fit together");
}

}  // namespace
}  // namespace backcheck::experiments
