// The gradient from difference quotients, as the public assignment that Report D answers takes it.
#pragma once

#include <functional>

#include "core/tensor.hpp"

namespace backcheck::experiments::report_d {

// The sum over all outputs of grad_output * d(output)/d(x) for every element of x, from central differences: each
// output's difference is divided by 2h, not by the step that x + h and x - h really make. `function` computes the
// outputs from x, which it sees moved and which is put back.
inline Tensor<double> numeric_gradient(Tensor<double>& x, double h, const Tensor<double>& grad_output,
                                       const std::function<Tensor<double>()>& function) {
  Tensor<double> gradient(x.shape());
  for (Index i = 0; i < x.size(); ++i) {
    const double before = x[i];
    x[i] = before + h;
    const Tensor<double> above = function();
    x[i] = before - h;
    const Tensor<double> below = function();
    x[i] = before;
    for (Index o = 0; o < above.size(); ++o) gradient[i] += grad_output[o] * ((above[o] - below[o]) / (2 * h));
  }
  return gradient;
}

}  // namespace backcheck::experiments::report_d
