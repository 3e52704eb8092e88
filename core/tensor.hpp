// A tensor owns contiguous numbers, row-major: the last index varies fastest. Copying copies; there are no views, no
// strides and no sharing, so what a function may touch is what it was passed.
#pragma once

#include <algorithm>
#include <cassert>
#include <concepts>
#include <cstddef>
#include <new>
#include <stdexcept>
#include <vector>

#include "core/shape.hpp"

namespace backcheck {

// What a layer computes with: float, double, or anything that behaves like them (dual numbers, for exact derivatives).
template <class T>
concept Scalar = std::regular<T> && std::constructible_from<T, double> && requires(T a, T b) {
  { a + b } -> std::convertible_to<T>;
  { a* b } -> std::convertible_to<T>;
  { a < b } -> std::convertible_to<bool>;
};

// Memory on cache-line boundaries, so that vector loads do not straddle two lines.
template <class T>
struct CacheLineAllocator {
  using value_type = T;
  static constexpr std::align_val_t alignment{64};

  CacheLineAllocator() = default;
  template <class U>
  CacheLineAllocator(const CacheLineAllocator<U>&) {}
  T* allocate(std::size_t count) { return static_cast<T*>(::operator new(count * sizeof(T), alignment)); }
  void deallocate(T* pointer, std::size_t) { ::operator delete(pointer, alignment); }
  bool operator==(const CacheLineAllocator&) const = default;
};

template <Scalar T>
class Tensor {
 public:
  Tensor() = default;
  // Every element is `value`.
  explicit Tensor(const Shape& shape, T value = T(0))
      : shape_(shape), elements_(static_cast<std::size_t>(shape.size()), value) {}
  // Elements in row-major order. Throws std::invalid_argument if there are not shape.size() of them.
  Tensor(const Shape& shape, std::initializer_list<T> elements) : shape_(shape), elements_(elements) {
    if (static_cast<Index>(elements.size()) != shape.size()) {
      throw std::invalid_argument("Tensor: shape " + to_string(shape) + " wants " + std::to_string(shape.size()) +
                                  " elements, got " + std::to_string(elements.size()));
    }
  }

  const Shape& shape() const { return shape_; }
  Index size() const { return static_cast<Index>(elements_.size()); }
  bool empty() const { return elements_.empty(); }

  // Gives the tensor another shape; what it then contains is unspecified. Reallocates only to grow. Where there is not
  // the memory for it (std::bad_alloc), the tensor stays as it was.
  void resize(const Shape& shape) {
    elements_.resize(static_cast<std::size_t>(shape.size()));
    shape_ = shape;
  }
  // The same elements under another shape. Throws std::invalid_argument if the number of elements differs.
  void reshape(const Shape& shape) {
    if (shape.size() != size()) {
      throw std::invalid_argument("Tensor: cannot reshape " + to_string(shape_) + " to " + to_string(shape));
    }
    shape_ = shape;
  }
  void fill(T value) { std::fill(elements_.begin(), elements_.end(), value); }

  T* data() { return elements_.data(); }
  const T* data() const { return elements_.data(); }
  auto begin() { return elements_.begin(); }
  auto end() { return elements_.end(); }
  auto begin() const { return elements_.begin(); }
  auto end() const { return elements_.end(); }

  // The element at a position in memory, 0 <= position < size(); checked in debug builds.
  T& operator[](Index position) {
    assert(0 <= position && position < size());
    return elements_[static_cast<std::size_t>(position)];
  }
  const T& operator[](Index position) const { return const_cast<Tensor&>(*this)[position]; }

  // The element at one index per axis, as in weight(f, c, kh, kw); checked in debug builds.
  template <std::convertible_to<Index>... Indices>
  T& operator()(Indices... indices) {
    return elements_[static_cast<std::size_t>(offset(indices...))];
  }
  template <std::convertible_to<Index>... Indices>
  const T& operator()(Indices... indices) const {
    return elements_[static_cast<std::size_t>(offset(indices...))];
  }

  bool operator==(const Tensor&) const = default;

 private:
  template <class... Indices>
  Index offset(Indices... indices) const {
    assert(shape_.rank() == static_cast<Index>(sizeof...(indices)));
    Index position = 0, axis = 0;
    (..., (assert(0 <= indices && indices < shape_[axis]), position = position * shape_[axis++] + indices));
    return position;
  }

  Shape shape_;
  std::vector<T, CacheLineAllocator<T>> elements_;
};

}  // namespace backcheck
