// Report D's listings of naive layers and its sentences about them, as they are printed.
#include <cmath>

#include "experiments/experiment_file.hpp"
#include "experiments/running/printed_equations.hpp"

namespace backcheck::experiments {
namespace {

constexpr const char* sizes = "output width";
constexpr Index width = 31, kernel_size = 3, stride = 2, padding = 1;  // of the convolution that it times

Experiment declaration() {
  return {.name = "d-listings",
          .position = 7,
          .title = "Listings and sentences as printed",
          .question = "Would Report D's listings run as they are printed, and does what it says of them hold?",
          .source = "Report D, sections 1 and 2, conclusion",
          .x_means = "nothing",
          .assumptions = {
              "What may be a fault of the copy that we read, letters with lines over them, is said to be one."}};
}

void compute_widths(const JobContext& context);

std::vector<Run> runs(const Settings&) { return {{.name = sizes, .seconds = 0.01, .body = compute_widths}}; }

void compute_widths(const JobContext& context) {
  const Conv2dOptions layer{.kernel_size = kernel_size, .stride = stride, .padding = padding};
  context.record(0, "as printed", 1 + (width + 2 * padding - width) / stride);
  context.record(0, "right", static_cast<double>(layer.output_shape({1, 1, width, width})[3]));
}

std::vector<Figure> figures(const Results&) { return {}; }

Markdown findings(const Results& results) {
  Markdown text;
  const double printed = results.mean(sizes, "as printed"), right = results.mean(sizes, "right");
  if (std::isnan(printed) || std::isnan(right)) return text;
  add_equations(
      text,
      {{"D-02", "pooling helps to prevent overfitting", "it makes feature maps smaller and ignores small shifts",
        "not measured by the report; pooling has no weights to overfit with, nor does it remove any of a convolution"},
       {"D-03", "W_out = 1 + (W + 2 pad - W) // stride", "W + 2 pad - WW, the width of the kernel",
        sentence("width {:.0f} instead of {:.0f} for its 31 pixels, 3x3, stride 2, padding 1; perhaps a fault of the "
                 "copy",
                 printed, right)},
       {"D-03", "def forward(x, w, b) that reads conv_param and ends without return",
        "conv_param as a parameter; "
        "return out",
        "the listing fails at conv_param, and would give nothing back"},
       {"D-03", "N, C, H, W = x.shape; F, C, HH, WW = w.shape", "", "none: the second C overwrites an equal one"},
       {"D-07", "dw = 1.34e-9, dw = 1.00e-9", "the first is dx", "none on the numbers"},
       {"D-09", "max_h = argmax // pool_width,", "no comma at its end",
        "max_h is a tuple, and h * stride + max_h a TypeError"},
       {"D-09", "argmax computed twice; dx[...] += dout", "once",
        "none on the numbers: += is right where windows overlap"},
       {"D-27", "sandwich layers combine convolution, ReLU, pooling, linear layers and softmax",
        "convolution - ReLU - pooling; the others make the network of three layers", "two things under one name"},
       {"D-27", "greater than 50 % on the training set after one epoch", "", "none: see the verdict on D-25"}});
  return text;
}

}  // namespace
}  // namespace backcheck::experiments
