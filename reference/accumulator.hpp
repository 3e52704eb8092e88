// Sums in double precision.
#pragma once

#include <concepts>
#include <type_traits>

#include "core/tensor.hpp"

namespace backcheck::reference {

// What sums are formed in: double for float, so that this twin rounds once, at the end; otherwise the type itself.
template <Scalar T>
using Accumulator = std::conditional_t<std::same_as<T, float>, double, T>;

// Overwrites `target` with `sums`, rounded to T.
template <Scalar T>
void assign(Tensor<T>& target, const Tensor<Accumulator<T>>& sums) {
  target.resize(sums.shape());
  for (Index i = 0; i < sums.size(); ++i) target[i] = static_cast<T>(sums[i]);
}

}  // namespace backcheck::reference
