// Layers with one known bug each: the suite must find it, name the tensor it corrupts, and name the bug. They are the
// mistakes that a wrong layer is compared with, and the entries of the field guide.
//
// A mutant is a right layer of which one function is wrapped. The lists hold the wrong formulas that the reports print
// and the mistakes that people make.
#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "tests/suite/diagnosis.hpp"
#include "tests/suite/layer_case.hpp"
#include "tests/suite/specification.hpp"

namespace backcheck::mutants {

using Layer = suite::Implementation<double>;
using Grads = Gradients<double>;
using Doubles = Tensor<double>;
using Params = Parameters<double>;

struct Bug {
  std::string name;     // "KernelNotRotated"
  std::string tensor;   // what the failure must name; where a gradient is wrong, nothing else may be named
  std::string says;     // what is done wrong: the name that the suite must give it
  std::string formula;  // what is computed instead, in the letters of the field guide; empty: what `says` says
  // False where only the twin can tell: a wrong forward pass whose gradients are its own, or a broken convention.
  bool found_without_twin = true;
  bool any_amount = false;  // as in suite::KnownMistake
};

// A mutant of any layer, whatever its options.
struct CommonMutant {
  Bug bug;
  std::function<void(Layer& layer)> spoil;
};

template <LayerOptions O>
struct Mutant {
  Bug bug;
  std::function<void(Layer& layer, const O& options)> spoil;
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

// What the suite compares a wrong layer with these options with; `right` is the textbook one.
template <LayerOptions O>
suite::KnownMistakes known_mistakes(const Layer& right, const O& options, const Mutants<O>& mutants) {
  suite::KnownMistakes known{right, {}};
  for (const Mutant<O>& mutant : mutants) {
    known.wrong.push_back({mutant.bug.says, right, mutant.bug.any_amount});
    mutant.spoil(known.wrong.back().layer, options);
  }
  return known;
}

// The specification with these as its known mistakes. `Textbook` is a layer of double.
template <class Textbook, LayerOptions O>
suite::Specification<O> with_known_mistakes(suite::Specification<O> specification, Mutants<O> mutants) {
  specification.known_mistakes = [mutants = std::move(mutants)](const O& options) {
    return known_mistakes(suite::implementation_of(Textbook{options}), options, mutants);
  };
  return specification;
}

// A backward call, repeatable with other arguments.
struct Call {
  const suite::Backward<double>& right;
  const Doubles &grad_output, &input;
  const Params& params;
  const std::any& cache;

  // The right gradients for another grad_output, input or weight.
  Grads with_grad_output(const Doubles& other) const;
  Grads with_input(const Doubles& other) const;
  Grads with_weight(const Doubles& other) const;
};

// backward computes the right gradients, then corrupt(call, grads) changes them.
void after_backward(Layer& layer, std::function<void(const Call& call, Grads& grads)> corrupt);
// forward computes the right output, then corrupt(input, params, output) changes it.
void after_forward(Layer& layer, std::function<void(const Doubles&, const Params&, Doubles&)> corrupt);
// forward computes the right output of what change(input, params) makes of them.
void forward_of(Layer& layer, std::function<void(Doubles& input, Params& params)> change);

// The last two axes of each image rearranged: result(h, w) = tensor(where(h, w)), 0 outside; `where` returns a pair.
Doubles rearranged(const Doubles& tensor, const std::function<std::pair<Index, Index>(Index h, Index w)>& where);
Doubles scaled(Doubles tensor, double factor);
// tensor(i) where keep(i), 0 elsewhere; i is the position in memory.
Doubles masked(Doubles tensor, const std::function<bool(Index)>& keep);
// The elements of the transpose, in the shape of the original: what a forgotten transposition stores.
Doubles stored_transposed(const Doubles& matrix);
// image(n) = image of image n - 1, and the last one first.
Doubles images_moved_on(const Doubles& tensor);

// The mistakes that any layer can have.
std::vector<CommonMutant> mutants_of_any_layer();
// The mistakes that any layer with a weight and a bias can have.
std::vector<CommonMutant> mutants_of_any_parameters();

// `list` and these.
template <LayerOptions O>
Mutants<O> operator+(Mutants<O> list, const std::vector<CommonMutant>& more) {
  for (const CommonMutant& one : more) {
    list.push_back({one.bug, [spoil = one.spoil](Layer& layer, const O&) { spoil(layer); }});
  }
  return list;
}

}  // namespace backcheck::mutants
