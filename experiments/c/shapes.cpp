// The sizes that Report C prints: its data, the filter bank's features, its MNIST and its CIFAR-10 network.
#include "experiments/catalogue.hpp"
#include "experiments/filter_bank.hpp"
#include "experiments/presets.hpp"
#include "experiments/shape_rows.hpp"

namespace backcheck::experiments {
namespace {

constexpr const char* data = "MNIST";
constexpr const char* task_1 = "task 1";
constexpr const char* task_2_mnist = "task 2, MNIST";
constexpr const char* task_2_cifar = "task 2, CIFAR-10";

enum class Layout { chw, hwc };

void record_image(Recorder& recorder, const std::string& quantity, const Shape& shape, Layout layout) {
  if (layout == Layout::chw) {
    record_inner_shape(recorder, quantity, shape);
  } else {
    record_shape(recorder, quantity, {shape[2], shape[3], shape[1]});
  }
}

void count_data(const JobContext& context) {
  const auto record = [&](const std::string& set, const ImageSet& images) {
    record_shape(context.recorder, set + " images", {images.size(), images.image_size()});
    record_shape(context.recorder, set + " labels", {images.size(), 1});
  };
  record("training", context.data.train);
  record("testing", context.data.test);
}

void compute_task_1(const JobContext& context) {
  Recorder& out = context.recorder;
  const Shape filters = filter_bank({}).shape();
  const Conv2dOptions conv{.in_channels = filters[1], .out_channels = filters[0], .kernel_size = filters[2]};
  const Shape convolved = conv.output_shape({1, 1, 28, 28}), pooled = MaxPool2dOptions{}.output_shape(convolved);
  record_shape(out, "filter", {filters[2], filters[3]});
  record_shape(out, "features", {filters[0]});
  record_image(out, "after the convolution", convolved, Layout::hwc);
  record_image(out, "after the pooling", pooled, Layout::hwc);
  record_shape(out, "flattened", {pooled.inner_size()});
  std::vector<double> neurons;
  for (const AnyOptions& any : presets::report_c_features()) {
    const auto* linear = std::get_if<LinearOptions>(&any);
    if (linear) neurons.push_back(static_cast<double>(linear->out_features));
  }
  record_list(out, "neurons of the FC layers", neurons);
}

void compute_task_2(const JobContext& context, const Architecture& architecture, Shape shape, Layout layout) {
  Recorder& out = context.recorder;
  double conv_biases = 0, linear_biases = 0;
  record_image(out, "image", shape, layout);
  for (const AnyOptions& any : architecture) {
    if (std::holds_alternative<LinearOptions>(any) && ++linear_biases == 1) {
      record_shape(out, "flattened", {shape.inner_size()});
    }
    std::visit([&](const auto& options) { shape = options.output_shape(shape); }, any);
    if (std::holds_alternative<Conv2dOptions>(any)) {
      record_image(out, ++conv_biases == 1 ? "after convolution 1" : "after convolution 2", shape, layout);
    } else if (std::holds_alternative<MaxPool2dOptions>(any)) {
      record_image(out, "after the pooling", shape, layout);
    }
  }
  out.record(0, "bias vectors of the convolutions", conv_biases);
  out.record(0, "bias vectors of the FC layers", linear_biases);
}

std::vector<Published> rows() {
  std::vector<Published> rows;
  const auto add = [&](const char* id, const char* run, const char* quantity, const char* printed) {
    rows.push_back(list_row(id, quantity, printed, run));
    rows.back().quantity = std::string(run) + ": " + quantity;
  };
  add("C-01", data, "training images", "60000,784");
  add("C-01", data, "training labels", "60000,1");
  add("C-01", data, "testing images", "10000,784");
  add("C-01", data, "testing labels", "10000,1");
  add("C-03", task_1, "filter", "17x17");
  add("C-03", task_1, "features", "36");
  add("C-03", task_1, "after the convolution", "12,12,36");
  add("C-04", task_1, "after the pooling", "6,6,36");
  add("C-05", task_1, "flattened", "1296");
  add("C-06", task_1, "neurons of the FC layers", "256,128,10");
  add("C-29", task_2_mnist, "image", "1*28*28");
  add("C-29", task_2_mnist, "after convolution 1", "8*24*24");
  add("C-29", task_2_mnist, "after convolution 2", "8*20*20");
  add("C-29", task_2_mnist, "after the pooling", "8*10*10");
  add("C-29", task_2_mnist, "flattened", "800");
  add("C-28", task_2_mnist, "bias vectors of the convolutions", "2");
  add("C-28", task_2_mnist, "bias vectors of the FC layers", "2");
  add("C-34", task_2_cifar, "image", "32*32*3");
  add("C-34", task_2_cifar, "after convolution 1", "28*28*10");
  add("C-34", task_2_cifar, "after convolution 2", "24*24*10");
  add("C-34", task_2_cifar, "after the pooling", "12*12*10");
  add("C-34", task_2_cifar, "flattened", "1440");
  add("C-34", task_2_cifar, "bias vectors of the convolutions", "2");
  add("C-34", task_2_cifar, "bias vectors of the FC layers", "2");
  for (Published& row : rows) {
    if (row.id == "C-34" && row.printed.find('*') != std::string::npos) {
      row.meaning = "channels last, where the MNIST network has them first";
    }
  }
  return rows;
}

}  // namespace

Experiment c_shapes() {
  return {
      .name = "c-shapes",
      .title = "Sizes",
      .question = "Do the sizes that Report C prints fit together?",
      .source = "Report C, tasks 1 and 2",
      .data = DataNeed::mnist,
      .x_means = "axis, or position in a list",
      .assumptions = {"The 36 filters are synthesised (see c-filter-bank); only their size and number matter here."},
      .published = rows(),
      .jobs = [](const Settings&) {
        std::vector<Job> jobs;
        add_jobs(jobs, data, 1, 0.01, count_data);
        add_jobs(jobs, task_1, 1, 0.01, compute_task_1);
        add_jobs(jobs, task_2_mnist, 1, 0.01, [](const JobContext& context) {
          compute_task_2(context, presets::report_c_mnist(presets::Pooling::max), {1, 1, 28, 28}, Layout::chw);
        });
        add_jobs(jobs, task_2_cifar, 1, 0.01, [](const JobContext& context) {
          compute_task_2(context, presets::report_c_cifar(presets::Pooling::max), {1, 3, 32, 32}, Layout::hwc);
        });
        return jobs;
      }};
}

}  // namespace backcheck::experiments
