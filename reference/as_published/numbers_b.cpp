// The numbers of Report B: its dimension tables, the example of pooling, an accuracy and the pieces of a sum of ReLUs.
#include "reference/as_published/numbers.hpp"

namespace backcheck::published::detail {
namespace {

const std::string gradient = "its gradient",
                  untied = "one bias a pixel of the output (eq. 1 adds matrices); usual is one a channel";

}  // namespace

const std::vector<Number>& report_b() {
  static const std::vector<Number> all{
      {"B-03/convolution-1-X", "Table 2: convolution 1, X", "1x28x28"},
      {"B-03/convolution-1-K", "Table 2: convolution 1, K", "4x1x5x5"},
      {"B-03/convolution-1-B", "Table 2: convolution 1, B", "4x24x24", "", untied},
      {"B-03/convolution-1-Y", "Table 2: convolution 1, Y", "4x24x24"},
      {"B-03/convolution-2-X", "Table 2: convolution 2, X", "4x12x12"},
      {"B-03/convolution-2-K", "Table 2: convolution 2, K", "8x4x5x5"},
      {"B-03/convolution-2-B", "Table 2: convolution 2, B", "8x8x8", "", untied},
      {"B-03/convolution-2-Y", "Table 2: convolution 2, Y", "8x8x8"},
      {"B-09/convolution-1-K", "Table 3: convolution 1, K", "4x1x5x5", "", gradient},
      {"B-09/convolution-1-B", "Table 3: convolution 1, B", "4x24x24", "", gradient + "; " + untied},
      {"B-09/convolution-1-X", "Table 3: convolution 1, X", "1x28x28", "", gradient},
      {"B-09/convolution-2-K", "Table 3: convolution 2, K", "8x4x5x5", "", gradient},
      {"B-09/convolution-2-B", "Table 3: convolution 2, B", "8x8x8", "", gradient + "; " + untied},
      {"B-09/convolution-2-X", "Table 3: convolution 2, X", "4x12x12", "", gradient},
      {"B-12/pooling-1-X", "Table 4: pooling 1, X", "4x24x24"},
      {"B-12/pooling-1-K", "Table 4: pooling 1, K", "1x2x2x2", "", "the window"},
      {"B-12/pooling-1-Y", "Table 4: pooling 1, Y", "4x24x24", "", "the input's shape, printed for the output's"},
      {"B-12/pooling-2-X", "Table 4: pooling 2, X", "8x8x8"},
      {"B-12/pooling-2-K", "Table 4: pooling 2, K", "1x8x2x2", "", "the window"},
      {"B-12/pooling-2-Y", "Table 4: pooling 2, Y", "8x4x4"},
      {"B-14/pooling-1-X", "Table 5: pooling 1, X", "4x24x24", "", gradient},
      {"B-14/pooling-1-cache", "Table 5: pooling 1, cache", "4x24x24", "", "which entries won"},
      {"B-14/pooling-1-Y", "Table 5: pooling 1, Y", "4x12x12", "", gradient},
      {"B-14/pooling-2-X", "Table 5: pooling 2, X", "8x8x8", "", gradient},
      {"B-14/pooling-2-cache", "Table 5: pooling 2, cache", "8x8x8", "", "which entries won"},
      {"B-14/pooling-2-Y", "Table 5: pooling 2, Y", "8x4x4", "", gradient},
      {"B-16/fully-connected-1-X", "Table 6: fully connected 1, X", "128x1"},
      {"B-16/fully-connected-1-W", "Table 6: fully connected 1, W", "128x128"},
      {"B-16/fully-connected-1-B", "Table 6: fully connected 1, B", "128x1"},
      {"B-16/fully-connected-1-Y", "Table 6: fully connected 1, Y", "128x1"},
      {"B-16/fully-connected-2-X", "Table 6: fully connected 2, X", "128x1"},
      {"B-16/fully-connected-2-W", "Table 6: fully connected 2, W", "10x128"},
      {"B-16/fully-connected-2-B", "Table 6: fully connected 2, B", "10x1"},
      {"B-16/fully-connected-2-Y", "Table 6: fully connected 2, Y", "10x1"},
      {"B-18/fully-connected-1-X", "Table 7: fully connected 1, X", "128x1", "", gradient},
      {"B-18/fully-connected-1-W", "Table 7: fully connected 1, W", "128x128", "", gradient},
      {"B-18/fully-connected-1-B", "Table 7: fully connected 1, B", "128x1", "", gradient},
      {"B-18/fully-connected-1-Y", "Table 7: fully connected 1, Y", "128x1", "", gradient},
      {"B-18/fully-connected-2-X", "Table 7: fully connected 2, X", "128x1", "", gradient},
      {"B-18/fully-connected-2-W", "Table 7: fully connected 2, W", "10x128", "", gradient},
      {"B-18/fully-connected-2-B", "Table 7: fully connected 2, B", "10x1", "", gradient},
      {"B-18/fully-connected-2-Y", "Table 7: fully connected 2, Y", "10x1", "", gradient},
      {"B-11/input", "the matrix that is pooled", "4, 5, 2, 2, 6, 3, 7, 1, 9, 7, 5, 2, 2, 5, 1, 4"},
      {"B-11/arrow", "what the arrow points at", "0, 0, 1, 0", "",
       "the mask of the winners in the top left window, not the pooled output"},
      {"B-28/accuracy", "accuracy after 50 epochs", "0.686", "", "training or test accuracy: unstated",
       "one convolution, one pooling, two FC layers; 100 images of each class; 50 epochs", 1000},
      {"B-32/slopes", "slopes of the four pieces of f", "1, -2, 3, -3"},
      {"B-32/constants", "constants of the four pieces of f", "0, 0, 0, 0", "",
       "nothing is printed beside the multiples of x"},
  };
  return all;
}

}  // namespace backcheck::published::detail
