// The fast layers give the same bits for every number of threads.
#include <gtest/gtest.h>
#include <omp.h>

#include <vector>

#include "core/optimizer.hpp"
#include "implementations.hpp"

namespace backcheck {
namespace {

template <Scalar T>
struct Trained {
  std::vector<T> losses;
  Tensor<T> scores;
  std::vector<Parameters<T>> parameters;
  Tensor<T> grad_images;
};

// A few steps of a network with every kind of layer, large enough that the work is worth dividing.
template <Scalar T>
Trained<T> train(int threads) {
  const int before = omp_get_max_threads();
  omp_set_num_threads(threads);
  auto network = layers::make_network<T>(
      {Conv2dOptions{.in_channels = 3, .out_channels = 17, .kernel_size = 3, .padding = 1}, ReLUOptions{},
       MaxPool2dOptions{.kernel_size = 3, .stride = 2},
       Conv2dOptions{.in_channels = 17, .out_channels = 32, .kernel_size = 5}, TanhOptions{}, AvgPool2dOptions{},
       DropoutOptions{.rate = 0.3}, LinearOptions{800, 129}, SigmoidOptions{}, LinearOptions{129, 10}});
  initialize(network, {}, 1);
  network.want_input_gradient(true);
  Tensor<T> images({13, 3, 30, 30});
  fill_normal(images, 1, 2);
  const std::vector<int> labels{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1, 2};

  Trained<T> trained;
  Optimizer<T> optimizer(AdamOptions{});
  Tensor<T> grad;
  for (std::uint64_t step = 0; step < 3; ++step) {
    const Tensor<T>& scores = network.forward(images, {.training = true, .seed = step});
    trained.losses.push_back(layers::SoftmaxCrossEntropy<T>{}(scores, labels, grad));
    network.backward(grad, images);
    trained.losses.push_back(layers::SigmoidBinaryCrossEntropy<T>{}(scores, labels, grad));
    optimizer.step(network.parameters(), network.gradients(), 0.01);
  }
  trained.scores = network.output(network.depth() - 1);
  trained.parameters = network.parameters();
  trained.grad_images = network.gradients()[0].input;
  omp_set_num_threads(before);
  return trained;
}

template <Scalar T>
void expect_same_bits_for_every_number_of_threads() {
  const Trained<T> alone = train<T>(1);
  for (const int threads : {2, 3, 7}) {
    SCOPED_TRACE(threads);
    const Trained<T> together = train<T>(threads);
    EXPECT_EQ(together.losses, alone.losses);
    EXPECT_EQ(together.scores, alone.scores);
    EXPECT_EQ(together.grad_images, alone.grad_images);
    for (std::size_t l = 0; l < alone.parameters.size(); ++l) {
      EXPECT_EQ(together.parameters[l].weight, alone.parameters[l].weight) << "weight of layer " << l;
      EXPECT_EQ(together.parameters[l].bias, alone.parameters[l].bias) << "bias of layer " << l;
    }
  }
}

TEST(ThreadCount, LeavesEveryBitInFloat) { expect_same_bits_for_every_number_of_threads<float>(); }

TEST(ThreadCount, LeavesEveryBitInDouble) { expect_same_bits_for_every_number_of_threads<double>(); }

}  // namespace
}  // namespace backcheck
