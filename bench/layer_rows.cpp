#include <omp.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <memory>
#include <type_traits>

#include "bench/rows.hpp"
#include "bench/verify.hpp"

namespace backcheck::bench {
namespace {

// "conv2d"
std::string layer_name(const AnyOptions& any) {
  std::string name = std::visit([](const auto& options) { return std::string(options.name); }, any);
  std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return std::tolower(c); });
  return name;
}

// What one pass costs at least, in operations and in numbers read or written.
Cost cost_of(const AnyOptions& any, const Shape& input) {
  return std::visit([&](const auto& options) { return options.cost(input); }, any);
}
double flops(const AnyOptions& any, const Shape& input, Direction direction) {
  const bool multiplies = std::visit([](const auto& o) { return o.parameter_shapes().weight.size() > 0; }, any);
  if (!multiplies) return 0;  // memory limits it, not arithmetic
  const Cost cost = cost_of(any, input);
  return direction == Direction::forward    ? cost.forward_flops
         : direction == Direction::backward ? cost.backward_flops
                                            : cost.backward_flops / 2;
}

// What is found out about all contenders of one workload when its first row is about to be timed, so that the naive
// answers are computed once and need not be kept.
template <Scalar T>
class Examination {
 public:
  struct Examined {
    std::string difference;  // from the naive answers; empty if there is none
    double workspace = -1;
  };

  Examination(const LayerWorkload& workload, std::vector<Contender> contenders)
      : workload_(workload), contenders_(std::move(contenders)) {}

  const Examined& examined(const std::string& contender, Direction direction) {
    if (examined_.empty()) {
      examine(Direction::forward);
      examine(Direction::backward);
    }
    // Backward without the gradient of the input answers nothing that backward does not answer.
    return examined_.at({contender, direction == Direction::forward});
  }

 private:
  void examine(Direction direction) {
    const LayerProblem<T> problem(workload_.options, workload_.input, direction, omp_get_max_threads());
    LayerAnswers<T> naive;
    for (const Contender& contender : contenders_) {  // the naive one is the first
      if (!contender.prepare<T>() || !contender.has(workload_.options, direction)) continue;
      Examined& examined = examined_[{contender.name, direction == Direction::forward}];
      const auto pass = contender.prepare<T>()(problem);
      pass->run();
      if (contender.name == "naive") {
        naive = pass->answers();
      } else {
        examined.difference = difference(problem, pass->answers(), naive);
      }
      examined.workspace = pass->workspace_bytes();
    }
  }

  LayerWorkload workload_;
  std::vector<Contender> contenders_;
  std::map<std::pair<std::string, bool>, Examined> examined_;  // by contender and whether forward
};

// The row that is being timed; Google Benchmark asks for each several times in a row.
template <Scalar T>
struct Prepared {
  RowName name;
  std::unique_ptr<LayerProblem<T>> problem;
  std::unique_ptr<TimedPass<T>> pass;
};
template <Scalar T>
Prepared<T> prepared;

template <Scalar T>
void register_rows(const LayerWorkload& workload, const std::vector<Contender>& contenders) {
  const auto examination = std::make_shared<Examination<T>>(workload, contenders);
  const Cost cost = cost_of(workload.options, workload.input);
  const auto add = [&](const Contender& contender, Direction direction, int threads) {
    const RowName name{layer_name(workload.options),
                       workload.name,
                       to_string(direction),
                       std::is_same_v<T, float> ? "float" : "double",
                       contender.name,
                       threads};
    const RowCosts costs{
        .flops = flops(workload.options, workload.input, direction),
        .bytes = sizeof(T) * (direction == Direction::forward ? cost.forward_elements : cost.backward_elements)};
    const auto make = [=, options = workload.options, input = workload.input] {
      prepared<T> = {};  // before the next one needs its memory
      prepared<T>.problem = std::make_unique<LayerProblem<T>>(options, input, direction, threads);
      prepared<T>.pass = contender.prepare<T>()(*prepared<T>.problem);
      prepared<T>.name = name;
    };
    // A pass of the nested loops over some billion operations takes seconds.
    register_row(name, contender.name == "naive" && costs.flops > 2e9, [=](benchmark::State& state) {
      const auto& examined = examination->examined(contender.name, direction);
      if (!examined.difference.empty()) return state.SkipWithError(examined.difference.c_str());
      if (prepared<T>.name != name) make();
      RowCosts all = costs;
      all.workspace = examined.workspace;
      measure_row(state, name, all, [](std::int64_t count) { return prepared<T>.pass->seconds(count); });
    });
  };
  for (const Direction direction : {Direction::forward, Direction::backward, Direction::backward_without_input}) {
    if (direction == Direction::backward_without_input && !workload.first_layer) continue;
    if (direction != Direction::forward && workload.only_forward_in_float) continue;
    for (const Contender& contender : contenders) {
      if (!contender.prepare<T>() || !contender.has(workload.options, direction)) continue;
      if (contender.name == "naive" && direction == Direction::backward_without_input) continue;  // it computes all
      if (contender.kind == Contender::Kind::rung && !workload.ladder) continue;
      for (const int threads : thread_counts(contender)) add(contender, direction, threads);
    }
  }
}

}  // namespace

void register_layer(const LayerWorkload& workload, const std::vector<Contender>& contenders) {
  register_rows<float>(workload, contenders);
  if (!workload.only_forward_in_float) register_rows<double>(workload, contenders);
}

}  // namespace backcheck::bench
