#include "experiments/d/picture.hpp"

#include <array>
#include <cmath>

namespace backcheck::experiments::report_d {
namespace {

std::array<double, 3> pixel(Index h, Index w) {
  const double y = static_cast<double>(h), x = static_cast<double>(w);
  const bool lying = lying_stripes.contains(h, w);
  if (lying || standing_stripes.contains(h, w)) {
    const bool dark = ((lying ? h - lying_stripes.top : w - standing_stripes.left) / 4) % 2 == 0;
    return dark ? std::array{30.0, 40.0, 70.0} : std::array{245.0, 235.0, 210.0};
  }
  const bool wall = 44 <= h && h < 74 && 62 <= w && w < 90;
  const bool door = 58 <= h && h < 74 && 72 <= w && w < 80;
  const bool window = 49 <= h && h < 56 && ((65 <= w && w < 71) || (81 <= w && w < 87));
  const bool roof = 28 <= h && h < 44 && std::abs(x - 75.5) < (y - 27) * 1.15;
  if (door) return {90, 52, 30};
  if (window) return {150, 205, 235};
  if (wall) {
    const bool mortar = h % 5 == 4 || (w + (h / 5 % 2) * 4) % 8 == 7;
    return mortar ? std::array{215.0, 205.0, 190.0} : std::array{178.0, 74.0, 52.0};
  }
  if (roof) return {88, 44, 52};
  if (std::hypot(x - 22, y - 18) < 10) return {255, 214, 70};
  const double hill = 46 + 7 * std::sin(x / 13) + 4 * std::sin(x / 5 + 1);
  if (y < hill) return {120 + y, 170 + y, 250 - std::round(0.4 * y)};
  const double grass = std::round(12 * std::sin(x * 1.7 + 3 * std::sin(y * 0.9)) + 0.5 * (y - 46));
  return {70 + grass, 140 + grass, 60 + std::round(0.5 * grass)};
}

}  // namespace

Tensor<double> picture() {
  Tensor<double> picture({1, 3, picture_size, picture_size});
  for (Index h = 0; h < picture_size; ++h)
    for (Index w = 0; w < picture_size; ++w) {
      const std::array<double, 3> colour = pixel(h, w);
      for (Index c = 0; c < 3; ++c) picture(Index{0}, c, h, w) = colour[static_cast<std::size_t>(c)];
    }
  return picture;
}

}  // namespace backcheck::experiments::report_d
