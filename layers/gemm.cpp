#include "layers/gemm.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace backcheck::layers {
namespace {

// A tile has up to max_rows rows, and as many columns (in gemm: vectors of them) as leave a few registers for what is
// multiplied.
constexpr Index max_rows = vector_registers == 32 ? 8 : 4;
constexpr Index max_columns(Index rows) { return std::min<Index>(8, (vector_registers - 6) / rows); }

// 0 .. count in as few parts of at most `largest` as possible, all of nearly the same size.
struct Split {
  Split(Index count_, Index largest) : count(count_), parts((count_ + largest - 1) / largest) {}
  Index begin(Index part) const { return count * part / parts; }
  Index size(Index part) const { return begin(part + 1) - begin(part); }
  Index count, parts;
};

// A tile of gemm: the weights of a row, one after the other, times vectors of columns.
template <class T, Index rows, Index vectors>
void tile(Index depth, const T* start, const T* packed_left, const T* right, const Index* right_row, T* result,
          Index result_stride) {
  Vector<T> sum[rows][vectors];
  unroll<rows>([&](auto i) {
    const Vector<T> first = Vector<T>{} + (start ? start[i] : T(0));
    unroll<vectors>([&](auto j) { sum[i][j] = first; });
  });
  for (Index k = 0; k < depth; ++k) {
    const T* right_k = right + right_row[k];
    Vector<T> x[vectors];
    unroll<vectors>([&](auto j) { x[j] = load(right_k + j * lanes<T>); });
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
    for (Index k = 0; k < depth; k += lanes<T>) {
      Vector<T> x[rows];
      unroll<rows>([&](auto i) { x[i] = load(left_n + i * left_row + k); });
      unroll<columns>([&](auto j) {
        const Vector<T> y = load(right_n[j] + k);
        unroll<rows>([&](auto i) { sum[i * columns + j] += x[i] * y; });
      });
    }
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

template <class Tile, class Instantiate>
constexpr Table<Tile> table_of(Instantiate instantiate) {
  Table<Tile> table{};
  const auto fill_row = [&]<Index row, Index... column>(std::integral_constant<Index, row>,
                                                        std::integer_sequence<Index, column...>) {
    ((table[row][column] =
          instantiate(std::integral_constant<Index, row + 1>{}, std::integral_constant<Index, column + 1>{})),
     ...);
  };
  [&]<Index... row>(std::integer_sequence<Index, row...>) {
    (fill_row(std::integral_constant<Index, row>{}, std::make_integer_sequence<Index, max_columns(row + 1)>{}), ...);
  }
  (std::make_integer_sequence<Index, max_rows>{});
  return table;
}

template <class T>
constexpr auto tiles = table_of<decltype(&tile<T, 1, 1>)>([](auto rows, auto vectors) {
  return &tile<T, rows, vectors>;
});
template <class T>
constexpr auto transposed_tiles = table_of<decltype(&tile_transposed<T, 1, 1>)>([](auto rows, auto columns) {
  return &tile_transposed<T, rows, columns>;
});

template <class Tile>
Tile choose(const Table<Tile>& table, Index rows, Index columns) {
  return table[static_cast<std::size_t>(rows - 1)][static_cast<std::size_t>(columns - 1)];
}

}  // namespace

template <class T>
void pack(Index rows, Index depth, const T* left, Index left_row, const Index* left_column, T* packed) {
  const Split panels(rows, max_rows);
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
  const Split panels(rows, max_rows);
  const Split strips(whole_vectors<T>(columns) / lanes<T>, max_columns(panels.size(panels.parts - 1)));
  for (Index strip = 0; strip < strips.parts; ++strip) {
    const Index j = strips.begin(strip) * lanes<T>;
    for (Index panel = 0; panel < panels.parts; ++panel) {
      const Index i = panels.begin(panel);
      const auto compute = choose(tiles<T>, panels.size(panel), strips.size(strip));
      compute(depth, start ? start + i : nullptr, packed_left + i * depth, right + j, right_row,
              result + i * result_stride + j, result_stride);
    }
  }
}

template <class T>
void gemm_transposed(Index rows, Index columns, Index depth, Index count, Stack<T> left, Index left_row, Stack<T> right,
                     const Index* right_row, T* result, Index result_stride) {
  const Split panels(rows, std::min<Index>(max_rows, 5));
  const Split strips(columns, max_columns(panels.size(panels.parts - 1)));
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
