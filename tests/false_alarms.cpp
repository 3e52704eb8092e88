// Every check on random shapes of every layer and loss, both twins, in float and double: what fails is a false alarm of
// the suite, or a bug in a layer that is taken for right.
//
//   false_alarms COUNT [LAYER [FIRST]]
#include <exception>
#include <iostream>
#include <stdexcept>
#include <string>

#include "all_layers/layers.hpp"
#include "all_layers/reference.hpp"
#include "tests/specifications/specifications.hpp"
#include "tests/suite/layer_checks.hpp"

namespace backcheck::suite {

// (With names that other files could see: GCC warns of lambdas that hold what has none.)
#define BACKCHECK_LOSS(Name, file)                   \
  template <Scalar T>                                \
  struct Name##Fast : LossLayer<layers::Name<T>> {}; \
  template <Scalar T>                                \
  struct Name##Textbook : LossLayer<reference::Name<T>> {};
#include "core/layers.def"

namespace {

struct Tally {
  long shapes = 0, checks = 0, alarms = 0;
};

template <Scalar T>
void examine(const std::string& name, const LayerCases<T>& all, std::uint64_t first, std::uint64_t count,
             Tally& tally) {
  const std::uint64_t wanted = static_cast<std::uint64_t>(tally.shapes) + count;
  for (std::uint64_t number = first; static_cast<std::uint64_t>(tally.shapes) < wanted; ++number) {
    const std::optional<LayerCase<T>> layer_case = random_case(all, number);
    if (!layer_case) continue;
    ++tally.shapes;
    for (const Check<T>& check : checks<T>()) {
      if (!applies(check, *layer_case)) continue;
      ++tally.checks;
      for (const Failure& failure : run(check, *layer_case).failures) {
        ++tally.alarms;
        std::cout << name << "." << check.name << ", number " << number << "\n  " << failure << "\n";
      }
    }
  }
}

template <template <Scalar> class Fast, template <Scalar> class Textbook, LayerOptions O>
void examine_twins(const std::string& name, const Specification<O>& specification, std::uint64_t first,
                   std::uint64_t count, Tally& total) {
  Tally tally;
  const auto examine_as = [&](const std::string& kind, const auto& cases) {
    examine(name + kind, cases, first, count, tally);
  };
  examine_as("/fast/double", layer_cases_of(specification, builders_of<double, Fast, Textbook, O>()));
  examine_as("/fast/float", layer_cases_of(specification, builders_of<float, Fast, Textbook, O>()));
  examine_as("/reference/double", layer_cases_of(specification, builders_of<double, Textbook, Textbook, O>()));
  examine_as("/reference/float", layer_cases_of(specification, builders_of<float, Textbook, Textbook, O>()));
  std::cout << name << ": " << count << " shapes, each in 4 implementations; " << tally.checks << " checks, "
            << tally.alarms << " failed" << std::endl;
  total.shapes += tally.shapes, total.checks += tally.checks, total.alarms += tally.alarms;
}

int examine_all(std::uint64_t count, const std::string& layer, std::uint64_t first) {
  Tally total;
#define BACKCHECK_LAYER(Name, file)                                                                   \
  if (layer.empty() || layer == #Name) {                                                              \
    examine_twins<layers::Name, reference::Name>(#Name, file##_specification(), first, count, total); \
  }
#define BACKCHECK_LOSS(Name, file)                                                                 \
  if (layer.empty() || layer == #Name) {                                                           \
    examine_twins<Name##Fast, Name##Textbook>(#Name, file##_specification(), first, count, total); \
  }
#include "core/layers.def"
  if (total.shapes == 0) throw std::invalid_argument("nothing to do: there is no layer '" + layer + "', or COUNT is 0");
  std::cout << total.checks << " checks, " << total.alarms << " failed" << std::endl;
  return total.alarms == 0 ? 0 : 1;
}

std::uint64_t number(const std::string& text) {
  if (text.empty() || text.size() > 12 || text.find_first_not_of("0123456789") != std::string::npos) {
    throw std::invalid_argument("COUNT and FIRST must be whole numbers below 10^12, not '" + text + "'");
  }
  return std::stoull(text);
}

}  // namespace
}  // namespace backcheck::suite

int main(int argc, char** argv) {
  using namespace backcheck::suite;
  if (argc < 2 || argc > 4) {
    std::cerr << "usage: false_alarms COUNT [LAYER [FIRST]]\n";
    return 2;
  }
  try {
    return examine_all(number(argv[1]), argc > 2 ? argv[2] : "", argc > 3 ? number(argv[3]) : 0);
  } catch (const std::exception& error) {
    std::cerr << "backcheck: " << error.what() << "\n";
    return 2;
  }
}
