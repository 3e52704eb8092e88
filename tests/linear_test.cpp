// Verifies the linear layers.
#include "layers/linear.hpp"

#include "reference/linear.hpp"
#include "tests/mutants/kill.hpp"
#include "tests/specifications/specifications.hpp"
#include "tests/suite/verify.hpp"

namespace backcheck {
namespace {

const suite::Specification<LinearOptions>& specification = suite::linear_specification();

VERIFY_LAYER(Linear, layers::Linear, reference::Linear);
KILL_MUTANTS(Linear, reference::Linear, mutants::mutants_of<LinearOptions>());

}  // namespace
}  // namespace backcheck
