// What this project calls of OpenMP, for compilers that have none. However many threads are asked for, everything is
// done by one.
#pragma once

namespace backcheck::serial {
inline thread_local int threads_asked_for = 1;
}

inline int omp_get_max_threads() { return backcheck::serial::threads_asked_for; }
inline void omp_set_num_threads(int count) { backcheck::serial::threads_asked_for = count; }
inline int omp_get_num_procs() { return 1; }
