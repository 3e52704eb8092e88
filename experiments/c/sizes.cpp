#include "experiments/c/sizes.hpp"

#include <string>
#include <variant>

#include "experiments/c/bank.hpp"
#include "experiments/running/lists.hpp"
#include "reference/as_published/networks.hpp"

namespace backcheck::experiments::report_c {
namespace {

enum class Order { chw, hwc };  // of the extents, as the report prints them

void record_image(const JobContext& context, const std::string& quantity, const Shape& shape, Order order) {
  if (order == Order::chw) {
    record_inner_shape(context, quantity, shape);
  } else {
    record_shape(context, quantity, {shape[2], shape[3], shape[1]});
  }
}

void record_neurons(const JobContext& context, const Architecture& architecture) {
  std::vector<double> neurons;
  for (const AnyOptions& any : architecture) {
    const auto* linear = std::get_if<LinearOptions>(&any);
    if (linear) neurons.push_back(static_cast<double>(linear->out_features));
  }
  record_list(context, "neurons of the FC layers", neurons);
}

void compute_task_2(const JobContext& context, const Architecture& architecture, Shape shape, Order order) {
  double conv_biases = 0, linear_biases = 0;
  record_image(context, "image", shape, order);
  for (const AnyOptions& any : architecture) {
    if (std::holds_alternative<LinearOptions>(any) && ++linear_biases == 1) {
      record_shape(context, "flattened", {shape.inner_size()});
    }
    std::visit([&](const auto& options) { shape = options.output_shape(shape); }, any);
    if (std::holds_alternative<Conv2dOptions>(any)) {
      record_image(context, ++conv_biases == 1 ? "after convolution 1" : "after convolution 2", shape, order);
    } else if (std::holds_alternative<MaxPool2dOptions>(any)) {
      record_image(context, "after the pooling", shape, order);
    }
  }
  record_neurons(context, architecture);
  context.record(0, "bias vectors of the convolutions", conv_biases);
  context.record(0, "bias vectors of the FC layers", linear_biases);
}

}  // namespace

void count_data(const JobContext& context) {
  const auto record = [&](const std::string& set, const ImageSet& images) {
    record_shape(context, set + " images", {images.size(), images.image_size()});
    record_shape(context, set + " labels", {images.size(), 1});
  };
  record("training", context.data.train);
  record("testing", context.data.test);
}

void compute_task_1(const JobContext& context) {
  const Shape filters = filter_bank({}).shape();
  const Conv2dOptions conv{.in_channels = filters[1], .out_channels = filters[0], .kernel_size = filters[2]};
  const Shape convolved = conv.output_shape({1, 1, 28, 28}), pooled = MaxPool2dOptions{}.output_shape(convolved);
  record_shape(context, "filter", {filters[2], filters[3]});
  record_shape(context, "features", {filters[0]});
  record_image(context, "after the convolution", convolved, Order::hwc);
  record_image(context, "after the pooling", pooled, Order::hwc);
  record_shape(context, "flattened", {pooled.inner_size()});
  record_neurons(context, published::report_c_features());
}

void compute_task_2_mnist(const JobContext& context) {
  compute_task_2(context, published::report_c_mnist(published::Pooling::max), {1, 1, 28, 28}, Order::chw);
}

void compute_task_2_cifar(const JobContext& context) {
  compute_task_2(context, published::report_c_cifar(published::Pooling::max), {1, 3, 32, 32}, Order::hwc);
}

}  // namespace backcheck::experiments::report_c
