// Layers with one known bug each: the suite must find it, and name the tensor it corrupts.
//
// A mutant is a right layer of which one function is wrapped. The lists hold the wrong formulas that the reports print
// and the slips that everybody makes.
#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "tests/suite/problem.hpp"

namespace backcheck::mutants {

using Layer = suite::Subject<double>;
using Grads = Gradients<double>;
using Numbers = Tensor<double>;

template <LayerOptions O>
struct Mutant {
  using Spoil = std::function<void(Layer& layer, const O& options)>;
  Mutant(std::string mutant, std::string corrupted, Spoil how, std::string diagnosis = "", bool without_twin = true)
      : name(std::move(mutant)),
        tensor(std::move(corrupted)),
        spoil(std::move(how)),
        slip(std::move(diagnosis)),
        found_without_twin(without_twin) {}

  std::string name;
  std::string tensor;  // what the finding must name; where a gradient is wrong, nothing else may be named
  Spoil spoil;
  std::string slip;  // what the diagnosis must say, if anything
  // False where only the twin can tell: a wrong forward pass whose gradients are its own, or a broken convention.
  bool found_without_twin;
};

template <LayerOptions O>
using Mutants = std::vector<Mutant<O>>;

Mutants<Conv2dOptions> conv2d();
Mutants<LinearOptions> linear();
Mutants<MaxPool2dOptions> max_pool2d();
Mutants<AvgPool2dOptions> avg_pool2d();
Mutants<ReLUOptions> relu();
Mutants<SigmoidOptions> sigmoid();
Mutants<TanhOptions> tanh();
Mutants<DropoutOptions> dropout();

// A backward call, repeatable with other arguments.
struct Call {
  const suite::Backward<double>& right;
  const Numbers &grad_output, &input;
  const Parameters<double>& params;
  const std::any& cache;

  // The right gradients for another grad_output or weight.
  Grads with_grad_output(const Numbers& other) const;
  Grads with_weight(const Numbers& other) const;
};

// backward computes the right gradients, then corrupt(call, grads) changes them.
void after_backward(Layer& layer, std::function<void(const Call& call, Grads& grads)> corrupt);
// forward computes the right output, then corrupt(input, params, output) changes it.
void after_forward(Layer& layer, std::function<void(const Numbers&, const Parameters<double>&, Numbers&)> corrupt);

// The last two axes of each image rearranged: result(h, w) = tensor(where(h, w)), 0 outside; `where` returns a pair.
Numbers rearranged(const Numbers& tensor, const std::function<std::pair<Index, Index>(Index h, Index w)>& where);
Numbers scaled(Numbers tensor, double factor);

// The slips that any layer can have.
template <LayerOptions O>
Mutants<O> slips_of_any_layer();
// Those of layers with a weight and a bias.
template <LayerOptions O>
Mutants<O> slips_of_any_parameters();

}  // namespace backcheck::mutants
