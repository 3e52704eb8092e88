// The numbers of Report B: its dimension tables, the example of pooling, an accuracy and the pieces of a sum of ReLUs.
#include "reference/as_published/numbers.hpp"

namespace backcheck::published::detail {
namespace {

const std::string untied = "one bias a pixel of the output (eq. 1 adds matrices); usual is one a channel";

// The shape that a table prints for X, K (or W), B or Y of a layer: "B-03/convolution-1-X".
void add_shape(std::vector<Number>& numbers, const std::string& item, const std::string& table,
               const std::string& layer, const std::string& letter, const std::string& printed,
               const std::string& meaning = "") {
  std::string id = layer;
  for (char& c : id) c = c == ' ' ? '-' : c;
  numbers.push_back({item + "/" + id + "-" + letter, table + ": " + layer + ", " + letter, printed, "", meaning, ""});
}

void add_tables(std::vector<Number>& numbers) {
  const auto convolution = [&](int layer, const char* letter, const char* printed, const std::string& meaning = "") {
    add_shape(numbers, "B-03", "Table 2", "convolution " + std::to_string(layer), letter, printed, meaning);
  };
  convolution(1, "X", "1x28x28");
  convolution(1, "K", "4x1x5x5");
  convolution(1, "B", "4x24x24", untied);
  convolution(1, "Y", "4x24x24");
  convolution(2, "X", "4x12x12");
  convolution(2, "K", "8x4x5x5");
  convolution(2, "B", "8x8x8", untied);
  convolution(2, "Y", "8x8x8");
  const auto gradient = [&](int layer, const char* letter, const char* printed, const std::string& more = "") {
    add_shape(numbers, "B-09", "Table 3", "convolution " + std::to_string(layer), letter, printed,
              "its gradient" + more);
  };
  gradient(1, "K", "4x1x5x5");
  gradient(1, "B", "4x24x24", "; " + untied);
  gradient(1, "X", "1x28x28");
  gradient(2, "K", "8x4x5x5");
  gradient(2, "B", "8x8x8", "; " + untied);
  gradient(2, "X", "4x12x12");
  const auto pooling = [&](int layer, const char* letter, const char* printed, const std::string& meaning = "") {
    add_shape(numbers, "B-12", "Table 4", "pooling " + std::to_string(layer), letter, printed, meaning);
  };
  pooling(1, "X", "4x24x24");
  pooling(1, "K", "1x2x2x2", "the window");
  pooling(1, "Y", "4x24x24", "the input's shape, printed for the output's");
  pooling(2, "X", "8x8x8");
  pooling(2, "K", "1x8x2x2", "the window");
  pooling(2, "Y", "8x4x4");
  const auto pooling_gradient = [&](int layer, const char* letter, const char* printed, const std::string& more = "") {
    add_shape(numbers, "B-14", "Table 5", "pooling " + std::to_string(layer), letter, printed, "its gradient" + more);
  };
  pooling_gradient(1, "X", "4x24x24", ", and the cache of the winners");
  pooling_gradient(1, "Y", "4x12x12");
  pooling_gradient(2, "X", "8x8x8", ", and the cache of the winners");
  pooling_gradient(2, "Y", "8x4x4");
  for (const bool backward : {false, true}) {
    const auto fully_connected = [&](int layer, const char* letter, const char* printed) {
      add_shape(numbers, backward ? "B-18" : "B-16", backward ? "Table 7" : "Table 6",
                "fully connected " + std::to_string(layer), letter, printed, backward ? "its gradient" : "");
    };
    fully_connected(1, "X", "128x1");
    fully_connected(1, "W", "128x128");
    fully_connected(1, "B", "128x1");
    fully_connected(1, "Y", "128x1");
    fully_connected(2, "X", "128x1");
    fully_connected(2, "W", "10x128");
    fully_connected(2, "B", "10x1");
    fully_connected(2, "Y", "10x1");
  }
}

// f(x) = ReLU(x) - 3 ReLU(x - 2) + 5 ReLU(x - 4) - 6 ReLU(x - 6) as eq. 24 expands it, from a knot to the next.
void add_piece(std::vector<Number>& numbers, const std::string& knot, const std::string& where, const char* slope) {
  const std::string missing = knot == "0" ? "" : "nothing is printed beside the multiples of x";
  numbers.push_back({"B-32/slope-from-" + knot, "slope of f for " + where, slope, "", "", ""});
  numbers.push_back({"B-32/constant-from-" + knot, "constant of f for " + where, "0", "", missing, ""});
}

}  // namespace

const std::vector<Number>& report_b() {
  static const std::vector<Number> all = [] {
    std::vector<Number> numbers;
    add_tables(numbers);
    numbers.push_back({"B-11/arrow", "what the arrow points at", "0, 0, 1, 0", "",
                       "the mask of the winners in the top left window, not the pooled output", ""});
    numbers.push_back({"B-28/accuracy", "accuracy after 50 epochs", "0.686", "", "training or test accuracy: unstated",
                       "one convolution, one pooling, two FC layers; 100 images of each class; 50 epochs", 1000});
    add_piece(numbers, "0", "0 <= x < 2", "1");
    add_piece(numbers, "2", "2 <= x < 4", "-2");
    add_piece(numbers, "4", "4 <= x < 6", "3");
    add_piece(numbers, "6", "6 <= x", "-3");
    return numbers;
  }();
  return all;
}

}  // namespace backcheck::published::detail
