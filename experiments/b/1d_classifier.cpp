// How many rectifiers a classifier of the line needs: Report B's function f (eq. 23) is positive on (0, 3) and on
// (14/3, 22/3), four boundaries; networks of 1, 2, 3, ... hidden units learn the sign of f.
#include <algorithm>
#include <cmath>

#include "experiments/catalogue.hpp"
#include "experiments/presets.hpp"
#include "experiments/support/plots.hpp"
#include "experiments/support/statistics.hpp"
#include "experiments/words.hpp"
#include "reference/as_published/relu_pieces.hpp"

namespace backcheck::experiments {
namespace {

constexpr double low = -1, high = 9;
constexpr const char* constructed = "eq. 23 as a network";
const std::vector<Index> widths{1, 2, 3, 4, 8, 16};

std::string run_name(Index width) { return std::to_string(width) + (width == 1 ? " hidden unit" : " hidden units"); }

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

void record_boundaries(Recorder& recorder, const std::vector<double>& found) {
  recorder.record(0, "boundaries", static_cast<double>(found.size()));
  for (std::size_t i = 0; i < found.size(); ++i) {
    recorder.record(static_cast<double>(i + 1), "boundary", found[i]);
  }
}

// The network that eq. 23 is: four hidden units with the weights that it prints.
void construct(const JobContext& context) {
  Network<double> network = make_network<double>(presets::mlp({1, 4, 1}), context.settings.twin);
  network.parameters()[0] = {Tensor<double>({4, 1}, {1, 1, 1, 1}), Tensor<double>({4}, {0, -2, -4, -6})};
  network.parameters()[2] = {Tensor<double>({1, 4}, {1, -3, 5, -6}), Tensor<double>({1}, {0})};
  Tensor<double> input(Shape{1, 1});
  record_boundaries(context.recorder, boundaries([&](double x) {
                      input[0] = x;
                      return network.forward(input)[0] > 0;
                    }));
}

void learn(const JobContext& context, Index width) {
  constexpr Index points = 200;
  Network<double> network = make_network<double>(presets::mlp({1, width, 2}), context.settings.twin);
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
  context.recorder.record(0, "accuracy", evaluate(network, loss, examples).accuracy);
  Tensor<double> input(Shape{1, 1});
  const auto positive = [&](double x) {
    input[0] = scaled(x);
    const Tensor<double>& logits = network.forward(input);
    return logits[1] > logits[0];
  };
  context.recorder.record(0, "positive at the left end", positive(low));
  record_boundaries(context.recorder, boundaries(positive));
}

// The seed whose network classifies best; the first of several.
std::uint64_t best_seed(const Results& results, const std::string& run) {
  const Sample* best = nullptr;
  for (const Sample& sample : results.samples()) {
    if (sample.run != run || sample.quantity != "accuracy") continue;
    if (!best || sample.value > best->value) best = &sample;
  }
  return best->seed;
}

std::vector<double> boundaries_of(const Results& results, const std::string& run, std::uint64_t seed) {
  std::vector<double> found;
  for (const Sample& sample : results.samples()) {
    if (sample.run == run && sample.seed == seed && sample.quantity == "boundary") found.push_back(sample.value);
  }
  return found;
}

// A strip for the true classes and one for the best network of each width.
std::vector<Figure> draw_strips(const Results& results) {
  Figure figure{
      .name = "F06-1d-classifier",
      .title = "One hidden unit bends once: four boundaries need more",
      .caption = "Where f of eq. 23 is positive (top) and where the best of " +
                 std::to_string(results.values(run_name(1), "accuracy").size()) +
                 " trained networks 1 - H - 2 with ReLU says so; accuracy on the 200 training points, equally "
                 "spaced on [-1, 9].",
      .height = 460};
  std::vector<std::string> labels{"sign of f"};
  std::vector<std::vector<double>> positive, background;
  std::string accuracies;
  const auto add = [&](double y, const std::vector<double>& changes, bool starts_positive) {
    background.push_back({low, high, y});
    bool is_positive = starts_positive;
    double left = low;
    for (std::size_t i = 0; i <= changes.size(); ++i) {
      const double right = i < changes.size() ? changes[i] : high;
      if (is_positive) positive.push_back({left, right, y});
      is_positive = !is_positive;
      left = right;
    }
  };
  add(0, boundaries_of(results, constructed, 1), false);
  for (std::size_t w = 0; w < widths.size(); ++w) {
    const std::string run = run_name(widths[w]);
    const std::uint64_t seed = best_seed(results, run);
    double accuracy = 0, starts_positive = 0;
    for (const Sample& sample : results.samples()) {
      if (sample.run != run || sample.seed != seed) continue;
      if (sample.quantity == "accuracy") accuracy = sample.value;
      if (sample.quantity == "positive at the left end") starts_positive = sample.value;
    }
    const double y = static_cast<double>(w + 1);
    add(y, boundaries_of(results, run, seed), starts_positive != 0);
    labels.push_back(run);
    accuracies += "set label " + std::to_string(w + 1) + " '" + fixed(100 * accuracy, 1) + " %' at 9.15, " +
                  fixed(y, 0) + " left\n";
  }
  figure.add("background", {"left", "right", "y"}, background);
  figure.add("positive", {"left", "right", "y"}, positive);
  figure.script = tics("y", labels) + accuracies +
                  "set xlabel 'x'\nset xrange [-1:9]\nset xtics (-1, 0, 3, '14/3' 14.0/3, 6, '22/3' 22.0/3, 9)\n"
                  "set yrange [6.6:-0.6]\nset rmargin 9\nset key above\nset style fill solid 1 noborder\n" +
                  plot({"DATA index 'background' using (($1+$2)/2):3:1:2:($3-0.32):($3+0.32) with boxxyerror "
                        "fc rgb '#E69F00' title 'negative or zero'",
                        "DATA index 'positive' using (($1+$2)/2):3:1:2:($3-0.32):($3+0.32) with boxxyerror "
                        "fc rgb '#0072B2' title 'positive'"});
  return {figure};
}

std::string text(const Results& results) {
  std::string words = "The network that eq. 23 is, with the weights that it prints, changes sign at ";
  const std::vector<double> exact = boundaries_of(results, constructed, 1);
  for (std::size_t i = 0; i < exact.size(); ++i) words += (i ? ", " : "") + fixed(exact[i], 4);
  words +=
      ": positive on (0, 3) and on (14/3, 22/3). So the answer to the question, can rectifiers bend a boundary, is "
      "yes, but one unit does not suffice. Four do, with these weights; how many training needs is in the table.\n\n| "
      "hidden units | boundaries, least to most | accuracy, mean | best |\n"
      "|---|---|---|---|\n";
  for (const Index width : widths) {
    const std::vector<double> count = results.values(run_name(width), "boundaries");
    const std::vector<double> accuracy = results.values(run_name(width), "accuracy");
    const auto [least, most] = std::minmax_element(count.begin(), count.end());
    words += "| " + std::to_string(width) + " | " + fixed(*least, 0) + " to " + fixed(*most, 0) + " | " +
             fixed(100 * summarize(accuracy).mean, 1) + " % | " +
             fixed(100 * *std::max_element(accuracy.begin(), accuracy.end()), 1) + " % |\n";
  }
  return words;
}

}  // namespace

Experiment b_1d_classifier() {
  return {.name = "b-1d-classifier",
          .title = "A classifier of the line",
          .question =
              "Report B answers \"yes, it is possible to obtain non linear decision boundary with ReLU\": how many "
              "hidden units does it take?",
          .source = "Report B, section 2, eq. 23",
          .x_means = "number of the boundary, from the left",
          .assumptions = {"The classes are the sign of the report's own example f; the report draws no classifier.",
                          "Trained with softmax cross-entropy and Adam on all 200 points at once."},
          .jobs =
              [](const Settings& settings) {
                std::vector<Job> jobs;
                add_jobs(jobs, constructed, 1, 0.01, construct);
                for (const Index width : widths) {
                  add_jobs(jobs, run_name(width), settings.seed_count(10, 20), settings.pick(0.05, 0.5, 2.0),
                           [width](const JobContext& c) { learn(c, width); });
                }
                return jobs;
              },
          .figures = draw_strips,
          .findings = text};
}

}  // namespace backcheck::experiments
