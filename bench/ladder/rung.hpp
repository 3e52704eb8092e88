// The ladder from nested loops to the fast convolution: each rung changes one thing, and is compared and timed like
// every contender. Forward passes in float; a rung is a function that overwrites the output.
#pragma once

#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "bench/allocation.hpp"
#include "bench/contender.hpp"
#include "bench/im2col.hpp"

namespace backcheck::bench::ladder {

using Convolve = void (*)(const Conv2dOptions& options, const Tensor<float>& input, const Parameters<float>& params,
                          Tensor<float>& output);

template <Convolve convolve>
class RungPass : public TimedPass<float> {
 public:
  explicit RungPass(const LayerProblem<float>& problem)
      : problem_(problem), options_(std::get<Conv2dOptions>(problem.options)) {}
  void run() override { convolve(options_, problem_.input, problem_.params, output_); }
  LayerAnswers<float> answers() override { return {.output = output_, .grads = {}}; }
  double workspace_bytes() override {
    return bench::workspace_bytes([this] { run(); });
  }

 private:
  const LayerProblem<float>& problem_;
  const Conv2dOptions& options_;
  Tensor<float> output_;
};

template <Convolve convolve>
Contender rung(const std::string& name) {
  return {.name = name,
          .kind = Contender::Kind::rung,
          .threaded = false,
          .has =
              [](const AnyOptions& options, Direction direction) {
                return std::holds_alternative<Conv2dOptions>(options) && direction == Direction::forward;
              },
          .in_float = [](const LayerProblem<float>& problem) -> std::unique_ptr<TimedPass<float>> {
            return std::make_unique<RungPass<convolve>>(problem);
          }};
}

// product(M, N, K, a, b, c): c(m, n) += sum over k of a(m, k) * b(k, n), all row-major.
using Product = void (*)(Index M, Index N, Index K, const float* a, const float* b, float* c);

// A convolution by im2col and this product.
template <Product product>
void convolve_by(const Conv2dOptions& options, const Tensor<float>& input, const Parameters<float>& params,
                 Tensor<float>& output) {
  output.resize(options.output_shape(input.shape()));
  const Im2col g(options, input.shape());
  Tensor<float> columns({g.taps(), g.positions()});
  for (Index n = 0; n < input.shape()[0]; ++n) {
    g.gather(input.data() + n * g.image_size(), columns.data());
    float* output_n = output.data() + n * g.F * g.positions();
    for (Index f = 0; f < g.F; ++f) {
      std::fill_n(output_n + f * g.positions(), g.positions(), options.bias ? params.bias[f] : 0.0F);
    }
    product(g.F, g.positions(), g.taps(), params.weight.data(), columns.data(), output_n);
  }
}

}  // namespace backcheck::bench::ladder
