// Random numbers that depend on nothing but what they are given.
#pragma once

#include <cstdint>

#include "core/tensor.hpp"

namespace backcheck {

// A seed for one of several uses of the same seed: mix(seed, layer), mix(seed, epoch). SplitMix64's finaliser
// (Steele, Lea and Flood, 2014), a bijection of `seed` for every `stream`.
std::uint64_t mix(std::uint64_t seed, std::uint64_t stream);

// 32 random bits as a pure function of (seed, index), so that any element of a dropout mask can be computed by any
// thread at any time. The multiplicative hash "lowbias32" (Wellons, 2018), keyed with the seed before and after.
inline std::uint32_t random_bits(std::uint64_t seed, std::uint32_t index) {
  std::uint32_t x = index ^ static_cast<std::uint32_t>(seed);
  x = (x ^ (x >> 16)) * 0x7feb352dU;
  x = (x ^ (x >> 15)) * 0x846ca68bU;
  x = x ^ (x >> 16) ^ static_cast<std::uint32_t>(seed >> 32);
  x = (x ^ (x >> 16)) * 0x7feb352dU;
  x = (x ^ (x >> 15)) * 0x846ca68bU;
  return x ^ (x >> 16);
}

// Which elements dropout drops: those whose random bits lie below rate * 2^32, so that each is dropped with probability
// `rate`, 0 <= rate < 1, independently of all others. `index` is the element's position in memory.
inline std::uint32_t drop_threshold(double rate) { return static_cast<std::uint32_t>(rate * 4294967296.0); }
inline bool drops(std::uint64_t seed, std::uint32_t index, std::uint32_t threshold) {
  return random_bits(seed, index) < threshold;
}

// Elements drawn from the normal distribution with mean 0 and the given standard deviation.
template <Scalar T>
void fill_normal(Tensor<T>& tensor, double standard_deviation, std::uint64_t seed);

// Elements drawn from the uniform distribution on [low, high).
template <Scalar T>
void fill_uniform(Tensor<T>& tensor, double low, double high, std::uint64_t seed);

}  // namespace backcheck
