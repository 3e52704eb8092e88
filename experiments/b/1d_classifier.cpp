// How many rectifiers a classifier of the line needs: Report B's function f (eq. 23) is positive on (0, 3) and on
// (14/3, 22/3), four boundaries; networks of 1, 2, 3, ... hidden units learn the sign of f.
#include <algorithm>
#include <cmath>

#include "experiments/experiment_file.hpp"
#include "reference/as_published/relu_pieces.hpp"

namespace backcheck::experiments {
namespace {

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

// The network that eq. 23 is: four hidden units with the weights that it prints.
void construct(const JobContext& context) {
  Network<double> network = make_network<double>(published::mlp({1, 4, 1}), context.settings.twin);
  network.parameters()[0] = {Tensor<double>({4, 1}, {1, 1, 1, 1}), Tensor<double>({4}, {0, -2, -4, -6})};
  network.parameters()[2] = {Tensor<double>({1, 4}, {1, -3, 5, -6}), Tensor<double>({1}, {0})};
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

// The network of a run that classifies best, the first of several; seed 0 where there is none.
struct Classifier {
  std::uint64_t seed = 0;
  double accuracy = -1;
  bool starts_positive = false;
  std::vector<double> boundaries = {};
};
Classifier best_classifier(const Results& results, const std::string& run) {
  Classifier best;
  for (const Sample& sample : results.samples()) {
    if (sample.run == run && sample.quantity == "accuracy" && sample.value > best.accuracy) {
      best.seed = sample.seed, best.accuracy = sample.value;
    }
  }
  for (const auto& [x, boundary] : results.curve_of_seed(run, "boundary", best.seed))
    best.boundaries.push_back(boundary);
  for (const auto& [x, positive] : results.curve_of_seed(run, "positive at the left end", best.seed)) {
    best.starts_positive = positive != 0;
  }
  return best;
}

std::vector<double> exact_boundaries(const Results& results) {
  std::vector<double> all;
  for (const auto& [x, boundary] : results.curve_of_seed(constructed, "boundary", 1)) all.push_back(boundary);
  return all;
}

// A strip for the true classes and one for the best network of each width.
std::vector<Figure> figures(const Results& results) {
  std::vector<std::string> labels;
  Strips background{.strips = {}, .colour = Colour::orange, .title = "negative or zero"};
  Strips positive{.strips = {}, .colour = Colour::blue, .title = "positive"};
  const auto add = [&](const std::string& label, const std::vector<double>& changes, bool is_positive) {
    const double y = static_cast<double>(labels.size());
    labels.push_back(label);
    background.strips.push_back({low, high, y});
    double left = low;
    for (std::size_t i = 0; i <= changes.size(); ++i, is_positive = !is_positive) {
      const double right = i < changes.size() ? changes[i] : high;
      if (is_positive) positive.strips.push_back({left, right, y});
      left = right;
    }
  };
  Panel panel{.x = {.label = "x",
                    .low = low,
                    .high = high,
                    .ticks = {{-1, ""}, {0, ""}, {3, ""}, {14.0 / 3, "14/3"}, {6, ""}, {22.0 / 3, "22/3"}, {9, ""}}},
              .y = {.low = 6.6, .high = -0.6},
              .key = {.place = Key::Place::above},
              .area = {.right = 0.91}};
  add("sign of f", exact_boundaries(results), false);
  for (const Index width : widths) {
    const Classifier best = best_classifier(results, run_name(width));
    if (best.seed == 0) continue;
    panel.elements.push_back(
        Text{9.15, static_cast<double>(labels.size()), fmt::format("{:.1f} %", 100 * best.accuracy)});
    add(run_name(width), best.boundaries, best.starts_positive);
  }
  if (positive.strips.empty()) return {};
  panel.y.ticks = labelled(labels);
  panel.elements.push_back(background);
  panel.elements.push_back(positive);
  const std::size_t least = best_classifier(results, run_name(1)).boundaries.size();
  return {
      {.name = "F06-1d-classifier",
       .title = least < exact_boundaries(results).size() ? "One hidden unit bends once: four boundaries need more"
                                                         : "One hidden unit is enough",
       .caption = fmt::format(
           "Where f of eq. 23 is positive (top) and where the best of {} trained networks 1 - H - 2 with ReLU says so; "
           "accuracy on the 200 training points, equally spaced on [-1, 9].",
           results.values(run_name(1), "accuracy").size()),
       .height = 460,
       .panels = {panel}}};
}

Markdown findings(const Results& results) {
  std::vector<std::string> exact;
  for (const double boundary : exact_boundaries(results)) exact.push_back(fmt::format("{:.4f}", boundary));
  if (exact.empty()) return Markdown().paragraph("Not run.");
  std::vector<Markdown::Row> rows;
  for (const Index width : widths) {
    const Statistics boundaries = summarize(results.values(run_name(width), "boundaries")),
                     accuracy = summarize(results.values(run_name(width), "accuracy"));
    if (!accuracy.finite) continue;
    rows.push_back({fmt::format("{}", width), fmt::format("{:.0f} to {:.0f}", boundaries.low, boundaries.high),
                    fmt::format("{:.1f} %", 100 * accuracy.mean), fmt::format("{:.1f} %", 100 * accuracy.high)});
  }
  const double best_of_one = summarize(results.values(run_name(1), "accuracy")).high;
  return Markdown()
      .paragraph(
          "The network that eq. 23 is, with the weights that it prints, changes sign at {}: positive on (0, 3) and on "
          "(14/3, 22/3). So the answer to the question, can rectifiers bend a boundary, is yes{}. Four do, with these "
          "weights; how many training needs is in the table.",
          joined(exact), best_of_one < 1 ? ", but one unit does not suffice" : "")
      .table({"hidden units", "boundaries, least to most", "accuracy, mean", "best"}, rows);
}

}  // namespace
}  // namespace backcheck::experiments
