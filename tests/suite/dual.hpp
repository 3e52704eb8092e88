// Derivatives without a step to choose: a textbook layer, a template on its number type, run on dual numbers.
#pragma once

#include <boost/math/differentiation/autodiff.hpp>
#include <cmath>
#include <cstddef>

#include "tests/suite/layer_case.hpp"

// Boost's dual numbers lack two functions that accurate layers call. (In this namespace, where the compiler looks for
// functions of such a number.)
namespace boost::math::differentiation::autodiff_v1::detail {

inline fvar<double, 1> expm1(const fvar<double, 1>& x) {
  const double at = static_cast<double>(x);
  return x.apply_derivatives(1, [at](std::size_t order) { return order == 0 ? std::expm1(at) : std::exp(at); });
}
inline fvar<double, 1> log1p(const fvar<double, 1>& x) {
  const double at = static_cast<double>(x);
  return x.apply_derivatives(1, [at](std::size_t order) { return order == 0 ? std::log1p(at) : 1 / (1 + at); });
}

}  // namespace boost::math::differentiation::autodiff_v1::detail

namespace backcheck::suite {

// value + derivative * epsilon, where epsilon^2 = 0.
using Dual = boost::math::differentiation::autodiff_fvar<double, 1>;

inline Tensor<Dual> dual_tensor(const Tensor<double>& at, const Tensor<double>& direction) {
  const Dual epsilon = boost::math::differentiation::make_fvar<double, 1>(0.0);
  Tensor<Dual> dual(at.shape());
  for (Index i = 0; i < at.size(); ++i) dual[i] = at[i] + direction[i] * epsilon;
  return dual;
}

// (D is a parameter only because clang 14 does not survive L<Dual> here.)
template <template <Scalar> class L, Scalar D = Dual, class Options>
ExactDerivative exact_derivative_of(const Options& options) {
  return [layer = L<D>{options}](const Arguments<double>& at, const Arguments<double>& direction, const Pass& pass) {
    Tensor<D> output;
    typename L<D>::Cache cache;
    layer.forward(
        dual_tensor(at.input, direction.input),
        {dual_tensor(at.params.weight, direction.params.weight), dual_tensor(at.params.bias, direction.params.bias)},
        pass, output, cache);
    double derivative = 0;
    for (Index i = 0; i < output.size(); ++i) derivative += at.grad_output[i] * output[i].derivative(1);
    return derivative;
  };
}

}  // namespace backcheck::suite
