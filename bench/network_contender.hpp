// A contender out of any implementation from which networks are made: a layer is a network of one.
#pragma once

#include <algorithm>
#include <chrono>
#include <memory>
#include <utility>

#include "bench/allocation.hpp"
#include "bench/contender.hpp"
#include "core/loss.hpp"
#include "core/optimizer.hpp"

namespace backcheck::bench {

template <Scalar T>
using MakeNetwork = Network<T> (*)(const Architecture& architecture);

template <Scalar T>
class NetworkPass : public TimedPass<T> {
 public:
  NetworkPass(const LayerProblem<T>& problem, Network<T> network) : problem_(problem), network_(std::move(network)) {
    network_.parameters()[0] = problem.params;
    network_.want_input_gradient(problem.direction != Direction::backward_without_input);
    network_.forward(problem.input, pass_);
  }
  void run() override {
    if (problem_.direction == Direction::forward) {
      network_.forward(problem_.input, pass_);
    } else {
      network_.backward(problem_.grad_output, problem_.input);
    }
  }
  LayerAnswers<T> answers() override { return {network_.output(0), network_.gradients()[0]}; }
  double workspace_bytes() override {
    run();  // so that the answers have their memory
    return bench::workspace_bytes([this] { run(); });
  }

 protected:
  Network<T>& network() { return network_; }

 private:
  const LayerProblem<T>& problem_;
  const Pass pass_ = {.training = true, .seed = 7};
  Network<T> network_;
};

class NetworkStep : public TimedStep {
 public:
  NetworkStep(const StepProblem& problem, Network<float> network, LossFunction<float> loss)
      : problem_(problem), network_(std::move(network)), loss_(std::move(loss)), batch_(problem.input) {
    network_.parameters() = problem.params;
    batch_labels_.resize(static_cast<std::size_t>(problem.input[0]));
    gather();
  }
  double seconds(std::int64_t count) override {
    const auto start = std::chrono::steady_clock::now();
    for (std::int64_t i = 0; i < count; ++i) {
      if (problem_.gather) gather();
      const Tensor<float>& logits = network_.forward(batch_, {.training = true, .seed = 1});
      loss_(logits, batch_labels_, grad_logits_);
      network_.backward(grad_logits_, batch_);
      optimizer_.step(network_.parameters(), network_.gradients(), problem_.learning_rate);
    }
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  }
  std::vector<Gradients<float>> gradients() override { return network_.gradients(); }

 private:
  // The next batch of the shuffled images, which are begun again when not enough are left.
  void gather() {
    const Index size = batch_.shape().inner_size();
    if (next_ + batch_labels_.size() > problem_.order.size()) next_ = 0;
    for (std::size_t n = 0; n < batch_labels_.size(); ++n, ++next_) {
      const Index image = problem_.order[next_];
      std::copy_n(problem_.images.data() + image * size, size, batch_.data() + static_cast<Index>(n) * size);
      batch_labels_[n] = problem_.labels[static_cast<std::size_t>(image)];
    }
  }

  const StepProblem& problem_;
  Network<float> network_;
  LossFunction<float> loss_;
  Optimizer<float> optimizer_{SgdOptions{}};
  Tensor<float> batch_, grad_logits_;
  std::vector<int> batch_labels_;
  std::size_t next_ = 0;
};

template <Scalar T, MakeNetwork<T> make>
std::unique_ptr<TimedPass<T>> prepare_layer(const LayerProblem<T>& problem) {
  return std::make_unique<NetworkPass<T>>(problem, make({problem.options}));
}
template <MakeNetwork<float> make, class Loss>
std::unique_ptr<TimedStep> prepare_step(const StepProblem& problem) {
  return std::make_unique<NetworkStep>(problem, make(problem.architecture), Loss{});
}

}  // namespace backcheck::bench
