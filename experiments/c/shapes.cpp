// The sizes that Report C prints: its data, the filter bank's features, its MNIST and its CIFAR-10 network.
#include "experiments/c/bank.hpp"
#include "experiments/experiment_file.hpp"
#include "experiments/running/lists.hpp"

namespace backcheck::experiments {
namespace {

constexpr const char* data = "MNIST";
constexpr const char* task_1 = "task 1";
constexpr const char* task_2_mnist = "task 2, MNIST";
constexpr const char* task_2_cifar = "task 2, CIFAR-10";

std::vector<Comparison> comparisons();

Experiment declaration() {
  return {
      .name = "c-shapes",
      .position = 1,
      .title = "Sizes",
      .question = "Do the sizes that Report C prints fit together?",
      .source = "Report C, tasks 1 and 2",
      .data = DataNeed::mnist,
      .x_means = "axis, or position in a list",
      .assumptions = {"The 36 filters are synthesised (see c-filter-bank); only their size and number matter here."},
      .published = comparisons()};
}

enum class Order { chw, hwc };  // of the extents, as the report prints them

void count_data(const JobContext& context);
void compute_task_1(const JobContext& context);
void compute_task_2(const JobContext& context, const Architecture& architecture, Shape shape, Order order);

std::vector<Run> runs(const Settings&) {
  using published::Pooling;
  const auto mnist = [](const JobContext& context) {
    compute_task_2(context, published::report_c_mnist(Pooling::max), {1, 1, 28, 28}, Order::chw);
  };
  const auto cifar = [](const JobContext& context) {
    compute_task_2(context, published::report_c_cifar(Pooling::max), {1, 3, 32, 32}, Order::hwc);
  };
  return {{.name = data, .seconds = 0.01, .body = count_data},
          {.name = task_1, .seconds = 0.01, .body = compute_task_1},
          {.name = task_2_mnist, .seconds = 0.01, .body = mnist},
          {.name = task_2_cifar, .seconds = 0.01, .body = cifar}};
}

std::vector<Comparison> comparisons() {
  std::vector<Comparison> all;
  for (const char* item : {"C-01", "C-03", "C-04", "C-05", "C-06", "C-29", "C-28", "C-34"}) {
    for (const std::string& id : published::ids(item)) {
      // "task 1: flattened": the run, and the quantity that it records.
      const std::string& name = published::number(id).quantity;
      const std::size_t colon = name.find(": ");
      all.push_back(compare_list(id, name.substr(0, colon), name.substr(colon + 2)));
    }
  }
  return all;
}

void record_image(const JobContext& context, const std::string& quantity, const Shape& shape, Order order) {
  if (order == Order::chw) {
    record_inner_shape(context, quantity, shape);
  } else {
    record_shape(context, quantity, {shape[2], shape[3], shape[1]});
  }
}

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
  std::vector<double> neurons;
  for (const AnyOptions& any : published::report_c_features()) {
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
  context.record(0, "bias vectors of the convolutions", conv_biases);
  context.record(0, "bias vectors of the FC layers", linear_biases);
}

std::vector<Figure> figures(const Results&) { return {}; }

Markdown findings(const Results& results) {
  const auto [exact, measured] = count_exact(comparisons(), results);
  Markdown text;
  if (measured == 0) return text;
  return text.bullet("{} of the {} printed sizes are those of the layers: they {}.", exact, measured,
                     exact == measured ? "fit together" : "do not all fit together");
}

}  // namespace
}  // namespace backcheck::experiments
