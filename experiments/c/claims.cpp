// What Report C concludes in words, tested on the results of its experiments.
#include "experiments/claim_file.hpp"

namespace backcheck::experiments {
namespace {

std::vector<ClaimTest> tests() {
  const std::string subset = "max pooling, 500 images", wrong = "as published, rate 0.1",
                    training = "training accuracy";
  return {{.claim = "C-26/overfits",
           .experiment = "c-subsets",
           .effect = "training accuracy minus held-out accuracy with 500 images, the largest subset",
           .unit = "points",
           .terms = {{100, subset, training}, {-100, subset, "held-out accuracy"}},
           .remark = "the report shows training results only"},
          {.claim = "C-26/proves-correctness",
           .experiment = "c-filter-bank",
           .effect = "training accuracy before training minus after it, with a gradient known to be wrong",
           .unit = "points",
           .terms = {{100, wrong, training, 0}, {-100, wrong, training}},
           .remark = "the hidden gradient that the report prints is wrong (C-15)"}};
}

[[maybe_unused]] const bool registered = register_claims(tests);

}  // namespace
}  // namespace backcheck::experiments
