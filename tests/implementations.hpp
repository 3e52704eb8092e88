// The implementations of the layers and losses in the table (core/layers.def), one struct for each folder of them, as
// types to run the same tests with:
//
//   TYPED_TEST_SUITE(Examples, Implementations, ImplementationName);
//   TYPED_TEST(Examples, ...) { typename TypeParam::template Conv2d<double> layer; ... }
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "all_layers/layers.hpp"
#include "all_layers/reference.hpp"
#include "layers/make_network.hpp"
#include "reference/make_network.hpp"

namespace backcheck {

struct Naive {
  static constexpr const char* name = "Naive";
#define BACKCHECK_LAYER(Name, file) \
  template <Scalar T>               \
  using Name = reference::Name<T>;
#define BACKCHECK_LOSS BACKCHECK_LAYER
#include "core/layers.def"
  template <Scalar T>
  static Network<T> make_network(const Architecture& architecture) {
    return reference::make_network<T>(architecture);
  }
};

struct Fast {
  static constexpr const char* name = "Fast";
#define BACKCHECK_LAYER(Name, file) \
  template <Scalar T>               \
  using Name = layers::Name<T>;
#define BACKCHECK_LOSS BACKCHECK_LAYER
#include "core/layers.def"
  template <Scalar T>
  static Network<T> make_network(const Architecture& architecture) {
    return layers::make_network<T>(architecture);
  }
};

using Implementations = testing::Types<Naive, Fast>;

struct ImplementationName {
  template <class Implementation>
  static std::string GetName(int) {
    return Implementation::name;
  }
};

}  // namespace backcheck
