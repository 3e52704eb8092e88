#include "experiments/judging/scale.hpp"

#include <algorithm>
#include <cmath>

namespace backcheck::experiments {

double to_scale(Scale scale, double value) {
  constexpr double half_an_image = 0.5 / 10000;
  if (scale == Scale::logarithmic) return std::log10(value);
  if (scale == Scale::linear || std::isnan(value)) return value;
  const double p = std::clamp(value, half_an_image, 1 - half_an_image);
  return std::log(p / (1 - p));
}

double from_scale(Scale scale, double on_scale) {
  return scale == Scale::linear        ? on_scale
         : scale == Scale::logarithmic ? std::pow(10, on_scale)
                                       : 1 / (1 + std::exp(-on_scale));
}

}  // namespace backcheck::experiments
