// Report B's seven dimension tables, computed from the options of the layers, and the worked example of max pooling.
#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "experiments/experiment_file.hpp"
#include "experiments/running/lists.hpp"

namespace backcheck::experiments {
namespace {

constexpr const char* tables = "tables";
constexpr const char* as_printed = "table 4 as printed";
constexpr const char* example = "pooling example";

std::vector<Comparison> comparisons();

Experiment declaration() {
  return {
      .name = "b-shapes",
      .position = 1,
      .title = "Dimension tables",
      .question = "Do the shapes that Report B prints for every layer, forward and backward, fit together?",
      .source = "Report B, Tables 2 to 7 and the example of section 1.2",
      .x_means = "axis, or position in a list",
      .assumptions = {"The images are 1x28x28; convolutions are valid with stride 1, pooling is 2x2 with stride 2."},
      .published = comparisons()};
}

void compute_tables(const JobContext& context);
void follow_table_4(const JobContext& context);
void pool_the_example(const JobContext& context);

std::vector<Run> runs(const Settings&) {
  return {{.name = tables, .seconds = 0.01, .body = compute_tables},
          {.name = as_printed, .seconds = 0.01, .body = follow_table_4},
          {.name = example, .seconds = 0.01, .body = pool_the_example}};
}

std::vector<Comparison> comparisons() {
  const std::string wrong_output =
      "with 4x24x24 the second fully connected stage would get 8x10x10 = 800 features where Table 6 has 128, and "
      "refuses them; Tables 2 and 5 of the report itself have 4x12x12";
  const std::string wrong_window =
      "a window has a height and a width only; the report adds a batch of 1 and the channels after (or, for layer 2, "
      "before) pooling";
  std::vector<Comparison> all;
  for (const char* item : {"B-03", "B-09", "B-12", "B-14", "B-16", "B-18"}) {
    for (const std::string& id : published::ids(item)) {
      // "Table 2: convolution 1, X": what it is a shape of is recorded under the same name.
      const std::string& name = published::number(id).quantity;
      all.push_back(compare_list(id, tables, name.substr(name.find(": ") + 2)));
      if (id == "B-12/pooling-1-Y") all.back().cause = wrong_output;
      if (id.starts_with("B-12") && id.ends_with("K")) all.back().cause = wrong_window;
    }
  }
  all.push_back(compare_list("B-11/arrow", example, "what the arrow points at"));
  return all;
}

// Report B writes vectors as columns, (128x1).
void record_column(const JobContext& context, const std::string& quantity, const Shape& vector) {
  record_shape(context, quantity, {vector.inner_size(), 1});
}

// Tables 2 to 7: every gradient has the shape of what it belongs to, so forward and backward share their shapes.
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
    } else if (const auto* linear = std::get_if<LinearOptions>(&any)) {
      const std::string name = fmt::format("fully connected {}, ", ++linear_number);
      record_column(context, name + "X", input);
      record_shape(context, name + "W", linear->parameter_shapes().weight);
      record_column(context, name + "B", shape);
      record_column(context, name + "Y", shape);
    }
  }
}

// What would follow if pooling layer 1 put out 4x24x24, as Table 4 prints it.
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

std::vector<Figure> figures(const Results&) { return {}; }

Markdown findings(const Results& results) {
  const auto list = [&](const char* run, const char* quantity) {
    std::vector<std::string> entries;
    for (const auto& [x, value] : results.curve_of_seed(run, quantity, 1)) entries.push_back(fmt::format("{}", value));
    return joined(entries);
  };
  const double accepted = results.mean(as_printed, "fully connected 1 accepts them");
  const std::string features = list(as_printed, "features"), pooled = list(example, "output");
  if (std::isnan(accepted) || features.empty() || pooled.empty()) return Markdown().paragraph("Not run.");
  return Markdown()
      .paragraph(
          "Table 4 gives the output of pooling layer 1 the shape of its input, {}. Followed literally, the features "
          "after pooling layer 2 are {}, which FC 1 of Table 6 {}.",
          published::number("B-12/pooling-1-Y").printed, features, accepted > 0 ? "accepts" : "refuses")
      .paragraph(
          "The example of section 1.2 pools to {}; the matrix behind its arrow, {}, is the cache of one window: where "
          "its largest entry is.",
          pooled, published::number("B-11/arrow").printed);
}

}  // namespace
}  // namespace backcheck::experiments
