// Drawing one image of a synthetic set, as a pure function of its label and a seed. Only +, -, *, / and square roots
// are used, which IEEE 754 rounds the same everywhere, so that everybody's synthetic sets have the same bytes.
#pragma once

#include <cstdint>
#include <span>

#include "core/random.hpp"

namespace backcheck::experiments {

// Random numbers, one after the other. Two draws in the arguments of one call would come in an order that C++ leaves
// open; in braces they come from left to right.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : seed_(seed) {}
  double uniform(double low, double high) {
    constexpr double unit = 1.0 / (std::uint64_t{1} << 53);
    return low + (high - low) * (static_cast<double>(mix(seed_, count_++) >> 11) * unit);
  }
  // Mean 0; a sum of four uniform numbers, near enough to normal for handwriting, and never beyond 3.5 deviations.
  double normal(double deviation) {
    constexpr double root_3 = 1.7320508075688772;  // four uniform numbers on [-1/2, 1/2) have variance 1/3
    double sum = 0;
    for (int i = 0; i < 4; ++i) sum += uniform(-0.5, 0.5);
    return sum * root_3 * deviation;
  }
  // 0 to count - 1.
  std::size_t choice(std::size_t count) { return static_cast<std::size_t>(mix(seed_, count_++) >> 32) * count >> 32; }

 private:
  std::uint64_t seed_, count_ = 0;
};

// A handwritten digit: 28 x 28, white on black.
void draw_digit(int label, std::uint64_t seed, std::span<std::uint8_t> pixels);

// A coloured shape on a coloured ground: 3 x 32 x 32. The class is shape and texture together: disc, square, triangle,
// ring or cross, either striped (0 to 4) or dotted (5 to 9); colours only lean towards a class.
void draw_colour_shape(int label, std::uint64_t seed, std::span<std::uint8_t> pixels);

}  // namespace backcheck::experiments
