// How many rectifiers a classifier of the line needs: Report B's function f (eq. 23) is positive on (0, 3) and on
// (14/3, 22/3), four boundaries; networks of 1 to 16 hidden units learn the sign of f.
#include <algorithm>
#include <iterator>

#include "experiments/experiment_file.hpp"
#include "reference/as_published/relu_pieces.hpp"

namespace backcheck::experiments {
namespace {

using reference::as_published::hinges;

constexpr double low = -1, high = 9;
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

void construct(const JobContext& context);
void learn(const JobContext& context, Index width);

std::vector<Run> runs(const Settings& settings) {
  std::vector<Run> runs{{.name = constructed, .seconds = 0.01, .body = construct}};
  for (const Index width : widths) {
    runs.push_back({.name = run_name(width),
                    .seeds = settings.seed_count(10, 20),
                    .seconds = settings.pick(0.05, 0.5, 2.0),
                    .body = [width](const JobContext& c) { learn(c, width); }});
  }
  return runs;
}

int label(double x) { return reference::as_published::relu_sum(x) > 0; }

// Where `positive` changes along the line, by bisection between the points of a grid.
template <class Predicate>
std::vector<double> boundaries(const Predicate& positive) {
  constexpr int cells = 1000;
  std::vector<double> found;
  for (int i = 0; i < cells; ++i) {
    double left = low + (high - low) * i / cells, right = low + (high - low) * (i + 1) / cells;
    const bool before = positive(left);
    if (before == positive(right)) continue;
    for (int halving = 0; halving < 50; ++halving) {
      const double middle = (left + right) / 2;
      (positive(middle) == before ? left : right) = middle;
    }
    found.push_back((left + right) / 2);
  }
  return found;
}

void record_boundaries(const JobContext& context, const std::vector<double>& found) {
  context.record(0, "boundaries", static_cast<double>(found.size()));
  for (std::size_t i = 0; i < found.size(); ++i) {
    context.record(static_cast<double>(i + 1), "boundary", found[i]);
  }
}

// The network that eq. 23 is: a hidden unit for each of its hinges, with the weights that it prints.
void construct(const JobContext& context) {
  constexpr Index units = std::size(hinges);
  Network<double> network = make_network<double>(published::mlp({1, units, 1}), context.settings.twin);
  Parameters<double>&hidden = network.parameters()[0], &output = network.parameters()[2];
  for (Index i = 0; i < units; ++i) {
    hidden.weight(i, 0) = 1;
    hidden.bias[i] = -hinges[i].knot;
    output.weight(0, i) = hinges[i].coefficient;
  }
  Tensor<double> input(Shape{1, 1});
  record_boundaries(context, boundaries([&](double x) {
                      input[0] = x;
                      return network.forward(input)[0] > 0;
                    }));
}

void learn(const JobContext& context, Index width) {
  constexpr Index points = 200;
  Network<double> network = make_network<double>(published::mlp({1, width, 2}), context.settings.twin);
  initialize(network, {.kind = Initializer::Kind::uniform_fan_in}, context.seed);
  const auto scaled = [](double x) { return (x - (low + high) / 2) / ((high - low) / 2); };
  Examples<double> examples{Tensor<double>(Shape{points, 1}), {}};
  for (Index i = 0; i < points; ++i) {
    const double x = low + (high - low) * (static_cast<double>(i) + 0.5) / points;
    examples.inputs[i] = scaled(x);
    examples.labels.push_back(label(x));
  }
  const LossFunction<double> loss = softmax_cross_entropy<double>(context.settings.twin);
  const Index epochs = context.settings.epoch_count(200, 5000, 20000);
  train(network, loss, examples, {},
        {.epochs = epochs,
         .batch_size = points,
         .schedule = {.kind = Schedule::Kind::cosine, .initial = 0.03, .final = 0, .period = epochs},
         .optimizer = AdamOptions{}},
        context.seed);
  context.record(0, "accuracy", evaluate(network, loss, examples).accuracy);
  Tensor<double> input(Shape{1, 1});
  const auto positive = [&](double x) {
    input[0] = scaled(x);
    const Tensor<double>& logits = network.forward(input);
    return logits[1] > logits[0];
  };
  context.record(0, "positive at the left end", positive(low));
  record_boundaries(context, boundaries(positive));
}

// Where a classifier says "positive".
using Intervals = std::vector<Interval>;
Intervals positive_intervals(const Results& results, const std::string& run, std::uint64_t seed) {
  Intervals intervals;
  const auto begins = results.curve_of_seed(run, "positive at the left end", seed);
  bool positive = !begins.empty() && begins.begin()->second != 0;
  double left = low;
  const auto add_up_to = [&](double right) {
    if (positive) intervals.push_back({left, right});
    left = right, positive = !positive;
  };
  for (const auto& [number, boundary] : results.curve_of_seed(run, "boundary", seed)) add_up_to(boundary);
  add_up_to(high);
  return intervals;
}
// f is not positive at the left end, of which nothing is recorded. None where a boundary is missing.
Intervals exact_intervals(const Results& results) {
  const std::size_t found = results.curve(constructed, "boundary").size();
  if (results.mean(constructed, "boundaries") != static_cast<double>(found)) return {};
  return positive_intervals(results, constructed, 1);
}

// The network of this width that classifies best, the first of several; seed 0 where there is none.
struct Best {
  std::uint64_t seed = 0;
  double accuracy = -1;
};
Best best_network(const Results& results, Index width) {
  Best best;
  for (const Sample& sample : results.samples()) {
    if (sample.run == run_name(width) && sample.quantity == "accuracy" && sample.value > best.accuracy) {
      best = {sample.seed, sample.value};
    }
  }
  return best;
}

// "4 boundaries are learned with 8 hidden units, not with 4": of the best networks, which are right on all points.
std::string conclusion(const Results& results) {
  const std::size_t count = results.curve(constructed, "boundary").size();
  std::string too_few;
  for (const Index width : widths) {
    const Best best = best_network(results, width);
    if (best.accuracy == 1) return fmt::format("{} boundaries are learned with {}{}", count, run_name(width), too_few);
    if (best.seed > 0) too_few = fmt::format(", not with {}", width);
  }
  return fmt::format("No network learns the {} boundaries", count);
}

// A strip for the true classes and one for the best network of each width.
std::vector<Figure> figures(const Results& results) {
  Panel panel{.x = {.label = "x", .low = low, .high = high, .ticks = {{low, ""}, {high, ""}}},
              .y = {.low = 6.6, .high = -0.6},
              .key = {.place = Key::Place::above},
              .area = {.right = 0.9}};
  for (const auto& [number, boundary] : results.curve_of_seed(constructed, "boundary", 1))
    panel.x.ticks.push_back({boundary, fmt::format("{:.2f}", boundary)});
  std::vector<std::string> labels;
  Strips background{.strips = {}, .colour = Colour::orange, .title = "negative or zero"};
  Strips positive{.strips = {}, .colour = Colour::blue, .title = "positive"};
  const auto add = [&](const std::string& label, const Intervals& intervals) {
    const double y = static_cast<double>(labels.size());
    labels.push_back(label);
    background.strips.push_back({low, high, y});
    for (const Interval& interval : intervals) positive.strips.push_back({interval.low, interval.high, y});
  };
  const Intervals exact = exact_intervals(results);
  add("sign of f", exact);
  std::size_t seeds = 0;
  for (const Index width : widths) {
    const Best best = best_network(results, width);
    if (best.seed == 0) continue;
    seeds = std::max(seeds, results.values(run_name(width), "accuracy").size());
    panel.elements.push_back(
        Text{9.15, static_cast<double>(labels.size()), fmt::format("{:.1f} %", 100 * best.accuracy)});
    add(run_name(width), positive_intervals(results, run_name(width), best.seed));
  }
  if (exact.empty() || seeds == 0) return {};
  panel.y.ticks = labelled(labels);
  panel.elements.push_back(background);
  panel.elements.push_back(positive);
  return {
      {.name = "F06-1d-classifier",
       .title = conclusion(results),
       .caption = fmt::format(
           "Where f of eq. 23 is positive (top) and where the best of {} trained networks 1 - H - 2 with ReLU says so; "
           "accuracy on the 200 training points, equally spaced on [{}, {}].",
           seeds, low, high),
       .height = 460,
       .panels = {panel}}};
}

Markdown findings(const Results& results) {
  std::vector<std::string> intervals;
  for (const Interval& interval : exact_intervals(results))
    intervals.push_back(fmt::format("({:.4f}, {:.4f})", interval.low, interval.high));
  if (intervals.empty()) return Markdown().paragraph("Not run.");
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
          std::size(hinges), joined(intervals, " and on "), intervals.size() > 1 ? "yes" : "no", conclusion(results))
      .table({"hidden units", "boundaries, least to most", "accuracy, mean", "best"}, rows);
}

}  // namespace
}  // namespace backcheck::experiments
