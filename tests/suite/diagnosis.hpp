// Naming the bug.
#pragma once

#include <string>

#include "core/tensor.hpp"

namespace backcheck::suite {

// The known mistake that turns `right` into `wrong`, such as "the sign is wrong (explains 100.00 % of the error)";
// empty where none explains all of the error but what rounding leaves, or where fewer than three elements are not zero:
// a single number has a simple ratio to another one by chance. The share explained is 1 - |wrong - mistake(right)|^2 /
// |wrong - right|^2. Both tensors have the same shape.
template <Scalar T>
std::string likely_mistake(const Tensor<T>& wrong, const Tensor<T>& right);

}  // namespace backcheck::suite
