// Report D's error figures: the forward pass against the assignment's printed reference values, the gradients of
// layers, sandwiches and the whole network against difference quotients, and what the step of the quotient does to
// them.
#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

#include "core/random.hpp"
#include "experiments/experiment_file.hpp"
#include "reference/as_published/assignment.hpp"

namespace backcheck::experiments {
namespace {

constexpr double report_step = 1e-7;
constexpr const char* forward = "forward";

std::vector<Comparison> comparisons();

Experiment declaration() {
  return {.name = "d-gradient-errors",
          .position = 2,
          .title = "Errors of the forward pass and of the gradients",
          .question = "What do errors of about 1e-9 say about the layers?",
          .source = "Report D, sections 1, 2, 4 and 5",
          .x_means = "step h of the difference quotient; 0 for the forward pass",
          .assumptions = {"Shapes, data and step are those of the public assignment that the report answers: "
                          "convolution (4, 3, 5, 5) with 2 filters 3x3; sandwiches (2, 3, 8, 8) and (2, 3, 16, 16) "
                          "with 3 filters 3x3; network with 2 images 3x16x16, 3 filters 3x3, 7 hidden units.",
                          "Central differences divided by 2h; error = max|a - n| / max(|a| + |n|) over a tensor.",
                          "The random draws are ours, so published digits cannot recur; magnitudes can."},
          .published = comparisons()};
}

// What is checked: a layer, a sandwich of layers, or a network with its loss.
struct Checked {
  std::string run;
  Architecture architecture;
  Shape input;
  double weight_scale = 1, bias_scale = 1;  // standard deviations of the random parameters
  bool with_loss = false;                   // of the softmax cross-entropy, labels drawn; else of <random, output>
};
const std::vector<Checked>& all_checked();

void check_forward(const JobContext& context);
void check_gradients(const Checked& checked, const JobContext& context);

std::vector<Run> runs(const Settings& settings) {
  std::vector<Run> runs{{.name = forward, .seconds = 0.1, .body = check_forward}};
  for (const Checked& checked : all_checked()) {
    runs.push_back({.name = checked.run,
                    .seeds = settings.seed_count(20, 50),
                    .seconds = checked.with_loss ? 0.5 : 0.3,
                    .body = [&checked](const JobContext& context) { check_gradients(checked, context); }});
  }
  return runs;
}

// The published gradient errors, and where ours are recorded.
struct GradientError {
  const char *number, *run, *quantity;
};
constexpr GradientError gradient_errors[] = {{"D-07/dx", "convolution", "input"},
                                             {"D-07/dw", "convolution", "weight 1"},
                                             {"D-07/db", "convolution", "bias 1"},
                                             {"D-16/dx", "conv - ReLU", "input"},
                                             {"D-16/dw", "conv - ReLU", "weight 1"},
                                             {"D-16/db", "conv - ReLU", "bias 1"},
                                             {"D-17/dx", "conv - ReLU - pool", "input"},
                                             {"D-17/dw", "conv - ReLU - pool", "weight 1"},
                                             {"D-17/db", "conv - ReLU - pool", "bias 1"},
                                             {"D-23/W1", "three-layer network", "weight 1"},
                                             {"D-23/W2", "three-layer network", "weight 2"},
                                             {"D-23/W3", "three-layer network", "weight 3"},
                                             {"D-23/b1", "three-layer network", "bias 1"},
                                             {"D-23/b2", "three-layer network", "bias 2"},
                                             {"D-23/b3", "three-layer network", "bias 3"}};

std::vector<Comparison> comparisons() {
  std::vector<Comparison> all{
      {.number = "D-04/error",
       .ours = {{forward, "convolution, tensor-relative"}},
       .assumed = "the assignment's inputs: linspace, stride 2, padding 1; tensor-relative metric",
       .tolerance = 0.005e-9}};  // half a unit of the last digit printed
  for (const GradientError& error : gradient_errors) {
    all.push_back({.number = error.number,
                   .ours = {{error.run, error.quantity, report_step}},
                   .assumed = "the assignment's shapes, N(0, 1) data, h = 1e-7, tensor-relative metric",
                   .logarithmic = true});
  }
  return all;
}

const std::vector<Checked>& all_checked() {
  const Conv2dOptions conv{.in_channels = 3, .out_channels = 3, .kernel_size = 3, .padding = 1};
  static const std::vector<Checked> all = {
      {"convolution",
       {Conv2dOptions{.in_channels = 3, .out_channels = 2, .kernel_size = 3, .padding = 1}},
       {4, 3, 5, 5}},
      {"max pooling", {MaxPool2dOptions{}}, {3, 2, 8, 8}},
      {"conv - sigmoid", {conv, SigmoidOptions{}}, {2, 3, 8, 8}},
      {"conv - ReLU", {conv, ReLUOptions{}}, {2, 3, 8, 8}},
      {"conv - ReLU - pool", {conv, ReLUOptions{}, MaxPool2dOptions{}}, {2, 3, 16, 16}},
      {"three-layer network",
       published::report_d_three_layer({.size = 16, .filters = 3, .kernel_size = 3, .hidden = 7}),
       {2, 3, 16, 16},
       0.05,
       0,
       true}};
  return all;
}

void check_forward(const JobContext& context) {
  const auto record = [&](const std::string& layer, const Tensor<double>& ours, const Tensor<double>& printed) {
    context.record(0, layer + ", tensor-relative", published::tensor_relative_error(ours, printed));
    context.record(0, layer + ", element-wise", published::element_wise_error(ours, printed));
  };
  const Conv2dOptions convolution{.in_channels = 3, .out_channels = 3, .kernel_size = 4, .stride = 2, .padding = 1};
  Network<double> conv = make_network<double>({convolution}, context.settings.twin);
  conv.parameters()[0] = {published::linspace({3, 3, 4, 4}, -0.2, 0.3), published::linspace({3}, -0.1, 0.2)};
  record("convolution", conv.forward(published::linspace({2, 3, 4, 4}, -0.1, 0.5)), published::expected_convolution());
  Network<double> pool = make_network<double>({MaxPool2dOptions{}}, context.settings.twin);
  record("max pooling", pool.forward(published::linspace({2, 3, 4, 4}, -0.3, 0.4)), published::expected_max_pooling());
}

// The sum over all outputs of grad_output * d(output)/d(x) for every element of x, from central differences as the
// assignment takes them: each output's difference is divided by 2h, not by the step that x + h and x - h really make.
Tensor<double> numeric_gradient(Tensor<double>& x, double h, const Tensor<double>& grad_output,
                                const std::function<Tensor<double>()>& function) {
  Tensor<double> gradient(x.shape());
  for (Index i = 0; i < x.size(); ++i) {
    const double before = x[i];
    x[i] = before + h;
    const Tensor<double> above = function();
    x[i] = before - h;
    const Tensor<double> below = function();
    x[i] = before;
    for (Index o = 0; o < above.size(); ++o) gradient[i] += grad_output[o] * ((above[o] - below[o]) / (2 * h));
  }
  return gradient;
}

// Every power of two from 1/2 down to 2^-40, and the report's own step.
std::vector<double> steps() {
  std::vector<double> all{report_step};
  for (int exponent = 1; exponent <= 40; ++exponent) all.push_back(std::ldexp(1.0, -exponent));
  return all;
}

void check_gradients(const Checked& checked, const JobContext& context) {
  Network<double> network = make_network<double>(checked.architecture, context.settings.twin);
  network.want_input_gradient(true);
  std::uint64_t draws = 0;
  const auto draw = [&](Tensor<double>& tensor, double scale) {
    fill_normal(tensor, scale, mix(context.seed, draws++));
  };
  Tensor<double> input(checked.input), grad_output;
  draw(input, 1);
  for (Parameters<double>& params : network.parameters()) {
    draw(params.weight, checked.weight_scale);
    draw(params.bias, checked.bias_scale);
  }

  // The function, and the exact gradients of <grad_output, function>.
  const LossFunction<double> loss = softmax_cross_entropy<double>(context.settings.twin);
  std::vector<int> labels(static_cast<std::size_t>(checked.input[0]));
  for (std::size_t n = 0; n < labels.size(); ++n) {
    labels[n] = static_cast<int>(random_bits(mix(context.seed, draws), static_cast<std::uint32_t>(n)) % 10);
  }
  Tensor<double> grad_logits;
  const std::function<Tensor<double>()> function = [&]() -> Tensor<double> {
    if (!checked.with_loss) return network.forward(input);
    return Tensor<double>({1}, {loss(network.forward(input), labels, grad_logits)});
  };
  if (checked.with_loss) {
    grad_output = Tensor<double>({1}, {1.0});
    function();
    network.backward(grad_logits, input);
  } else {
    grad_output = Tensor<double>(function().shape());
    draw(grad_output, 1);
    network.backward(grad_output, input);
  }

  // The whole V only for the first seed of the network, whose 1,600 parameters are each moved twice a step.
  const bool large = checked.with_loss;
  for (const double h : large&& context.seed > 1 ? std::vector{report_step} : steps()) {
    double worst = 0;
    const auto compare = [&](const std::string& quantity, Tensor<double>& x, const Tensor<double>& exact) {
      if (x.empty()) return;
      const double error = published::tensor_relative_error(exact, numeric_gradient(x, h, grad_output, function));
      worst = std::max(worst, error);
      context.record(h, quantity, error);
    };
    if (!large) compare("input", input, network.gradients()[0].input);
    int number = 0;
    for (std::size_t l = 0; l < network.parameters().size(); ++l) {
      Parameters<double>& params = network.parameters()[l];
      if (params.weight.empty()) continue;
      ++number;
      compare("weight " + std::to_string(number), params.weight, network.gradients()[l].weight);
      compare("bias " + std::to_string(number), params.bias, network.gradients()[l].bias);
    }
    context.record(h, "worst", worst);
  }
}

constexpr double smallest_shown = 1e-17;  // an error of exactly 0 has no place on a log axis

double smallest_median(const Results& results, const std::string& run, const std::string& quantity) {
  double least = std::numeric_limits<double>::infinity();
  for (const auto& [h, error] : median_curve(results, run, quantity)) least = std::min(least, error);
  return least;
}

Level mark_at(double x, Colour colour, Dash dash, double height) {
  return {.axis = Level::Axis::x, .value = x, .style = {.colour = colour, .dash = dash, .width = 2}, .height = height};
}

Figure v_curve(const Results& results) {
  Panel panel{
      .x = {.label = "step h", .low = 5e-13, .high = 1, .logarithmic = true, .numbers = Axis::Numbers::powers_of_ten},
      .y = {.label = "relative error of the gradient",
            .low = smallest_shown,
            .high = 30,
            .logarithmic = true,
            .numbers = Axis::Numbers::powers_of_ten},
      .key = {.place = Key::Place::bottom_left, .boxed = true}};
  const std::pair<double, const char*> usual_steps[] = {{report_step, "Report D"}, {1e-5, "cs231n"}, {1e-3, "Chainer"}};
  for (const auto& [step, name] : usual_steps) {
    panel.elements.push_back(mark_at(step, Colour::dark_grey, Dash::dashed, 0.94));
    panel.elements.push_back(Text{step, Coordinate::fraction(0.97), name, Text::Align::centre});
  }
  panel.elements.push_back(mark_at(0.125, Colour::black, Dash::solid, 0.94));
  panel.elements.push_back(Text{0.125, Coordinate::fraction(0.97), "linear, ours", Text::Align::centre});
  const Style guide{.colour = Colour::grey, .dash = Dash::dotted};
  panel.elements.push_back(Line{{{5e-13, 1.5e-17 / 5e-13}, {1, 1.5e-17}}, guide});
  panel.elements.push_back(Line{{{2e-6, 2e-3 * 2e-6 * 2e-6}, {1, 2e-3}}, guide});
  panel.elements.push_back(Text{1.2e-12, 3e-7, "slope −1", Text::Align::left, 13, Colour::dark_grey});
  panel.elements.push_back(Text{2.2e-2, 8e-8, "slope +2", Text::Align::left, 13, Colour::dark_grey});
  int series = 0;
  for (const char* run : {"convolution", "conv - sigmoid", "conv - ReLU", "max pooling", "three-layer network"}) {
    std::vector<Point> points;
    for (const auto& [h, error] : median_curve(results, run, "worst")) {
      if (h == report_step) continue;  // not a power of two: 2h is rounded, which would show as a spike of its own
      points.push_back({h, std::max(error, smallest_shown)});
    }
    if (!points.empty()) panel.elements.push_back(Line{points, {.series = ++series, .size = 0.6}, run, true});
  }
  return {
      .name = "F13-v-curve",
      .title = "The step decides the error: 1e-7 measures round-off, not the layer",
      .caption =
          "Worst tensor-relative error of all gradients; median over random draws. Below the best step the error is "
          "round-off (slope -1); above it truncation (slope +2, the smooth layer) or a kink that the step jumps over "
          "(ReLU, max pooling). A convolution is linear: it has neither. Max pooling copies numbers: no error at all "
          "at steps that are powers of two.",
      .height = 620,
      .panels = {panel}};
}

Figure dot_plot(const Results& results) {
  std::vector<Point> theirs, best;
  std::vector<Estimate> ours;
  Axis rows{.low = 0.3, .high = 16};
  double y = static_cast<double>(std::size(gradient_errors));
  for (const GradientError& error : gradient_errors) {
    const std::string number = error.number;
    rows.ticks.push_back({y, fmt::format("{}:  {}", error.run, number.substr(number.find('/') + 1))});
    theirs.push_back({published::value(number), y});
    const std::vector<double> values = results.values(error.run, error.quantity, report_step);
    if (!values.empty()) {
      const Statistics s = summarize(values);
      ours.push_back({y, median(values), s.low, s.high});
      best.push_back({std::max(smallest_median(results, error.run, error.quantity), smallest_shown), y});
    }
    y -= 1;
  }
  Panel panel{
      .x = {.label = "relative error of the gradient",
            .low = 1e-19,
            .high = 1e-4,
            .logarithmic = true,
            .numbers = Axis::Numbers::powers_of_ten},
      .y = rows,
      .key = {.place = Key::Place::bottom_left, .boxed = true},
      .elements = {
          mark_at(1e-8, Colour::dark_grey, Dash::dashed, 0.93),
          Text{0.7e-8, Coordinate::fraction(0.965), "threshold, layers", Text::Align::right, 13, Colour::dark_grey},
          mark_at(1e-5, Colour::dark_grey, Dash::dashed, 0.93),
          Text{1e-5, Coordinate::fraction(0.965), "network", Text::Align::centre, 13, Colour::dark_grey}}};
  if (!ours.empty()) {
    panel.elements.push_back(
        ErrorBars{ours, {.series = 1, .marker = Marker::disc, .width = 2, .size = 1.2}, "ours, h = 1e-7", true});
    panel.elements.push_back(
        Marks{best, {.series = 2, .marker = Marker::cross, .width = 2, .size = 1.1}, "ours, best step"});
  }
  panel.elements.push_back(
      Marks{theirs, {.colour = Colour::black, .marker = Marker::open_diamond, .width = 2, .size = 1.7}, "Report D"});
  return {
      .name = "F13-gradient-errors",
      .title = "Published gradient errors are round-off",
      .caption =
          "Hollow: Report D. Filled: ours at its step h = 1e-7, median and range over random draws. Crosses: the same "
          "code at the best step of the V-curve.",
      .height = 620,
      .panels = {panel}};
}

std::vector<Figure> figures(const Results& results) { return {v_curve(results), dot_plot(results)}; }

Markdown findings(const Results& results) {
  const auto error = [&](const char* quantity) { return results.mean(forward, quantity); };
  const double ours = error("convolution, tensor-relative"), theirs = published::value("D-04/error");
  const double at_their_step = results.median("convolution", "worst", report_step),
               at_our_step = results.median("convolution", "worst", 0.125);
  if (std::isnan(ours) || std::isnan(at_our_step)) return Markdown().paragraph("Not run.");
  return Markdown()
      .bullet(
          "The published forward error is {} ({:.2e}; {:.2e} in the element-wise metric of the older assignment): it "
          "is "
          "the rounding of reference values printed to eight digits. Max pooling, whose printed output is lost, gives "
          "{:.2e} (element-wise {:.2e}).",
          std::abs(ours - theirs) <= 0.005e-9 ? "reproduced to its last digit" : "not reproduced", ours,
          error("convolution, element-wise"), error("max pooling, tensor-relative"), error("max pooling, element-wise"))
      .bullet(
          "At h = 1e-7 the worst gradient error of the convolution is {:.2e}; at h = 1/8, with the same code, {:.2e}. "
          "{}",
          at_their_step, at_our_step,
          at_our_step < 1e-3 * at_their_step ? "The convolution is linear in each argument, so its difference quotient "
                                               "has no truncation error, and the "
                                               "published numbers measure the quotient's round-off."
                                             : "A larger step does not make the error smaller, so it is not round-off.")
      .bullet(
          "Each verdict compares orders of magnitude: the interval is that of the logarithm over random draws. The "
          "maximum "
          "over a tensor changes with the draw; the published digits are those of one draw.");
}

}  // namespace
}  // namespace backcheck::experiments
