// What a loss is: the scalar that training makes smaller, with its gradient, computed together because they share
// nearly everything.
#pragma once

#include <concepts>
#include <functional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

#include "core/tensor.hpp"

namespace backcheck {

// The class of each image, 0 <= label < classes.
using Labels = std::span<const int>;

// loss(logits, labels, grad_logits)
//   logits       (N, classes)
//   labels       (N)
//   grad_logits  (N, classes): overwritten with dL/d(logits)
//   returns      L, the mean over the batch
// Throws std::invalid_argument if the shapes do not fit or a label is not a class.
template <class L>
concept Loss = requires(const L loss, const Tensor<typename L::Number> logits, Labels labels,
                        Tensor<typename L::Number> grad_logits) {
  { loss(logits, labels, grad_logits) } -> std::same_as<typename L::Number>;
};

// Any loss, chosen at run time.
template <Scalar T>
using LossFunction = std::function<T(const Tensor<T>& logits, Labels labels, Tensor<T>& grad_logits)>;

// Throws std::invalid_argument, naming `loss`, unless logits are (N, classes) and there are N labels, all of them
// classes.
template <Scalar T>
void require_labels(std::string_view loss, const Tensor<T>& logits, Labels labels) {
  const Shape& shape = logits.shape();
  if (shape.rank() != 2 || shape[0] != static_cast<Index>(labels.size()) || shape[0] == 0) {
    throw std::invalid_argument(std::string(loss) + ": logits must be (N, classes) with one label each, got shape " +
                                to_string(shape) + " and " + std::to_string(labels.size()) + " labels");
  }
  for (const int label : labels) {
    if (label < 0 || label >= shape[1]) {
      throw std::invalid_argument(std::string(loss) + ": label " + std::to_string(label) +
                                  " is not one of the classes 0 to " + std::to_string(shape[1] - 1));
    }
  }
}

}  // namespace backcheck
