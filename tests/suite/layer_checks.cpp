#include "tests/suite/layer_checks.hpp"

#include <algorithm>
#include <exception>
#include <memory>
#include <optional>
#include <stdexcept>

#include "core/random.hpp"

namespace backcheck::suite {
namespace {

constexpr int random_cases = 30;

// What the first check that fails says of one case.
template <Scalar T>
std::vector<Failure> first_failures(const LayerCase<T>& layer_case) {
  for (const Check<T>& check : checks<T>()) {
    if (!applies(check, layer_case)) continue;
    CheckResult result = run(check, layer_case);
    for (Failure& failure : result.failures) failure.message = check.name + ": " + failure.message;
    if (!result.failures.empty()) return result.failures;
  }
  return {};
}

std::vector<Index> draw(const std::vector<Range>& ranges, std::uint64_t number) {
  std::vector<Index> drawn;
  for (const Range& range : ranges) {
    const std::uint32_t bits = random_bits(mix(1, number), static_cast<std::uint32_t>(drawn.size()));
    drawn.push_back(range.low + bits % (range.high - range.low + 1));
  }
  return drawn;
}

// The case of these numbers; empty where the options or the shape are refused.
template <Scalar T>
std::optional<LayerCase<T>> accepted(const LayerCases<T>& all, const std::vector<Index>& drawn) {
  try {
    LayerCase<T> layer_case = all.random_case(drawn);
    layer_case.geometry.output_shape(layer_case.input);
    return layer_case;
  } catch (const std::invalid_argument&) {
    return std::nullopt;
  }
}

// Lowers one number at a time, as far as still fails, until none can be lowered.
template <Scalar T>
std::vector<Failure> shrunk(const LayerCases<T>& all, std::vector<Index> drawn, std::vector<Failure> failures) {
  const auto lower_one = [&] {
    for (std::size_t i = 0; i < drawn.size(); ++i) {
      for (Index value = all.random_ranges[i].low; value < drawn[i]; ++value) {
        std::vector<Index> smaller = drawn;
        smaller[i] = value;
        const std::optional<LayerCase<T>> layer_case = accepted(all, smaller);
        if (!layer_case) continue;
        std::vector<Failure> still = first_failures(*layer_case);
        if (still.empty()) continue;
        drawn = smaller, failures = std::move(still);
        return true;
      }
    }
    return false;
  };
  while (lower_one()) {
  }
  return failures;
}

template <Scalar T>
CheckResult run_on_random_cases(const LayerCases<T>& all) {
  CheckResult result;
  for (std::uint64_t k = 0; result.cases < random_cases && k < 20 * random_cases; ++k) {
    const std::vector<Index> drawn = draw(all.random_ranges, k);
    const std::optional<LayerCase<T>> layer_case = accepted(all, drawn);
    if (!layer_case) continue;
    result += {.coverage = {{"cases", {1, 1}}}, .failures = {}, .cases = 1};
    const std::vector<Failure> failures = first_failures(*layer_case);
    if (failures.empty()) continue;
    result.failures = shrunk(all, drawn, failures);
    break;
  }
  return result;
}

// What every case must have; throws what making it throws.
template <Scalar T>
LayerCase<T> usable(const LazyCase<T>& lazy) {
  LayerCase<T> made = lazy.make();
  const auto& [layer, output_shape, cost, longest_sum, parameters] = made.geometry;
  output_shape(made.input);
  cost(made.input);
  longest_sum(made.input);
  return made;
}

// The cases that can be used, made at the first need; what is wrong with the others.
template <Scalar T>
class UsableCases {
 public:
  explicit UsableCases(std::vector<LazyCase<T>> lazy) : lazy_(std::move(lazy)) {}

  const std::vector<LayerCase<T>>& usable_ones() {
    make();
    return made_;
  }
  const CheckResult& complaints() {
    make();
    return complaints_;
  }

 private:
  void make() {
    if (complaints_.cases > 0) return;
    for (const LazyCase<T>& lazy : lazy_) {
      complaints_ += {.coverage = {{"cases", {1, 1}}}, .cases = 1};
      const auto complain = [&](const std::string& why) {
        complaints_.failures.push_back(
            {.case_line = lazy.line, .tensor = "cases", .message = "this case is none: " + why});
      };
      try {
        made_.push_back(usable(lazy));
      } catch (const std::exception& error) {
        complain(error.what());
      }
    }
    if (lazy_.empty()) {
      complaints_.cases = 1;
      complaints_.failures.push_back({.tensor = "cases", .message = "the specification has no cases"});
    }
  }

  std::vector<LazyCase<T>> lazy_;
  std::vector<LayerCase<T>> made_;
  CheckResult complaints_;
};

}  // namespace

template <Scalar T>
std::optional<LayerCase<T>> random_case(const LayerCases<T>& all, std::uint64_t number) {
  return accepted(all, draw(all.random_ranges, number));
}

template <Scalar T>
std::vector<LayerCheck> checks_of(const LayerCases<T>& all) {
  const auto cases = std::make_shared<UsableCases<T>>(all.cases);
  std::vector<LayerCheck> list;
  list.push_back({"HasUsableCases", "contract", [cases] { return !cases->complaints().failures.empty(); },
                  [cases] { return cases->complaints(); }});
  for (const Check<T>& check : checks<T>()) {
    list.push_back({check.name, check.family,
                    [cases, &check] {
                      const auto& made = cases->usable_ones();
                      return std::any_of(made.begin(), made.end(),
                                         [&](const auto& one) { return applies(check, one); });
                    },
                    [cases, &check] {
                      CheckResult result;
                      for (const LayerCase<T>& one : cases->usable_ones()) {
                        if (applies(check, one)) result += run(check, one);
                      }
                      settle(result.failures);
                      return result;
                    }});
  }
  list.push_back({"RefusesWhatDoesNotFit", "contract", [all] { return !all.refusals.empty(); },
                  [all] {
                    CheckResult result;
                    for (const auto& [one, says] : all.refusals) result += check_refusal(one.make(), says);
                    return result;
                  }});
  list.push_back({"PassesOnRandomCases", "random", [all] { return !all.random_ranges.empty(); },
                  [all] { return run_on_random_cases(all); }});
  return list;
}

template std::optional<LayerCase<float>> random_case(const LayerCases<float>&, std::uint64_t);
template std::optional<LayerCase<double>> random_case(const LayerCases<double>&, std::uint64_t);
template std::vector<LayerCheck> checks_of(const LayerCases<float>&);
template std::vector<LayerCheck> checks_of(const LayerCases<double>&);

}  // namespace backcheck::suite
