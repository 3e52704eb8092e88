#include "reference/as_published/claims.hpp"

#include <algorithm>
#include <stdexcept>

namespace backcheck::published {

const std::vector<Claim>& claims() {
  static const std::vector<Claim> all = {
      {"A-21/falls-faster", "a higher learning rate makes the loss fall faster", "Report A, section A.1"},
      {"A-21/overflows", "at a high learning rate the exponential of softmax overflows", "Report A, section A.1"},
      {"A-22/scheduling-helps", "starting with a high learning rate and lowering it gives a better result",
       "Report A, section A.1"},
      {"A-25/framework-better", "the network in a framework does better than the one from scratch",
       "Report A, section A.2"},
      {"A-31/one-unit-bends", "ReLU's breaking point makes decision boundaries non-linear: shown for one unit",
       "Report A, section B.2"},
      {"A-31/networks-bend", "networks with ReLU have non-linear decision boundaries", "Report A, section B.2"},
      {"B-27/shift-is-no-cure", "subtracting the largest logit does not make the full network train",
       "Report B, section 1.5"},
      {"B-28/shallow-trains", "a shallower network trains where the full one does not", "Report B, section 1.5"},
      {"B-29/full-cannot-train", "the network of the assignment cannot be trained on 1,000 images",
       "Report B, section 1.5"},
      {"B-29/clipping-and-batches-fail", "neither clipping gradients nor mini-batches make it train",
       "Report B, section 1.5"},
      {"B-33/bends-as-needed", "sums of shifted rectifiers bend as much as is needed", "Report B, section 2"},
      {"C-26/overfits", "the network overfits all the smaller subsets", "Report C, task 2"},
      {"C-26/proves-correctness", "a rising accuracy and a falling loss show that the implementation is correct",
       "Report C, task 2"},
      {"D-24/overfits", "trained on a few images the network learns them, and little else", "Report D, section 5"},
      {"D-26/overfitting-is-the-cause", "the noisy filters come from overfitting on small data", "Report D, section 5"},
      {"D-27/fast-is-faster", "the fast layers are much faster than the naive ones", "Report D, section 6"},
      {"E-10/dropout-is-slowest", "the CNN with dropout takes longer than the one without", "Report E, section 2"},
      {"E-10/mlp-is-fastest", "the CNN takes longer than the MLP", "Report E, section 2"},
      {"E-11/mlp-converged", "the MLP has converged after 10 epochs", "Report E, section 2"},
      {"E-12/cnn-better", "the CNN classifies better than the MLP", "Report E, section 2"},
      {"E-12/dropout-generalizes", "dropout makes the CNN generalize better: a higher test accuracy",
       "Report E, section 2"},
      {"E-15/after-convolutions-hurts", "dropout after a convolution and its ReLU makes classification worse",
       "Report E, section 3"},
      {"E-15/after-linear-is-best", "dropout does most for the model after a linear layer and its ReLU",
       "Report E, section 3"},
      {"E-15/above-0.3-underperforms", "dropout rates above 0.3 make the model worse", "Report E, section 3"},
  };
  return all;
}

const Claim& claim(std::string_view id) {
  const auto found = std::find_if(claims().begin(), claims().end(), [&](const Claim& c) { return c.id == id; });
  if (found == claims().end()) throw std::logic_error("published: there is no claim " + std::string(id));
  return *found;
}

}  // namespace backcheck::published
