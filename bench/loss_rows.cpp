// Softmax cross-entropy, loss and gradient at once.
#include <chrono>
#include <limits>
#include <sstream>

#include "bench/rows.hpp"
#include "core/random.hpp"
#include "layers/softmax_cross_entropy.hpp"
#include "reference/softmax_cross_entropy.hpp"
#include "tests/suite/compare.hpp"

namespace backcheck::bench {
namespace {

template <Scalar T>
struct LossProblem {
  Tensor<T> logits{{100, 10}}, grad_logits;
  std::vector<int> labels = std::vector<int>(100, 3);

  LossProblem() { fill_uniform(logits, -3, 3, 1); }
  template <class Loss>
  T run(const Loss& loss) {
    return loss(logits, labels, grad_logits);
  }
};

template <Scalar T, class Loss>
std::string difference_from_naive(const Loss& loss) {
  LossProblem<T> ours, naive;
  const double value = ours.run(loss), wanted = naive.run(reference::SoftmaxCrossEntropy<T>{});
  // Ten exponentials and their sum, each off by a few units in the last place.
  const suite::Bound bound{.absolute = 0, .relative = 40 * std::numeric_limits<T>::epsilon()};
  suite::CheckResult result = suite::compare_number("loss", value, wanted, bound, "the naive loss");
  result += suite::compare("grad_logits", ours.grad_logits, naive.grad_logits,
                           {.absolute = bound.relative / 100, .relative = bound.relative}, "the naive loss");
  std::ostringstream text;
  for (const suite::Failure& failure : result.failures) text << failure << "; ";
  return text.str();
}

template <Scalar T, class Loss>
void add(const std::string& contender, const Loss& loss) {
  const RowName name{"softmaxcrossentropy",
                     "10-classes-batch100",
                     "loss-and-gradient",
                     sizeof(T) == 4 ? "float" : "double",
                     contender,
                     1};
  register_row(name, false, [=](benchmark::State& state) {
    if (const std::string text = difference_from_naive<T>(loss); !text.empty())
      return state.SkipWithError(text.c_str());
    LossProblem<T> problem;
    measure_row(state, name, {.workspace = -1}, [&](std::int64_t count) {
      const auto start = std::chrono::steady_clock::now();
      for (std::int64_t i = 0; i < count; ++i) benchmark::DoNotOptimize(problem.run(loss));
      return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    });
  });
}

}  // namespace

void register_loss() {
  add<float>("naive", reference::SoftmaxCrossEntropy<float>{});
  add<float>("fast", layers::SoftmaxCrossEntropy<float>{});
  add<double>("naive", reference::SoftmaxCrossEntropy<double>{});
  add<double>("fast", layers::SoftmaxCrossEntropy<double>{});
}

}  // namespace backcheck::bench
