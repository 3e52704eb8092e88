// Comparing what a layer computed with what it should have.
#pragma once

#include <string>

#include "core/tensor.hpp"
#include "tests/suite/computation.hpp"
#include "tests/suite/diagnosis.hpp"
#include "tests/suite/failure.hpp"

namespace backcheck::suite {

// |ours - wanted| <= absolute + relative * |wanted|. The default admits nothing but equality.
struct Bound {
  double absolute = 0, relative = 0;
};

// Counts every element of `wanted` under the name `tensor`, and reports at most one failure: a wrong shape, a value
// that is not finite, or the element that exceeds its bound the most, with both error metrics and what
// `describe_error`, if given, says of the whole tensor. `source` completes the sentence "the layer says a, `source`
// says b".
template <Scalar T>
CheckResult compare(const std::string& tensor, const Tensor<T>& ours, const Tensor<T>& wanted, const Bound& bound,
                    const std::string& source, const DescribeError<T>& describe_error = {});

// The same for one number.
CheckResult compare_number(const std::string& tensor, double ours, double wanted, const Bound& bound,
                           const std::string& source, const DescribeError<double>& describe_error = {});

// The two usual metrics; they differ by orders of magnitude on the same data, so both are always given.
struct Errors {
  double elementwise = 0;  // max of |a - b| / max(1e-8, |a| + |b|)
  double tensor = 0;       // max |a - b| / max(|a| + |b|)
};
template <Scalar T>
Errors errors(const Tensor<T>& ours, const Tensor<T>& wanted);

// Equal in every bit, so that NaN equals NaN and 0 differs from -0.
template <Scalar T>
bool same_bits(const Tensor<T>& a, const Tensor<T>& b);

// Whether two runs computed the same bits, cache included; `how` the second one differed completes the sentence "has
// other bits ...", and `bug` is what to call that.
template <Scalar T>
CheckResult compare_bits(const Implementation<T>& layer, const Computed<T>& first, const Computed<T>& second,
                         const std::string& how, const std::string& bug);

// "(0, 1, 0, 4)": the indices of an element from its position in memory.
std::string indices(const Shape& shape, Index position);

}  // namespace backcheck::suite
