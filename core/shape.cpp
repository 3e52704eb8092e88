#include "core/shape.hpp"

#include <ostream>
#include <stdexcept>

namespace backcheck {

Shape::Shape(std::initializer_list<Index> extents) {
  if (static_cast<Index>(extents.size()) > max_rank) {
    throw std::invalid_argument("Shape: at most 4 extents, got " + std::to_string(extents.size()));
  }
  for (const Index extent : extents) extents_[static_cast<std::size_t>(rank_++)] = extent;
  require_sound();
}

void Shape::require_sound() const {
  Index product = 1;
  for (Index axis = 0; axis < rank_; ++axis) {
    const Index extent = (*this)[axis];
    if (extent < 0) throw std::invalid_argument("Shape: extents are not negative, got " + std::to_string(extent));
    if (extent > max_size / product) {
      throw std::invalid_argument("Shape: at most " + std::to_string(max_size) + " elements, got " + to_string(*this));
    }
    if (extent > 0) product *= extent;
  }
}

Index Shape::size() const { return rank_ == 0 ? 0 : extents_[0] * inner_size(); }

Index Shape::inner_size() const {
  if (rank_ == 0) return 0;
  Index product = 1;
  for (Index axis = 1; axis < rank_; ++axis) product *= (*this)[axis];
  return product;
}

Shape Shape::with_batch(Index count) const {
  Shape shape = *this;
  if (shape.rank_ == 0) throw std::invalid_argument("Shape: an empty shape has no batch axis");
  shape.extents_[0] = count;
  shape.require_sound();
  return shape;
}

std::string to_string(const Shape& shape) {
  std::string text = "(";
  for (Index axis = 0; axis < shape.rank(); ++axis) {
    if (axis > 0) text += ", ";
    text += std::to_string(shape[axis]);
  }
  return text + ")";
}

std::ostream& operator<<(std::ostream& stream, const Shape& shape) { return stream << to_string(shape); }

}  // namespace backcheck
