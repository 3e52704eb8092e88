// Are the bits a function of the arguments alone?
#include <omp.h>

#include "tests/suite/checks.hpp"
#include "tests/suite/compare.hpp"
#include "tests/suite/computation.hpp"

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
CheckResult gives_the_same_bits_every_run(const LayerCase<T>& layer_case) {
  const Arguments<T> arguments = make_arguments(layer_case, Numbers::random);
  const Computed<T> first = run(layer_case.layer, arguments, layer_case.pass());
  CheckResult result;
  for (int repetition = 0; repetition < 3; ++repetition) {
    const Computed<T> again = run(layer_case.layer, arguments, layer_case.pass());
    result += compare_bits(layer_case.layer, first, again, "in another run", names::every_run);
  }
  return result;
}

template <Scalar T>
CheckResult gives_the_same_bits_for_every_thread_count(const LayerCase<T>& layer_case) {
  const Arguments<T> arguments = make_arguments(layer_case, Numbers::random);
  const auto run_with = [&](int count) {
    const Threads threads(count);
    return run(layer_case.layer, arguments, layer_case.pass());
  };
  const Computed<T> serial = run_with(1);
  CheckResult result;
  for (const int count : {2, 3, 7}) {
    result += compare_bits(layer_case.layer, serial, run_with(count),
                           "with " + std::to_string(count) + " threads than with 1", names::thread_count);
  }
  return result;
}

template <Scalar T>
bool always(const LayerCase<T>&) {
  return true;
}
template <Scalar T>
bool is_here(const LayerCase<T>& layer_case) {
  return !layer_case.elsewhere;
}

}  // namespace

template <Scalar T>
std::vector<Check<T>> determinism_checks() {
  return {{"GivesTheSameBitsEveryRun", "determinism", always<T>, gives_the_same_bits_every_run<T>},
          {"GivesTheSameBitsForEveryThreadCount", "determinism", is_here<T>,
           gives_the_same_bits_for_every_thread_count<T>}};
}

template std::vector<Check<float>> determinism_checks();
template std::vector<Check<double>> determinism_checks();

}  // namespace backcheck::suite
