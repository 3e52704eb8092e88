// Every output is a weighted sum of all inputs.
//
//   output(n, o) = bias(o) + sum over d of weight(o, d) * input(n, d)
//
//   input   (N, D), or (N, ...) whose extents after N multiply to D, read in row-major order
//   weight  (O, D)            bias  (O), empty where options.bias is false
//   output  (N, O)            D = in_features, O = out_features
//
// Sums are formed in T: one that passes the largest T on its way is infinite or NaN, where the textbook's, in double
// for floats, is right. Throws std::invalid_argument if an image does not have in_features elements. Twin:
// reference/linear.hpp.
#pragma once

#include "core/layer.hpp"

namespace backcheck::layers {

template <Scalar T>
struct Linear {
  using Number = T;
  using Options = LinearOptions;
  using Cache = NoCache;

  LinearOptions options;

  void forward(const Tensor<T>& input, const Parameters<T>& params, const Pass&, Tensor<T>& output, NoCache&) const;
  void backward(const Tensor<T>& grad_output, const Tensor<T>& input, const Parameters<T>& params, const NoCache&,
                Gradients<T>& grads) const;
};

}  // namespace backcheck::layers
