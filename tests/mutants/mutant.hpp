// Layers with one known bug each: the suite must find it, and name the tensor it corrupts.
//
// A mutant is a right layer of which one function is wrapped. The lists hold the wrong formulas that the reports print
// and the mistakes that everybody makes.
#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "tests/suite/layer_case.hpp"

namespace backcheck::mutants {

using Layer = suite::Implementation<double>;
using Grads = Gradients<double>;
using Numbers = Tensor<double>;

// A mutant of any layer, whatever its options.
struct CommonMutant {
  std::string name;
  std::string tensor;  // what the failure must name; where a gradient is wrong, nothing else may be named
  std::function<void(Layer& layer)> spoil;
  std::string diagnosis = "";  // what the name given to the bug must contain, if it must get one
  // False where only the twin can tell: a wrong forward pass whose gradients are its own, or a broken convention.
  bool found_without_twin = true;
};

template <LayerOptions O>
struct Mutant {
  using Spoil = std::function<void(Layer& layer, const O& options)>;
  Mutant(std::string mutant, std::string corrupted, Spoil how, std::string must_say = "", bool without_twin = true)
      : name(std::move(mutant)),
        tensor(std::move(corrupted)),
        spoil(std::move(how)),
        diagnosis(std::move(must_say)),
        found_without_twin(without_twin) {}
  Mutant(const CommonMutant& common)
      : Mutant(
            common.name, common.tensor, [spoil = common.spoil](Layer& layer, const O&) { spoil(layer); },
            common.diagnosis, common.found_without_twin) {}

  std::string name, tensor;  // as above, like the members below
  Spoil spoil;
  std::string diagnosis;
  bool found_without_twin;
};

template <LayerOptions O>
using Mutants = std::vector<Mutant<O>>;

// The mutants of the layer with these options: a specialisation for each layer, in the file named like the layer or
// its family.
template <LayerOptions O>
Mutants<O> mutants_of();
#define BACKCHECK_LAYER(Name, file) \
  template <>                       \
  Mutants<Name##Options> mutants_of();
#include "core/layers.def"

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

// The mistakes that any layer can have.
std::vector<CommonMutant> mutants_of_any_layer();
// The mistakes that any layer with a weight and a bias can have.
std::vector<CommonMutant> mutants_of_any_parameters();

// `list` and these.
template <LayerOptions O>
Mutants<O> operator+(Mutants<O> list, const std::vector<CommonMutant>& more) {
  list.insert(list.end(), more.begin(), more.end());
  return list;
}

}  // namespace backcheck::mutants
