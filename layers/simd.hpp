// Vectors of the machine's native width, as the compilers' vector extensions give them: 16 floats with AVX-512, 8 with
// AVX, 4 elsewhere. The arithmetic operators work lane by lane, and with a number on one side.
#pragma once

#include <cstring>

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
struct VectorOf {
  typedef T type __attribute__((vector_size(vector_bytes)));
};
template <class T>
using Vector = typename VectorOf<T>::type;

template <class T>
inline constexpr Index lanes = vector_bytes / static_cast<Index>(sizeof(T));

// Neither needs an aligned address.
template <class T>
inline Vector<T> load(const T* from) {
  Vector<T> vector;
  std::memcpy(&vector, from, sizeof vector);
  return vector;
}
template <class T>
inline void store(T* to, const Vector<T>& vector) {
  std::memcpy(to, &vector, sizeof vector);
}

// The smallest multiple of the vector length that is not below `count`.
template <class T>
constexpr Index whole_vectors(Index count) {
  return (count + lanes<T> - 1) / lanes<T> * lanes<T>;
}

}  // namespace backcheck::layers
