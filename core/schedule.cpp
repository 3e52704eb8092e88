#include "core/schedule.hpp"

#include <cmath>
#include <numbers>
#include <stdexcept>
#include <string>

namespace backcheck {

double Schedule::learning_rate(Index step) const {
  if (period < 1) throw std::invalid_argument("Schedule: period must be at least 1, got " + std::to_string(period));
  if (warm_up < 0) throw std::invalid_argument("Schedule: warm_up is negative: " + std::to_string(warm_up));
  if (step < 0) throw std::invalid_argument("Schedule: step is negative: " + std::to_string(step));
  if (step < warm_up) return initial * static_cast<double>(step + 1) / static_cast<double>(warm_up);

  const Index t = step - warm_up;
  const double periods = static_cast<double>(t) / static_cast<double>(period);
  switch (kind) {
    case Kind::constant:
      return initial;
    case Kind::step:
      return initial * std::pow(factor, static_cast<double>(t / period));
    case Kind::exponential:
      return initial * std::pow(factor, periods);
    case Kind::cosine:
      return t >= period ? final : final + (initial - final) * (1 + std::cos(std::numbers::pi * periods)) / 2;
  }
  throw std::invalid_argument("Schedule: unknown kind");
}

}  // namespace backcheck
