#include "tests/suite/checks.hpp"

#include <exception>
#include <map>

namespace backcheck::suite {
namespace {

template <class Checks>
void append(Checks& all, const Checks& more) {
  all.insert(all.end(), more.begin(), more.end());
}

// Nested loops make about 1e9 operations a second where they are optimised, a fiftieth of that where they are not.
template <Scalar T>
bool affordable(const LayerCase<T>& layer_case) {
#ifdef NDEBUG
  const double operations = layer_case.is_fast ? 1e9 : 1e8;
#else
  const double operations = 1e7;
#endif
  return layer_case.geometry.cost(layer_case.input).forward_flops <= operations;
}

// What the author of a loss calls the tensors.
std::string name_in_loss(const std::string& tensor) {
  static const std::map<std::string, std::string> names{
      {"input", "logits"}, {"output", "loss"}, {"grads.input", "grad_logits"}};
  const auto found = names.find(tensor);
  return found == names.end() ? tensor : found->second;
}

}  // namespace

template <Scalar T>
const std::vector<Check<T>>& checks() {
  static const std::vector<Check<T>> all = [] {
    std::vector<Check<T>> list = parity_checks<T>();
    append(list, contract_checks<T>());
    append(list, identity_checks<T>());
    if constexpr (std::same_as<T, double>) append(list, gradient_checks());
    append(list, determinism_checks<T>());
    append(list, memory_checks<T>());
    return list;
  }();
  return all;
}

template <Scalar T>
CheckResult run(const Check<T>& check, const LayerCase<T>& layer_case) {
  CheckResult result;
  try {
    if (layer_case.is_workload && !affordable(layer_case)) return {.cases = 1, .skipped = 1};
    result = check.run(layer_case);
  } catch (const CallFailed& error) {
    result.coverage["error"] = {1, 1};
    result.failures.push_back({.tensor = error.call, .message = error.what(), .kind = error.kind});
  } catch (const std::exception& error) {
    result.coverage["error"] = {1, 1};
    result.failures.push_back({.tensor = "error",
                               .message = std::string("threw unexpectedly: ") + error.what(),
                               .kind = Failure::Kind::exception});
  }
  result.cases = 1;
  for (Failure& failure : result.failures) {
    failure.case_line = layer_case.line;
    if (layer_case.properties.loss) failure.tensor = name_in_loss(failure.tensor);
  }
  return result;
}

template const std::vector<Check<float>>& checks();
template const std::vector<Check<double>>& checks();
template CheckResult run(const Check<float>&, const LayerCase<float>&);
template CheckResult run(const Check<double>&, const LayerCase<double>&);

}  // namespace backcheck::suite
