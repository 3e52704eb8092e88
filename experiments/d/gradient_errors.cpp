// Report D's error figures: the forward pass against the assignment's printed reference values, the gradients of
// layers, sandwiches and the whole network against difference quotients, and what the step of the quotient does to
// them.
#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

#include "core/random.hpp"
#include "experiments/catalogue.hpp"
#include "experiments/numbers.hpp"
#include "experiments/presets.hpp"
#include "experiments/support/training.hpp"
#include "experiments/words.hpp"

namespace backcheck::experiments {
namespace {

constexpr double report_step = 1e-7;

// The assignment's printed results of convolving linspace(-0.1, 0.5) with linspace(-0.2, 0.3), and of pooling
// linspace(-0.3, 0.4).
const Tensor<double> printed_convolution({2, 3, 2, 2},
                                         {-0.08759809, -0.10987781, -0.18387192, -0.2109216,  0.21027089, 0.21661097,
                                          0.22847626,  0.23004637,  0.50813986,  0.54309974,  0.64082444, 0.67101435,
                                          -0.98053589, -1.03143541, -1.19128892, -1.24695841, 0.69108355, 0.66880383,
                                          0.59480972,  0.56776003,  2.36270298,  2.36904306,  2.38090835, 2.38247847});
const Tensor<double> printed_pooling({2, 3, 2, 2},
                                     {-0.26315789, -0.24842105, -0.20421053, -0.18947368, -0.14526316, -0.13052632,
                                      -0.08631579, -0.07157895, -0.02736842, -0.01263158, 0.03157895,  0.04631579,
                                      0.09052632,  0.10526316,  0.14947368,  0.16421053,  0.20842105,  0.22315789,
                                      0.26736842,  0.28210526,  0.32631579,  0.34105263,  0.38526316,  0.4});

// Evenly spaced numbers, `last` included.
Tensor<double> linspace(const Shape& shape, double first, double last) {
  Tensor<double> tensor(shape);
  for (Index i = 0; i < tensor.size(); ++i) {
    tensor[i] = first + static_cast<double>(i) * (last - first) / static_cast<double>(tensor.size() - 1);
  }
  return tensor;
}

void check_forward(const JobContext& context) {
  const auto record = [&](const std::string& layer, const Tensor<double>& ours, const Tensor<double>& printed) {
    context.recorder.record(0, layer + ", tensor-relative", tensor_relative_error(ours, printed));
    context.recorder.record(0, layer + ", element-wise", element_wise_error(ours, printed));
  };
  const Conv2dOptions convolution{.in_channels = 3, .out_channels = 3, .kernel_size = 4, .stride = 2, .padding = 1};
  Network<double> conv = make_network<double>({convolution}, context.settings.twin);
  conv.parameters()[0] = {linspace({3, 3, 4, 4}, -0.2, 0.3), linspace({3}, -0.1, 0.2)};
  record("convolution", conv.forward(linspace({2, 3, 4, 4}, -0.1, 0.5)), printed_convolution);
  Network<double> pool = make_network<double>({MaxPool2dOptions{}}, context.settings.twin);
  record("max pooling", pool.forward(linspace({2, 3, 4, 4}, -0.3, 0.4)), printed_pooling);
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

// What is checked: a layer, a sandwich of layers, or a network with its loss.
struct Subject {
  std::string run;
  Architecture architecture;
  Shape input;
  double weight_scale = 1, bias_scale = 1;  // standard deviations of the random parameters
  bool with_loss = false;                   // of the softmax cross-entropy, labels drawn; else of <random, output>
};

const std::vector<Subject>& subjects() {
  const Conv2dOptions conv{.in_channels = 3, .out_channels = 3, .kernel_size = 3, .padding = 1};
  static const std::vector<Subject> all = {
      {"convolution",
       {Conv2dOptions{.in_channels = 3, .out_channels = 2, .kernel_size = 3, .padding = 1}},
       {4, 3, 5, 5}},
      {"max pooling", {MaxPool2dOptions{}}, {3, 2, 8, 8}},
      {"conv - sigmoid", {conv, SigmoidOptions{}}, {2, 3, 8, 8}},
      {"conv - ReLU", {conv, ReLUOptions{}}, {2, 3, 8, 8}},
      {"conv - ReLU - pool", {conv, ReLUOptions{}, MaxPool2dOptions{}}, {2, 3, 16, 16}},
      {"three-layer network",
       presets::report_d_three_layer({.size = 16, .filters = 3, .kernel_size = 3, .hidden = 7}),
       {2, 3, 16, 16},
       0.05,
       0,
       true}};
  return all;
}

// Every power of two from 1/2 down to 2^-40, and the report's own step.
std::vector<double> steps() {
  std::vector<double> all{report_step};
  for (int exponent = 1; exponent <= 40; ++exponent) all.push_back(std::ldexp(1.0, -exponent));
  return all;
}

void check_gradients(const Subject& subject, const JobContext& context) {
  Network<double> network = make_network<double>(subject.architecture, context.settings.twin);
  network.want_input_gradient(true);
  std::uint64_t draws = 0;
  const auto draw = [&](Tensor<double>& tensor, double scale) {
    fill_normal(tensor, scale, mix(context.seed, draws++));
  };
  Tensor<double> input(subject.input), grad_output;
  draw(input, 1);
  for (Parameters<double>& params : network.parameters()) {
    draw(params.weight, subject.weight_scale);
    draw(params.bias, subject.bias_scale);
  }

  // The function, and the exact gradients of <grad_output, function>.
  const LossFunction<double> loss = softmax_cross_entropy<double>(context.settings.twin);
  std::vector<int> labels(static_cast<std::size_t>(subject.input[0]));
  for (std::size_t n = 0; n < labels.size(); ++n) {
    labels[n] = static_cast<int>(random_bits(mix(context.seed, draws), static_cast<std::uint32_t>(n)) % 10);
  }
  Tensor<double> grad_logits;
  const std::function<Tensor<double>()> function = [&]() -> Tensor<double> {
    if (!subject.with_loss) return network.forward(input);
    return Tensor<double>({1}, {loss(network.forward(input), labels, grad_logits)});
  };
  if (subject.with_loss) {
    grad_output = Tensor<double>({1}, {1.0});
    function();
    network.backward(grad_logits, input);
  } else {
    grad_output = Tensor<double>(function().shape());
    draw(grad_output, 1);
    network.backward(grad_output, input);
  }

  // The whole V only for the first seed of the network, whose 1,600 parameters are each moved twice a step.
  const bool large = subject.with_loss;
  for (const double h : large&& context.seed > 1 ? std::vector{report_step} : steps()) {
    double worst = 0;
    const auto compare = [&](const std::string& quantity, Tensor<double>& x, const Tensor<double>& exact) {
      if (x.empty()) return;
      const double error = tensor_relative_error(exact, numeric_gradient(x, h, grad_output, function));
      worst = std::max(worst, error);
      context.recorder.record(h, quantity, error);
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
    context.recorder.record(h, "worst", worst);
  }
}

std::vector<Job> jobs(const Settings& settings) {
  std::vector<Job> jobs;
  add_jobs(jobs, "forward", 1, 0.1, check_forward);
  for (const Subject& subject : subjects()) {
    add_jobs(jobs, subject.run, settings.seed_count(20, 50), subject.with_loss ? 0.5 : 0.3,
             [&subject](const JobContext& context) { check_gradients(subject, context); });
  }
  return jobs;
}

struct GradientNumber {
  const char* id;
  const char* run;
  const char* quantity;
  const char* name;  // what the report calls it
  const char* printed;
};
constexpr GradientNumber gradient_numbers[] = {
    {"D-07", "convolution", "input", "dx", "1.34e-9"},
    {"D-07", "convolution", "weight 1", "dw", "1.00e-9"},
    {"D-07", "convolution", "bias 1", "db", "7.01e-10"},
    {"D-16", "conv - ReLU", "input", "dx", "1.8037001458781077e-09"},
    {"D-16", "conv - ReLU", "weight 1", "dw", "1.2470995998634857e-09"},
    {"D-16", "conv - ReLU", "bias 1", "db", "1.1230402096612364e-09"},
    {"D-17", "conv - ReLU - pool", "input", "dx", "1.5915037060449427e-09"},
    {"D-17", "conv - ReLU - pool", "weight 1", "dw", "1.8962680214651407e-09"},
    {"D-17", "conv - ReLU - pool", "bias 1", "db", "5.05984212319748e-09"},
    {"D-23", "three-layer network", "weight 1", "W1", "3.111514e-08"},
    {"D-23", "three-layer network", "weight 2", "W2", "6.098729e-08"},
    {"D-23", "three-layer network", "weight 3", "W3", "8.701769e-09"},
    {"D-23", "three-layer network", "bias 1", "b1", "1.123378e-07"},
    {"D-23", "three-layer network", "bias 2", "b2", "2.290706e-08"},
    {"D-23", "three-layer network", "bias 3", "b3", "1.990082e-09"}};

std::vector<Published> published() {
  std::vector<Published> rows = {
      {.id = "D-04",
       .quantity = "error of the convolution's forward pass",
       .printed = "1.01e-9",
       .meaning = "not an error of the layer: the rounding of the assignment's reference values, printed to 8 digits",
       .given = "below 1e-7 is acceptable",
       .assumed = "the assignment's inputs: linspace, stride 2, padding 1; tensor-relative metric",
       .ours = {{.run = "forward", .quantity = "convolution, tensor-relative"}},
       .tolerance = 0.005e-9,  // half a unit of the last digit printed
       .cause = ""}};
  for (const GradientNumber& number : gradient_numbers) {
    const bool slip = std::string(number.id) == "D-07" && std::string(number.name) == "dx";
    rows.push_back({.id = number.id,
                    .quantity = std::string("gradient error of ") + number.run + ", " + number.name,
                    .printed = number.printed,
                    .meaning = std::string(slip ? "printed as a second dw; " : "") +
                               "round-off of the difference quotient at h = 1e-7, not an error of the layer",
                    .given = number.id == std::string("D-23") ? "below 1e-5 is acceptable" : "about 1e-9 is acceptable",
                    .assumed = "the assignment's shapes, N(0, 1) data, h = 1e-7, tensor-relative metric",
                    .ours = {{.run = number.run, .quantity = number.quantity, .x = report_step}},
                    .logarithmic = true});
  }
  return rows;
}

double smallest_median(const Results& results, const std::string& run, const std::string& quantity) {
  double least = std::numeric_limits<double>::infinity();
  for (const auto& [h, values] : results.curve(run, quantity)) least = std::min(least, median(values));
  return least;
}

Figure v_curve(const Results& results) {
  Figure figure{.name = "F13-v-curve",
                .title = "The step decides the error: 1e-7 measures round-off, not the layer",
                .caption =
                    "Worst tensor-relative error of all gradients; median over random draws. Below the best "
                    "step the error is round-off (slope -1); above it truncation (slope +2, the smooth layer) "
                    "or a kink that the step jumps over (ReLU, max pooling). A convolution is linear: it has "
                    "neither. Max pooling copies numbers: no error at all at steps that are powers of two.",
                .height = 620};
  figure.script =
      "set logscale xy\nset format '10^{%T}'\nset xlabel 'step h'\nset ylabel 'relative error of the gradient'\n"
      "set xrange [5e-13:1]\nset yrange [1e-17:30]\nset key bottom left box opaque width 1\n"
      "set arrow from 1e-7, graph 0 to 1e-7, graph 0.94 nohead lc rgb 'gray40' dt 2\n"
      "set arrow from 1e-5, graph 0 to 1e-5, graph 0.94 nohead lc rgb 'gray40' dt 2\n"
      "set arrow from 1e-3, graph 0 to 1e-3, graph 0.94 nohead lc rgb 'gray40' dt 2\n"
      "set arrow from 0.125, graph 0 to 0.125, graph 0.94 nohead lc rgb 'black' lw 2\n"
      "set label 'Report D' at 1e-7, graph 0.97 center\nset label 'cs231n' at 1e-5, graph 0.97 center\n"
      "set label 'Chainer' at 1e-3, graph 0.97 center\nset label 'linear, ours' at 0.125, graph 0.97 center\n"
      "set label 'slope −1' at 1.2e-12, 3e-7 textcolor rgb 'gray40'\n"
      "set label 'slope +2' at 2.2e-2, 8e-8 textcolor rgb 'gray40'\n"
      "plot [h=5e-13:1] 1.5e-17/h with lines lc rgb 'gray60' dt 3 notitle, "
      "h > 2e-6 ? 2e-3*h**2 : NaN with lines lc rgb 'gray60' dt 3 notitle";
  int type = 0;
  for (const char* run : {"convolution", "conv - sigmoid", "conv - ReLU", "max pooling", "three-layer network"}) {
    std::vector<std::vector<double>> rows;
    for (const auto& [h, errors] : results.curve(run, "worst")) {
      if (h == report_step) continue;  // not a power of two: 2h is rounded, which would show as a spike of its own
      rows.push_back({h, std::max(median(errors), 1e-17)});  // an error of exactly 0 has no place on a log axis
    }
    if (rows.empty()) continue;
    figure.add(run, {"h", "error"}, rows);
    ++type;
    figure.script += ", DATA index '" + std::string(run) + "' using 1:2 with linespoints lt " + std::to_string(type) +
                     " ps 0.6 title '" + run + "'";
  }
  figure.script += "\n";
  return figure;
}

Figure dot_plot(const Results& results) {
  Figure figure{.name = "F13-gradient-errors",
                .title = "Published gradient errors are round-off",
                .caption =
                    "Hollow: Report D. Filled: ours at its step h = 1e-7, median and range over random draws. "
                    "Crosses: the same code at the best step of the V-curve.",
                .height = 620};
  std::vector<std::vector<double>> theirs, ours, best;
  std::string tics;
  double y = static_cast<double>(std::size(gradient_numbers));
  for (const GradientNumber& number : gradient_numbers) {
    const std::vector<double> values = results.values(number.run, number.quantity, report_step);
    tics += (tics.empty() ? "'" : ", '") + std::string(number.run) + ":  " + number.name + "' " + std::to_string(y);
    theirs.push_back({std::stod(number.printed), y});
    if (!values.empty()) {
      const auto [low, high] = std::minmax_element(values.begin(), values.end());
      ours.push_back({median(values), y, *low, *high});
      best.push_back({std::max(smallest_median(results, number.run, number.quantity), 1e-17), y});
    }
    y -= 1;
  }
  figure.add("published", {"error", "row"}, theirs);
  figure.add("ours", {"error", "row", "low", "high"}, ours);
  figure.add("best step", {"error", "row"}, best);
  figure.script = "set logscale x\nset format x '10^{%T}'\nset xlabel 'relative error of the gradient'\nset ytics (" +
                  tics +
                  ")\nset yrange [0.3:16]\nset xrange [1e-19:1e-4]\nset key bottom left box opaque width 1\n"
                  "set arrow from 1e-8, graph 0 to 1e-8, graph 0.93 nohead lc rgb 'gray40' dt 2\n"
                  "set label 'threshold, layers' at 0.7e-8, graph 0.965 right textcolor rgb 'gray40'\n"
                  "set arrow from 1e-5, graph 0 to 1e-5, graph 0.93 nohead lc rgb 'gray40' dt 2\n"
                  "set label 'network' at 1e-5, graph 0.965 center textcolor rgb 'gray40'\n"
                  "plot DATA index 'ours' using 1:2:3:4 with xerrorbars lt 1 lw 2 pt 7 ps 1.2 title 'ours, h = 1e-7', "
                  "DATA index 'best step' using 1:2 with points lt 2 lw 2 pt 2 ps 1.1 title 'ours, best step', "
                  "DATA index 'published' using 1:2 with points lc rgb 'black' lw 2 pt 12 ps 1.7 title 'Report D'\n";
  return figure;
}

std::string findings(const Results& results) {
  const auto forward = [&](const char* quantity) { return scientific(results.values("forward", quantity).at(0), 2); };
  const auto at = [&](const char* run, const char* quantity, double h) {
    return scientific(median(results.values(run, quantity, h)), 2);
  };
  return "- The published forward error is reproduced to its last digit (" + forward("convolution, tensor-relative") +
         "; " + forward("convolution, element-wise") +
         " in the element-wise metric of the older assignment): it is the rounding of reference values printed to "
         "eight digits. Max pooling, whose printed output is lost, gives " +
         forward("max pooling, tensor-relative") + " (element-wise " + forward("max pooling, element-wise") + ").\n" +
         "- At h = 1e-7 the worst gradient error of the convolution is " + at("convolution", "worst", report_step) +
         "; at h = 1/8, with the same code, " + at("convolution", "worst", 0.125) +
         ". The convolution is linear in each argument, so its difference quotient has no truncation error, and the "
         "published numbers measure the quotient's round-off.\n"
         "- Each verdict compares orders of magnitude: the interval is that of the logarithm over random draws. The "
         "maximum over a tensor changes with the draw; the published digits are those of one draw.\n";
}

}  // namespace

Experiment d_gradient_errors() {
  return {.name = "d-gradient-errors",
          .title = "Errors of the forward pass and of the gradients",
          .question = "What do errors of about 1e-9 say about the layers?",
          .source = "Report D, sections 1, 2, 4 and 5",
          .x_means = "step h of the difference quotient; 0 for the forward pass",
          .assumptions = {"Shapes, data and step are those of the public assignment that the report answers: "
                          "convolution (4, 3, 5, 5) with 2 filters 3x3; sandwiches (2, 3, 8, 8) and (2, 3, 16, 16) "
                          "with 3 filters 3x3; network with 2 images 3x16x16, 3 filters 3x3, 7 hidden units.",
                          "Central differences divided by 2h; error = max|a - n| / max(|a| + |n|) over a tensor.",
                          "The random draws are ours, so published digits cannot recur; magnitudes can."},
          .published = published(),
          .jobs = jobs,
          .figures =
              [](const Results& results) {
                return std::vector{v_curve(results), dot_plot(results)};
              },
          .findings = findings};
}

}  // namespace backcheck::experiments
