// The numbers of Report D.
#include <cmath>

#include "reference/as_published/numbers.hpp"

namespace backcheck::published::detail {
namespace {

// Times of one layer in one direction, in seconds, and what the report makes of them.
struct Timing {
  const char *item, *name, *naive, *fast, *cuda, *speed_up, *speed_up_cuda;
  const char* own_cuda;  // the time that its own speed-up belongs to
};
constexpr Timing timings[] = {
    {"D-11", "convolution forward", "4.573389", "0.405314", "0.000612", "11.283564", "7472.607324", "0.000612"},
    {"D-12", "convolution backward", "5.216513", "0.142354", "0.000310", "36.644711", "9995.267702", "0.000522"},
    {"D-13", "max pooling forward", "0.010955", "0.000234", "0.000156", "46.789206", "70.255352", "0.000156"},
    {"D-14", "max pooling backward", "4.208053", "0.000528", "0.000522", "7968.330474", "13587.260970", "0.000310"}};

void add_timing(std::vector<Number>& numbers, const Timing& t) {
  const std::string item = t.item, name = t.name, own = t.own_cuda, precision = "double precision";
  const bool exchanged = own != t.cuda;
  const std::string speed_up = std::to_string(std::lround(std::stod(t.naive) / std::stod(own)));
  numbers.push_back({item + "/naive", name + ", naive", t.naive, "s",
                     "loops in Python over tensors, not a naive computation", precision});
  numbers.push_back(
      {item + "/fast", name + ", fast", t.fast, "s", "one call of the framework, the first one", precision});
  numbers.push_back({item + "/cuda", name + ", fast CUDA", t.cuda, "s",
                     exchanged ? "exchanged with that of the other layer's backward pass: naive time / " + own +
                                     " s = " + speed_up + ", the printed speed-up"
                               : "one call on a GPU, by a clock that nothing says waits for it",
                     precision});
  numbers.push_back({item + "/speed-up", name + ", speed-up", t.speed_up, "x",
                     "Python loop / first call of the framework", precision});
  numbers.push_back({item + "/cuda-speed-up", name + ", speed-up CUDA", t.speed_up_cuda, "x",
                     "Python loop / that call on a GPU", precision});
}

// How far the layers' results differ from the naive ones; the fast variant's and the CUDA variant's number.
void add_difference(std::vector<Number>& numbers, const std::string& id, const std::string& what, const char* fast,
                    const char* cuda) {
  const bool exact = std::string(fast) == "0.0";
  const std::string meaning = exact ? "maxima are copied, so twins agree exactly" : "another order of summation";
  numbers.push_back({"D-15/" + id, what, fast, "", meaning, "double precision"});
  if (!cuda) return;
  numbers.push_back({"D-15/" + id + "-cuda", what + ", CUDA", cuda, "",
                     exact ? meaning : "the number of the fast variant again, to the last digit", "double precision"});
}

void add_gradient_error(std::vector<Number>& numbers, const std::string& item, const std::string& layers,
                        const std::string& name, const char* printed) {
  const bool misprinted = item == "D-07" && name == "dx";
  numbers.push_back({item + "/" + name, "gradient error of " + layers + ", " + name, printed, "",
                     std::string(misprinted ? "printed as a second dw; " : "") +
                         "round-off of the difference quotient at h = 1e-7, not an error of the layer",
                     item == "D-23" ? "below 1e-5 is acceptable" : "about 1e-9 is acceptable"});
}

void add_gradient_errors(std::vector<Number>& numbers) {
  add_gradient_error(numbers, "D-07", "convolution", "dx", "1.34e-9");
  add_gradient_error(numbers, "D-07", "convolution", "dw", "1.00e-9");
  add_gradient_error(numbers, "D-07", "convolution", "db", "7.01e-10");
  add_gradient_error(numbers, "D-16", "conv - ReLU", "dx", "1.8037001458781077e-09");
  add_gradient_error(numbers, "D-16", "conv - ReLU", "dw", "1.2470995998634857e-09");
  add_gradient_error(numbers, "D-16", "conv - ReLU", "db", "1.1230402096612364e-09");
  add_gradient_error(numbers, "D-17", "conv - ReLU - pool", "dx", "1.5915037060449427e-09");
  add_gradient_error(numbers, "D-17", "conv - ReLU - pool", "dw", "1.8962680214651407e-09");
  add_gradient_error(numbers, "D-17", "conv - ReLU - pool", "db", "5.05984212319748e-09");
  add_gradient_error(numbers, "D-23", "three-layer network", "W1", "3.111514e-08");
  add_gradient_error(numbers, "D-23", "three-layer network", "W2", "6.098729e-08");
  add_gradient_error(numbers, "D-23", "three-layer network", "W3", "8.701769e-09");
  add_gradient_error(numbers, "D-23", "three-layer network", "b1", "1.123378e-07");
  add_gradient_error(numbers, "D-23", "three-layer network", "b2", "2.290706e-08");
  add_gradient_error(numbers, "D-23", "three-layer network", "b3", "1.990082e-09");
}

void add_training_log(std::vector<Number>& numbers) {
  constexpr const char* times[] = {"0.09", "0.68", "1.02", "1.35", "1.68", "2.02", "2.35",
                                   "2.68", "3.01", "3.35", "3.68", "4.02", "4.36"};
  constexpr const char* losses[] = {"2.306690", "1.927303", "1.783371", "1.690697", "1.860708", "1.672931", "1.702446",
                                    "1.535979", "1.764157", "1.625230", "1.638446", "1.491076", "1.532202"};
  const std::string given = "625 iterations, one epoch";
  int iteration = 1;
  for (const char* loss : losses) {
    const std::string at = std::to_string(iteration);
    numbers.push_back({"D-25/loss-at-" + at, "training loss at iteration " + at, loss, "nats",
                       "of one batch of 64, penalty included", given});
    numbers.push_back({"D-25/time-until-" + at, "time until iteration " + at, times[iteration / 50], "s", "", "none"});
    iteration += 50;
  }
  const std::string sampled = "on 1,000 sampled training images", all = "on 10,000 validation images";
  numbers.push_back({"D-25/training-accuracy-at-first", "training accuracy after the first update", "0.091000", "",
                     sampled, given, 1000});
  numbers.push_back({"D-25/validation-accuracy-at-first", "validation accuracy after the first update", "0.102500", "",
                     all, given, 10000});
  numbers.push_back(
      {"D-25/training-accuracy-at-last", "training accuracy after one epoch", "0.511000", "", sampled, given, 1000});
  numbers.push_back(
      {"D-25/validation-accuracy-at-last", "validation accuracy after one epoch", "0.498200", "", all, given, 10000});
}

}  // namespace

const std::vector<Number>& report_d() {
  static const std::vector<Number> all = [] {
    std::vector<Number> numbers{
        {"D-04/error", "error of the convolution's forward pass", "1.01e-9", "",
         "not an error of the layer: the rounding of the assignment's reference values, printed to 8 digits",
         "below 1e-7 is acceptable"}};
    add_gradient_errors(numbers);
    for (const Timing& timing : timings) add_timing(numbers, timing);
    add_difference(numbers, "conv-output", "convolution, difference of the output", "2.1928544370986248e-16",
                   "2.1928544370986248e-16");
    add_difference(numbers, "conv-input", "convolution, difference of the input gradient", "3.8774834488572664e-16",
                   "3.8774834488572664e-16");
    add_difference(numbers, "conv-weight", "convolution, difference of the weight gradient", "1.0684549953610693e-15",
                   "1.0684549953610695e-15");
    add_difference(numbers, "conv-bias", "convolution, difference of the bias gradient", "1.6798889889341262e-16",
                   "1.6798889889341262e-16");
    add_difference(numbers, "pool-output", "max pooling, difference of the output", "0.0", "0.0");
    add_difference(numbers, "pool-input", "max pooling, difference of the input gradient", "0.0", nullptr);
    numbers.push_back({"D-22/initial-loss", "initial loss, no regularisation", "2.3025846093194815", "nats",
                       "ln 10 = 2.302585, up to logits of order 1e-3", "about -log(1/10)"});
    numbers.push_back({"D-22/with-penalty", "initial loss, with regularisation", "2.7148746692349603", "nats",
                       "ln 10 plus reg times the sum of all squared weights, without a factor 1/2", ""});
    add_training_log(numbers);
    return numbers;
  }();
  return all;
}

}  // namespace backcheck::published::detail
