// What the machine can do at most, measured in the same process as the layers that are held against it, and whether it
// was left alone meanwhile.
#pragma once

#include "core/tensor.hpp"

namespace backcheck::bench {

// Floating-point operations per second of independent fused multiply-adds held in registers, on `threads` threads: the
// best of `attempts`, a millisecond or two each.
template <Scalar T>
double peak_flops(int threads, int attempts = 8);
// The same with vectors of at most 32 bytes, which are all that AVX2 has.
template <Scalar T>
double peak_flops_avx2(int threads);

// Bytes per second of the triad a[i] = b[i] + s * c[i] over arrays far larger than any cache, on `threads` threads;
// two reads and one write are counted, as STREAM does (McCalpin, 1995).
double triad_bandwidth(int threads);

// Seconds of processor time that the hypervisor has given to others since the machine started, over all processors; 0
// where the system does not say.
double stolen_seconds();

}  // namespace backcheck::bench
