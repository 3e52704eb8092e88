// A contender out of a library that only multiplies matrices: linear layers are one product a pass, convolutions go by
// im2col, image by image, the images shared among the threads.
#pragma once

#include <omp.h>

#include <algorithm>
#include <memory>
#include <variant>
#include <vector>

#include "bench/contender.hpp"
#include "bench/im2col.hpp"

namespace backcheck::bench::peers {

inline bool is_product(const AnyOptions& options, Direction) {
  return std::holds_alternative<Conv2dOptions>(options) || std::holds_alternative<LinearOptions>(options);
}

// Multiply has
//   template <class T> static void product(bool transpose_a, bool transpose_b, Index M, Index N, Index K, const T* a,
//                                          const T* b, bool add, T* c);
//     c (M, N) <- a (M, K) b (K, N), or c + that where `add`; a is stored as (K, M) where transposed, b as (N, K)
//   static void use_threads(int count);       of one product
template <Scalar T, class Multiply>
class LinearByProducts : public TimedPass<T> {
 public:
  explicit LinearByProducts(const LayerProblem<T>& problem)
      : p_(problem), N_(problem.input.shape()[0]), F_(problem.grad_output.shape()[1]), C_(problem.input.size() / N_) {
    answers_.output.resize(p_.grad_output.shape());
    answers_.grads = {Tensor<T>(p_.input.shape()), Tensor<T>(p_.params.weight.shape()), Tensor<T>({F_})};
    Multiply::use_threads(p_.threads);
  }
  void run() override {
    const T *x = p_.input.data(), *w = p_.params.weight.data(), *g = p_.grad_output.data();
    if (p_.direction == Direction::forward) {
      for (Index n = 0; n < N_; ++n) std::copy_n(p_.params.bias.data(), F_, answers_.output.data() + n * F_);
      Multiply::template product<T>(false, true, N_, F_, C_, x, w, true, answers_.output.data());
      return;
    }
    Multiply::template product<T>(true, false, F_, C_, N_, g, x, false, answers_.grads.weight.data());
    answers_.grads.bias.fill(T(0));
    for (Index n = 0; n < N_; ++n)
      for (Index f = 0; f < F_; ++f) answers_.grads.bias[f] += g[n * F_ + f];
    if (p_.direction == Direction::backward) {
      Multiply::template product<T>(false, false, N_, C_, F_, g, w, false, answers_.grads.input.data());
    }
  }
  LayerAnswers<T> answers() override { return answers_; }

 private:
  const LayerProblem<T>& p_;
  Index N_, F_, C_;
  LayerAnswers<T> answers_;
};

template <Scalar T, class Multiply>
class ConvolutionByProducts : public TimedPass<T> {
 public:
  explicit ConvolutionByProducts(const LayerProblem<T>& problem)
      : p_(problem), g_(std::get<Conv2dOptions>(problem.options), problem.input.shape()) {
    answers_.output.resize(p_.grad_output.shape());
    answers_.grads = {Tensor<T>(p_.input.shape()), Tensor<T>(p_.params.weight.shape()), Tensor<T>({g_.F})};
    for (int t = 0; t < p_.threads; ++t) {
      columns_.emplace_back(Shape{g_.taps(), g_.positions()});
      partial_.push_back(answers_.grads);
    }
    Multiply::use_threads(1);
  }
  void run() override {
    const Index N = p_.input.shape()[0];
#pragma omp parallel num_threads(p_.threads)
    {
      const std::size_t thread = static_cast<std::size_t>(omp_get_thread_num());
      T* columns = columns_[thread].data();
      partial_[thread].weight.fill(T(0)), partial_[thread].bias.fill(T(0));
#pragma omp for schedule(static)
      for (Index n = 0; n < N; ++n) {
        p_.direction == Direction::forward ? forward(n, columns) : backward(n, columns, partial_[thread]);
      }
    }
    if (p_.direction == Direction::forward) return;
    std::swap(answers_.grads.weight, partial_[0].weight), std::swap(answers_.grads.bias, partial_[0].bias);
    for (std::size_t t = 1; t < partial_.size(); ++t) {
      for (Index i = 0; i < answers_.grads.weight.size(); ++i) answers_.grads.weight[i] += partial_[t].weight[i];
      for (Index f = 0; f < g_.F; ++f) answers_.grads.bias[f] += partial_[t].bias[f];
    }
  }
  LayerAnswers<T> answers() override { return answers_; }
  double workspace_bytes() override { return static_cast<double>(columns_[0].size()) * sizeof(T); }

 private:
  void forward(Index n, T* columns) {
    T* output_n = answers_.output.data() + n * g_.F * g_.positions();
    for (Index f = 0; f < g_.F; ++f) std::fill_n(output_n + f * g_.positions(), g_.positions(), p_.params.bias[f]);
    g_.gather(p_.input.data() + n * g_.image_size(), columns);
    Multiply::template product<T>(false, false, g_.F, g_.positions(), g_.taps(), p_.params.weight.data(), columns, true,
                                  output_n);
  }
  void backward(Index n, T* columns, Gradients<T>& partial) {
    const T* grad_output_n = p_.grad_output.data() + n * g_.F * g_.positions();
    g_.gather(p_.input.data() + n * g_.image_size(), columns);
    Multiply::template product<T>(false, true, g_.F, g_.taps(), g_.positions(), grad_output_n, columns, true,
                                  partial.weight.data());
    for (Index f = 0; f < g_.F; ++f)
      for (Index i = 0; i < g_.positions(); ++i) partial.bias[f] += grad_output_n[f * g_.positions() + i];
    if (p_.direction != Direction::backward) return;
    Multiply::template product<T>(true, false, g_.taps(), g_.positions(), g_.F, p_.params.weight.data(), grad_output_n,
                                  false, columns);
    g_.scatter(columns, answers_.grads.input.data() + n * g_.image_size());
  }

  const LayerProblem<T>& p_;
  const Im2col g_;
  LayerAnswers<T> answers_;
  std::vector<Tensor<T>> columns_;     // of each thread
  std::vector<Gradients<T>> partial_;  // of the images of each thread
};

template <Scalar T, class Multiply>
std::unique_ptr<TimedPass<T>> by_products(const LayerProblem<T>& problem) {
  if (std::holds_alternative<LinearOptions>(problem.options)) {
    return std::make_unique<LinearByProducts<T, Multiply>>(problem);
  }
  return std::make_unique<ConvolutionByProducts<T, Multiply>>(problem);
}

}  // namespace backcheck::bench::peers
