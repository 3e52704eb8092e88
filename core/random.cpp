#include "core/random.hpp"

#include <cmath>
#include <random>

namespace backcheck {

std::uint64_t mix(std::uint64_t seed, std::uint64_t stream) {
  std::uint64_t x = seed + (stream + 1) * 0x9e3779b97f4a7c15U;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9U;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebU;
  return x ^ (x >> 31);
}

template <Scalar T>
void fill_normal(Tensor<T>& tensor, double standard_deviation, std::uint64_t seed) {
  std::mt19937_64 engine(seed);
  std::normal_distribution<double> normal;  // in double for every T, so that float and double networks start alike
  for (T& element : tensor) element = static_cast<T>(standard_deviation * normal(engine));
}

template <Scalar T>
void fill_uniform(Tensor<T>& tensor, double low, double high, std::uint64_t seed) {
  std::mt19937_64 engine(seed);
  std::uniform_real_distribution<double> uniform(low, high);
  for (T& element : tensor) {
    element = static_cast<T>(uniform(engine));
    if (static_cast<double>(element) >= high) element = std::nextafter(element, static_cast<T>(low));  // rounded up
  }
}

template void fill_normal(Tensor<float>&, double, std::uint64_t);
template void fill_normal(Tensor<double>&, double, std::uint64_t);
template void fill_uniform(Tensor<float>&, double, double, std::uint64_t);
template void fill_uniform(Tensor<double>&, double, double, std::uint64_t);

}  // namespace backcheck
