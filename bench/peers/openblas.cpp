// OpenBLAS: im2col and its matrix product.
#include <cblas.h>
#include <stdlib.h>

#include <string>
#include <string_view>

#include "bench/peers/product_peer.hpp"
#include "bench/restart.hpp"

namespace backcheck::bench::peers {
namespace {

struct OpenBlas {
  template <class T>
  static void product(bool transpose_a, bool transpose_b, Index M, Index N, Index K, const T* a, const T* b, bool add,
                      T* c) {
    const auto multiply = [](auto... arguments) {
      if constexpr (std::same_as<T, float>) {
        cblas_sgemm(arguments...);
      } else {
        cblas_dgemm(arguments...);
      }
    };
    const auto size = [](Index extent) { return static_cast<blasint>(extent); };
    multiply(CblasRowMajor, transpose_a ? CblasTrans : CblasNoTrans, transpose_b ? CblasTrans : CblasNoTrans, size(M),
             size(N), size(K), T(1), a, size(transpose_a ? M : K), b, size(transpose_b ? K : N), T(add), c, size(N));
  }
  static void use_threads(int count) { openblas_set_num_threads(count); }
};

// OpenBLAS chooses its kernels when it is loaded, and takes processors that are newer than itself for very old ones.
// Where the processor has AVX2 but the kernels do not use it, the program starts again with better ones named.
// Libraries in other processes, PyTorch among them, inherit the choice.
void choose_kernels() {
#if defined(__x86_64__)
  const std::string_view chosen = openblas_get_corename();
  for (const char* with_avx2 : {"Haswell", "Zen", "Excavator", "SkylakeX", "Cooperlake", "Sapphirerapids"}) {
    if (chosen == with_avx2) return;
  }
  if (!__builtin_cpu_supports("avx2") || getenv("OPENBLAS_CORETYPE") != nullptr) return;
  setenv("OPENBLAS_CORETYPE", __builtin_cpu_supports("avx512vl") ? "SkylakeX" : "Haswell", 1);
  restart_program();
#endif
}

std::string version() {
  const std::string config = openblas_get_config();  // "OpenBLAS 0.3.21 NO_LAPACKE ..."
  const char* named = getenv("OPENBLAS_CORETYPE");
  return config.substr(0, config.find(' ', config.find(' ') + 1)) + " with kernels for " + openblas_get_corename() +
         (named ? " (OPENBLAS_CORETYPE)" : "");
}

const Register openblas{{.name = "openblas",
                         .kind = Contender::Kind::peer,
                         .version = version,
                         .has = is_product,
                         .in_float = by_products<float, OpenBlas>,
                         .in_double = by_products<double, OpenBlas>,
                         .enter = choose_kernels}};

}  // namespace
}  // namespace backcheck::bench::peers
