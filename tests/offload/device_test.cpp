// Verifies where the layers on a device compute and which tensors stay there. What needs a memory of the device's own
// is skipped where kernels run on the host.
#include "layers/offload/device.hpp"

#include <gtest/gtest.h>
#include <omp.h>

#include <cstdlib>
#include <iostream>
#include <limits>
#include <string_view>

#include "core/optimizer.hpp"
#include "layers/offload/make_network.hpp"
#include "layers/offload/softmax_cross_entropy.hpp"
#include "reference/make_network.hpp"
#include "reference/softmax_cross_entropy.hpp"

namespace backcheck {
namespace {

// Where OMP_TARGET_OFFLOAD is mandatory, a run that falls back to the host fails here: libgomp itself lets it pass.
TEST(Device, IsWhereOffloadingIsSetTo) {
  std::cout << "The layers on the device run on " << offload::device_name() << ".\n";
  const char* variable = std::getenv("OMP_TARGET_OFFLOAD");
  const std::string_view setting = variable == nullptr ? "default" : variable;
  const bool expected = setting == "mandatory" || (setting != "disabled" && omp_get_num_devices() > 0);
  EXPECT_EQ(offload::has_device(), expected) << "OMP_TARGET_OFFLOAD is " << setting;
  EXPECT_EQ(offload::device_name() == "the host's processors", !expected);
}

class OnDevice : public testing::Test {
 protected:
  void SetUp() override {
    if (!offload::has_device()) GTEST_SKIP() << "no device: kernels share the host's memory";
  }
  static constexpr float stale = 1e6F;
  Network<float> network = offload::make_network<float>({ReLUOptions{}, TanhOptions{}});
  Tensor<float> input{{4}, {-1, 0, 1, 2}}, grad_output{{4}, {1, 1, 1, 1}};

