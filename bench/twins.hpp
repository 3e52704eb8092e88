// Which two implementations the options of each layer belong to.
#pragma once

#include "layers/avg_pool2d.hpp"
#include "layers/conv2d.hpp"
#include "layers/dropout.hpp"
#include "layers/linear.hpp"
#include "layers/max_pool2d.hpp"
#include "layers/relu.hpp"
#include "layers/sigmoid.hpp"
#include "layers/tanh.hpp"
#include "reference/avg_pool2d.hpp"
#include "reference/conv2d.hpp"
#include "reference/dropout.hpp"
#include "reference/linear.hpp"
#include "reference/max_pool2d.hpp"
#include "reference/relu.hpp"
#include "reference/sigmoid.hpp"
#include "reference/tanh.hpp"
#include "tests/suite/problem.hpp"

namespace backcheck::bench {

template <template <Scalar> class Fast, template <Scalar> class Naive>
struct Twins {
  template <Scalar T, LayerOptions O>
  static Fast<T> fast(const O& options) {
    return {options};
  }
  template <Scalar T, LayerOptions O>
  static Naive<T> naive(const O& options) {
    return {options};
  }

  // As the suite takes them.
  template <Scalar T, LayerOptions O>
  static suite::Subject<T> fast_subject(const O& options) {
    return suite::subject_of<Fast, T>(options);
  }
  template <Scalar T, LayerOptions O>
  static suite::Subject<T> naive_subject(const O& options) {
    return suite::subject_of<Naive, T>(options);
  }
};

inline Twins<layers::Conv2d, reference::Conv2d> twins_of(const Conv2dOptions&) { return {}; }
inline Twins<layers::Linear, reference::Linear> twins_of(const LinearOptions&) { return {}; }
inline Twins<layers::MaxPool2d, reference::MaxPool2d> twins_of(const MaxPool2dOptions&) { return {}; }
inline Twins<layers::AvgPool2d, reference::AvgPool2d> twins_of(const AvgPool2dOptions&) { return {}; }
inline Twins<layers::ReLU, reference::ReLU> twins_of(const ReLUOptions&) { return {}; }
inline Twins<layers::Sigmoid, reference::Sigmoid> twins_of(const SigmoidOptions&) { return {}; }
inline Twins<layers::Tanh, reference::Tanh> twins_of(const TanhOptions&) { return {}; }
inline Twins<layers::Dropout, reference::Dropout> twins_of(const DropoutOptions&) { return {}; }

}  // namespace backcheck::bench
