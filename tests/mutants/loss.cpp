#include "tests/mutants/loss.hpp"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "core/loss.hpp"
#include "reference/as_published/softmax_cross_entropy.hpp"
#include "reference/sigmoid_binary_cross_entropy.hpp"
#include "reference/softmax_cross_entropy.hpp"

namespace backcheck::mutants {
namespace {

using Loss = LossFunction<double>;
using List = Mutants<suite::LossOptions>;

Mutant<suite::LossOptions> loss_mutant(Bug bug, const Loss& loss) {
  return {std::move(bug), [loss](Layer& layer, const suite::LossOptions& options) {
            layer.forward = [=](const Doubles& input, const Params&, const Pass&, Doubles& output, std::any&) {
              Doubles unused;
              output = Doubles({1}, loss(input, options.labels_for(input.shape()), unused));
            };
            layer.backward = [=](const Doubles& grad_output, const Doubles& input, const Params&, const std::any&,
                                 Grads& grads) {
              loss(input, options.labels_for(input.shape()), grads.input);
              for (double& g : grads.input) g *= grad_output[0];
              grads.weight = grads.bias = {};
            };
            layer.same_cache = [](const std::any&, const std::any&) { return true; };
          }};
}

// The right loss, with the gradient g(n, k) -> wrong(g, logits, labels, n, k).
template <class Wrong>
Loss with_gradient(const Loss& right, Wrong wrong) {
  return [right, wrong](const Doubles& logits, Labels labels, Doubles& grad) {
    const double value = right(logits, labels, grad);
    const Index classes = logits.shape()[1];
    const Doubles g = grad;
    for (Index i = 0; i < grad.size(); ++i) grad[i] = wrong(g, logits, labels, i / classes, i % classes);
    return value;
  };
}

// The right loss and gradient of other labels: change(labels, classes).
template <class Change>
Loss with_labels(const Loss& right, Change change) {
  return [right, change](const Doubles& logits, Labels labels, Doubles& grad) {
    Doubles unused;
    const double value = right(logits, labels, unused);
    std::vector<int> changed(labels.begin(), labels.end());
    change(changed, static_cast<int>(logits.shape()[1]));
    right(logits, changed, grad);
    return value;
  };
}

template <class Wrong>
Loss with_value(const Loss& right, Wrong wrong) {
  return [right, wrong](const Doubles& logits, Labels labels, Doubles& grad) {
    return wrong(right(logits, labels, grad), logits);
  };
}

double minus_log_of_sigmoid(double x) { return std::max(-x, 0.0) + std::log1p(std::exp(-std::abs(x))); }
double batch(const Doubles& logits) { return static_cast<double>(logits.shape()[0]); }
double is_label(Labels labels, Index n, Index k) { return labels[static_cast<std::size_t>(n)] == k ? 1 : 0; }

// The mistakes that any loss over classes can have. p: the probabilities, y: 1 for the label, else 0.
List mutants_of_any_loss(const Loss& right) {
  return {
      loss_mutant(
          {"MinusForgotten", "grad_logits", suite::names::sign, "p - y -> y - p"},  // Report B, equation 16
          with_gradient(right, [](const Doubles& g, const Doubles&, Labels, Index n, Index k) { return -g(n, k); })),
      // Report B, equation 16: a right gradient of another loss
      loss_mutant({"MinusForgottenInTheLoss", "loss", suite::names::sign, "L = -log p -> log p"},
                  with_value(right, [](double loss, const Doubles&) { return -loss; })),
      loss_mutant({"NotAveragedOverBatch", "grad_logits", suite::names::times_batch, "(p - y) / N -> p - y"},
                  with_gradient(right, [](const Doubles& g, const Doubles& logits, Labels, Index n,
                                          Index k) { return g(n, k) * batch(logits); })),
      loss_mutant({"AveragedOverBatchTwice", "grad_logits", suite::names::over_batch, "(p - y) / N -> (p - y) / N^2"},
                  with_gradient(right, [](const Doubles& g, const Doubles& logits, Labels, Index n,
                                          Index k) { return g(n, k) / batch(logits); })),
      loss_mutant({"AveragedOverClassesToo", "grad_logits", "divided by the number of classes",
                   "(p - y) / N -> (p - y) / (N classes)"},
                  with_gradient(right, [](const Doubles& g, const Doubles& logits, Labels, Index n,
                                          Index k) { return g(n, k) / static_cast<double>(logits.shape()[1]); })),
      loss_mutant({"LossNotAveragedOverBatch", "loss", suite::names::times_batch, "mean over n -> sum over n", false},
                  with_value(right, [](double loss, const Doubles& logits) { return loss * batch(logits); })),
      loss_mutant(
          {"LogarithmToBaseTwo", "loss", "the logarithm is to base 2: bits instead of nats", "log -> log2", false},
          with_value(right, [](double loss, const Doubles&) { return loss / std::log(2.0); })),
      loss_mutant(
          {"LabelsShiftedByOne", "grad_logits", "the labels are counted from 1: each is taken for the next class",
           "y(n, label(n)) -> y(n, label(n) + 1)"},
          with_labels(right,
                      [](std::vector<int>& labels, int classes) {
                        for (int& label : labels) label = (label + 1) % classes;
                      })),
      loss_mutant(
          {"FirstLabelForAll", "grad_logits", "every image has the label of the first one", "label(n) -> label(0)"},
          with_labels(right, [](std::vector<int>& labels,
                                int) { std::fill(labels.begin(), labels.end(), labels.empty() ? 0 : labels[0]); })),
      loss_mutant({"OneHotForgotten", "grad_logits", "the label is not subtracted: the gradient is the probability",
                   "p - y -> p"},
                  with_gradient(right, [](const Doubles& g, const Doubles& logits, Labels labels, Index n,
                                          Index k) { return g(n, k) + is_label(labels, n, k) / batch(logits); })),
      loss_mutant({"OnlyTheLabelHasAGradient", "grad_logits", "only the class of the label gets a gradient",
                   "p - y -> y (p - 1)"},
                  with_gradient(right, [](const Doubles& g, const Doubles&, Labels labels, Index n,
                                          Index k) { return g(n, k) * is_label(labels, n, k); })),
      loss_mutant({"GradientAccumulated", "grad_logits", suite::names::accumulates, "dZ += ..."},
                  [right](const Doubles& logits, Labels labels, Doubles& grad) {
                    const Doubles before = grad;
                    const double value = right(logits, labels, grad);
                    for (Index i = 0; before.shape() == grad.shape() && i < grad.size(); ++i) grad[i] += before[i];
                    return value;
                  }),
  };
}

// (p - y) p (1 - p): the derivative of softmax or sigmoid, multiplied in once more.
Loss derivative_twice(const Loss& right) {
  return with_gradient(right, [](const Doubles& g, const Doubles& logits, Labels labels, Index n, Index k) {
    const double p = g(n, k) * batch(logits) + is_label(labels, n, k);
    return g(n, k) * p * (1 - p);
  });
}

}  // namespace

List softmax_cross_entropy_mutants() {
  const Loss right = reference::SoftmaxCrossEntropy<double>();
  List list = mutants_of_any_loss(right);
  list.push_back(loss_mutant(
      {"SoftmaxDerivativeTwice", "grad_logits",  // Report A, softmax, as printed
       "the derivative of softmax is multiplied in once more, and its diagonal only", "p - y -> (p - y) p (1 - p)"},
      derivative_twice(right)));
  list.push_back(
      loss_mutant({"LargestNotSubtracted", "loss", suite::names::overflow,  // Report A, softmax
                   "p = exp z / sum exp z, as it stands"},
                  Loss(reference::as_published::SoftmaxCrossEntropy<double>{{.softmax_derivative_twice = false}})));
  list.push_back(
      loss_mutant({"WinnerTakesAll", "grad_logits", "the largest probability is taken for 1, all others for 0",
                   "p -> 1 for the largest logit, else 0"},
                  with_gradient(right, [](const Doubles&, const Doubles& logits, Labels labels, Index n, Index k) {
                    const Index classes = logits.shape()[1];
                    Index best = 0;
                    for (Index j = 1; j < classes; ++j) best = logits(n, j) > logits(n, best) ? j : best;
                    return ((k == best ? 1 : 0) - is_label(labels, n, k)) / batch(logits);
                  })));
  return list;
}

List sigmoid_binary_cross_entropy_mutants() {
  const Loss right = reference::SigmoidBinaryCrossEntropy<double>();
  List list = mutants_of_any_loss(right);
  list.push_back(loss_mutant({"SigmoidDerivativeTwice", "grad_logits",
                              "the derivative of the sigmoid is multiplied in once more", "p - y -> (p - y) p (1 - p)"},
                             derivative_twice(right)));
  list.push_back(
      loss_mutant({"SoftmaxForSigmoid", "grad_logits",
                   "the probabilities are those of softmax: all classes together make 1", "p = sigmoid z -> softmax z"},
                  [right](const Doubles& logits, Labels labels, Doubles& grad) {
                    reference::SoftmaxCrossEntropy<double>{}(logits, labels, grad);
                    Doubles unused;
                    return right(logits, labels, unused);
                  }));
  list.push_back(loss_mutant({"OtherClassesForgotten", "loss",
                              "only the class of the label counts: the terms log(1 - p) of the others are missing",
                              "L -> -log p(label)", false},
                             [right](const Doubles& logits, Labels labels, Doubles& grad) {
                               right(logits, labels, grad);
                               double loss = 0;
                               for (Index n = 0; n < logits.shape()[0]; ++n)
                                 loss += minus_log_of_sigmoid(logits(n, labels[static_cast<std::size_t>(n)]));
                               return loss / batch(logits);
                             }));
  return list;
}

}  // namespace backcheck::mutants
