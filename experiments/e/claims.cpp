// What Report E concludes in words, tested on the results of its experiments.
#include "experiments/claim_file.hpp"

namespace backcheck::experiments {
namespace {

std::vector<ClaimTest> tests() {
  const std::string accuracy = "test accuracy", none = "no dropout", seconds = "seconds an epoch";
  return {{.claim = "E-10/dropout-is-slowest",
           .experiment = "e-compare",
           .effect = "time of an epoch with dropout minus that without",
           .unit = "s",
           .terms = {{1, "time: CNN + dropout", seconds}, {-1, "time: CNN", seconds}}},
          {.claim = "E-10/mlp-is-fastest",
           .experiment = "e-compare",
           .effect = "time of an epoch of the CNN minus that of the MLP",
           .unit = "s",
           .terms = {{1, "time: CNN", seconds}, {-1, "time: MLP", seconds}}},
          {.claim = "E-11/mlp-converged",
           .experiment = "e-compare",
           .effect = "1 point minus what the MLP's test accuracy still gains after epoch 10",
           .unit = "points",
           .terms = {{100, "MLP", accuracy, 10}, {-100, "MLP", accuracy}},
           .constant = 1},
          {.claim = "E-12/cnn-better",
           .experiment = "e-compare",
           .effect = "test accuracy of the CNN minus that of the MLP after 10 epochs",
           .unit = "points",
           .terms = {{100, "CNN", accuracy, 10}, {-100, "MLP", accuracy, 10}}},
          {.claim = "E-12/dropout-generalizes",
           .experiment = "e-compare",
           .effect = "test accuracy with dropout minus that without, both with weight decay, after 10 epochs",
           .unit = "points",
           .terms = {{100, "CNN + dropout, decay", accuracy, 10}, {-100, "CNN", accuracy, 10}},
           .remark = "the report also switches weight decay off, in the net with dropout alone"},
          {.claim = "E-15/after-convolutions-hurts",
           .experiment = "e-placement",
           .effect = "test accuracy without dropout minus the mean of those with 0.2 after either convolution",
           .unit = "points",
           .terms = {{100, none, accuracy, 10},
                     {-50, "after conv 1, rate 0.20", accuracy, 10},
                     {-50, "after conv 2, rate 0.20", accuracy, 10}}},
          {.claim = "E-15/after-linear-is-best",
           .experiment = "e-placement",
           .effect = "test accuracy with 0.2 after the linear layer minus the mean of those after either convolution",
           .unit = "points",
           .terms = {{100, "after FC, rate 0.20", accuracy, 10},
                     {-50, "after conv 1, rate 0.20", accuracy, 10},
                     {-50, "after conv 2, rate 0.20", accuracy, 10}}},
          {.claim = "E-15/above-0.3-underperforms",
           .experiment = "e-placement",
           .effect = "test accuracy without dropout minus that with 0.5 after the linear layer",
           .unit = "points",
           .terms = {{100, none, accuracy, 10}, {-100, "after FC, rate 0.50", accuracy, 10}}}};
}

[[maybe_unused]] const bool registered = register_claims(tests);

}  // namespace
}  // namespace backcheck::experiments
