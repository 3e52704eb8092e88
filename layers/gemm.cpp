#include "layers/gemm.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "layers/parallel.hpp"

namespace backcheck::layers {
namespace {

// A tile is as large as the registers allow. In gemm they hold its sums, a vector of each of its columns, and a weight;
// in gemm_transposed its sums, a vector of each of its rows, and one of a column.
constexpr Index max_rows = vector_registers == 32 ? 8 : 6;
constexpr Index max_vectors(Index rows) { return std::min<Index>(8, (vector_registers - 1) / (rows + 1)); }
constexpr Index max_transposed_rows = vector_registers == 32 ? 5 : 3;
constexpr Index max_transposed_columns(Index rows) { return std::min<Index>(8, (vector_registers - 1 - rows) / rows); }
static_assert(transposed_columns == max_transposed_columns(max_transposed_rows));

// A tile of gemm: the weights of a row, one after the other, times vectors of columns.
template <class T, Index rows, Index vectors>
void tile(Index depth, const T* start, const T* packed_left, const T* right, const Index* right_row, T* result,
          Index result_stride) {
  Vector<T> sum[rows][vectors];
  unroll<rows>([&](auto i) {
    unroll<vectors>(
        [&](auto j) { sum[i][j] = start ? Vector<T>{} + start[i] : load(result + i * result_stride + j * lanes<T>); });
  });
  for (Index k = 0; k < depth; ++k) {
    const T* right_k = right + right_row[k];
    Vector<T> x[vectors];
    unroll<vectors>([&](auto j) { x[j] = in_register(load(right_k + j * lanes<T>)); });
    unroll<rows>([&](auto i) {
      const T weight = packed_left[k * rows + i];
      unroll<vectors>([&](auto j) { sum[i][j] += weight * x[j]; });
    });
  }
  unroll<rows>(
      [&](auto i) { unroll<vectors>([&](auto j) { store(result + i * result_stride + j * lanes<T>, sum[i][j]); }); });
}

// A tile of gemm_transposed: dot products, each in the lanes of one register until the end.
template <class T, Index rows, Index columns>
void tile_transposed(Index depth, Index count, Stack<T> left, Index left_row, Stack<T> right, const Index* right_row,
                     T* result, Index result_stride) {
  Vector<T> sum[rows * columns];
  unroll<rows * columns>([&](auto i) { sum[i] = Vector<T>{}; });
  for (Index n = 0; n < count; ++n) {
    const T* left_n = left.first + n * left.stride;
    const T* right_n[columns];
    unroll<columns>([&](auto j) { right_n[j] = right.first + n * right.stride + right_row[j]; });
    const auto add_products = [&](const auto& piece_of) __attribute__((always_inline)) {
      Vector<T> x[rows];
      unroll<rows>([&](auto i) { x[i] = piece_of(left_n + i * left_row); });
      unroll<columns>([&](auto j) {
        const Vector<T> y = in_register(piece_of(right_n[j]));
        unroll<rows>([&](auto i) { sum[i * columns + j] += x[i] * y; });
      });
    };
    for (Index k = 0; k + lanes<T> <= depth; k += lanes<T>) {
      add_products([k](const T* row) __attribute__((always_inline)) { return load(row + k); });
    }
    if (depth % lanes<T> != 0) add_products([depth](const T* row) { return load_rest(row, depth); });
  }
  constexpr Index groups = (rows * columns + lanes<T> - 1) / lanes<T>;
  T total[groups * lanes<T>];
  unroll<groups>([&](auto group) {
    constexpr Index first = group * lanes<T>, size = std::min(lanes<T>, rows * columns - first);
    store(total + first, sums_of_lanes<T, size>(sum + first));
  });
  for (Index i = 0; i < rows; ++i) {
    for (Index j = 0; j < columns; ++j) result[i * result_stride + j] += total[i * columns + j];
  }
}

// The instantiations of a tile, to choose from at run time: table[rows - 1][columns - 1].
template <class Tile>
using Table = std::array<std::array<Tile, 8>, 8>;

template <class Tile, Index rows, Index (*columns)(Index), class Instantiate>
constexpr Table<Tile> table_of(Instantiate instantiate) {
  Table<Tile> table{};
  const auto fill_row = [&]<Index row, Index... column>(std::integral_constant<Index, row>,
                                                        std::integer_sequence<Index, column...>) {
    ((table[row][column] =
          instantiate(std::integral_constant<Index, row + 1>{}, std::integral_constant<Index, column + 1>{})),
     ...);
  };
  [&]<Index... row>(std::integer_sequence<Index, row...>) {
    (fill_row(std::integral_constant<Index, row>{}, std::make_integer_sequence<Index, columns(row + 1)>{}), ...);
  }
  (std::make_integer_sequence<Index, rows>{});
  return table;
}

template <class T>
constexpr auto tiles = table_of<decltype(&tile<T, 1, 1>), max_rows, max_vectors>([](auto rows, auto vectors) {
  return &tile<T, rows, vectors>;
});
template <class T>
constexpr auto transposed_tiles =
    table_of<decltype(&tile_transposed<T, 1, 1>), max_transposed_rows, max_transposed_columns>([](auto rows,
                                                                                                  auto columns) {
      return &tile_transposed<T, rows, columns>;
    });

template <class Tile>
Tile choose(const Table<Tile>& table, Index rows, Index columns) {
  return table[static_cast<std::size_t>(rows - 1)][static_cast<std::size_t>(columns - 1)];
}

}  // namespace

template <class T>
void pack(Index rows, Index depth, const T* left, Index left_row, const Index* left_column, T* packed) {
  const Partition panels = split_into_at_most(max_rows, rows);
  for (Index panel = 0; panel < panels.parts; ++panel) {
    for (Index k = 0; k < depth; ++k) {
      for (Index i = panels.begin(panel); i < panels.begin(panel + 1); ++i) {
        *packed++ = left[i * left_row + left_column[k]];
      }
    }
  }
}

template <class T>
void gemm(Index rows, Index columns, Index depth, const T* start, const T* packed_left, const T* right,
          const Index* right_row, T* result, Index result_stride) {
  const Partition panels = split_into_at_most(max_rows, rows);
  const Partition strips =
      split_into_at_most(max_vectors(panels.size(panels.parts - 1)), whole_vectors<T>(columns) / lanes<T>);
  for (Index strip = 0; strip < strips.parts; ++strip) {
    const Index j = strips.begin(strip) * lanes<T>, width = std::min(strips.size(strip) * lanes<T>, columns - j);
    for (Index panel = 0; panel < panels.parts; ++panel) {
      const Index i = panels.begin(panel), height = panels.size(panel);
      const auto compute = choose(tiles<T>, height, strips.size(strip));
      const T* start_i = start ? start + i : nullptr;
      T* result_ij = result + i * result_stride + j;
      if (width % lanes<T> == 0) {
        compute(depth, start_i, packed_left + i * depth, right + j, right_row, result_ij, result_stride);
      } else {  // whole vectors would not fit where the result is to be
        T whole[max_rows * max_vectors(1) * lanes<T>];
        const Index whole_stride = strips.size(strip) * lanes<T>;
        if (!start) copy_rows(height, width, result_ij, result_stride, whole, whole_stride);
        compute(depth, start_i, packed_left + i * depth, right + j, right_row, whole, whole_stride);
        copy_rows(height, width, whole, whole_stride, result_ij, result_stride);
      }
    }
  }
}

template <class T>
void gemm_transposed(Index rows, Index columns, Index depth, Index count, Stack<T> left, Index left_row, Stack<T> right,
                     const Index* right_row, T* result, Index result_stride) {
  const Partition panels = split_into_at_most(max_transposed_rows, rows);
  const Partition strips = split_into_at_most(max_transposed_columns(panels.size(panels.parts - 1)), columns);
  for (Index panel = 0; panel < panels.parts; ++panel) {
    const Index i = panels.begin(panel);
    for (Index strip = 0; strip < strips.parts; ++strip) {
      const Index j = strips.begin(strip);
      const auto compute = choose(transposed_tiles<T>, panels.size(panel), strips.size(strip));
      compute(depth, count, {left.first + i * left_row, left.stride}, left_row, right, right_row + j,
              result + i * result_stride + j, result_stride);
    }
  }
}

#define INSTANTIATE(T)                                                                            \
  template void pack(Index, Index, const T*, Index, const Index*, T*);                            \
  template void gemm(Index, Index, Index, const T*, const T*, const T*, const Index*, T*, Index); \
  template void gemm_transposed(Index, Index, Index, Index, Stack<T>, Index, Stack<T>, const Index*, T*, Index);
INSTANTIATE(float)
INSTANTIATE(double)

}  // namespace backcheck::layers
