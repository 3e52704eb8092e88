// How many rectifiers a classifier of the line needs: Report B's function f (eq. 23) is positive on (0, 3) and on
// (14/3, 22/3), four boundaries; networks of 1 to 16 hidden units learn the sign of f.
#include <iterator>

#include "experiments/b/line_classifier.hpp"
#include "experiments/experiment_file.hpp"
#include "reference/as_published/relu_pieces.hpp"

namespace backcheck::experiments {
namespace {

using namespace report_b;
constexpr const char* constructed = "eq. 23 as a network";
constexpr Index widths[] = {1, 2, 3, 4, 8, 16};
std::string run_name(Index width) { return fmt::format("{} hidden unit{}", width, width == 1 ? "" : "s"); }

Experiment declaration() {
  return {.name = "b-1d-classifier",
          .position = 8,
          .title = "A classifier of the line",
          .question =
              "Report B answers \"yes, it is possible to obtain non linear decision boundary with ReLU\": how many "
              "hidden units does it take?",
          .source = "Report B, section 2, eq. 23",
          .x_means = "number of the boundary, from the left",
          .assumptions = {"The classes are the sign of the report's own example f; the report draws no classifier.",
                          "Trained with softmax cross-entropy and Adam on all 200 points at once."}};
}

std::vector<Run> runs(const Settings& settings) {
  std::vector<Run> runs{{.name = constructed, .seconds = 0.01, .body = construct_classifier}};
  for (const Index width : widths) {
    runs.push_back({.name = run_name(width),
                    .seeds = settings.seed_count(10, 20),
                    .seconds = settings.pick(0.05, 0.5, 2.0),
                    .body = [width](const JobContext& c) { learn_classifier(c, width); }});
  }
  return runs;
}

// "4 boundaries are learned with 8 hidden units, not with 4": of the best networks, which are right on all points.
std::string conclusion(const Results& results) {
  const std::size_t count = results.curve(constructed, "boundary").size();
  std::string too_few;
  for (const Index width : widths) {
    const BestNetwork best = best_network(results, run_name(width));
    if (best.accuracy == 1) return fmt::format("{} boundaries are learned with {}{}", count, run_name(width), too_few);
    if (best.seed > 0) too_few = fmt::format(", not with {}", width);
  }
  return fmt::format("No network learns the {} boundaries", count);
}

// A strip for the true classes and one for the best network of each width.
std::vector<Figure> figures(const Results& results) {
  std::vector<std::string> labels;
  std::vector<Text> accuracies;
  Strips all{.strips = {}, .colour = Colour::orange, .title = "negative or zero"};
  Strips positive{.strips = {}, .colour = Colour::blue, .title = "positive"};
  const auto add = [&](const std::string& label, const std::string& run, std::uint64_t seed) {
    const double y = static_cast<double>(labels.size());
    labels.push_back(label);
    all.strips.push_back({line_begins, line_ends, y});
    for (const auto& [low, high] : positive_intervals(results, run, seed)) positive.strips.push_back({low, high, y});
  };
  add("sign of f", constructed, 1);
  for (const Index width : widths) {
    const BestNetwork best = best_network(results, run_name(width));
    if (best.seed == 0) continue;
    accuracies.push_back({9.15, static_cast<double>(labels.size()), fmt::format("{:.1f} %", 100 * best.accuracy)});
    add(run_name(width), run_name(width), best.seed);
  }
  if (accuracies.empty()) return {};
  std::vector<Axis::Tick> ticks{{line_begins, ""}, {line_ends, ""}};
  for (const double boundary : results.values_of_seed(constructed, "boundary", 1)) {
    ticks.push_back({boundary, fmt::format("{:.2f}", boundary)});
  }
  return {
      {.name = "F06-1d-classifier",
       .title = conclusion(results),
       .caption = fmt::format(
           "Where f of eq. 23 is positive (top) and where the best of {} trained networks 1 - H - 2 with ReLU says so; "
           "accuracy on the 200 training points, equally spaced on [{}, {}].",
           results.values(run_name(widths[0]), "accuracy").size(), line_begins, line_ends),
       .height = 460,
       .panels = {{.x = {.label = "x", .low = line_begins, .high = line_ends, .ticks = ticks},
                   .y = {.low = 6.6, .high = -0.6, .ticks = labelled(labels)},
                   .key = {.place = Key::Place::above},
                   .elements = elements(accuracies, all, positive),
                   .area = {.right = 0.9}}}}};
}

Markdown findings(const Results& results) {
  std::vector<std::string> intervals;
  for (const Interval& interval : positive_intervals(results, constructed, 1))
    intervals.push_back(fmt::format("({:.4f}, {:.4f})", interval.low, interval.high));
  if (intervals.empty()) return {};
  std::vector<Markdown::Row> rows;
  for (const Index width : widths) {
    const Statistics found = summarize(results.values(run_name(width), "boundaries")),
                     accuracy = summarize(results.values(run_name(width), "accuracy"));
    if (!accuracy.finite || !found.finite) continue;
    rows.push_back({fmt::format("{}", width), fmt::format("{:.0f} to {:.0f}", found.low, found.high),
                    fmt::format("{:.1f} %", 100 * accuracy.mean), fmt::format("{:.1f} %", 100 * accuracy.high)});
  }
  return Markdown()
      .paragraph(
          "The network that eq. 23 is, {} hidden units with the weights that it prints, is positive on {}. So the "
          "answer to the question, can rectifiers bend a boundary, is {}. {}, judged by the best network of each "
          "width:",
          std::size(reference::as_published::hinges), joined(intervals, " and on "),
          intervals.size() > 1 ? "yes" : "no", conclusion(results))
      .table({"hidden units", "boundaries, least to most", "accuracy, mean", "best"}, rows);
}

}  // namespace
}  // namespace backcheck::experiments
