#include "layers/dropout.hpp"

#include <algorithm>

#include "core/random.hpp"
#include "core/require.hpp"
#include "layers/parallel.hpp"

namespace backcheck::layers {
namespace {

// The same in both directions: from input to output and from grad_output to grad_input.
template <Scalar T>
void drop(const DropoutCache& pass, double rate, const Tensor<T>& source, Tensor<T>& target) {
  const T* from = source.data();
  T* to = target.data();
  if (!pass.training) {
    std::copy(source.begin(), source.end(), target.begin());
    return;
  }
  const std::uint64_t seed = pass.seed;
  const std::uint32_t threshold = drop_threshold(rate);
  const T scale = static_cast<T>(1 / (1 - rate));
  parallel_blocks(source.size(), 10, [=](Index begin, Index end) {
    for (Index i = begin; i < end; ++i) {
      // (A product in place of a choice: GCC 12 makes a branch of the latter, fifteen times slower.)
      const int kept = drops(seed, static_cast<std::uint32_t>(i), threshold) ? 0 : 1;
      to[i] = from[i] * (static_cast<T>(kept) * scale);
    }
  });
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

}  // namespace backcheck::layers
