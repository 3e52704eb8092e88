// Report B's seven dimension tables, computed from the options of the layers, and the worked example of max pooling.
#include <stdexcept>

#include "experiments/catalogue.hpp"
#include "experiments/presets.hpp"
#include "experiments/shape_rows.hpp"

namespace backcheck::experiments {
namespace {

constexpr const char* tables = "tables";
constexpr const char* as_printed = "table 4 as printed";
constexpr const char* example = "pooling example";

const Conv2dOptions& conv(int number) {
  static const Architecture network = presets::report_a_cnn();
  return std::get<Conv2dOptions>(network[number == 1 ? 0 : 3]);
}

// Report B writes vectors as columns, (128x1).
void record_column(Recorder& recorder, const std::string& quantity, const Shape& vector) {
  record_shape(recorder, quantity, {vector.inner_size(), 1});
}

// Tables 2 to 7: every gradient has the shape of what it belongs to, so forward and backward share their shapes.
void compute_tables(const JobContext& context) {
  Recorder& out = context.recorder;
  Shape shape{1, 1, 28, 28};
  int conv_number = 0, pool_number = 0, linear_number = 0;
  for (const AnyOptions& any : presets::report_a_cnn()) {
    const Shape input = shape;
    std::visit([&](const auto& options) { shape = options.output_shape(input); }, any);
    if (const auto* convolution = std::get_if<Conv2dOptions>(&any)) {
      const std::string name = "convolution " + std::to_string(++conv_number) + ", ";
      record_inner_shape(out, name + "X", input);
      record_shape(out, name + "K", convolution->parameter_shapes().weight);
      record_inner_shape(out, name + "B", shape);  // eq. 1 adds B to Y entry by entry
      record_inner_shape(out, name + "Y", shape);
    } else if (const auto* pool = std::get_if<MaxPool2dOptions>(&any)) {
      const std::string name = "pooling " + std::to_string(++pool_number) + ", ";
      record_inner_shape(out, name + "X", input);
      record_shape(out, name + "K", {pool->kernel_size, pool->kernel_size});
      record_inner_shape(out, name + "Y", shape);
    } else if (const auto* linear = std::get_if<LinearOptions>(&any)) {
      const std::string name = "fully connected " + std::to_string(++linear_number) + ", ";
      record_column(out, name + "X", input);
      record_shape(out, name + "W", linear->parameter_shapes().weight);
      record_column(out, name + "B", shape);
      record_column(out, name + "Y", shape);
    }
  }
}

// What would follow if pooling layer 1 put out 4x24x24, as Table 4 prints it.
void follow_table_4(const JobContext& context) {
  const MaxPool2dOptions pool;
  const Shape second_pooling = pool.output_shape(conv(2).output_shape({1, 4, 24, 24}));
  const double features = static_cast<double>(second_pooling.inner_size());
  context.recorder.record(0, "features", features);
  try {
    LinearOptions{.in_features = 128, .out_features = 128}.output_shape(second_pooling);
    context.recorder.record(0, "fully connected 1 accepts them", 1);
  } catch (const std::invalid_argument&) {
    context.recorder.record(0, "fully connected 1 accepts them", 0);
  }
}

void pool_the_example(const JobContext& context) {
  Network<double> network = make_network<double>({MaxPool2dOptions{}}, context.settings.twin);
  network.want_input_gradient(true);
  const Tensor<double> input({1, 1, 4, 4}, {4, 5, 2, 2, 6, 3, 7, 1, 9, 7, 5, 2, 2, 5, 1, 4});
  const Tensor<double> output = network.forward(input);
  network.backward(Tensor<double>(output.shape(), 1), input);  // routes a one to every winner: the mask
  const Tensor<double>& mask = network.gradients()[0].input;
  record_list(context.recorder, "output", std::vector(output.begin(), output.end()));
  record_list(context.recorder, "what the arrow points at",
              std::vector<double>{mask(0, 0, 0, 0), mask(0, 0, 0, 1), mask(0, 0, 1, 0), mask(0, 0, 1, 1)});
}

Published with(Published row, const std::string& meaning, const std::string& cause = "") {
  row.meaning = meaning;
  row.cause = cause;
  return row;
}

std::vector<Published> rows() {
  std::vector<Published> rows;
  const auto add = [&](const std::string& id, const std::string& table, const std::string& quantity,
                       const std::string& printed, const std::string& meaning = "", const std::string& cause = "") {
    Published row = list_row(id, quantity, printed, tables);
    row.quantity = table + ": " + quantity;
    rows.push_back(with(std::move(row), meaning, cause));
  };
  const std::string untied = "one bias a pixel of the output (eq. 1 adds matrices); usual is one a channel";
  const std::string wrong_output =
      "with 4x24x24 the second fully connected stage would get 8x10x10 = 800 features where Table 6 has 128, and "
      "refuses "
      "them; Tables 2 and 5 of the report itself have 4x12x12";
  const std::string wrong_window =
      "a window has a height and a width only; the report adds a batch of 1 and the channels after (or, for layer 2, "
      "before) pooling";
  add("B-03", "Table 2", "convolution 1, X", "1x28x28");
  add("B-03", "Table 2", "convolution 1, K", "4x1x5x5");
  add("B-03", "Table 2", "convolution 1, B", "4x24x24", untied);
  add("B-03", "Table 2", "convolution 1, Y", "4x24x24");
  add("B-03", "Table 2", "convolution 2, X", "4x12x12");
  add("B-03", "Table 2", "convolution 2, K", "8x4x5x5");
  add("B-03", "Table 2", "convolution 2, B", "8x8x8", untied);
  add("B-03", "Table 2", "convolution 2, Y", "8x8x8");
  add("B-09", "Table 3", "convolution 1, K", "4x1x5x5", "its gradient");
  add("B-09", "Table 3", "convolution 1, B", "4x24x24", "its gradient; " + untied);
  add("B-09", "Table 3", "convolution 1, X", "1x28x28", "its gradient");
  add("B-09", "Table 3", "convolution 2, K", "8x4x5x5", "its gradient");
  add("B-09", "Table 3", "convolution 2, B", "8x8x8", "its gradient; " + untied);
  add("B-09", "Table 3", "convolution 2, X", "4x12x12", "its gradient");
  add("B-12", "Table 4", "pooling 1, X", "4x24x24");
  add("B-12", "Table 4", "pooling 1, K", "1x2x2x2", "the window", wrong_window);
  add("B-12", "Table 4", "pooling 1, Y", "4x24x24", "the input's shape, printed for the output's", wrong_output);
  add("B-12", "Table 4", "pooling 2, X", "8x8x8");
  add("B-12", "Table 4", "pooling 2, K", "1x8x2x2", "the window", wrong_window);
  add("B-12", "Table 4", "pooling 2, Y", "8x4x4");
  add("B-14", "Table 5", "pooling 1, X", "4x24x24", "its gradient, and the cache of the winners");
  add("B-14", "Table 5", "pooling 1, Y", "4x12x12", "its gradient");
  add("B-14", "Table 5", "pooling 2, X", "8x8x8", "its gradient, and the cache of the winners");
  add("B-14", "Table 5", "pooling 2, Y", "8x4x4", "its gradient");
  for (const bool backward : {false, true}) {
    const std::string id = backward ? "B-18" : "B-16", table = backward ? "Table 7" : "Table 6";
    const std::string meaning = backward ? "its gradient" : "";
    add(id, table, "fully connected 1, X", "128x1", meaning);
    add(id, table, "fully connected 1, W", "128x128", meaning);
    add(id, table, "fully connected 1, B", "128x1", meaning);
    add(id, table, "fully connected 1, Y", "128x1", meaning);
    add(id, table, "fully connected 2, X", "128x1", meaning);
    add(id, table, "fully connected 2, W", "10x128", meaning);
    add(id, table, "fully connected 2, B", "10x1", meaning);
    add(id, table, "fully connected 2, Y", "10x1", meaning);
  }
  rows.push_back(with(list_row("B-11", "what the arrow points at", "0, 0, 1, 0", example),
                      "the mask of the winners in the top left window, not the pooled output"));
  return rows;
}

std::string text(const Results& results) {
  const auto list = [&](const char* run, const char* quantity) {
    std::string words;
    for (const auto& [x, values] : results.curve(run, quantity)) {
      words += (words.empty() ? "" : ", ") + std::to_string(static_cast<int>(values.front()));
    }
    return words;
  };
  const bool accepted = results.values(as_printed, "fully connected 1 accepts them").at(0) != 0;
  return "Table 4 gives the output of pooling layer 1 the shape of its input. Followed literally, the features after "
         "pooling layer 2 are " +
         list(as_printed, "features") + ", which FC 1 of Table 6 " + (accepted ? "accepts" : "refuses") +
         ".\n\nThe example of section 1.2 pools to " + list(example, "output") +
         "; the matrix behind its arrow, 0 0 / 1 0, is the cache of one window: where its largest entry is.\n";
}

}  // namespace

Experiment b_shapes() {
  return {
      .name = "b-shapes",
      .title = "Dimension tables",
      .question = "Do the shapes that Report B prints for every layer, forward and backward, fit together?",
      .source = "Report B, Tables 2 to 7 and the example of section 1.2",
      .x_means = "axis, or position in a list",
      .assumptions = {"The images are 1x28x28; convolutions are valid with stride 1, pooling is 2x2 with stride 2."},
      .published = rows(),
      .jobs =
          [](const Settings&) {
            std::vector<Job> jobs;
            add_jobs(jobs, tables, 1, 0.01, compute_tables);
            add_jobs(jobs, as_printed, 1, 0.01, follow_table_4);
            add_jobs(jobs, example, 1, 0.01, pool_the_example);
            return jobs;
          },
      .findings = text};
}

}  // namespace backcheck::experiments
