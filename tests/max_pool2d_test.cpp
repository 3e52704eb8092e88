// Verifies max pooling, and the convention where pixels are equal.
#include "layers/max_pool2d.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "reference/max_pool2d.hpp"
#include "tests/mutants/kill.hpp"
#include "tests/specifications/specifications.hpp"

namespace backcheck {
namespace {

const suite::Specification<MaxPool2dOptions>& specification = suite::max_pool2d_specification();

VERIFY_LAYER(MaxPool2d, layers::MaxPool2d, reference::MaxPool2d);
KILL_MUTANTS(MaxPool2d, reference::MaxPool2d, mutants::mutants_of<MaxPool2dOptions>());

template <class L>
class MaxPool2dByHand : public ::testing::Test {
 protected:
  Tensor<double> output;
  Gradients<double> grads;
  void run(const L& layer, const Tensor<double>& input, const Tensor<double>& grad_output) {
    typename L::Cache cache;
    layer.forward(input, {}, {}, output, cache);
    layer.backward(grad_output, input, {}, cache, grads);
  }
};
using Implementations = ::testing::Types<layers::MaxPool2d<double>, reference::MaxPool2d<double>>;
TYPED_TEST_SUITE(MaxPool2dByHand, Implementations);

// The example that Report B prints with its equation 5 (whose figure shows the mask of the first window only).
TYPED_TEST(MaxPool2dByHand, FindsTheMaximaOfReportB) {
  const Tensor<double> input({1, 1, 4, 4}, {4, 5, 2, 2, 6, 3, 7, 1, 9, 7, 5, 2, 2, 5, 1, 4});
  this->run({{.kernel_size = 2, .stride = 2}}, input, Tensor<double>({1, 1, 2, 2}, {1, 2, 3, 4}));
  EXPECT_EQ(this->output, Tensor<double>({1, 1, 2, 2}, {6, 7, 9, 5}));
  EXPECT_EQ(this->grads.input, Tensor<double>({1, 1, 4, 4}, {0, 0, 0, 0, 1, 0, 2, 0, 3, 0, 4, 0, 0, 0, 0, 0}));
}

TYPED_TEST(MaxPool2dByHand, GivesTheFirstOfEqualPixelsTheGradient) {
  const Tensor<double> equal({1, 1, 2, 2}, {7, 7, 7, 7}), last_row({1, 1, 2, 2}, {1, 2, 3, 3});
  this->run({{.kernel_size = 2, .stride = 2}}, equal, Tensor<double>({1, 1, 1, 1}, 5));
  EXPECT_EQ(this->grads.input, Tensor<double>({1, 1, 2, 2}, {5, 0, 0, 0}));
  this->run({{.kernel_size = 2, .stride = 2}}, last_row, Tensor<double>({1, 1, 1, 1}, 5));
  EXPECT_EQ(this->grads.input, Tensor<double>({1, 1, 2, 2}, {0, 0, 5, 0}));
}

TYPED_TEST(MaxPool2dByHand, AddsTheGradientsOfOverlappingWindows) {
  const Tensor<double> input({1, 1, 1, 3}, {1, 9, 2});
  this->run({{.kernel_size = 1, .stride = 1}}, input, Tensor<double>({1, 1, 1, 3}, {1, 2, 3}));
  EXPECT_EQ(this->grads.input, Tensor<double>({1, 1, 1, 3}, {1, 2, 3}));
  const Tensor<double> peak({1, 1, 3, 3}, {0, 0, 0, 0, 1, 0, 0, 0, 0});
  this->run({{.kernel_size = 2, .stride = 1}}, peak, Tensor<double>({1, 1, 2, 2}, {1, 2, 3, 4}));
  EXPECT_EQ(this->grads.input, Tensor<double>({1, 1, 3, 3}, {0, 0, 0, 0, 10, 0, 0, 0, 0}));
}

TYPED_TEST(MaxPool2dByHand, FindsMaximaBelowZero) {
  const Tensor<double> input({1, 1, 2, 2}, {-4, -3, -2, -5});
  this->run({{.kernel_size = 2, .stride = 2}}, input, Tensor<double>({1, 1, 1, 1}, 1));
  EXPECT_EQ(this->output, Tensor<double>({1, 1, 1, 1}, -2));
}

// As in PyTorch: the last NaN wins, so that a run that diverged shows it. In windows of pairs and others.
TYPED_TEST(MaxPool2dByHand, HandsNaNOn) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  this->run({{.kernel_size = 2, .stride = 2}}, Tensor<double>({1, 1, 2, 4}, {1, nan, 5, 6, nan, 9, 7, 8}),
            Tensor<double>({1, 1, 1, 2}, {1, 2}));
  EXPECT_TRUE(std::isnan(this->output[0]));
  EXPECT_EQ(this->output[1], 8);
  EXPECT_EQ(this->grads.input, Tensor<double>({1, 1, 2, 4}, {0, 0, 0, 0, 1, 0, 0, 2}));
  this->run({{.kernel_size = 3, .stride = 1}}, Tensor<double>({1, 1, 3, 3}, {1, nan, 5, nan, 2, 3, 4, 5, 9}),
            Tensor<double>({1, 1, 1, 1}, 1));
  EXPECT_TRUE(std::isnan(this->output[0]));
  EXPECT_EQ(this->grads.input, Tensor<double>({1, 1, 3, 3}, {0, 0, 0, 1, 0, 0, 0, 0, 0}));
}

}  // namespace
}  // namespace backcheck
