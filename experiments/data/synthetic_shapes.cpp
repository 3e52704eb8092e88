#include <algorithm>
#include <array>
#include <cmath>

#include "experiments/data/synthetic.hpp"

namespace backcheck::experiments {

namespace {

constexpr int side = 32;

using Rgb = std::array<double, 3>;  // red, green, blue, each 0 to 1

// A pure colour of this hue (0 to 1 round the colour wheel), mixed with grey and made darker.
Rgb colour(double hue, double saturation, double brightness) {
  Rgb mixed;
  for (std::size_t c = 0; c < 3; ++c) {
    const double turned = hue + (c == 0 ? 0.0 : c == 1 ? 2.0 / 3 : 1.0 / 3);
    const double distance = std::abs((turned - std::floor(turned)) * 6 - 3);  // 3 at the channel's own hue, 0 opposite
    mixed[c] = brightness * (1 - saturation + saturation * std::clamp(distance - 1, 0.0, 1.0));
  }
  return mixed;
}

// How far inside the shape a point is; the shape is about 2 wide, the value is in the same unit, negative outside.
double inside(int shape, double x, double y) {
  const double radius = std::sqrt(x * x + y * y);
  switch (shape) {
    case 0:
      return 0.95 - radius;  // disc
    case 1:
      return 0.85 - std::max(std::abs(x), std::abs(y));  // square
    case 2:
      return std::min(0.5 - y, (1.0 + y - 1.7320508075688772 * std::abs(x)) / 2);  // triangle
    case 3:
      return 0.28 - std::abs(radius - 0.75);  // ring
    default: {                                // cross
      const double a = std::abs(x), b = std::abs(y);
      return std::max(std::min(0.3 - a, 1.0 - b), std::min(1.0 - a, 0.3 - b));
    }
  }
}

// 0 to 1, period 1: a triangle wave.
double wave(double t) { return std::abs(2 * (t - std::floor(t)) - 1); }

}  // namespace

void draw_colour_shape(int label, std::uint64_t seed, std::span<std::uint8_t> pixels) {
  Dice dice(seed);
  const int shape = label % 5;
  const bool striped = label < 5;

  // Position, size and turn of the shape; t is the tangent of half the angle.
  const double size = dice.uniform(7.5, 12.0);
  const double centre_x = side / 2.0 + dice.uniform(-3, 3), centre_y = side / 2.0 + dice.uniform(-3, 3);
  const double t = dice.normal(0.16);
  const double cosine = (1 - t * t) / (1 + t * t), sine = 2 * t / (1 + t * t);

  // Most colours are anyone's; some are near the class's own.
  const double own_hue = label * 0.1;
  const double hue = dice.uniform(0, 1) < 0.4 ? own_hue + dice.normal(0.06) : dice.uniform(0, 1);
  const double saturation = dice.uniform(0.5, 1), brightness = dice.uniform(0.6, 1);
  const Rgb front = colour(hue, saturation, brightness);
  const double back_hue = dice.uniform(0, 1), back_saturation = dice.uniform(0, 0.6);
  const Rgb back = colour(back_hue, back_saturation, dice.uniform(0.2, 0.9));
  const double fade_x = dice.normal(0.012), fade_y = dice.normal(0.012);  // of the ground, per pixel

  const double period = dice.uniform(3.2, 4.8), phase_x = dice.uniform(0, 1), phase_y = dice.uniform(0, 1);
  const double u = dice.uniform(-1, 1), direction = 1 / std::sqrt(1 + u * u);
  const bool steep = dice.uniform(0, 1) < 0.5;
  const double along_x = steep ? direction : u * direction, along_y = steep ? u * direction : direction;
  const double contrast = dice.uniform(0.45, 0.9), grain = dice.uniform(0.03, 0.12);

  for (int y = 0; y < side; ++y) {
    for (int x = 0; x < side; ++x) {
      const double dx = x + 0.5 - centre_x, dy = y + 0.5 - centre_y;
      const double depth = inside(shape, (cosine * dx + sine * dy) / size, (cosine * dy - sine * dx) / size);
      const double cover = std::clamp(depth * size + 0.5, 0.0, 1.0);
      const double s = (along_x * dx + along_y * dy) / period + phase_x;
      const double r = (along_x * dy - along_y * dx) / period + phase_y;
      const double texture = striped ? wave(s) : wave(s) * wave(r) * 2;
      const double shade = 1 - contrast * std::clamp(texture, 0.0, 1.0);
      for (int c = 0; c < 3; ++c) {
        const auto channel = static_cast<std::size_t>(c);
        const auto position = static_cast<std::size_t>((c * side + y) * side + x);
        const double noise =
            static_cast<double>(random_bits(seed, static_cast<std::uint32_t>(position)) >> 8) / (1 << 24) - 0.5;
        const double ground = back[channel] + fade_x * (x - side / 2) + fade_y * (y - side / 2);
        const double value = ground * (1 - cover) + front[channel] * shade * cover + 2 * grain * noise;
        pixels[position] = static_cast<std::uint8_t>(std::clamp(value, 0.0, 1.0) * 255 + 0.5);
      }
    }
  }
}

}  // namespace backcheck::experiments
