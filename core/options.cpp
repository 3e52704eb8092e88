#include "core/options.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>

namespace backcheck {
namespace {

[[noreturn]] void reject(std::string_view layer, const std::string& why) {
  throw std::invalid_argument(std::string(layer) + ": " + why);
}

// At most as large as an extent may be: below that, sums of a few of them do not overflow.
void want_possible(std::string_view layer, std::string_view what, Index value) {
  if (value > Shape::max_size) {
    reject(layer, std::string(what) + " must be at most " + std::to_string(Shape::max_size) + ", got " +
                      std::to_string(value));
  }
}

void want_positive(std::string_view layer, std::string_view what, Index value) {
  if (value < 1) reject(layer, std::string(what) + " must be at least 1, got " + std::to_string(value));
  want_possible(layer, what, value);
}

void want_elements(std::string_view layer, const Shape& input) {
  if (input.size() == 0) reject(layer, "input has no elements; input shape " + to_string(input));
}

void want_images(std::string_view layer, const Shape& input) {
  if (input.rank() != 4) reject(layer, "input must be (N, C, H, W), got shape " + to_string(input));
  want_elements(layer, input);
}

void want_valid(const Conv2dOptions& options) {
  want_positive(options.name, "in_channels", options.in_channels);
  want_positive(options.name, "out_channels", options.out_channels);
  want_positive(options.name, "kernel_size", options.kernel_size);
  want_positive(options.name, "stride", options.stride);
  if (options.padding < 0) {
    reject(options.name, "padding must not be negative, got " + std::to_string(options.padding));
  }
  want_possible(options.name, "padding", options.padding);
}

void want_valid(const LinearOptions& options) {
  want_positive(options.name, "in_features", options.in_features);
  want_positive(options.name, "out_features", options.out_features);
}

// Positions of a window along one axis of the (padded) image.
Index positions(Index extent, Index kernel_size, Index stride) { return (extent - kernel_size) / stride + 1; }

// How many windows, at most, one pixel belongs to: kernel_size / stride along each axis, rounded up.
Index windows_per_pixel(Index kernel_size, Index stride) {
  const Index along_axis = (kernel_size + stride - 1) / stride;
  return along_axis * along_axis;
}

// Each output is a sum of as many products as its weights have elements, and a bias where there is one. Backward does
// that twice, for the gradients of the input and of the weights.
Cost cost_of_products(const Shape& input, const Shape& output, const ParameterShapes& params) {
  const double outputs = static_cast<double>(output.size()), inputs = static_cast<double>(input.size());
  const double weights = static_cast<double>(params.weight.size()), biases = static_cast<double>(params.bias.size());
  const double multiply_adds = outputs * static_cast<double>(params.weight.inner_size());
  const double bias_additions = biases > 0 ? outputs : 0;
  return {.forward_flops = 2 * multiply_adds + bias_additions,
          .backward_flops = 4 * multiply_adds + bias_additions,
          .forward_elements = inputs + weights + biases + outputs,
          .backward_elements = 2 * inputs + 2 * weights + biases + outputs};
}

}  // namespace

Shape Conv2dOptions::output_shape(const Shape& input) const {
  want_valid(*this);
  want_images(name, input);
  if (input[1] != in_channels) {
    reject(name, "input has " + std::to_string(input[1]) + " channels, this layer was built for " +
                     std::to_string(in_channels) + "; input shape " + to_string(input));
  }
  const Index H = input[2] + 2 * padding, W = input[3] + 2 * padding;
  if (kernel_size > H || kernel_size > W) {
    reject(name, "kernel_size " + std::to_string(kernel_size) + " exceeds the padded image of " + std::to_string(H) +
                     " x " + std::to_string(W) + "; input shape " + to_string(input));
  }
  return {input[0], out_channels, positions(H, kernel_size, stride), positions(W, kernel_size, stride)};
}

ParameterShapes Conv2dOptions::parameter_shapes() const {
  want_valid(*this);
  return {{out_channels, in_channels, kernel_size, kernel_size}, bias ? Shape{out_channels} : Shape{}};
}

Cost Conv2dOptions::cost(const Shape& input) const {
  return cost_of_products(input, output_shape(input), parameter_shapes());
}

Index Conv2dOptions::longest_sum(const Shape& input) const {
  const Shape output = output_shape(input);
  const Index output_terms = parameter_shapes().weight.inner_size() + (bias ? 1 : 0);
  const Index weight_terms = output[0] * output[2] * output[3];
  const Index input_terms = out_channels * windows_per_pixel(kernel_size, stride);
  return std::max({output_terms, weight_terms, input_terms});
}

Shape LinearOptions::output_shape(const Shape& input) const {
  want_valid(*this);
  want_elements(name, input);
  if (input.rank() < 2 || input.inner_size() != in_features) {
    reject(name, "input has " + std::to_string(input.rank() < 2 ? 0 : input.inner_size()) +
                     " features, this layer was built for " + std::to_string(in_features) + "; input shape " +
                     to_string(input));
  }
  return {input[0], out_features};
}

ParameterShapes LinearOptions::parameter_shapes() const {
  want_valid(*this);
  return {{out_features, in_features}, bias ? Shape{out_features} : Shape{}};
}

Cost LinearOptions::cost(const Shape& input) const {
  return cost_of_products(input, output_shape(input), parameter_shapes());
}

Index LinearOptions::longest_sum(const Shape& input) const {
  output_shape(input);  // throws where the input does not fit
  return std::max({in_features + (bias ? 1 : 0), out_features, input[0]});
}

template <bool is_max>
Shape Pool2dOptions<is_max>::output_shape(const Shape& input) const {
  want_positive(name, "kernel_size", kernel_size);
  want_positive(name, "stride", stride);
  want_images(name, input);
  if (kernel_size > input[2] || kernel_size > input[3]) {
    reject(name, "kernel_size " + std::to_string(kernel_size) + " exceeds the image of " + std::to_string(input[2]) +
                     " x " + std::to_string(input[3]) + "; input shape " + to_string(input));
  }
  return {input[0], input[1], positions(input[2], kernel_size, stride), positions(input[3], kernel_size, stride)};
}

template <bool is_max>
Cost Pool2dOptions<is_max>::cost(const Shape& input) const {
  const double outputs = static_cast<double>(output_shape(input).size()), inputs = static_cast<double>(input.size());
  const double window = static_cast<double>(kernel_size * kernel_size);
  return {.forward_flops = is_max ? outputs * (window - 1) : outputs * window,
          .backward_flops = is_max ? outputs : outputs * (1 + window),
          .forward_elements = inputs + outputs,
          .backward_elements = inputs + outputs};
}

template <bool is_max>
Index Pool2dOptions<is_max>::longest_sum(const Shape& input) const {
  output_shape(input);  // throws where the input does not fit
  // An input pixel collects the gradients of every window that covers it; an average is a sum itself.
  const Index windows = windows_per_pixel(kernel_size, stride);
  return is_max ? windows : std::max(windows, kernel_size * kernel_size);
}

template struct Pool2dOptions<true>;
template struct Pool2dOptions<false>;

template <Activation activation>
Shape ActivationOptions<activation>::output_shape(const Shape& input) const {
  want_elements(name, input);
  return input;
}

template <Activation activation>
Cost ActivationOptions<activation>::cost(const Shape& input) const {
  const double elements = static_cast<double>(output_shape(input).size());
  // ReLU: a comparison each way. Sigmoid: exp, addition, division, and y * (1 - y) * grad. Tanh: itself, and
  // (1 - y * y) * grad.
  const double forward = activation == Activation::sigmoid ? 3 : 1, backward = activation == Activation::relu ? 1 : 3;
  return {.forward_flops = forward * elements,
          .backward_flops = backward * elements,
          .forward_elements = 2 * elements,
          .backward_elements = 3 * elements};
}

template struct ActivationOptions<Activation::relu>;
template struct ActivationOptions<Activation::sigmoid>;
template struct ActivationOptions<Activation::tanh>;

Shape DropoutOptions::output_shape(const Shape& input) const {
  if (!(rate >= 0 && rate < 1)) {
    reject(name, "rate, the probability of dropping, must be in [0, 1), got " + std::to_string(rate));
  }
  want_elements(name, input);
  return input;
}

Cost DropoutOptions::cost(const Shape& input) const {
  const double elements = static_cast<double>(output_shape(input).size());
  return {.forward_flops = elements,
          .backward_flops = elements,
          .forward_elements = 2 * elements,
          .backward_elements = 2 * elements};
}

}  // namespace backcheck
