#include "experiments/b/line_classifier.hpp"

#include <iterator>

#include "reference/as_published/networks.hpp"
#include "reference/as_published/relu_pieces.hpp"

namespace backcheck::experiments::report_b {
namespace {

constexpr double low = line_begins, high = line_ends;

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

}  // namespace

void construct_classifier(const JobContext& context) {
  constexpr Index units = std::size(reference::as_published::hinges);
  Network<double> network = make_network<double>(published::mlp({1, units, 1}), context.settings.twin);
  Parameters<double>&hidden = network.parameters()[0], &output = network.parameters()[2];
  for (Index i = 0; i < units; ++i) {
    const reference::as_published::Hinge& hinge = reference::as_published::hinges[i];
    hidden.weight(i, 0) = 1;
    hidden.bias[i] = -hinge.knot;
    output.weight(0, i) = hinge.coefficient;
  }
  Tensor<double> input(Shape{1, 1});
  record_boundaries(context, boundaries([&](double x) {
                      input[0] = x;
                      return network.forward(input)[0] > 0;
                    }));
}

void learn_classifier(const JobContext& context, Index width) {
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

std::vector<Interval> positive_intervals(const Results& results, const std::string& run, std::uint64_t seed) {
  const std::vector<double> boundaries = results.values_of_seed(run, "boundary", seed),
                            count = results.values_of_seed(run, "boundaries", seed),
                            begins = results.values_of_seed(run, "positive at the left end", seed);
  if (count.empty() || count[0] != static_cast<double>(boundaries.size())) return {};  // some were not recorded
  std::vector<Interval> intervals;
  bool positive = !begins.empty() && begins[0] != 0;
  double left = low;
  const auto add_up_to = [&](double right) {
    if (positive) intervals.push_back({left, right});
    left = right, positive = !positive;
  };
  for (const double boundary : boundaries) add_up_to(boundary);
  add_up_to(high);
  return intervals;
}

BestNetwork best_network(const Results& results, const std::string& run) {
  BestNetwork best;
  for (const Sample& sample : results.samples()) {
    if (sample.run == run && sample.quantity == "accuracy" && sample.value > best.accuracy) {
      best = {sample.seed, sample.value};
    }
  }
  return best;
}

}  // namespace backcheck::experiments::report_b
