// What the machine can do at most, measured in the same process as the layers that are held against it.
#pragma once

#include <string>

#include "core/tensor.hpp"

namespace backcheck::bench {

// Floating-point operations per second of independent fused multiply-adds held in registers, on `threads` threads.
template <Scalar T>
double peak_flops(int threads);

// Bytes per second of the triad a[i] = b[i] + s * c[i] over arrays far larger than any cache, on `threads` threads;
// two reads and one write are counted, as STREAM does (McCalpin, 1995).
double triad_bandwidth(int threads);

// The names under which bench/run puts both into the context of its JSON, for float.
inline std::string peak_key(int threads) { return "FLOP/s of float, threads:" + std::to_string(threads); }
inline std::string bandwidth_key(int threads) { return "B/s of the triad, threads:" + std::to_string(threads); }

}  // namespace backcheck::bench
