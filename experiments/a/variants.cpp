#include "experiments/report_a.hpp"

#include <algorithm>
#include <cmath>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <stdexcept>

#include "core/require.hpp"
#include "experiments/numbers.hpp"
#include "experiments/presets.hpp"
#include "experiments/support/statistics.hpp"
#include "layers/conv2d.hpp"
#include "layers/linear.hpp"
#include "layers/max_pool2d.hpp"
#include "layers/relu.hpp"
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
    Network<T> network = make_network<T>(presets::report_a_cnn(), twin);
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

Index training_images(const JobContext& context) {
  return std::min(context.data.train.size(), context.settings.pick<Index>(300, 60000, 60000));
}

template <Scalar T>
Metrics one_epoch(const JobContext& context, Network<T>& network, const LossFunction<T>& loss, TrainingOptions options,
                  double x) {
  const Dataset& data = context.data;
  const std::vector<Index> images = index_range(0, training_images(context));
  options.epochs = 1;
  const Metrics metrics = train(network, loss, data.train, images, options, context.seed);
  if (!std::isfinite(metrics.loss)) return metrics;
  const Metrics test = evaluate(network, softmax_cross_entropy<T>(context.settings.twin), data.test, {}, data.train,
                                options.normalization);
  context.recorder.record(x, "train loss", metrics.loss);
  context.recorder.record(x, "train accuracy", metrics.accuracy);
  context.recorder.record(x, "test loss", test.loss);
  context.recorder.record(x, "test accuracy", test.accuracy);
  return metrics;
}

std::vector<Published> published_rows(const EpochNumbers& numbers, const Published& common,
                                      const std::vector<std::string>& runs) {
  constexpr const char* running = "running mean while the weights move";
  constexpr const char* afterwards = "of the 10,000 test images";
  struct Number {
    const char *quantity, *printed, *unit, *meaning, *recorded;
    double scale;
    Index sample_size;
  };
  const Number all[] = {
      {"training loss, first epoch", numbers.train_loss, "nats", running, "train loss", 1, 0},
      {"training accuracy, first epoch", numbers.train_accuracy, "%", running, "train accuracy", 100, 60000},
      {"\"val\" loss after one epoch", numbers.test_loss, "nats", afterwards, "test loss", 1, 0},
      {"\"val\" accuracy after one epoch", numbers.test_accuracy, "%", afterwards, "test accuracy", 100, 10000}};
  std::vector<Published> rows;
  for (const Number& number : all) {
    Published row = common;
    row.quantity = number.quantity;
    row.printed = number.printed;
    row.unit = number.unit;
    row.meaning = number.meaning;
    row.sample_size = number.sample_size;
    for (const std::string& run : runs) row.ours.push_back({run, number.recorded, {}, number.scale});
    rows.push_back(row);
  }
  return rows;
}

double distance(const Results& results, const std::string& run, const EpochNumbers& published) {
  const auto loss = [&](const char* quantity, const char* printed) {
    return median(results, run, quantity) / std::atof(printed);
  };
  const auto error_rate = [&](const char* quantity, const char* printed) {
    return (1 - median(results, run, quantity)) / (1 - std::atof(printed) / 100);
  };
  const double ratios[] = {
      loss("train loss", published.train_loss), error_rate("train accuracy", published.train_accuracy),
      loss("test loss", published.test_loss), error_rate("test accuracy", published.test_accuracy)};
  double sum = 0;
  for (const double ratio : ratios) sum += std::log(ratio) * std::log(ratio);
  return std::isnan(sum) ? std::numeric_limits<double>::infinity() : std::sqrt(sum / 4);
}

std::string nearest_run(const Results& results, const std::vector<std::string>& runs, const EpochNumbers& published) {
  const std::string& run = *std::min_element(runs.begin(), runs.end(), [&](const auto& a, const auto& b) {
    return distance(results, a, published) < distance(results, b, published);
  });
  return "- *" + run + "* is the nearest of its kind to the report's four numbers: " +
         text("running loss %.3f and accuracy %.2f %%, test loss %.3f and accuracy %.2f %% (medians; distance %.2f).\n",
              median(results, run, "train loss"), 100 * median(results, run, "train accuracy"),
              median(results, run, "test loss"), 100 * median(results, run, "test accuracy"),
              distance(results, run, published));
}

double mean(const Results& results, const std::string& run, std::string_view quantity) {
  const Summary summary = summarize(results.values(run, quantity));
  return summary.finite ? summary.mean : std::numeric_limits<double>::quiet_NaN();
}

double median(const Results& results, const std::string& run, std::string_view quantity) {
  std::vector<double> values = results.values(run, quantity);
  std::erase_if(values, [](double value) { return !std::isfinite(value); });
  return values.empty() ? std::numeric_limits<double>::quiet_NaN() : experiments::median(values);
}

std::vector<double> row(const Results& results, double x, const std::string& run, std::string_view quantity,
                        double scale) {
  constexpr double none = std::numeric_limits<double>::quiet_NaN();
  const Summary summary = summarize(results.values(run, quantity));
  if (summary.finite == 0) return {x, none, none, none};
  const double half = summary.finite > 1 ? summary.mean_half_width : 0;
  return {x, scale * summary.mean, scale * (summary.mean - half), scale * (summary.mean + half)};
}

std::string text(const char* format, ...) {
  std::va_list arguments, again;
  va_start(arguments, format);
  va_copy(again, arguments);
  std::string result(static_cast<std::size_t>(std::vsnprintf(nullptr, 0, format, arguments)), '\0');
  std::vsnprintf(result.data(), result.size() + 1, format, again);
  va_end(again);
  va_end(arguments);
  return result;
}

template struct ChannelSum<float>;
template struct ChannelSum<double>;
template Network<float> cnn(const Variant&, Twin, std::uint64_t);
template Network<double> cnn(const Variant&, Twin, std::uint64_t);
template LossFunction<float> loss(const Variant&, Twin);
template LossFunction<double> loss(const Variant&, Twin);
template LossFunction<float> observed_loss(const Variant&, Twin);
template LossFunction<double> observed_loss(const Variant&, Twin);
template Metrics one_epoch(const JobContext&, Network<float>&, const LossFunction<float>&, TrainingOptions, double);
template Metrics one_epoch(const JobContext&, Network<double>&, const LossFunction<double>&, TrainingOptions, double);

}  // namespace backcheck::experiments::report_a
