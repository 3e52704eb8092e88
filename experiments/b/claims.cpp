// What Report B concludes in words, tested on the results of its experiments. A network trains if it gets more than
// half of its images right.
#include "experiments/claim_file.hpp"

namespace backcheck::experiments {
namespace {

std::vector<ClaimTest> tests() {
  const std::string accuracy = "training accuracy";
  return {{.claim = "B-27/shift-is-no-cure",
           .experiment = "b-rescue",
           .effect = "50 % minus the training accuracy of the full network with the shift alone",
           .unit = "points",
           .terms = {{-100, "shift", accuracy}},
           .constant = 50},
          {.claim = "B-28/shallow-trains",
           .experiment = "b-shallow",
           .effect = "training accuracy of the shallow network, He's start, rate 0.001, minus 50 %",
           .unit = "points",
           .terms = {{100, "He, rate 0.001", accuracy}},
           .constant = -50},
          {.claim = "B-29/full-cannot-train",
           .experiment = "b-rescue",
           .effect = "50 % minus the training accuracy of the full network from He's start",
           .unit = "points",
           .terms = {{-100, "He", accuracy}},
           .constant = 50},
          {.claim = "B-29/clipping-and-batches-fail",
           .experiment = "b-rescue",
           .effect = "50 % minus the training accuracy of the full network with clipping and batches of 32",
           .unit = "points",
           .terms = {{-100, "clip + batch 32", accuracy}},
           .constant = 50},
          {.claim = "B-33/bends-as-needed",
           .experiment = "b-approximation",
           .effect = "0.001 minus the largest error of 512 hinges along a smooth curve",
           .terms = {{-1, "interpolation, first hinge at the left end", "largest error", 512}},
           .constant = 0.001,
           .deterministic = true}};
}

[[maybe_unused]] const bool registered = register_claims(tests);

}  // namespace
}  // namespace backcheck::experiments
