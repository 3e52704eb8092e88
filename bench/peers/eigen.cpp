// Eigen: im2col and its matrix product.
#include <fmt/format.h>

#include <Eigen/Dense>
#include <string>

#include "bench/peers/product_peer.hpp"

namespace backcheck::bench::peers {
namespace {

struct EigenProduct {
  template <class T>
  using Matrix = Eigen::Matrix<T, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

  template <class T>
  static void product(bool transpose_a, bool transpose_b, Index M, Index N, Index K, const T* a, const T* b, bool add,
                      T* c) {
    const Eigen::Map<const Matrix<T>> left(a, transpose_a ? K : M, transpose_a ? M : K);
    const Eigen::Map<const Matrix<T>> right(b, transpose_b ? N : K, transpose_b ? K : N);
    Eigen::Map<Matrix<T>> result(c, M, N);
    if (!add) result.setZero();
    if (transpose_a) {
      result.noalias() += left.transpose() * right;
    } else if (transpose_b) {
      result.noalias() += left * right.transpose();
    } else {
      result.noalias() += left * right;
    }
  }
  static void use_threads(int count) { Eigen::setNbThreads(count); }
};

std::string version() {
  return fmt::format("Eigen {}.{}.{}", EIGEN_WORLD_VERSION, EIGEN_MAJOR_VERSION, EIGEN_MINOR_VERSION);
}

const Register eigen{{.name = "eigen",
                      .kind = Contender::Kind::peer,
                      .version = version,
                      .has = is_product,
                      .in_float = by_products<float, EigenProduct>,
                      .in_double = by_products<double, EigenProduct>}};

}  // namespace
}  // namespace backcheck::bench::peers
