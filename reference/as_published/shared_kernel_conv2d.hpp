// Report A, section II.A: convolution as the report prints it. "A filter is a 2-D matrix": each output channel has one
// kernel that all input channels share, and there is no bias.
//
//   output(n, f, oh, ow) = sum over c, kh, kw of weight(f, kh, kw) * input(n, c, oh*stride + kh, ow*stride + kw)
//
//   input   (N, C, H, W)      weight  (F, 1, K, K)
//   output  (N, F, OH, OW)    OH = (H - K) / stride + 1, rounded down; OW from W likewise
//
// What is wrong: not a sum, but a restriction. The convolution that the field means has a kernel per pair of channels,
// weight(f, c, kh, kw), and a bias: reference/conv2d.hpp. Of the report's second convolution 200 of 800 weights are
// left. The report's gradients leave out the sums over output positions; the ones below are the true gradients of the
// formula above. Because the kernel is shared, the channels can be added up before they are convolved, which is done
// here. Throws std::invalid_argument as Conv2d does.
#pragma once

#include "core/layer.hpp"
#include "core/require.hpp"
#include "reference/accumulator.hpp"

namespace backcheck::reference::as_published {

struct SharedKernelConv2dOptions {
  static constexpr std::string_view name = "SharedKernelConv2d";
  Index in_channels = 1, out_channels = 1, kernel_size = 1, stride = 1;

  Shape output_shape(const Shape& input) const {
    return Conv2dOptions{in_channels, out_channels, kernel_size, stride}.output_shape(input);
  }
  ParameterShapes parameter_shapes() const { return {{out_channels, 1, kernel_size, kernel_size}, {}}; }
  Cost cost(const Shape& input) const {
    return Conv2dOptions{1, out_channels, kernel_size, stride, 0, false}.cost({input[0], 1, input[2], input[3]});
  }
  Index longest_sum(const Shape& input) const {
    return in_channels * Conv2dOptions{in_channels, out_channels, kernel_size, stride}.longest_sum(input);
  }
  bool operator==(const SharedKernelConv2dOptions&) const = default;
};

template <Scalar T>
struct SharedKernelConv2d {
  using Number = T;
  using Options = SharedKernelConv2dOptions;
  using Cache = NoCache;

  SharedKernelConv2dOptions options;

  void forward(const Tensor<T>& input, const Parameters<T>& params, const Pass&, Tensor<T>& output, NoCache&) const {
    const Shape shape = options.output_shape(input.shape());
    require_parameters(options, params);
    const Index N = shape[0], F = shape[1], OH = shape[2], OW = shape[3];
    const Index K = options.kernel_size, stride = options.stride;
    const Tensor<Accumulator<T>> image = sum_over_channels(input);
    Tensor<Accumulator<T>> sums(shape);

    for (Index n = 0; n < N; ++n)
      for (Index f = 0; f < F; ++f)
        for (Index kh = 0; kh < K; ++kh)
          for (Index kw = 0; kw < K; ++kw)
            for (Index oh = 0; oh < OH; ++oh)
              for (Index ow = 0; ow < OW; ++ow)
                sums(n, f, oh, ow) += params.weight(f, 0, kh, kw) * image(n, oh * stride + kh, ow * stride + kw);

    assign(output, sums);
  }

  void backward(const Tensor<T>& grad_output, const Tensor<T>& input, const Parameters<T>& params, const NoCache&,
                Gradients<T>& grads) const {
    const Shape shape = options.output_shape(input.shape());
    require_parameters(options, params);
    require_grad_output(options, shape, grad_output);
    const Index N = shape[0], F = shape[1], OH = shape[2], OW = shape[3];
    const Index C = options.in_channels, K = options.kernel_size, stride = options.stride;
    const Index H = input.shape()[2], W = input.shape()[3];
    const Tensor<Accumulator<T>> image = sum_over_channels(input);
    Tensor<Accumulator<T>> grad_image(image.shape()), grad_weight(params.weight.shape());

    for (Index n = 0; n < N; ++n)
      for (Index f = 0; f < F; ++f)
        for (Index kh = 0; kh < K; ++kh)
          for (Index kw = 0; kw < K; ++kw)
            for (Index oh = 0; oh < OH; ++oh)
              for (Index ow = 0; ow < OW; ++ow) {
                const Accumulator<T> grad = grad_output(n, f, oh, ow);
                grad_weight(f, 0, kh, kw) += grad * image(n, oh * stride + kh, ow * stride + kw);
                grad_image(n, oh * stride + kh, ow * stride + kw) += grad * params.weight(f, 0, kh, kw);
              }

    grads.input.resize(input.shape());
    for (Index n = 0; n < N; ++n)
      for (Index c = 0; c < C; ++c)
        for (Index ih = 0; ih < H; ++ih)
          for (Index iw = 0; iw < W; ++iw) grads.input(n, c, ih, iw) = static_cast<T>(grad_image(n, ih, iw));
    assign(grads.weight, grad_weight);
    grads.bias.resize({});
  }

 private:
  // (N, C, H, W) -> (N, H, W)
  static Tensor<Accumulator<T>> sum_over_channels(const Tensor<T>& input) {
    const Index N = input.shape()[0], C = input.shape()[1], H = input.shape()[2], W = input.shape()[3];
    Tensor<Accumulator<T>> image({N, H, W});
    for (Index n = 0; n < N; ++n)
      for (Index c = 0; c < C; ++c)
        for (Index ih = 0; ih < H; ++ih)
          for (Index iw = 0; iw < W; ++iw) image(n, ih, iw) += input(n, c, ih, iw);
    return image;
  }
};

static_assert(Layer<SharedKernelConv2d<float>> && Layer<SharedKernelConv2d<double>>);

}  // namespace backcheck::reference::as_published