  // After one pass that gives the tensors their memory: all of them, with the input 5 and the output 6 known only
  // there.
  void keep_all(offload::OnDevice& on_device) {
    network.want_input_gradient(true);
    network.forward(input);
    network.backward(grad_output, input);
    on_device.keep(input);
    on_device.keep(grad_output);
    on_device.keep(network);
  }
};

TEST_F(OnDevice, LeavesResultsOfLayersThere) {
  offload::OnDevice on_device;
  keep_all(on_device);
  input.fill(3);
  offload::to_device(input);
  input.fill(stale);  // the host's copy alone
  const Tensor<float> output_before = network.output(1);
  const Tensor<float>& output = network.forward(input);
  EXPECT_EQ(output, output_before);
  offload::to_host(network.output(0));
  offload::to_host(output);
  EXPECT_EQ(network.output(0), Tensor<float>({4}, 3));
  for (const float y : output) EXPECT_FLOAT_EQ(y, std::tanh(3.0F));
}

TEST_F(OnDevice, BringsTheHostUpToDateWhenItEnds) {
  {
    offload::OnDevice on_device;
    keep_all(on_device);
    input.fill(3);
    offload::to_device(input);
    network.forward(input);
    input.fill(stale);
  }
  EXPECT_EQ(input, Tensor<float>({4}, 3));
  EXPECT_EQ(network.output(0), Tensor<float>({4}, 3));
  input.fill(1);  // nothing is kept any more: the host's numbers count
  EXPECT_EQ(network.forward(input), Tensor<float>({4}, std::tanh(1.0F)));
}

const Architecture all_layers{Conv2dOptions{.in_channels = 1, .out_channels = 5, .kernel_size = 3, .padding = 1},
                              ReLUOptions{},
                              MaxPool2dOptions{},
                              Conv2dOptions{.in_channels = 5, .out_channels = 7, .kernel_size = 3, .bias = false},
                              TanhOptions{},
                              AvgPool2dOptions{.kernel_size = 2, .stride = 1},
                              LinearOptions{28, 33},
                              SigmoidOptions{},
                              DropoutOptions{.rate = 0.3},
                              LinearOptions{33, 10}};
const std::vector<int> labels{0, 1, 2, 3, 4, 5, 6, 7, 8, 9};

template <Scalar T>
Network<T> untrained(Network<T> (*make)(const Architecture&)) {
  Network<T> network = make(all_layers);
  initialize(network, {}, 1);
  return network;
}

// A batch of other images for each step.
template <Scalar T>
void draw(Tensor<T>& images, std::uint64_t step) {
  images.resize({10, 1, 10, 10});
  fill_normal(images, 1, mix(2, step));
}

// The tensors of a step of training that nobody on the host reads: what layers hand on, forward and backward.
template <Scalar T>
std::vector<Tensor<T>*> tensors_between_layers(Network<T>& network, Tensor<T>& grad) {
  std::vector<Tensor<T>*> tensors{&grad};
  for (Index l = 0; l < network.depth(); ++l) tensors.push_back(const_cast<Tensor<T>*>(&network.output(l)));
  for (Gradients<T>& grads : network.gradients()) {
    if (!grads.input.empty()) tensors.push_back(&grads.input);  // the first layer's is not asked for
  }
  return tensors;
}

// Thirty steps with the host's optimizer; the first sets the sizes. With `keep`, all tensors then stay on the device
// and only images, gradients of parameters and parameters travel. With `spoil`, the host's copies of the tensors
// between layers, which are out of date then, are overwritten before every step, and must be left alone by it.
template <Scalar T>
std::vector<Parameters<T>> train_on_device(bool keep, bool spoil = false) {
  Network<T> network = untrained<T>(offload::make_network<T>);
  Optimizer<T> optimizer(SgdOptions{.momentum = 0.9});
  Tensor<T> images, grad;
  offload::OnDevice on_device;
  for (std::uint64_t step = 0; step < 30; ++step) {
    draw(images, step);
    offload::to_device(images);
    std::vector<Tensor<T>*> between;
    if (spoil && step > 0) between = tensors_between_layers(network, grad);
    for (Tensor<T>* tensor : between) tensor->fill(T(1e6));
    const Tensor<T>& scores = network.forward(images, {.training = true, .seed = step});
    offload::SoftmaxCrossEntropy<T>{}(scores, labels, grad);
    network.backward(grad, images);
    offload::gradients_to_host(network);
    optimizer.step(network.parameters(), network.gradients(), 0.01);
    offload::parameters_to_device(network);
    for (const Tensor<T>* tensor : between) EXPECT_EQ(*tensor, Tensor<T>(tensor->shape(), T(1e6))) << "step " << step;
    if (step == 0 && keep) on_device.keep(images), on_device.keep(grad), on_device.keep(network);
  }
  return network.parameters();
}

template <Scalar T>
class NetworkOnDevice : public testing::Test {};
using NumberTypes = testing::Types<float, double>;
TYPED_TEST_SUITE(NetworkOnDevice, NumberTypes);

TYPED_TEST(NetworkOnDevice, TrainsToTheSameBitsWithAndWithoutCopiesBetweenLayers) {
  const auto kept = train_on_device<TypeParam>(true), copied = train_on_device<TypeParam>(false);
  for (std::size_t l = 0; l < kept.size(); ++l) {
    EXPECT_EQ(kept[l].weight, copied[l].weight) << "layer " << l;
    EXPECT_EQ(kept[l].bias, copied[l].bias) << "layer " << l;
  }
}

// Neither to the host, whose copies stay spoiled, nor to the device, where they would spoil the result.
TYPED_TEST(NetworkOnDevice, TrainsWithoutCopyingWhatLayersHandOn) {
  if (!offload::has_device()) GTEST_SKIP() << "no device: kernels share the host's memory";
  const auto spoiled = train_on_device<TypeParam>(true, true), kept = train_on_device<TypeParam>(true);
  for (std::size_t l = 0; l < kept.size(); ++l) EXPECT_EQ(spoiled[l].weight, kept[l].weight) << "layer " << l;
}

TYPED_TEST(NetworkOnDevice, StaysWithTheTextbookNetworkWhenTrainedBesideIt) {
  using T = TypeParam;
  const auto trained = train_on_device<T>(true);
  Network<T> network = untrained<T>(reference::make_network<T>);
  const std::vector<Parameters<T>> before = network.parameters();
  Optimizer<T> optimizer(SgdOptions{.momentum = 0.9});
  Tensor<T> images, grad;
  for (std::uint64_t step = 0; step < 30; ++step) {
    draw(images, step);
    const Tensor<T>& scores = network.forward(images, {.training = true, .seed = step});
    reference::SoftmaxCrossEntropy<T>{}(scores, labels, grad);
    network.backward(grad, images);
    optimizer.step(network.parameters(), network.gradients(), 0.01);
  }
  T difference = 0, movement = 0;
  for (std::size_t l = 0; l < trained.size(); ++l) {
    for (Index i = 0; i < trained[l].weight.size(); ++i) {
      const T wanted = network.parameters()[l].weight[i];
      difference = std::max(difference, std::abs(trained[l].weight[i] - wanted));
      movement = std::max(movement, std::abs(wanted - before[l].weight[i]));
    }
  }
  // As for the fast twin (tests/network_test.cpp): parameters and gradients, of the order of 1, round in every step.
  EXPECT_LT(difference, 100 * std::numeric_limits<T>::epsilon());
  EXPECT_GT(movement, T(0.1));
}

}  // namespace
}  // namespace backcheck
