// The numbers of Report E: its results after ten epochs, and its curves, read off the figures to 0.01. It files the
// curves under "Training Data"; they end at the validation results of its table.
#include <array>

#include "reference/as_published/numbers.hpp"

namespace backcheck::published::detail {
namespace {

const std::string settings = "batch 100, 10 epochs, learning rate 0.001";

void add_table(std::vector<Number>& numbers, const std::string& item, const std::string& network,
               const std::string& more_settings, const std::array<const char*, 5>& printed) {
  const std::string given = settings + more_settings, running = "mean over the last epoch, while the weights move";
  numbers.push_back({item + "/training-loss", network + ", training loss", printed[0], "nats", running, given});
  numbers.push_back({item + "/training-accuracy", network + ", training accuracy", printed[1], "", running, given});
  numbers.push_back({item + "/validation-loss", network + ", validation loss", printed[2], "nats", "", given});
  numbers.push_back(
      {item + "/validation-accuracy", network + ", validation accuracy", printed[3], "", "", given, 5000});
  numbers.push_back({item + "/test-accuracy", network + ", test accuracy", printed[4], "", "", given, 10000});
}

void add_curve(std::vector<Number>& numbers, const std::string& item, const std::string& network,
               const std::string& quantity, const std::array<const char*, 10>& printed) {
  for (std::size_t epoch = 1; epoch <= printed.size(); ++epoch) {
    const std::string number = std::to_string(epoch);
    numbers.push_back({item + "/epoch-" + number, network + ", curve of the " + quantity + ", epoch " + number,
                       printed[epoch - 1], "", "validation " + quantity + ", read off a figure to 0.01", settings});
  }
}

}  // namespace

const std::vector<Number>& report_e() {
  static const std::vector<Number> all = [] {
    const std::string mlp = "MLP", cnn = "CNN", dropout = "CNN + dropout";
    const std::string decay = ", weight decay 0.005", dropping = ", dropout 0.2, no weight decay";
    std::vector<Number> numbers;
    add_table(numbers, "E-07", mlp, decay, {"0.7569", "0.8591", "0.6797", "0.8988", "0.8728"});
    add_table(numbers, "E-08", cnn, decay, {"0.3299", "0.9123", "0.2596", "0.9330", "0.9197"});
    add_table(numbers, "E-09", dropout, dropping, {"0.3399", "0.8956", "0.2813", "0.9192", "0.9305"});
    add_curve(numbers, "E-02", cnn, "loss",
              {"0.85", "0.58", "0.46", "0.40", "0.36", "0.33", "0.31", "0.29", "0.28", "0.26"});
    add_curve(numbers, "E-03", cnn, "accuracy",
              {"0.77", "0.85", "0.89", "0.91", "0.92", "0.925", "0.93", "0.935", "0.94", "0.94"});
    add_curve(numbers, "E-13", dropout, "loss",
              {"0.70", "0.52", "0.43", "0.39", "0.36", "0.34", "0.31", "0.30", "0.29", "0.29"});
    add_curve(numbers, "E-14", dropout, "accuracy",
              {"0.78", "0.84", "0.87", "0.89", "0.90", "0.90", "0.91", "0.91", "0.92", "0.92"});
    return numbers;
  }();
  return all;
}

}  // namespace backcheck::published::detail
