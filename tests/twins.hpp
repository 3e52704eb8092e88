// The two implementations of every layer, as types to run the same tests with:
//
//   TYPED_TEST_SUITE(Examples, Twins, TwinName);
//   TYPED_TEST(Examples, ...) { typename TypeParam::template Conv2d<double> layer; ... }
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "core/architecture.hpp"
#include "layers/avg_pool2d.hpp"
#include "layers/conv2d.hpp"
#include "layers/dropout.hpp"
#include "layers/linear.hpp"
#include "layers/make_network.hpp"
#include "layers/max_pool2d.hpp"
#include "layers/relu.hpp"
#include "layers/sigmoid.hpp"
#include "layers/sigmoid_binary_cross_entropy.hpp"
#include "layers/softmax_cross_entropy.hpp"
#include "layers/tanh.hpp"
#include "reference/make_network.hpp"
#include "reference/sigmoid_binary_cross_entropy.hpp"
#include "reference/softmax_cross_entropy.hpp"

namespace backcheck {

struct Naive {
  static constexpr const char* name = "Naive";
  template <Scalar T>
  using Conv2d = reference::Conv2d<T>;
  template <Scalar T>
  using Linear = reference::Linear<T>;
  template <Scalar T>
  using MaxPool2d = reference::MaxPool2d<T>;
  template <Scalar T>
  using AvgPool2d = reference::AvgPool2d<T>;
  template <Scalar T>
  using ReLU = reference::ReLU<T>;
  template <Scalar T>
  using Sigmoid = reference::Sigmoid<T>;
  template <Scalar T>
  using Tanh = reference::Tanh<T>;
  template <Scalar T>
  using Dropout = reference::Dropout<T>;
  template <Scalar T>
  using SoftmaxCrossEntropy = reference::SoftmaxCrossEntropy<T>;
  template <Scalar T>
  using SigmoidBinaryCrossEntropy = reference::SigmoidBinaryCrossEntropy<T>;
  template <Scalar T>
  static Network<T> make_network(const Architecture& architecture) {
    return reference::make_network<T>(architecture);
  }
};

struct Fast {
  static constexpr const char* name = "Fast";
  template <Scalar T>
  using Conv2d = layers::Conv2d<T>;
  template <Scalar T>
  using Linear = layers::Linear<T>;
  template <Scalar T>
  using MaxPool2d = layers::MaxPool2d<T>;
  template <Scalar T>
  using AvgPool2d = layers::AvgPool2d<T>;
  template <Scalar T>
  using ReLU = layers::ReLU<T>;
  template <Scalar T>
  using Sigmoid = layers::Sigmoid<T>;
  template <Scalar T>
  using Tanh = layers::Tanh<T>;
  template <Scalar T>
  using Dropout = layers::Dropout<T>;
  template <Scalar T>
  using SoftmaxCrossEntropy = layers::SoftmaxCrossEntropy<T>;
  template <Scalar T>
  using SigmoidBinaryCrossEntropy = layers::SigmoidBinaryCrossEntropy<T>;
  template <Scalar T>
  static Network<T> make_network(const Architecture& architecture) {
    return layers::make_network<T>(architecture);
  }
};

using Twins = testing::Types<Naive, Fast>;

struct TwinName {
  template <class Twin>
  static std::string GetName(int) {
    return Twin::name;
  }
};

}  // namespace backcheck
