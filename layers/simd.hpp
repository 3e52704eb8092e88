// Vectors of the machine's native width, as the compilers' vector extensions give them: 16 floats with AVX-512, 8 with
// AVX, 4 elsewhere. The arithmetic operators work lane by lane, and with a number on one side.
#pragma once

#include <cstring>
#include <type_traits>
#include <utility>

#include "core/shape.hpp"

namespace backcheck::layers {

#if defined(__AVX512F__)
inline constexpr Index vector_bytes = 64, vector_registers = 32;
#elif defined(__AVX__)
inline constexpr Index vector_bytes = 32, vector_registers = 16;
#else
inline constexpr Index vector_bytes = 16, vector_registers = 16;
#endif

template <class T>
inline constexpr Index lanes = vector_bytes / static_cast<Index>(sizeof(T));

template <class T, Index width>
struct VectorOf {
  typedef T type __attribute__((vector_size(width * sizeof(T))));
};
template <class T, Index width = lanes<T>>
using Vector = typename VectorOf<T, width>::type;

// The vector, loaded once: GCC would otherwise load it anew for each of a few uses, as an operand of the instruction,
// and loads are what tiles of few rows have least of.
template <class AnyVector>
[[gnu::always_inline]] inline AnyVector in_register(AnyVector vector) {
#if defined(__AVX512F__)
  asm("" : "+v"(vector));
#elif defined(__SSE2__)
  asm("" : "+x"(vector));
#endif
  return vector;
}

// 0, 1, 2, ...
template <class T>
inline constexpr Vector<T> lane_numbers = []<int... lane>(std::integer_sequence<int, lane...>) {
  return Vector<T>{lane...};
}
(std::make_integer_sequence<int, lanes<T>>{});

// Neither needs an aligned address.
template <Index width, class T>
inline Vector<T, width> load(const T* from) {
  Vector<T, width> vector;
  std::memcpy(&vector, from, sizeof vector);
  return vector;
}
template <class T>
inline Vector<T> load(const T* from) {
  return load<lanes<T>>(from);
}
template <class T, class AnyVector>
inline void store(T* to, const AnyVector& vector) {
  static_assert(std::is_same_v<std::remove_cvref_t<decltype(vector[0])>, T>);
  std::memcpy(to, &vector, sizeof vector);
}

// The last count % lanes<T> of `count` elements in some lanes, zeros in the others. Reads nothing beyond the end.
template <class T>
inline Vector<T> load_rest(const T* from, Index count) {
  const Index rest = count % lanes<T>;
  if (count < lanes<T>) {
    Vector<T> few{};
    for (Index i = 0; i < rest; ++i) few[i] = from[i];
    return few;
  }
  const Vector<T> last = load(from + count - lanes<T>);
  return lane_numbers<T> >= T(lanes<T> - rest) ? last : Vector<T>{};
}

// body(first, width) for pieces of `width` elements that make up 0 .. count, the last of them overlapping the one
// before: the widest vectors that fit, and nothing left over. `width` is a compile-time constant. For the rows of small
// images, most of which are no multiple of a vector.
template <Index width, class Body>
[[gnu::always_inline]] inline void cover(Index count, const Body& body) {
  constexpr std::integral_constant<Index, width> piece;
  if (count >= width) {
    for (Index i = 0; i + width < count; i += width) body(i, piece);
    body(count - width, piece);
  } else if constexpr (width > 1) {
    cover<width / 2>(count, body);
  }
}

// to(i, j) = from(i, j) for i < rows, j < columns; rows are from_row and to_row elements apart.
template <class T>
inline void copy_rows(Index rows, Index columns, const T* from, Index from_row, T* to, Index to_row) {
  cover<lanes<T>>(columns, [&](Index j, auto width) {
    for (Index i = 0; i < rows; ++i) std::memcpy(to + i * to_row + j, from + i * from_row + j, width * sizeof(T));
  });
}

// The first and the second of each of `width` pairs of neighbours.
template <Index width, class T>
struct Pairs {
  Vector<T, width> first, second;
};
template <Index width, class T>
[[gnu::always_inline]] inline Pairs<width, T> load_pairs(const T* from) {
  const Vector<T, width> low = load<width>(from), high = load<width>(from + width);
  return [&]<int... lane>(std::integer_sequence<int, lane...>) {
    return Pairs<width, T>{__builtin_shufflevector(low, high, (2 * lane)...),
                           __builtin_shufflevector(low, high, (2 * lane + 1)...)};
  }
  (std::make_integer_sequence<int, width>{});
}
// Elements 0, 2, 4, ... of 2 * width - 1 neighbours; reads no further.
template <Index width, class T>
[[gnu::always_inline]] inline Vector<T, width> load_every_second(const T* from) {
  const Vector<T, width> low = load<width>(from), high = load<width>(from + width - 1);
  return [&]<int... lane>(std::integer_sequence<int, lane...>) {
    return __builtin_shufflevector(low, high, (2 * lane < width ? 2 * lane : 2 * lane + 1)...);
  }
  (std::make_integer_sequence<int, width>{});
}
template <Index width, class T>
[[gnu::always_inline]] inline void store_pairs(T* to, const Pairs<width, T>& pairs) {
  [&]<int... lane>(std::integer_sequence<int, lane...>) {
    constexpr int count = width;
    store(to, __builtin_shufflevector(pairs.first, pairs.second, (lane / 2 + lane % 2 * count)...));
    store(to + width,
          __builtin_shufflevector(pairs.first, pairs.second, ((lane + count) / 2 + (lane + count) % 2 * count)...));
  }
  (std::make_integer_sequence<int, width>{});
}

// body(0), body(1), ..., body(count - 1), with the number as a compile-time constant: an array indexed by it is kept in
// registers, which compilers do not manage for every loop that they unroll.
template <Index count, class Body>
[[gnu::always_inline]] inline void unroll(const Body& body) {
  [&]<Index... i>(std::integer_sequence<Index, i...>) { (body(std::integral_constant<Index, i>{}), ...); }
  (std::make_integer_sequence<Index, count>{});
}

// The smallest multiple of the vector length that is not below `count`.
template <class T>
constexpr Index whole_vectors(Index count) {
  return (count + lanes<T> - 1) / lanes<T> * lanes<T>;
}

// The sum of `count` elements.
template <class T>
inline T sum_of(const T* elements, Index count) {
  Vector<T> sums{};
  Index i = 0;
  for (; i + lanes<T> <= count; i += lanes<T>) sums += load(elements + i);
  T sum = 0;
  for (; i < count; ++i) sum += elements[i];
  for (Index lane = 0; lane < lanes<T>; ++lane) sum += sums[lane];
  return sum;
}

// Lane i of the result is the sum of all lanes of vectors[i], for i < count <= lanes<T>. Every step halves the number
// of vectors and of lanes that are still to be added: neighbouring lanes of two vectors become the halves of one.
template <class T, Index count, Index left = lanes<T>>
[[gnu::always_inline]] inline Vector<T> sums_of_lanes(const Vector<T>* vectors) {
  if constexpr (left == 1) {
    return vectors[0];
  } else {
    constexpr Index half = (count + 1) / 2;
    Vector<T> sums[half];
    unroll<half>([&](auto i) {
      const Vector<T> a = vectors[2 * i], b = vectors[2 * i + 1 < count ? 2 * i + 1 : 2 * i];
      sums[i] = [&]<int... lane>(std::integer_sequence<int, lane...>) {
        return __builtin_shufflevector(a, b, (2 * lane)...) + __builtin_shufflevector(a, b, (2 * lane + 1)...);
      }
      (std::make_integer_sequence<int, lanes<T>>{});
    });
    return sums_of_lanes<T, half, left / 2>(sums);
  }
}

}  // namespace backcheck::layers
