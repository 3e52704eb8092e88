#include "experiments/b/dimension_tables.hpp"

#include <algorithm>
#include <span>
#include <stdexcept>
#include <string>

#include "core/random.hpp"
#include "experiments/judging/statistics.hpp"
#include "experiments/judging/verdict.hpp"
#include "experiments/running/lists.hpp"
#include "reference/as_published/networks.hpp"

namespace backcheck::experiments::report_b {
namespace {

// Report B writes vectors as columns, (128x1).
void record_column(const JobContext& context, const std::string& quantity, const Shape& vector) {
  record_shape(context, quantity, {vector.inner_size(), 1});
}

}  // namespace

void compute_tables(const JobContext& context) {
  Shape shape{1, 1, 28, 28};
  int conv_number = 0, pool_number = 0, linear_number = 0;
  for (const AnyOptions& any : published::report_a_cnn()) {
    const Shape input = shape;
    std::visit([&](const auto& options) { shape = options.output_shape(input); }, any);
    if (const auto* convolution = std::get_if<Conv2dOptions>(&any)) {
      const std::string name = fmt::format("convolution {}, ", ++conv_number);
      record_inner_shape(context, name + "X", input);
      record_shape(context, name + "K", convolution->parameter_shapes().weight);
      record_inner_shape(context, name + "B", shape);  // eq. 1 adds B to Y entry by entry
      record_inner_shape(context, name + "Y", shape);
    } else if (const auto* pool = std::get_if<MaxPool2dOptions>(&any)) {
      const std::string name = fmt::format("pooling {}, ", ++pool_number);
      record_inner_shape(context, name + "X", input);
      record_shape(context, name + "K", {pool->kernel_size, pool->kernel_size});
      record_inner_shape(context, name + "Y", shape);
      // The mask of the winners that the report caches is of the input's shape; ours holds their places, one a window.
      record_inner_shape(context, name + "cache", input);
    } else if (const auto* linear = std::get_if<LinearOptions>(&any)) {
      const std::string name = fmt::format("fully connected {}, ", ++linear_number);
      record_column(context, name + "X", input);
      record_shape(context, name + "W", linear->parameter_shapes().weight);
      record_column(context, name + "B", shape);
      record_column(context, name + "Y", shape);
    }
  }
}

void follow_table_4(const JobContext& context) {
  const Architecture network = published::report_a_cnn();
  const Shape convolved = std::get<Conv2dOptions>(network[3]).output_shape({1, 4, 24, 24});  // by convolution 2
  const Shape pooled = MaxPool2dOptions{}.output_shape(convolved);
  context.record(0, "features", static_cast<double>(pooled.inner_size()));
  double accepted = 1;
  try {
    LinearOptions{.in_features = 128, .out_features = 128}.output_shape(pooled);
  } catch (const std::invalid_argument&) {
    accepted = 0;
  }
  context.record(0, "fully connected 1 accepts them", accepted);
}

void pool_the_example(const JobContext& context) {
  Network<double> network = make_network<double>({MaxPool2dOptions{}}, context.settings.twin);
  network.want_input_gradient(true);
  const std::vector<double> entries = parse_printed_list(published::number("B-11/input").printed);
  Tensor<double> input(Shape{1, 1, 4, 4});
  std::copy(entries.begin(), entries.end(), input.begin());
  const Tensor<double> output = network.forward(input);
  network.backward(Tensor<double>(output.shape(), 1), input);  // routes a one to every winner: the mask
  const Tensor<double>& mask = network.gradients()[0].input;
  record_list(context, "output", std::vector(output.begin(), output.end()));
  record_list(context, "what the arrow points at",
              std::vector<double>{mask(0, 0, 0, 0), mask(0, 0, 0, 1), mask(0, 0, 1, 0), mask(0, 0, 1, 1)});
}

void follow_an_image(const JobContext& context) {
  const Architecture layers = published::report_a_cnn();
  Network<double> network = make_network<double>(layers, context.settings.twin);
  initialize(network, {}, context.seed);
  Tensor<double> image(Shape{1, 1, 28, 28});
  fill_normal(image, 1, mix(context.seed, 1));
  network.forward(image);
  for (Index n = 0; n < network.depth(); ++n) {
    const Tensor<double>& output = network.output(n);
    const Statistics s = summarize(std::span(output.data(), static_cast<std::size_t>(output.size())));
    const double x = static_cast<double>(n + 1);
    context.record(x, "elements", static_cast<double>(output.size()));
    context.record(x, "mean", s.mean);
    context.record(x, "deviation", s.deviation);
    context.record(x, "zeros", static_cast<double>(std::count(output.begin(), output.end(), 0.0)));
  }
}

}  // namespace backcheck::experiments::report_b
