// Once they have seen a size, the fast layers allocate nothing: this program counts every call of operator new.
#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <new>
#include <vector>

#include "core/optimizer.hpp"
#include "implementations.hpp"

namespace {

std::atomic<long> allocations{0};

void* counted(std::size_t size, std::size_t alignment) {
  ++allocations;
  // aligned_alloc wants a multiple of the alignment
  void* memory = std::aligned_alloc(alignment, (size + alignment - 1) / alignment * alignment);
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}

}  // namespace

// Not inlined: GCC takes an inlined free() of what an operator new returned for a mistake.
[[gnu::noinline]] void* operator new(std::size_t size) { return counted(size, alignof(std::max_align_t)); }
[[gnu::noinline]] void* operator new(std::size_t size, std::align_val_t alignment) {
  return counted(size, static_cast<std::size_t>(alignment));
}
[[gnu::noinline]] void operator delete(void* memory) noexcept { std::free(memory); }
[[gnu::noinline]] void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
[[gnu::noinline]] void operator delete(void* memory, std::align_val_t) noexcept { std::free(memory); }
[[gnu::noinline]] void operator delete(void* memory, std::size_t, std::align_val_t) noexcept { std::free(memory); }

namespace backcheck {
namespace {

// Training steps with a network of every kind of layer: the allocations of each.
std::vector<long> allocations_of_each_step() {
  auto network = layers::make_network<float>(
      {Conv2dOptions{.in_channels = 3, .out_channels = 8, .kernel_size = 3, .padding = 1}, ReLUOptions{},
       MaxPool2dOptions{}, Conv2dOptions{.in_channels = 8, .out_channels = 16, .kernel_size = 5}, TanhOptions{},
       AvgPool2dOptions{}, DropoutOptions{.rate = 0.3}, LinearOptions{16 * 6 * 6, 65}, SigmoidOptions{},
       LinearOptions{65, 10}});
  initialize(network, {}, 1);
  network.want_input_gradient(true);
  Tensor<float> images({13, 3, 32, 32}), grad;
  fill_normal(images, 1, 2);
  const std::vector<int> labels{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1, 2};
  Optimizer<float> optimizer(AdamOptions{});

  std::vector<long> counts(6);
  for (std::size_t step = 0; step < counts.size(); ++step) {
    const long before = allocations;
    const Tensor<float>& scores = network.forward(images, {.training = true, .seed = step});
    layers::SigmoidBinaryCrossEntropy<float>{}(scores, labels, grad);
    layers::SoftmaxCrossEntropy<float>{}(scores, labels, grad);
    network.backward(grad, images);
    optimizer.step(network.parameters(), network.gradients(), 0.01);
    counts[step] = allocations - before;
  }
  return counts;
}

TEST(Allocations, HappenInTheFirstStepOnly) {
  const std::vector<long> counts = allocations_of_each_step();
  EXPECT_GT(counts[0], 0);  // or nothing is being counted
  for (std::size_t step = 1; step < counts.size(); ++step) EXPECT_EQ(counts[step], 0) << "in step " << step;
}

}  // namespace
}  // namespace backcheck
