#include "layers/offload/dropout.hpp"

#include "core/random.hpp"
#include "core/require.hpp"

namespace backcheck::offload {
namespace {

// The same in both directions: from input to output and from grad_output to grad_input.
template <Scalar T>
void drop(const DropoutCache& pass, double rate, const Tensor<T>& source, Tensor<T>& target) {
  const Index size = source.size();
  const std::uint64_t seed = pass.seed;
  const std::uint32_t threshold = pass.training ? drop_threshold(rate) : 0;
  const T scale = static_cast<T>(pass.training ? 1 / (1 - rate) : 1);
  const T* from = source.data();
  T* to = target.data();

#pragma omp target data map(to : from[:size]) map(from : to[:size])
#pragma omp target teams distribute parallel for simd
  for (Index i = 0; i < size; ++i)
    to[i] = from[i] * (drops(seed, static_cast<std::uint32_t>(i), threshold) ? T(0) : scale);
}

}  // namespace

template <Scalar T>
void Dropout<T>::forward(const Tensor<T>& input, const Parameters<T>& params, const Pass& pass, Tensor<T>& output,
                         Cache& cache) const {
  output.resize(options.output_shape(input.shape()));
  require_parameters(options, params);
  cache = {pass.training, pass.seed};
  drop(cache, options.rate, input, output);
}

template <Scalar T>
void Dropout<T>::backward(const Tensor<T>& grad_output, const Tensor<T>& input, const Parameters<T>& params,
                          const Cache& cache, Gradients<T>& grads) const {
  require_grad_output(options, options.output_shape(input.shape()), grad_output);
  require_parameters(options, params);
  grads.weight.resize({});
  grads.bias.resize({});
  if (!grads.wants_input) return;
  grads.input.resize(input.shape());
  drop(cache, options.rate, grad_output, grads.input);
}

template struct Dropout<float>;
template struct Dropout<double>;
static_assert(Layer<Dropout<float>> && Layer<Dropout<double>>);

}  // namespace backcheck::offload
