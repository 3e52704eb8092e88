#include "experiments/a/variants.hpp"

#include <cmath>
#include <stdexcept>

#include "core/require.hpp"
#include "layers/conv2d.hpp"
#include "layers/linear.hpp"
#include "layers/max_pool2d.hpp"
#include "layers/relu.hpp"
#include "reference/as_published/networks.hpp"
#include "reference/as_published/softmax_cross_entropy.hpp"
#include "reference/conv2d.hpp"
#include "reference/linear.hpp"
#include "reference/max_pool2d.hpp"
#include "reference/relu.hpp"

namespace backcheck::experiments::report_a {
namespace {

constexpr Index channels = 4;  // of the first convolution

template <class Conv2d, class ReLU, class MaxPool2d, class Linear>
Network<typename Conv2d::Number> shared_kernel_cnn() {
  using T = typename Conv2d::Number;
  Network<T> network;
  network.add(Conv2d{{.in_channels = 1, .out_channels = channels, .kernel_size = 5, .bias = false}})
      .add(ReLU{})
      .add(MaxPool2d{{.kernel_size = 2, .stride = 2}})
      .add(ChannelSum<T>{})
      .add(Conv2d{{.in_channels = 1, .out_channels = 8, .kernel_size = 5, .bias = false}})
      .add(ReLU{})
      .add(MaxPool2d{{.kernel_size = 2, .stride = 2}})
      .add(Linear{{.in_features = 8 * 4 * 4, .out_features = 128}})
      .add(ReLU{})
      .add(Linear{{.in_features = 128, .out_features = 10}});
  return network;
}
constexpr std::size_t shared_convolution = 4;  // the layer whose kernels are shared by `channels` channels

}  // namespace

Variant variant_named(std::string_view name) {
  const bool all = name == "as published";
  if (all || name == "published gradient" || name == "shared kernels" || name == "corrected") {
    return {.shared_kernels = all || name == "shared kernels",
            .published_gradient = all || name == "published gradient"};
  }
  throw std::invalid_argument("variant_named: there is no variant '" + std::string(name) + "'");
}

Shape ChannelSumOptions::output_shape(const Shape& input) const {
  if (input.rank() != 4) {
    throw std::invalid_argument("ChannelSum: input must be (N, C, H, W), got shape " + to_string(input));
  }
  return {input[0], 1, input[2], input[3]};
}

Cost ChannelSumOptions::cost(const Shape& input) const {
  const double in = static_cast<double>(input.size()), out = static_cast<double>(output_shape(input).size());
  return {.forward_flops = in - out, .backward_flops = 0, .forward_elements = in + out, .backward_elements = in + out};
}

template <Scalar T>
void ChannelSum<T>::forward(const Tensor<T>& input, const Parameters<T>&, const Pass&, Tensor<T>& output,
                            NoCache&) const {
  output.resize(options.output_shape(input.shape()));
  const Index N = input.shape()[0], C = input.shape()[1], HW = input.shape()[2] * input.shape()[3];
  for (Index n = 0; n < N; ++n) {
    T* output_n = output.data() + n * HW;
    for (Index i = 0; i < HW; ++i) output_n[i] = input[n * C * HW + i];
    for (Index c = 1; c < C; ++c)
      for (Index i = 0; i < HW; ++i) output_n[i] += input[(n * C + c) * HW + i];
  }
}

template <Scalar T>
void ChannelSum<T>::backward(const Tensor<T>& grad_output, const Tensor<T>& input, const Parameters<T>&, const NoCache&,
                             Gradients<T>& grads) const {
  require_grad_output(options, options.output_shape(input.shape()), grad_output);
  const Index N = input.shape()[0], C = input.shape()[1], HW = input.shape()[2] * input.shape()[3];
  grads.weight.resize({});
  grads.bias.resize({});
  grads.input.resize(input.shape());
  for (Index n = 0; n < N; ++n)
    for (Index c = 0; c < C; ++c)
      for (Index i = 0; i < HW; ++i) grads.input[(n * C + c) * HW + i] = grad_output[n * HW + i];
}

static_assert(Layer<ChannelSum<float>> && Layer<ChannelSum<double>>);

template <Scalar T>
Network<T> cnn(const Variant& variant, Twin twin, std::uint64_t seed) {
  if (!variant.shared_kernels) {
    Network<T> network = make_network<T>(published::report_a_cnn(), twin);
    initialize(network, {.kind = Initializer::Kind::he}, seed);
    return network;
  }
  Network<T> network =
      twin == Twin::naive
          ? shared_kernel_cnn<reference::Conv2d<T>, reference::ReLU<T>, reference::MaxPool2d<T>, reference::Linear<T>>()
          : shared_kernel_cnn<layers::Conv2d<T>, layers::ReLU<T>, layers::MaxPool2d<T>, layers::Linear<T>>();
  initialize(network, {.kind = Initializer::Kind::he}, seed);
  // One channel is what the convolution behind ChannelSum sees; its units have the inputs of all of them.
  for (T& weight : network.parameters()[shared_convolution].weight) weight /= std::sqrt(static_cast<T>(channels));
  return network;
}

template <Scalar T>
LossFunction<T> loss(const Variant& variant, Twin twin) {
  if (!variant.published_gradient && !variant.unshifted_softmax) return softmax_cross_entropy<T>(twin);
  return reference::as_published::SoftmaxCrossEntropy<T>{
      {.softmax_derivative_twice = variant.published_gradient, .subtract_largest = !variant.unshifted_softmax}};
}

template <Scalar T>
LossFunction<T> observed_loss(const Variant& variant, Twin twin) {
  const LossFunction<T> textbook = softmax_cross_entropy<T>(twin);
  if (!variant.published_gradient && !variant.unshifted_softmax) return textbook;
  return [textbook, varied = loss<T>(variant, twin), unused = Tensor<T>()](const Tensor<T>& logits, Labels labels,
                                                                           Tensor<T>& grad_logits) mutable {
    varied(logits, labels, grad_logits);
    return textbook(logits, labels, unused);
  };
}

template struct ChannelSum<float>;
template struct ChannelSum<double>;
template Network<float> cnn(const Variant&, Twin, std::uint64_t);
template Network<double> cnn(const Variant&, Twin, std::uint64_t);
template LossFunction<float> loss(const Variant&, Twin);
template LossFunction<double> loss(const Variant&, Twin);
template LossFunction<float> observed_loss(const Variant&, Twin);
template LossFunction<double> observed_loss(const Variant&, Twin);

}  // namespace backcheck::experiments::report_a
