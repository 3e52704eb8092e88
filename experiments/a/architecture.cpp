// Report A's network as a diagram, with the sizes that its layers really have and what its convolution formulas, taken
// by the letter, leave of its parameters.
#include "experiments/a/recorded_sizes.hpp"
#include "experiments/experiment_file.hpp"

namespace backcheck::experiments {
namespace {

using namespace report_a;

constexpr const char* figure_1 = "Fig. 1";
constexpr const char* figure_7 = "Fig. 7";
constexpr const char* proof = "ReLU is not linear";

// "A-17/Conv1-size" is recorded as "Conv1 size".
std::string recorded_quantity(const std::string& id) {
  std::string quantity = id.substr(id.find('/') + 1);
  quantity[quantity.find('-')] = ' ';
  return quantity;
}

std::vector<Comparison> comparisons();

Experiment declaration() {
  return {.name = "a-architecture",
          .position = 1,
          .title = "The networks of Report A",
          .question = "Which sizes do the layers have, and how many parameters do the printed formulas leave?",
          .source = "Report A, Fig. 1 and 7, sections II.A, II.F and III.B",
          .x_means = "nothing",
          .assumptions = {"No padding and pooling with stride 2, as the printed sizes imply."},
          .published = comparisons()};
}

std::vector<Comparison> comparisons() {
  std::vector<Comparison> all;
  for (const auto& [item, run] : {std::pair{"A-17/", figure_1}, {"A-26/", figure_7}, {"A-30/", proof}}) {
    for (const std::string& id : published::ids(item)) {
      all.push_back({.number = id,
                     .ours = {{run, recorded_quantity(id)}},
                     .assumed = run == figure_1 ? "no padding, pooling with stride 2" : "",
                     .tolerance = 0});
    }
  }
  return all;
}

std::vector<Run> runs(const Settings&) {
  return {{.name = figure_1, .seconds = 0.01, .body = record_sizes},
          {.name = figure_7, .seconds = 0.01, .body = record_plane_sizes},
          {.name = proof, .seconds = 0.01, .body = record_relu}};
}

std::vector<Figure> figures(const Results& results) {
  const std::vector<Stage> all = stages();
  Index total = 0, convolutional = 0;
  for (const Stage& stage : all) {
    total += stage.parameters;
    if (stage.name.starts_with("Conv")) convolutional += stage.parameters;
  }
  const Stage largest = highest(all, [](const Stage& stage) { return static_cast<double>(stage.parameters); }).value();
  const std::string literal =
      sentence(", of which the printed formulas leave {:.0f}: one kernel per output channel, no bias",
               results.mean(figure_1, "literal convolution parameters"));
  return {
      {.name = "F19-architecture",
       .title = fmt::format("{:.0f} % of the parameters of Report A's network are in {}",
                            100.0 * static_cast<double>(largest.parameters) / static_cast<double>(total), largest.name),
       .caption = "Computed from the options of the layers. ReLU after Conv1, Conv2 and FC1; 5x5 kernels, stride "
                  "1, no padding; 2x2 pooling, stride 2. Report A, Fig. 1 and section II.F.",
       .width = 1100,
       .height = 450,
       .panels = {
           network_diagram(all, fmt::format("{} in all; {} in the convolutions{}", total, convolutional, literal))}}};
}

Markdown findings(const Results& results) {
  const auto value = [&](const char* quantity) { return results.mean(figure_1, quantity); };
  std::vector<Comparison> sizes = comparisons();
  std::erase_if(sizes, [](const Comparison& c) { return !c.number.starts_with("A-17/"); });
  const auto [exact, measured] = count_exact(sizes, results);
  Markdown text;
  if (measured == 0) return text;
  return text
      .bullet(
          "{} of the {} printed sizes follow from valid 5x5 convolutions and 2x2 pooling with stride 2, which the "
          "report does not say.",
          exact, measured)
      .bullet(
          "The standard network has {:.0f} parameters, {:.0f} + {:.0f} of them in the convolutions. Taken by the "
          "letter, with one kernel per output channel and no bias, the convolutions have {:.0f} and the network "
          "{:.0f}.",
          value("parameters"), value("Conv1 parameters"), value("Conv2 parameters"),
          value("literal convolution parameters"), value("literal parameters"));
}

}  // namespace
}  // namespace backcheck::experiments
