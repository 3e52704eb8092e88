// Shapes and tensors: sizes, order in memory, and who owns what.
#include "core/tensor.hpp"

#include <gtest/gtest.h>

#include <cstdint>

#include "error_message.hpp"

namespace backcheck {
namespace {

TEST(Shape, MultipliesItsExtents) {
  EXPECT_EQ((Shape{2, 3, 4, 5}.size()), 120);
  EXPECT_EQ((Shape{2, 3, 4, 5}.inner_size()), 60);
  EXPECT_EQ(Shape{7}.size(), 7);
  EXPECT_EQ(Shape{7}.inner_size(), 1);
  EXPECT_EQ((Shape{2, 0, 4}.size()), 0);
}

TEST(Shape, WithoutExtentsIsThatOfAnEmptyTensor) {
  EXPECT_EQ(Shape{}.rank(), 0);
  EXPECT_EQ(Shape{}.size(), 0);
  EXPECT_EQ(Shape{}.inner_size(), 0);
  EXPECT_EQ(error_message([] { Shape{}.with_batch(2); }), "Shape: an empty shape has no batch axis");
}

TEST(Shape, IsEqualOnlyWithTheSameExtentsAndRank) {
  EXPECT_EQ((Shape{2, 3}), (Shape{2, 3}));
  EXPECT_NE((Shape{2, 3}), (Shape{3, 2}));
  EXPECT_NE((Shape{2, 3}), (Shape{2, 3, 1}));
  EXPECT_NE((Shape{0}), Shape{});
}

TEST(Shape, ReplacesItsBatch) { EXPECT_EQ((Shape{2, 3, 4}.with_batch(7)), (Shape{7, 3, 4})); }

TEST(Shape, PrintsAsATuple) {
  EXPECT_EQ(to_string(Shape{2, 3, 6, 4}), "(2, 3, 6, 4)");
  EXPECT_EQ(to_string(Shape{5}), "(5)");
  EXPECT_EQ(to_string(Shape{}), "()");
}

TEST(Tensor, LiesInMemoryWithItsLastIndexFastest) {
  const Tensor<int> tensor({2, 3}, {11, 12, 13, 21, 22, 23});
  EXPECT_EQ(tensor(0, 0), 11);
  EXPECT_EQ(tensor(0, 2), 13);
  EXPECT_EQ(tensor(1, 0), 21);
  EXPECT_EQ(tensor[4], 22);
  EXPECT_EQ(tensor.data()[5], 23);
  Tensor<int> images({2, 3, 4, 5});
  EXPECT_EQ(&images(1, 2, 3, 4) - images.data(), ((1 * 3 + 2) * 4 + 3) * 5 + 4);
}

TEST(Tensor, StartsFilledWithOneValue) {
  EXPECT_EQ(Tensor<float>({2, 2}), Tensor<float>({2, 2}, {0, 0, 0, 0}));
  EXPECT_EQ(Tensor<float>({2, 2}, 3), Tensor<float>({2, 2}, {3, 3, 3, 3}));
  EXPECT_TRUE(Tensor<float>().empty());
}

TEST(Tensor, CopiesItsElements) {
  const Tensor<int> original({2}, {1, 2});
  Tensor<int> copy = original;
  copy[0] = 9;
  EXPECT_EQ(original[0], 1);
}

TEST(Tensor, IsUnequalUnderAnotherShape) {
  const Tensor<int> flat({4}, {1, 2, 3, 4});
  Tensor<int> square = flat;
  square.reshape({2, 2});
  EXPECT_EQ(square(1, 0), 3);
  EXPECT_NE(square, flat);
}

TEST(Tensor, ReallocatesOnlyToGrow) {
  Tensor<float> tensor({10, 10});
  const float* memory = tensor.data();
  tensor.resize({5, 4});
  EXPECT_EQ(tensor.size(), 20);
  tensor.resize({100});
  EXPECT_EQ(tensor.data(), memory);
}

TEST(Tensor, StartsOnACacheLine) {
  for (const Index size : {1, 3, 100}) {
    EXPECT_EQ(reinterpret_cast<std::uintptr_t>(Tensor<float>({size}).data()) % 64, 0U);
  }
}

#ifndef NDEBUG
TEST(Tensor, ChecksItsIndicesInDebugBuilds) {
  const Tensor<float> tensor({2, 3});
  EXPECT_DEATH(tensor(0, 3), "indices < shape_");
  EXPECT_DEATH(tensor(-1, 0), "0 <= indices");
  EXPECT_DEATH(tensor(0), "rank");
  EXPECT_DEATH(tensor[6], "position < size");
}
#endif

}  // namespace
}  // namespace backcheck
