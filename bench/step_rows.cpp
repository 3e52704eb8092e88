#include <map>
#include <memory>

#include "bench/rows.hpp"
#include "bench/verify.hpp"

namespace backcheck::bench {
namespace {

struct Prepared {
  RowName name;
  std::unique_ptr<StepProblem> problem;
  std::unique_ptr<TimedStep> step;
};
Prepared prepared;  // the row that is being timed

// How far each contender is from the naive one after one step from the same parameters, by contender.
std::map<std::string, std::string> differences(const NetworkWorkload& workload,
                                               const std::vector<Contender>& contenders) {
  const StepProblem problem(workload.architecture, workload.input, false, 1);
  std::map<std::string, std::vector<Gradients<float>>> gradients;
  for (const Contender& contender : contenders) {
    if (!contender.step) continue;
    const auto step = contender.step(problem);
    step->seconds(1);
    gradients[contender.name] = step->gradients();
  }
  std::map<std::string, std::string> texts;
  for (const auto& [name, ours] : gradients) texts[name] = difference(problem, ours, gradients.at("naive"));
  return texts;
}

}  // namespace

void register_step(const NetworkWorkload& workload, const std::vector<Contender>& contenders) {
  const auto found = std::make_shared<std::map<std::string, std::string>>();  // when the first row is about to be timed
  for (const bool gather : {false, true}) {
    for (const Contender& contender : contenders) {
      if (!contender.step || (gather && contender.name == "naive")) continue;
      for (const int threads : thread_counts(contender)) {
        const RowName name{"network", workload.name,  gather ? "train-step-with-gather" : "train-step",
                           "float",   contender.name, threads};
        register_row(name, contender.name == "naive", [=](benchmark::State& state) {
          if (found->empty()) *found = differences(workload, contenders);
          if (const std::string& text = found->at(contender.name); !text.empty()) {
            return state.SkipWithError(text.c_str());
          }
          if (prepared.name != name) {
            prepared = {};
            prepared.problem = std::make_unique<StepProblem>(workload.architecture, workload.input, gather, threads);
            prepared.step = contender.step(*prepared.problem);
            prepared.name = name;
          }
          measure_row(state, name, {.workspace = -1}, [](std::int64_t count) { return prepared.step->seconds(count); });
          const double steps = static_cast<double>(workload.images_per_epoch) / static_cast<double>(workload.input[0]);
          state.counters["s/epoch"] = benchmark::Counter(
              1 / steps, benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
        });
      }
    }
  }
}

}  // namespace backcheck::bench
