#include "bench/machine.hpp"

#include <omp.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <fstream>
#include <string>
#include <vector>

namespace backcheck::bench {
namespace {

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

#if defined(__AVX512F__)
constexpr std::size_t vector_bytes = 64;
#elif defined(__AVX__)
constexpr std::size_t vector_bytes = 32;
#else
constexpr std::size_t vector_bytes = 16;
#endif

template <class T, std::size_t bytes>
struct VectorOf {
  typedef T type __attribute__((vector_size(bytes)));
};

// A multiply-add has a latency of about four cycles and two may start a cycle, so eight chains keep both units busy;
// twelve leave some slack.
constexpr int chains = 12;

// Returns a value that depends on all the work, so that none of it can be left out.
template <std::size_t bytes, class T>
T multiply_add(long rounds, T start) {
  using V = typename VectorOf<T, bytes>::type;
  V sums[chains], factor = V{} + T(0.999999), term = V{} + start;
  for (int chain = 0; chain < chains; ++chain) sums[chain] = term * T(chain);
  for (long round = 0; round < rounds; ++round) {
#pragma GCC unroll 12
    for (int chain = 0; chain < chains; ++chain) sums[chain] = sums[chain] * factor + term;
  }
  V total = V{};
  for (int chain = 0; chain < chains; ++chain) total += sums[chain];
  return total[0];
}

volatile double sink;

template <Scalar T, std::size_t bytes>
double peak_of_vectors(int threads, int attempts) {
  constexpr long rounds = 400'000;
  constexpr double flops = 2.0 * chains * (bytes / sizeof(T)) * rounds;
  double best = 0;
  for (int attempt = 0; attempt < attempts; ++attempt) {
    double total = 0;
    const auto start = std::chrono::steady_clock::now();
#pragma omp parallel for num_threads(threads) reduction(+ : total) schedule(static, 1)
    for (int thread = 0; thread < threads; ++thread) total += multiply_add<bytes>(rounds, T(1e-3) * T(thread + 1));
    best = std::max(best, flops * threads / seconds_since(start));
    sink = total;
  }
  return best;
}

}  // namespace

template <Scalar T>
double peak_flops(int threads, int attempts) {
  return peak_of_vectors<T, vector_bytes>(threads, attempts);
}
template <Scalar T>
double peak_flops_avx2(int threads) {
  return peak_of_vectors<T, std::min<std::size_t>(vector_bytes, 32)>(threads, 8);
}

template double peak_flops<float>(int, int);
template double peak_flops<double>(int, int);
template double peak_flops_avx2<float>(int);
template double peak_flops_avx2<double>(int);

double triad_bandwidth(int threads) {
  constexpr std::ptrdiff_t size = std::ptrdiff_t{1} << 24;  // three arrays of 128 MiB
  std::vector<double> a(size), b(size, 1.0), c(size, 2.0);
  double best = 0;
  for (int attempt = 0; attempt < 4; ++attempt) {
    const double scale = 3.0 + attempt;
    const auto start = std::chrono::steady_clock::now();
#pragma omp parallel for num_threads(threads) schedule(static)
    for (std::ptrdiff_t i = 0; i < size; ++i)
      a[static_cast<std::size_t>(i)] = b[static_cast<std::size_t>(i)] + scale * c[static_cast<std::size_t>(i)];
    best = std::max(best, 3.0 * sizeof(double) * size / seconds_since(start));
    sink = a[static_cast<std::size_t>(attempt)];
  }
  return best;
}

double stolen_seconds() {
  // cpu user nice system idle iowait irq softirq steal ..., in clock ticks
  std::ifstream file("/proc/stat");
  std::string word;
  double ticks = 0;
  for (int field = 0; field <= 8; ++field) file >> word;
  if (file) ticks = std::stod(word);
  return ticks / static_cast<double>(sysconf(_SC_CLK_TCK));
}

}  // namespace backcheck::bench
