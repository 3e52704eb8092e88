// Naming the bug, where no single mutant shows that it works: two mistakes at once, mistakes that nobody knows, numbers
// too few to tell, layers of an unknown kind, and where the error lies.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <iostream>
#include <stdexcept>

#include "core/random.hpp"
#include "reference/conv2d.hpp"
#include "reference/linear.hpp"
#include "reference/max_pool2d.hpp"
#include "reference/relu.hpp"
#include "tests/mutants/kill.hpp"
#include "tests/specifications/specifications.hpp"
#include "tests/suite/compare.hpp"

namespace backcheck::suite {
namespace {

using mutants::Mutant;
using mutants::Mutants;

template <LayerOptions O>
Mutant<O> mutant(const std::string& name) {
  for (Mutant<O>& one : mutants::mutants_of<O>()) {
    if (one.bug.name == name) return one;
  }
  throw std::invalid_argument("no mutant is called " + name);
}

template <template <Scalar> class Textbook, LayerOptions O>
std::string name_of_both(const Specification<O>& specification, const Mutant<O>& a, const Mutant<O>& b,
                         const std::string& tensor) {
  std::string all;
  for (const std::string& name :
       mutants::names_given(mutants::spoilt_cases<Textbook, O>(specification, {a, b}), tensor)) {
    all += (all.empty() ? "" : " | ") + name;
  }
  return all;
}

template <template <Scalar> class Textbook, LayerOptions O>
void expect_both_named(const Specification<O>& specification, const std::string& a, const std::string& b,
                       const std::string& tensor) {
  const Mutant<O> first = mutant<O>(a), second = mutant<O>(b);
  const std::string name = name_of_both<Textbook>(specification, first, second, tensor);
  EXPECT_NE(name.find("two mistakes at once"), std::string::npos) << a << ", " << b << ": " << name;
  EXPECT_NE(name.find(first.bug.says), std::string::npos) << a << ", " << b << ": " << name;
  EXPECT_NE(name.find(second.bug.says), std::string::npos) << a << ", " << b << ": " << name;
}

TEST(Naming, TellsTwoMistakesInOneTensorApart) {
  expect_both_named<reference::Conv2d>(conv2d_specification(), "KernelNotRotated", "InputGradientWithoutMinus",
                                       "grads.input");
  expect_both_named<reference::Conv2d>(conv2d_specification(), "WeightGradientRotated", "WeightDecayInTheLayer",
                                       "grads.weight");
  expect_both_named<reference::Conv2d>(conv2d_specification(), "KernelFlippedInForward", "BiasForgotten", "output");
  expect_both_named<reference::Linear>(linear_specification(), "WeightGradientStoredTransposed",
                                       "WeightGradientAveragedOverBatch", "grads.weight");
}

TEST(Naming, TellsMistakesInTwoTensorsApart) {
  const auto cases = mutants::spoilt_cases<reference::Conv2d, Conv2dOptions>(
      conv2d_specification(),
      {mutant<Conv2dOptions>("KernelNotRotated"), mutant<Conv2dOptions>("BiasGradientAveragedOverPositions")});
  ASSERT_FALSE(mutants::names_given(cases, "grads.input").empty());
  EXPECT_EQ(mutants::names_given(cases, "grads.input")[0].rfind("the kernel is not rotated", 0), 0U);
  ASSERT_FALSE(mutants::names_given(cases, "grads.bias").empty());
  EXPECT_EQ(mutants::names_given(cases, "grads.bias")[0].rfind(names::over_positions, 0), 0U);
}

// Every two mutants of one tensor, one after the other: called two, or nothing, or by a name of one of them alone,
// which must then give the same numbers without the other.
template <template <Scalar> class Textbook, LayerOptions O>
void expect_no_wrong_name_for_pairs(Specification<O> specification, const std::string& tensor) {
  specification.cases.erase(specification.cases.begin() + 6, specification.cases.end());  // they tell the mutants apart
  Mutants<O> all = mutants::mutants_of<O>();
  std::erase_if(all, [&](const Mutant<O>& one) { return one.bug.tensor != tensor; });
  const auto cases_of = [&](const std::vector<Mutant<O>>& mistakes) {
    return mutants::spoilt_cases<Textbook, O>(specification, mistakes);
  };
  int two = 0, one_of_them = 0, unknown = 0;
  for (const Mutant<O>& a : all) {
    for (const Mutant<O>& b : all) {
      if (a.bug.name == b.bug.name) continue;
      const std::vector<std::string> given = mutants::names_given(cases_of({a, b}), tensor);
      if (given.empty()) ++unknown;
      for (const std::string& name : given) {
        const bool names_two = name.rfind("two mistakes", 0) == 0;
        two += names_two;
        one_of_them += !names_two;
        if (names_two) continue;
        // Some mutant has this name, and computes the same.
        const auto both = cases_of({a, b});
        const bool is_one = std::any_of(all.begin(), all.end(), [&](const Mutant<O>& one) {
          if (name.find(one.bug.says) == std::string::npos) return false;
          const auto alone = cases_of({one});
          for (std::size_t i = 0; i < both.size(); ++i) {
            const Arguments<double> arguments = make_arguments(both[i], Numbers::random);
            const Computed<double> x = run(both[i].layer, arguments, both[i].pass());
            const Computed<double> y = run(alone[i].layer, arguments, alone[i].pass());
            const double scale = std::max(largest(x.grads.input), largest(x.grads.weight));
            for (const Part part : all_gradients) {
              if (name_of(part) != tensor) continue;
              for (Index k = 0; k < part_of(x, part).size(); ++k) {
                if (!(std::abs(part_of(x, part)[k] - part_of(y, part)[k]) <= 1e-5 * scale)) return false;
              }
            }
          }
          return true;
        });
        // Wherever anything is wrong, all of it is zero: in a batch of one, the first image is the last.
        bool is_zero = name.find(names::zero) == 0;
        const auto right = cases_of({});
        for (std::size_t i = 0; i < both.size() && is_zero; ++i) {
          const Arguments<double> arguments = make_arguments(both[i], Numbers::random);
          const auto gradient = [&](const LayerCase<double>& one) {
            const Computed<double> computed = run(one.layer, arguments, one.pass());
            return tensor == "grads.weight" ? computed.grads.weight : computed.grads.input;
          };
          const Tensor<double> wrong = gradient(both[i]);
          is_zero = largest(wrong) == 0 || wrong == gradient(right[i]);
        }
        const bool is_a_state = name.find(names::accumulates) == 0 || name.find(names::not_written) == 0 ||
                                name.find(names::every_run) == 0 || name.find(names::thread_count) == 0 ||
                                name.find(names::alignment) == 0 || name.find(names::single_precision) == 0;
        EXPECT_TRUE(is_one || is_zero || is_a_state) << a.bug.name << ", then " << b.bug.name << ": " << name;
      }
    }
  }
  std::cout << "names given: two " << two << ", one " << one_of_them << "; pairs without a name: " << unknown << "\n";
}

TEST(Naming, GivesNoTwoMistakesTheNameOfAnother) {
  expect_no_wrong_name_for_pairs<reference::Linear>(linear_specification(), "grads.weight");
  expect_no_wrong_name_for_pairs<reference::ReLU>(relu_specification(), "grads.input");
}

// Wrong numbers that no mistake computes: noise added to the right ones, in all elements or in a few.
TEST(Naming, GivesNoiseNoName) {
  for (const double share : {1.0, 0.1}) {
    for (std::size_t c = 0; c < conv2d_specification().cases.size(); c += 3) {
      const Case<Conv2dOptions>& one = conv2d_specification().cases[c];
      const auto layer_case = layer_case_of<double, reference::Conv2d, reference::Conv2d>(conv2d_specification(), one);
      const Arguments<double> arguments = make_arguments(layer_case, Numbers::random);
      const Computed<double> right = run(layer_case.layer, arguments, layer_case.pass());
      for (const Part part : all_parts) {
        for (std::uint64_t seed = 0; seed < 3; ++seed) {
          Computed<double> wrong = right;
          Tensor<double>& tensor = part_of(wrong, part);
          const Tensor<double> noise = make_tensor<double>(tensor.shape(), Numbers::random, mix(3, seed));
          for (Index i = 0; i < tensor.size(); ++i) {
            if (std::abs(noise[i]) <= share) tensor[i] += noise[i];
          }
          LayerCase<double> noisy = layer_case;
          noisy.layer.forward = [wrong](const auto&, const auto&, const Pass&, Tensor<double>& output, std::any&) {
            output = wrong.output;
          };
          noisy.layer.backward = [wrong](const auto&, const auto&, const auto&, const std::any&,
                                         Gradients<double>& grads) { grads = wrong.grads; };
          const CheckResult result = compare(name_of(part), tensor, part_of(right, part), {}, "the right layer",
                                             describe_error(noisy, arguments, part));
          for (const Failure& failure : result.failures) {
            EXPECT_EQ(failure.likely_bug, "") << one.name << ", " << name_of(part);
          }
        }
      }
    }
  }
}

TEST(Naming, TakesThreeNumbersThatAreNotZero) {
  const auto name_from = [](Index numbers) {
    Failure failure{.tensor = "output", .diagnosis = {.elements = numbers, .explained = 1, .known = {"this"}}};
    std::vector<Failure> failures{failure};
    settle(failures);
    return failures[0].likely_bug;
  };
  EXPECT_EQ(name_from(2), "");
  EXPECT_EQ(name_from(3), "this (explains 100.00 % of the error)");
}

TEST(Naming, KeepsWhatFitsAllCases) {
  const auto failure = [](const std::vector<std::string>& known) {
    return Failure{.tensor = "output", .diagnosis = {.elements = 5, .known = known}};
  };
  std::vector<Failure> failures{failure({"this", "that"}), failure({"that", "another"})};
  settle(failures);
  EXPECT_EQ(failures[0].likely_bug, "that");
  failures.push_back(failure({}));  // which nothing explains
  settle(failures);
  EXPECT_EQ(failures[0].likely_bug, "");
}

TEST(Naming, KnowsFloatLayersByTheirMistakesToo) {
  const Case<Conv2dOptions> one = conv2d_specification().cases[2];
  auto layer_case = layer_case_of<float, reference::Conv2d, reference::Conv2d>(conv2d_specification(), one);
  layer_case.layer.backward = [right = layer_case.layer.backward](const auto& grad_output, const auto& input,
                                                                  const auto& params, const std::any& cache,
                                                                  Gradients<float>& grads) {
    Parameters<float> rotated = params;  // each kernel of 3 x 3
    for (Index i = 0; i < rotated.weight.size(); ++i) rotated.weight[i] = params.weight[i / 9 * 9 + 8 - i % 9];
    right(grad_output, input, rotated, cache, grads);
  };
  const Arguments<float> arguments = make_arguments(layer_case, Numbers::random);
  const Tensor<float> wrong = run(layer_case.layer, arguments, layer_case.pass()).grads.input;
  const auto diagnosis = diagnose(layer_case, arguments, Part::grad_input, wrong);
  ASSERT_EQ(diagnosis.known.size(), 1U);
  EXPECT_EQ(diagnosis.known[0], mutant<Conv2dOptions>("KernelNotRotated").bug.says);
}

TEST(Naming, KnowsHowAnyTensorCanBeSpoilt) {
  auto layer_case =
      layer_case_of<double, reference::ReLU, reference::ReLU>(relu_specification(), {"Images", {}, {2, 3, 4, 5}});
  layer_case.known_mistakes = {};  // as for a layer of a kind that the project does not have
  layer_case.layer.backward = [right = layer_case.layer.backward](const auto& grad_output, const auto& input,
                                                                  const auto& params, const std::any& cache,
                                                                  Gradients<double>& grads) {
    right(grad_output, input, params, cache, grads);
    for (Index i = 4; i < grads.input.size(); i += 5) grads.input[i] = 0;
  };
  for (const Check<double>& check : checks<double>()) {
    if (check.name != "GradientsMatchDualNumbers") continue;
    const CheckResult result = run(check, layer_case);
    ASSERT_EQ(result.failures.size(), 1U);
    EXPECT_EQ(result.failures[0].likely_bug.rfind(names::last_column, 0), 0U) << result.failures[0].likely_bug;
    EXPECT_NE(result.failures[0].message.find("only in the last column"), std::string::npos)
        << result.failures[0].message;
  }
}

// What the failures of the first case that this spoils say of its place.
std::string place(const std::string& mutant_name, const std::string& case_name, const std::string& tensor) {
  const auto cases = mutants::spoilt_cases<reference::Conv2d, Conv2dOptions>(conv2d_specification(),
                                                                             {mutant<Conv2dOptions>(mutant_name)});
  for (const LayerCase<double>& one : cases) {
    if (one.line.rfind("{\"" + case_name + "\"", 0) != 0) continue;
    const Arguments<double> arguments = make_arguments(one, Numbers::random);
    const Computed<double> wrong = run(one.layer, arguments, one.pass());
    const Computed<double> right = run(*one.twin, arguments, one.pass());
    for (const Part part : all_parts) {
      if (name_of(part) != tensor) continue;
      std::vector<bool> is_wrong;
      for (Index i = 0; i < part_of(right, part).size(); ++i) {
        is_wrong.push_back(std::abs(part_of(wrong, part)[i] - part_of(right, part)[i]) > 1e-12);
      }
      return where_it_lies(one, arguments, part, part_of(right, part).shape(), is_wrong);
    }
  }
  return "no such case";
}

TEST(Naming, SaysWhereTheErrorLies) {
  EXPECT_EQ(place("LastColumnDropped", "ThreeByThree", "grads.input"), "only in the last column");
  EXPECT_EQ(place("AssignsWhereWindowsOverlap", "Stride2", "grads.input"), "only where windows overlap");
  EXPECT_EQ(place("PaddingRepeatsTheBorder", "SamePadding", "output"), "only at the border of the images");
  EXPECT_EQ(place("InputGradientOfFirstImageForAll", "Batch7", "grads.input"), "in every image but the first");
  EXPECT_EQ(place("KernelNotRotated", "ThreeByThree", "grads.input"), "");
}

}  // namespace
}  // namespace backcheck::suite
