// Report A's variants: what is switched on is what the report prints, and nothing else.
#include "experiments/a/variants.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

#include "reference/as_published/shared_kernel_conv2d.hpp"
#include "reference/as_published/softmax_cross_entropy.hpp"
#include "reference/conv2d.hpp"

namespace backcheck::experiments::report_a {
namespace {

// Small integers, so that sums are exact in any order.
Tensor<double> integers(const Shape& shape, std::uint64_t seed) {
  Tensor<double> tensor(shape);
  for (Index i = 0; i < tensor.size(); ++i) {
    tensor[i] = static_cast<double>(random_bits(seed, static_cast<std::uint32_t>(i)) % 7) - 3;
  }
  return tensor;
}

TEST(ReportA, ConvolvingTheSumOfTheChannelsIsItsSharedKernelConvolution) {
  const Shape shape{2, 4, 9, 8};
  const Tensor<double> input = integers(shape, 1);
  const Parameters<double> params{integers({5, 1, 3, 3}, 2), {}};
  const reference::as_published::SharedKernelConv2d<double> printed{
      {.in_channels = 4, .out_channels = 5, .kernel_size = 3, .stride = 2}};
  const reference::Conv2d<double> conv{
      {.in_channels = 1, .out_channels = 5, .kernel_size = 3, .stride = 2, .bias = false}};
  const ChannelSum<double> sum;
  NoCache cache;
  Tensor<double> expected, summed, output;
  printed.forward(input, params, {}, expected, cache);
  sum.forward(input, {}, {}, summed, cache);
  conv.forward(summed, params, {}, output, cache);
  EXPECT_EQ(output, expected);

  const Tensor<double> grad_output = integers(expected.shape(), 3);
  Gradients<double> expected_grads, conv_grads, sum_grads;
  printed.backward(grad_output, input, params, cache, expected_grads);
  conv.backward(grad_output, summed, params, cache, conv_grads);
  sum.backward(conv_grads.input, input, {}, cache, sum_grads);
  EXPECT_EQ(conv_grads.weight, expected_grads.weight);
  EXPECT_EQ(sum_grads.input, expected_grads.input);
}

TEST(ReportA, ChannelSumRefusesWhatIsNotABatchOfImages) {
  EXPECT_THROW(ChannelSumOptions{}.output_shape({2, 3}), std::invalid_argument);
}

TEST(ReportA, TheCorrectedNetworkHas912ConvolutionParametersAndTheLiteralOne300) {
  const auto convolution_parameters = [](const Network<float>& network) {
    Index count = 0;
    for (const Parameters<float>& params : network.parameters()) {
      if (params.weight.shape().rank() == 4) count += params.weight.size() + params.bias.size();
    }
    return count;
  };
  EXPECT_EQ(convolution_parameters(cnn<float>(corrected, Twin::fast, 1)), 104 + 808);
  EXPECT_EQ(convolution_parameters(cnn<float>(as_published, Twin::fast, 1)), 4 * 25 + 8 * 25);
}

TEST(ReportA, HasItsVariantsByName) {
  EXPECT_TRUE(variant_named("as published").shared_kernels && variant_named("as published").published_gradient);
  EXPECT_TRUE(variant_named("shared kernels").shared_kernels && !variant_named("shared kernels").published_gradient);
  EXPECT_TRUE(!variant_named("corrected").shared_kernels && !variant_named("corrected").published_gradient);
  EXPECT_THROW(variant_named("Corrected"), std::invalid_argument);
}

TEST(ReportA, BothTwinsStartFromTheSameParametersAndComputeTheSame) {
  const Tensor<double> input = integers({2, 1, 28, 28}, 4);
  for (const Variant& variant : {corrected, as_published}) {
    Network<double> naive = cnn<double>(variant, Twin::naive, 7), fast = cnn<double>(variant, Twin::fast, 7);
    const Tensor<double>& expected = naive.forward(input);
    const Tensor<double>& output = fast.forward(input);
    ASSERT_EQ(output.shape(), expected.shape());
    for (Index i = 0; i < output.size(); ++i) {
      // 128 + 128 + 100 + 25 terms are summed one layer after the other; the bound is generous for 1000 in double.
      EXPECT_NEAR(output[i], expected[i], 1000 * 2.3e-16 * (1 + 100 * std::abs(expected[i])));
    }
  }
}

TEST(ReportA, TheObservedLossHasTheTextbooksValueAndThePrintedGradient) {
  const Tensor<double> logits(Shape{1, 3}, {0.5, -1, 2});
  const std::vector<int> labels{1};
  Tensor<double> gradient, printed_gradient, right_gradient;
  const Variant variant{.published_gradient = true};
  const double observed = observed_loss<double>(variant, Twin::naive)(logits, labels, gradient);
  loss<double>(variant, Twin::naive)(logits, labels, printed_gradient);
  EXPECT_EQ(observed, loss<double>(corrected, Twin::naive)(logits, labels, right_gradient));
  EXPECT_EQ(gradient, printed_gradient);
  EXPECT_NE(gradient, right_gradient);
}

}  // namespace
}  // namespace backcheck::experiments::report_a
