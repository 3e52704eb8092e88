// Are the bits a function of the arguments alone?
#include <omp.h>

#include "tests/suite/checks.hpp"
#include "tests/suite/compare.hpp"
#include "tests/suite/example.hpp"

namespace backcheck::suite {
namespace {

class Threads {  // until the end of the scope
 public:
  explicit Threads(int count) : before_(omp_get_max_threads()) { omp_set_num_threads(count); }
  ~Threads() { omp_set_num_threads(before_); }
  Threads(const Threads&) = delete;
  Threads& operator=(const Threads&) = delete;

 private:
  int before_;
};

template <Scalar T>
Outcome same_result(const Problem<T>& problem, Result<T>& first, Result<T>& second, const std::string& how) {
  Outcome outcome;
  const auto one = [&](const std::string& tensor, const Tensor<T>& a, const Tensor<T>& b) {
    if (a.empty() && b.empty()) return;
    outcome.coverage[tensor] = {a.size(), a.size()};
    if (a.shape() != b.shape()) {
      outcome.findings.push_back(
          {.tensor = tensor, .message = "has another shape " + how, .verdict = Verdict::stochastic});
    } else if (!same_bits(a, b)) {
      const Errors both = errors(a, b);
      outcome.findings.push_back({.tensor = tensor,
                                  .message = "has other bits " + how + " (largest element-wise difference " +
                                             std::to_string(both.elementwise) + ", relative to the tensor " +
                                             std::to_string(both.tensor) + ")",
                                  .verdict = Verdict::stochastic});
    }
  };
  one("output", first.output, second.output);
  one("grads.input", first.grads.input, second.grads.input);
  one("grads.weight", first.grads.weight, second.grads.weight);
  one("grads.bias", first.grads.bias, second.grads.bias);
  if (!problem.layer.same_cache(first.cache, second.cache)) {
    outcome.findings.push_back({.tensor = "cache", .message = "differs " + how, .verdict = Verdict::stochastic});
  }
  return outcome;
}

template <Scalar T>
Outcome repeats_itself(const Problem<T>& problem) {
  const Example<T> example = make_example(problem, Numbers::random);
  Result<T> first = run(problem.layer, example, problem.pass());
  Outcome outcome;
  for (int repetition = 0; repetition < 3; ++repetition) {
    Result<T> again = run(problem.layer, example, problem.pass());
    outcome += same_result(problem, first, again, "in another run");
  }
  return outcome;
}

template <Scalar T>
Outcome ignores_thread_count(const Problem<T>& problem) {
  const Example<T> example = make_example(problem, Numbers::random);
  const auto run_with = [&](int count) {
    const Threads threads(count);
    return run(problem.layer, example, problem.pass());
  };
  Result<T> serial = run_with(1);
  Outcome outcome;
  for (const int count : {2, 3, 7}) {
    Result<T> parallel = run_with(count);
    outcome += same_result(problem, serial, parallel, "with " + std::to_string(count) + " threads than with 1");
  }
  return outcome;
}

template <Scalar T>
bool small(const Problem<T>& problem) {
  return !problem.is_workload;
}

}  // namespace

template <Scalar T>
std::vector<Check<T>> determinism_checks() {
  return {{"GivesTheSameBitsEveryRun", "determinism", small<T>, repeats_itself<T>},
          {"GivesTheSameBitsForEveryThreadCount", "determinism", small<T>, ignores_thread_count<T>}};
}

template std::vector<Check<float>> determinism_checks();
template std::vector<Check<double>> determinism_checks();

}  // namespace backcheck::suite
