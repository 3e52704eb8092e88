// The extents of a tensor, outermost first: (N, C, H, W) for a batch of images, (N, F) for a batch of vectors.
#pragma once

#include <array>
#include <cstddef>
#include <initializer_list>
#include <iosfwd>
#include <string>

namespace backcheck {

// Signed, because positions such as oh * stride + kh - padding may be negative.
using Index = std::ptrdiff_t;

// Up to four extents; a regular value. A shape without extents is that of an empty tensor: rank 0, size 0.
class Shape {
 public:
  static constexpr Index max_rank = 4;
  // More elements than any memory holds, and few enough that sums of extents and sizes in bytes never overflow.
  static constexpr Index max_size = Index{1} << 48;

  Shape() = default;
  // Throws std::invalid_argument for more than four extents, a negative one, or more than max_size elements (those of
  // the extents that are not 0, so that inner_size() keeps to it, too).
  Shape(std::initializer_list<Index> extents);

  Index rank() const { return rank_; }
  // The extent along `axis`, 0 <= axis < rank().
  Index operator[](Index axis) const { return extents_[static_cast<std::size_t>(axis)]; }
  // The number of elements: the product of the extents, 0 for a shape without any.
  Index size() const;
  // The number of elements of one entry along the first axis: C * H * W for (N, C, H, W), 0 for an empty shape.
  Index inner_size() const;
  // The same shape with `count` entries along the first axis. Throws as the constructor, and for an empty shape.
  Shape with_batch(Index count) const;

  bool operator==(const Shape&) const = default;

 private:
  void require_sound() const;

  std::array<Index, max_rank> extents_{};  // unused extents stay 0, so that equality is memberwise
  Index rank_ = 0;
};

// "(2, 3, 6, 4)"
std::string to_string(const Shape& shape);
std::ostream& operator<<(std::ostream& stream, const Shape& shape);

}  // namespace backcheck
