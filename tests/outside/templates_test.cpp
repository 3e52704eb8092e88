// What tests/verify --new prints compiles as it is, and fails with "not written yet" alone.
#include <gtest/gtest.h>

#include "tests/outside/adapt.hpp"
#include "tests/outside/all_templates.hpp"

namespace backcheck::outside {
namespace {

#define BACKCHECK_LAYER(Name, file) \
  struct Name##Template {           \
    template <Scalar T>             \
    using Of = ::student::Name<T>;  \
  };
#define BACKCHECK_LOSS BACKCHECK_LAYER
#include "core/layers.def"

void expect_not_written_yet(const LayerUnderTest& layer) {
  const Summary summary = summarize(verify(layer, {}, {}, 2));
  EXPECT_EQ(summary.not_written, "forward") << layer.name;
  EXPECT_TRUE(summary.faults.empty()) << layer.name;
  EXPECT_GT(summary.failed, 5) << layer.name;
}

#define BACKCHECK_LAYER(Name, file)                                                               \
  TEST(Templates, Name##IsNotWrittenYet) {                                                        \
    expect_not_written_yet(layer_under_test<Name##Template, Name##Options>(#Name, #file ".hpp")); \
  }
#define BACKCHECK_LOSS(Name, file)                                                \
  TEST(Templates, Name##IsNotWrittenYet) {                                        \
    expect_not_written_yet(loss_under_test<Name##Template>(#Name, #file ".hpp")); \
  }
#include "core/layers.def"

}  // namespace
}  // namespace backcheck::outside
