// What Report A concludes in words, tested on the results of its experiments.
#include "experiments/claim_file.hpp"

namespace backcheck::experiments {
namespace {

std::vector<ClaimTest> tests() {
  const std::string accuracy = "test accuracy", loss = "train loss", bend = "boundary bend";
  return {
      {.claim = "A-21/falls-faster",
       .experiment = "a-one-epoch",
       .effect = "mean loss of the first epoch at rate 0.0003 minus that at 0.001, as published",
       .unit = "nats",
       .terms = {{1, "as published, rate 0.0003", loss}, {-1, "as published, rate 0.001", loss}}},
      {.claim = "A-21/overflows",
       .experiment = "a-schedule",
       .effect = "updates of 20,000 that are lost to overflow at rate 0.1, softmax as published, in double",
       .unit = "updates",
       .terms = {{-1, "as published, unshifted, double, rate 0.1", "survived"}},
       .constant = 20000},
      {.claim = "A-22/scheduling-helps",
       .experiment = "a-schedule",
       .effect = "test accuracy with a rate that falls exponentially minus that with a constant one, as published",
       .unit = "points",
       .terms = {{100, "as published, exponential", accuracy}, {-100, "as published, constant", accuracy}},
       .remark = "the report's own two runs start with different rates"},
      {.claim = "A-22/scheduling-helps",
       .experiment = "a-schedule",
       .effect = "the same with the correct gradient",
       .unit = "points",
       .terms = {{100, "corrected, exponential", accuracy}, {-100, "corrected, constant", accuracy}}},
      {.claim = "A-25/framework-better",
       .experiment = "a-one-epoch",
       .effect = "test accuracy with the correct gradient and kernels minus that as published, each at its best rate",
       .unit = "points",
       .terms = {{100, "corrected, rate 0.003", accuracy}, {-100, "as published, rate 0.001", accuracy}},
       .confounded_by = "the gradient, the kernels, the batch and perhaps the optimiser differ, too"},
      {.claim = "A-31/one-unit-bends",
       .experiment = "a-decision-boundary",
       .effect = "bend of the boundary of one hidden unit, less 0.01",
       .terms = {{1, "width 1", bend}},
       .constant = -0.01},
      {.claim = "A-31/networks-bend",
       .experiment = "a-decision-boundary",
       .effect = "bend of the boundary of 8 hidden units, less 0.01",
       .terms = {{1, "width 8", bend}},
       .constant = -0.01}};
}

[[maybe_unused]] const bool registered = register_claims(tests);

}  // namespace
}  // namespace backcheck::experiments
