// Ways to check a gradient that are in use elsewhere, to see which mutants they miss.
#pragma once

#include <string>
#include <vector>

#include "tests/suite/layer_case.hpp"

namespace backcheck::mutants {

// A comparison of gradients with central differences, (L(x + h) - L(x - h)) / (2 h), element by element:
// |ours - quotient| <= absolute + relative * |quotient|. L is the sum of grad_output * output.
struct GradientCheck {
  std::string name;
  double step = 1e-6, absolute = 1e-7, relative = 1e-6;
  bool ones = false;          // grad_output is 1 everywhere, instead of random
  bool unit_vectors = false;  // grad_output is 1 at one element and 0 elsewhere, each in turn: the whole Jacobian
  bool one_element = false;   // of each tensor, drawn at random, instead of all
  bool one_case = false;      // a plain one, instead of all
  bool one_image = false;     // only cases with a batch of 1
  bool squares = false;       // only cases as high as wide, or with as many inputs as outputs
  bool in_float = false;      // outputs and gradients rounded to single precision
  bool repeats = false;       // the backward pass again, into the same buffers, must give the same bits
};

// Sound difference quotients, the same with one thing spoilt at a time, and PyTorch's gradcheck (eps 1e-6, atol 1e-5,
// rtol 1e-3, nondet_tol 0, called on one example).
const std::vector<GradientCheck>& gradient_checks_elsewhere();

// What PyTorch's own gradcheck (1.13.1) says of some mutants, made of PyTorch's functions by gradcheck.py.
struct GradcheckResult {
  std::string layer, mutant;
  bool found;
};
const std::vector<GradcheckResult>& gradcheck_results();

// Whether it sees anything wrong. `cases` are the cases of one layer, the third of them a plain one.
bool notices(const GradientCheck& check, const std::vector<suite::LayerCase<double>>& cases);

}  // namespace backcheck::mutants
