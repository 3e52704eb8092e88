// Report C's equations of its fully connected network, evaluated as they are printed, beside what the layers compute.
#include <cmath>

#include "core/random.hpp"
#include "experiments/experiment_file.hpp"
#include "experiments/running/printed_equations.hpp"

namespace backcheck::experiments {
namespace {

constexpr const char* network = "one hidden layer";
constexpr const char* activation = "tanh";
constexpr Index features = 12, hidden = 8, outputs = 10;  // x, a_h, a_o

Experiment declaration() {
  return {.name = "c-equations",
          .position = 8,
          .title = "Equations as printed",
          .question = "Which of Report C's equations hold as they are printed?",
          .source = "Report C, steps of training of fully-connected layers",
          .x_means = "nothing",
          .assumptions = {"One hidden layer of sigmoid units, as its equations have it; random numbers in double "
                          "precision, one example."}};
}

void check_network(const JobContext& context);
void check_tanh(const JobContext& context);

std::vector<Run> runs(const Settings&) {
  return {{.name = network, .seconds = 0.01, .body = check_network},
          {.name = activation, .seconds = 0.01, .body = check_tanh}};
}

void check_network(const JobContext& context) {
  Network<double> layers =
      make_network<double>({LinearOptions{.in_features = features, .out_features = hidden}, SigmoidOptions{},
                            LinearOptions{.in_features = hidden, .out_features = outputs}},
                           context.settings.twin);
  initialize(layers, {.kind = Initializer::Kind::xavier}, context.seed);
  Tensor<double> x(Shape{1, features}), delta_o;
  fill_normal(x, 1, mix(context.seed, 1));
  const std::vector<int> labels{3};
  const Tensor<double> z_o = layers.forward(x);
  sigmoid_binary_cross_entropy<double>(context.settings.twin)(z_o, labels, delta_o);
  layers.backward(delta_o, x);
  const Tensor<double>&a_h = layers.output(1), &w_o = layers.parameters()[2].weight;
  const Tensor<double>& delta_h = layers.gradients()[1].input;  // dL / dz_h
  RelativeError output_delta, outer, as_printed, corrected, hidden_weight;
  for (Index o = 0; o < outputs; ++o) {
    output_delta.add(1 / (1 + std::exp(-z_o[o])) - (o == labels[0]), delta_o[o]);
    for (Index h = 0; h < hidden; ++h) outer.add(delta_o[o] * a_h[h], layers.gradients()[2].weight(o, h));
  }
  for (Index h = 0; h < hidden; ++h) {
    double sum = 0;  // of w_o delta_o
    for (Index o = 0; o < outputs; ++o) sum += w_o(o, h) * delta_o[o];
    as_printed.add(sum * a_h[h], delta_h[h]);
    corrected.add(sum * a_h[h] * (1 - a_h[h]), delta_h[h]);
    for (Index i = 0; i < features; ++i) hidden_weight.add(delta_h[h] * x[i], layers.gradients()[0].weight(h, i));
  }
  context.record(0, "output delta", output_delta.value());
  context.record(0, "output weights, outer product", outer.value());
  context.record(0, "hidden delta as printed", as_printed.value());
  context.record(0, "hidden delta with the derivative", corrected.value());
  context.record(0, "hidden weights", hidden_weight.value());
}

void check_tanh(const JobContext& context) {
  RelativeError error;
  for (int i = -40; i <= 40; ++i) error.add(2 / (1 + std::exp(-2 * i / 8.0)) - 1, std::tanh(i / 8.0));
  context.record(0, "tanh as printed", error.value());
}

std::vector<Figure> figures(const Results&) { return {}; }

Markdown findings(const Results& results) {
  const auto effect = [&](const char* quantity) { return effect_of(results.mean(network, quantity)); };
  const auto after_correction = [&](const char* quantity, const std::string& what) {
    return sentence("{}; corrected: relative error {:.1g}", what, results.mean(network, quantity));
  };
  Markdown text;
  if (std::isnan(results.mean(network, "output delta"))) return text;
  add_equations(
      text,
      {{"C-09", "z_o = w_o^T x + b_o", "w_o^T a_h + b_o",
        "the sizes do not fit: w_o takes the hidden units' outputs, not the inputs"},
       {"C-11", "tanh(z) = 2 / (1 + exp(-2z)) - 1", "", effect_of(results.mean(activation, "tanh as printed"))},
       {"C-13", "delta_o = a_o - y", "", effect("output delta")},
       {"C-14", "dL/dw_o = delta_o * a, * being element-wise", "the outer product of a_h and delta_o",
        after_correction("output weights, outer product", "vectors of two lengths have no element-wise product")},
       {"C-15", "delta_h = delta_o * w_o^T * a_h", "(w_o delta_o) a_h (1 - a_h): the derivative, not the activation",
        effect("hidden delta as printed") +
            sentence("; corrected: {:.1g}", results.mean(network, "hidden delta with the derivative"))},
       {"C-16", "dL/dw_o = delta_h x x, dL/db_o = delta_h", "of w_h and b_h",
        after_correction("hidden weights", "a slip in the left sides")},
       {"C-20", "L = (1/n) sum over i of ...", "summed over the ten outputs as well",
        "unstated; see c-search for the loss that it prints"},
       {"C-21", "repeat till L converges", "say when that is", "unstated; the report shows ten epochs"},
       {"C-33", "\"lots of experiments\" in a notebook", "", "cannot be judged: the notebook is not in the report"}});
  return text;
}

}  // namespace
}  // namespace backcheck::experiments
