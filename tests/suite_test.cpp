// The suite's own parts, where no mutant of a layer shows that they work.
#include <gtest/gtest.h>

#include "tests/suite/computation.hpp"
#include "tests/suite/failure.hpp"
#include "tests/suite/guarded_memory.hpp"

namespace backcheck::suite {
namespace {

using GuardedMemoryDeathTest = testing::Test;

TEST(GuardedMemoryDeathTest, EndsProgramsThatReadBeyondATensor) {
  const GuardedMemory guarded("Conv2d, case {...}");
  const Tensor<float> tensor({5}, 1);
  const volatile float* numbers = tensor.data();
  EXPECT_EQ(numbers[4], 1);
  EXPECT_DEATH(static_cast<void>(numbers[5]), "a tensor was read or written beyond its end.*Conv2d, case");
}

TEST(GuardedMemoryDeathTest, EndsProgramsThatReadBeforeATensor) {
  const GuardedMemory guarded("Conv2d, case {...}", 0);
  const Tensor<float> tensor({5}, 1);
  const volatile float* numbers = tensor.data();
  EXPECT_DEATH(static_cast<void>(numbers[-1]), "or before its beginning: Conv2d, case");
}

TEST(GuardedMemory, PlacesTensorsAtTheOffsetAskedFor) {
  for (const std::ptrdiff_t offset : {0, 4, 60}) {
    const GuardedMemory guarded("", offset);
    const Tensor<float> tensor({5}, 1);
    EXPECT_EQ(reinterpret_cast<std::uintptr_t>(tensor.data()) % 64, offset);
  }
}

TEST(GuardedMemory, LetsTensorsOutliveIt) {
  Tensor<float> tensor;
  {
    const GuardedMemory guarded("");
    tensor = Tensor<float>({100}, 1);
  }
  tensor.resize({200});
  EXPECT_EQ(tensor[99], 1);
}

TEST(Judge, MistrustsChecksThatComparedNothing) {
  ASSERT_EQ(judge({.cases = 1}).size(), 1U);
  EXPECT_EQ(judge({.cases = 1})[0].kind, Failure::Kind::mistrusted);
  EXPECT_TRUE(judge({.cases = 2, .skipped = 2}).empty());
  EXPECT_FALSE(judge({.cases = 2, .skipped = 1}).empty());
}

TEST(Judge, MistrustsChecksThatComparedHardlyAnythingButZeros) {
  EXPECT_FALSE(judge({.coverage = {{"output", {1000, 9}}}}).empty());
  EXPECT_TRUE(judge({.coverage = {{"output", {1000, 10}}}}).empty());
}

}  // namespace
}  // namespace backcheck::suite
