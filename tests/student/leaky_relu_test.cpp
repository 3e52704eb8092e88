// The layer of leaky_relu.hpp, which has no twin: everything but parity runs.
#include "leaky_relu.hpp"

#include "tests/suite/verify.hpp"

namespace backcheck {
namespace {

using student::specification;

VERIFY_LAYER(LeakyReLU, student::LeakyReLU);

}  // namespace
}  // namespace backcheck
