// Losses are verified as layers: the input are the logits, the output is the loss, and the gradient is that of the
// logits times grad_output.
#pragma once

#include <string>
#include <vector>

#include "core/loss.hpp"
#include "core/random.hpp"
#include "tests/suite/layer_case.hpp"

namespace backcheck::suite {

struct LossOptions {
  std::string name;  // of the loss, with which its errors begin
  double range = 1;  // random logits lie between -range and range
  // The classes of the images; where there are none, they are drawn at random, as many as there are images.
  std::vector<int> labels = {};

  Shape output_shape(const Shape&) const { return {1}; }
  ParameterShapes parameter_shapes() const { return {}; }
  Cost cost(const Shape& input) const {
    const double logits = static_cast<double>(input.size());
    return {4 * logits, 4 * logits, logits, 2 * logits};
  }
  Index longest_sum(const Shape& input) const { return input.inner_size(); }
  bool operator==(const LossOptions&) const = default;

  std::vector<int> labels_for(const Shape& logits) const {
    if (!labels.empty() || logits.rank() < 2) return labels;
    std::vector<int> drawn;
    for (Index n = 0; n < logits[0]; ++n) {
      const std::uint32_t bits = random_bits(32, static_cast<std::uint32_t>(n));
      drawn.push_back(static_cast<int>(bits % static_cast<std::uint32_t>(logits[1])));
    }
    return drawn;
  }
};

// A loss of type L, such as reference::SoftmaxCrossEntropy<double>, as a layer.
template <class L>
struct LossLayer {
  using Number = typename L::Number;
  using Options = LossOptions;
  using Cache = NoCache;

  LossOptions options;

  void forward(const Tensor<Number>& input, const Parameters<Number>&, const Pass&, Tensor<Number>& output,
               NoCache&) const {
    Tensor<Number> unused;
    output.resize({1});
    output[0] = L{}(input, options.labels_for(input.shape()), unused);
  }
  void backward(const Tensor<Number>& grad_output, const Tensor<Number>& input, const Parameters<Number>&,
                const NoCache&, Gradients<Number>& grads) const {
    L{}(input, options.labels_for(input.shape()), grads.input);
    for (Number& g : grads.input) g *= grad_output[0];
    grads.weight.resize({});
    grads.bias.resize({});
  }
};

}  // namespace backcheck::suite
