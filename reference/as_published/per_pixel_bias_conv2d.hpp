// Report B, equation 1 and table 2: convolution with a bias matrix, one bias for every output pixel.
//
//   output(n, f, oh, ow) = bias(f, oh, ow) + sum over c, kh, kw of weight(f, c, kh, kw) * input(n, c, oh + kh, ow + kw)
//
//   input   (N, C, H, W), the size fixed when the layer is built      weight  (F, C, K, K)      bias  (F, OH, OW)
//   output  (N, F, OH, OW)    OH = H - K + 1, OW = W - K + 1
//
// What is unusual: the bias of the convolution that the field means is one number a channel (reference/conv2d.hpp), so
// that a pattern is recognised alike wherever it appears; the report's first two layers have 2304 + 512 biases instead
// of 4 + 8. Equation 3, grad_bias = grad_output, is right for one image; a batch is summed. Equation 4 prints the input
// gradient without the word "full" and sums over the wrong index; the one computed here is the true gradient. Throws
// std::invalid_argument as Conv2d does, and if the image has another size.
#pragma once

#include "reference/conv2d.hpp"

namespace backcheck::reference::as_published {

struct PerPixelBiasConv2dOptions {
  static constexpr std::string_view name = "PerPixelBiasConv2d";
  Index in_channels = 1, out_channels = 1, kernel_size = 1, height = 1, width = 1;

  Conv2dOptions without_bias() const { return {in_channels, out_channels, kernel_size, 1, 0, false}; }
  Shape output_shape(const Shape& input) const {
    const Shape output = without_bias().output_shape(input);
    if (input[2] != height || input[3] != width) {
      throw std::invalid_argument("PerPixelBiasConv2d: built for images of " + std::to_string(height) + " x " +
                                  std::to_string(width) + "; input shape " + to_string(input));
    }
    return output;
  }
  ParameterShapes parameter_shapes() const {
    return {without_bias().parameter_shapes().weight,
            {out_channels, height - kernel_size + 1, width - kernel_size + 1}};
  }
  Cost cost(const Shape& input) const { return Conv2dOptions{in_channels, out_channels, kernel_size}.cost(input); }
  Index longest_sum(const Shape& input) const { return without_bias().longest_sum(input); }
  bool operator==(const PerPixelBiasConv2dOptions&) const = default;
};

template <Scalar T>
struct PerPixelBiasConv2d {
  using Number = T;
  using Options = PerPixelBiasConv2dOptions;
  using Cache = NoCache;

  PerPixelBiasConv2dOptions options;

  void forward(const Tensor<T>& input, const Parameters<T>& params, const Pass& pass, Tensor<T>& output,
               NoCache& cache) const {
    const Shape shape = options.output_shape(input.shape());
    require_parameters(options, params);
    Conv2d<T>{options.without_bias()}.forward(input, {params.weight, {}}, pass, output, cache);
    const Index N = shape[0], biases = params.bias.size();

    for (Index n = 0; n < N; ++n)
      for (Index i = 0; i < biases; ++i) output[n * biases + i] += params.bias[i];
  }

  void backward(const Tensor<T>& grad_output, const Tensor<T>& input, const Parameters<T>& params, const NoCache& cache,
                Gradients<T>& grads) const {
    const Shape shape = options.output_shape(input.shape());
    require_parameters(options, params);
    require_grad_output(options, shape, grad_output);
    Conv2d<T>{options.without_bias()}.backward(grad_output, input, {params.weight, {}}, cache, grads);
    const Index N = shape[0], biases = params.bias.size();
    Tensor<Accumulator<T>> grad_bias(params.bias.shape());

    for (Index n = 0; n < N; ++n)
      for (Index i = 0; i < biases; ++i) grad_bias[i] += grad_output[n * biases + i];

    assign(grads.bias, grad_bias);
  }
};

static_assert(Layer<PerPixelBiasConv2d<float>> && Layer<PerPixelBiasConv2d<double>>);

}  // namespace backcheck::reference::as_published
