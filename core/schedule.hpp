// Learning rates that change while training.
#pragma once

#include "core/shape.hpp"

namespace backcheck {

// The learning rate as a function of the number of updates made so far, after `warm_up` updates in which it grows
// linearly from initial / warm_up to `initial`. With t counted from the end of the warm-up:
//
//   constant      initial
//   step          initial * factor^(t / period, rounded down)
//   exponential   initial * factor^(t / period)
//   cosine        final + (initial - final) * (1 + cos(pi * t / period)) / 2, and `final` once t >= period
//                 (Loshchilov and Hutter, 2017, without restarts)
struct Schedule {
  enum class Kind { constant, step, exponential, cosine };

  Kind kind = Kind::constant;
  double initial = 0.01;
  double factor = 1;  // step, exponential
  double final = 0;   // cosine
  Index period = 1;   // updates; at least 1
  Index warm_up = 0;  // updates

  // Throws std::invalid_argument if period < 1, warm_up < 0 or step < 0.
  double learning_rate(Index step) const;
};

}  // namespace backcheck
