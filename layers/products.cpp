#include "layers/products.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace backcheck::layers {
namespace {

// A register tile has up to max_rows rows, and so many columns (vectors or taps) that its sums leave a few registers
// for what is multiplied.
constexpr Index max_rows = vector_registers == 32 ? 8 : 4;
constexpr Index max_columns(Index rows) { return std::min<Index>(8, (vector_registers - 6) / rows); }

// 0 .. count in as few parts of at most `largest` as possible, all of nearly the same size.
struct Split {
  Split(Index count_, Index largest) : count(count_), parts((count_ + largest - 1) / largest) {}
  Index begin(Index part) const { return count * part / parts; }
  Index size(Index part) const { return begin(part + 1) - begin(part); }
  Index count, parts;
};

template <class T, Index rows, Index columns>
void sum_tile(Index taps, const T* start, const T* packed, const Index* offset, const T* source, T* result,
              Index row_stride) {
  Vector<T> sum[rows][columns];
  unroll<rows>([&](auto m) {
    const Vector<T> first = Vector<T>{} + (start ? start[m] : T(0));
    unroll<columns>([&](auto v) { sum[m][v] = first; });
  });
  for (Index t = 0; t < taps; ++t) {
    const T* source_t = source + offset[t];
    Vector<T> x[columns];
    unroll<columns>([&](auto v) { x[v] = load(source_t + v * lanes<T>); });
    unroll<rows>([&](auto m) {
      const T weight = packed[t * rows + m];
      unroll<columns>([&](auto v) { sum[m][v] += weight * x[v]; });
    });
  }
  unroll<rows>(
      [&](auto m) { unroll<columns>([&](auto v) { store(result + m * row_stride + v * lanes<T>, sum[m][v]); }); });
}

template <class T, Index rows, Index columns>
void dot_tile(Index positions, Index depth, Stack<T> left, Index left_row_stride, const Index* offset, Stack<T> source,
              T* result, Index row_stride) {
  Vector<T> sum[rows * columns];
  unroll<rows * columns>([&](auto i) { sum[i] = Vector<T>{}; });
  for (Index b = 0; b < depth; ++b) {
    const T* left_b = left.first + b * left.stride;
    const T* source_b[columns];
    unroll<columns>([&](auto t) { source_b[t] = source.first + b * source.stride + offset[t]; });
    for (Index p = 0; p < positions; p += lanes<T>) {
      Vector<T> x[rows];
      unroll<rows>([&](auto m) { x[m] = load(left_b + m * left_row_stride + p); });
      unroll<columns>([&](auto t) {
        const Vector<T> y = load(source_b[t] + p);
        unroll<rows>([&](auto m) { sum[m * columns + t] += x[m] * y; });
      });
    }
  }
  constexpr Index groups = (rows * columns + lanes<T> - 1) / lanes<T>;
  T total[groups * lanes<T>];
  unroll<groups>([&](auto group) {
    constexpr Index first = group * lanes<T>, count = std::min(lanes<T>, rows * columns - first);
    store(total + first, sums_of_lanes<T, count>(sum + first));
  });
  for (Index m = 0; m < rows; ++m) {
    for (Index t = 0; t < columns; ++t) result[m * row_stride + t] += total[m * columns + t];
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
constexpr auto sum_tiles = table_of<decltype(&sum_tile<T, 1, 1>)>([](auto rows, auto columns) {
  return &sum_tile<T, rows, columns>;
});
template <class T>
constexpr auto dot_tiles = table_of<decltype(&dot_tile<T, 1, 1>)>([](auto rows, auto columns) {
  return &dot_tile<T, rows, columns>;
});

template <class Tile>
Tile choose(const Table<Tile>& tiles, Index rows, Index columns) {
  return tiles[static_cast<std::size_t>(rows - 1)][static_cast<std::size_t>(columns - 1)];
}

}  // namespace

template <class T>
void pack_rows(Index M, Index taps, const T* source, Index row_stride, const Index* offset, T* packed) {
  const Split panels(M, max_rows);
  for (Index i = 0; i < panels.parts; ++i) {
    for (Index t = 0; t < taps; ++t) {
      for (Index m = panels.begin(i); m < panels.begin(i + 1); ++m) *packed++ = source[m * row_stride + offset[t]];
    }
  }
}

template <class T>
void shifted_sums(Index M, Index taps, Index positions, const T* start, const T* packed, const Index* offset,
                  const T* source, T* result, Index row_stride) {
  const Split panels(M, max_rows);
  const Split tiles(whole_vectors<T>(positions) / lanes<T>, max_columns(panels.size(panels.parts - 1)));
  for (Index j = 0; j < tiles.parts; ++j) {
    const Index p = tiles.begin(j) * lanes<T>;
    for (Index i = 0; i < panels.parts; ++i) {
      const Index m = panels.begin(i);
      const auto tile = choose(sum_tiles<T>, panels.size(i), tiles.size(j));
      tile(taps, start ? start + m : nullptr, packed + m * taps, offset, source + p, result + m * row_stride + p,
           row_stride);
    }
  }
}

template <class T>
void shifted_dots(Index M, Index taps, Index positions, Index depth, Stack<T> left, Index left_row_stride,
                  const Index* offset, Stack<T> source, T* result, Index row_stride) {
  const Split panels(M, std::min<Index>(max_rows, 5));
  const Split tiles(taps, max_columns(panels.size(panels.parts - 1)));
  for (Index i = 0; i < panels.parts; ++i) {
    const Index m = panels.begin(i);
    for (Index j = 0; j < tiles.parts; ++j) {
      const Index t = tiles.begin(j);
      const auto tile = choose(dot_tiles<T>, panels.size(i), tiles.size(j));
      tile(positions, depth, {left.first + m * left_row_stride, left.stride}, left_row_stride, offset + t, source,
           result + m * row_stride + t, row_stride);
    }
  }
}

#define INSTANTIATE(T)                                                                                    \
  template void pack_rows(Index, Index, const T*, Index, const Index*, T*);                               \
  template void shifted_sums(Index, Index, Index, const T*, const T*, const Index*, const T*, T*, Index); \
  template void shifted_dots(Index, Index, Index, Index, Stack<T>, Index, const Index*, Stack<T>, T*, Index);
INSTANTIATE(float)
INSTANTIATE(double)

}  // namespace backcheck::layers
