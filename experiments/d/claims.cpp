// What Report D concludes in words, tested on the results of its experiments.
#include "experiments/claim_file.hpp"

namespace backcheck::experiments {
namespace {

std::vector<ClaimTest> tests() {
  const std::string few = "100 images", roughness = "roughness of the filters";
  return {
      {.claim = "D-24/overfits",
       .experiment = "d-overfit",
       .effect = "training accuracy minus validation accuracy with 100 images",
       .unit = "points",
       .terms = {{100, few, "training accuracy"}, {-100, few, "validation accuracy"}}},
      {.claim = "D-26/overfitting-is-the-cause",
       .experiment = "d-cifar",
       .effect = "roughness of the filters of a network that overfits (4,000 images, 620 updates) minus that of one "
                 "that does not (40,000 images, 625 updates)",
       .terms = {{1, "4,000 images", roughness, 620}, {-1, "40,000 images", roughness, 625}}},
      {.claim = "D-27/fast-is-faster",
       .experiment = "d-timing",
       .effect = "naive time over fast time of the convolution's forward pass, minus 1, one thread",
       .terms = {{1, "convolution", "speed-up forward", 1}},
       .constant = -1}};
}

[[maybe_unused]] const bool registered = register_claims(tests);

}  // namespace
}  // namespace backcheck::experiments
