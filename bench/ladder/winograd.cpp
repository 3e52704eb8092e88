// Winograd's minimal filtering, F(2x2, 3x3): a tile of 2 x 2 outputs out of 16 products a channel instead of 36. With d
// the tile's 4 x 4 pixels, g a kernel and * element by element,
//
//   output tile = A^T (sum over channels of (G g G^T) * (B^T d B)) A
//
//         1  0 -1  0           1    0    0
//   B^T = 0  1  1  0     G =  1/2  1/2  1/2     A^T = 1  1  1  0
//         0 -1  1  0          1/2 -1/2  1/2           0  1 -1 -1
//         0  1  0 -1           0    0    1
//
// The sum over channels is a matrix product for each of the 16 places of a tile: (F, C) by (C, tiles).
//
// The fast layer does not do this. A pixel that is infinite or NaN spoils outputs whose window it is not in; and errors
// are of the size of the tile's products, not of the output's own: B^T d B is at most 4 times the largest pixel and
// G g G^T 2.25 times the largest weight, so that an output sums 9 C products, as always, of up to 9 times the size.
// Source: Lavin and Gray, 2016.
#include <array>
#include <numeric>
#include <vector>

#include "bench/ladder/rung.hpp"
#include "layers/gemm.hpp"

namespace backcheck::bench::ladder {
namespace {

constexpr Index places = 16;
constexpr Index tiles_at_a_time = 64;  // the 16 matrices of so many tiles stay in the second-level cache

using Vec4 = std::array<float, 4>;
Vec4 times_g(float a, float b, float c) { return {a, (a + b + c) / 2, (a - b + c) / 2, c}; }

// G g G^T, a matrix (F, C) for each place, in the order in which the product reads it.
std::vector<float> transform_weights(const Im2col& g, const Tensor<float>& weight) {
  std::vector<float> matrices(static_cast<std::size_t>(places * g.F * g.C)), packed(matrices.size());
  for (Index f = 0; f < g.F; ++f)
    for (Index c = 0; c < g.C; ++c) {
      const float* k = &weight(f, c, 0, 0);
      const Vec4 columns[] = {times_g(k[0], k[3], k[6]), times_g(k[1], k[4], k[7]), times_g(k[2], k[5], k[8])};
      for (std::size_t i = 0; i < 4; ++i) {
        const Vec4 row = times_g(columns[0][i], columns[1][i], columns[2][i]);
        for (std::size_t j = 0; j < 4; ++j)
          matrices[(i * 4 + j) * static_cast<std::size_t>(g.F * g.C) + static_cast<std::size_t>(f * g.C + c)] = row[j];
      }
    }
  std::vector<Index> in_order(static_cast<std::size_t>(g.C));
  std::iota(in_order.begin(), in_order.end(), Index{0});
  for (Index place = 0; place < places; ++place) {
    const Index first = place * g.F * g.C;
    layers::pack(g.F, g.C, matrices.data() + first, g.C, in_order.data(), packed.data() + first);
  }
  return packed;
}

// B^T d B for a row of `count` tiles, whose pixels begin at `image`, in rows of 2 * count + 2; places are `next` apart.
void transform_pixels(Index count, const float* image, float* rows, float* to, Index next) {
  const Index width = 2 * count + 2;
  const float *d0 = image, *d1 = d0 + width, *d2 = d1 + width, *d3 = d2 + width;
  for (Index x = 0; x < width; ++x) {
    rows[x] = d0[x] - d2[x];
    rows[width + x] = d1[x] + d2[x];
    rows[2 * width + x] = d2[x] - d1[x];
    rows[3 * width + x] = d1[x] - d3[x];
  }
  for (Index i = 0; i < 4; ++i, rows += width, to += 4 * next)
    for (Index tile = 0; tile < count; ++tile) {
      const float* r = rows + 2 * tile;
      to[tile] = r[0] - r[2];
      to[next + tile] = r[1] + r[2];
      to[2 * next + tile] = r[2] - r[1];
      to[3 * next + tile] = r[1] - r[3];
    }
}

// bias + A^T m A for a row of tiles, into two rows of 2 * count outputs.
void transform_sums(Index count, float bias, const float* sums, Index next, float* __restrict even,
                    float* __restrict odd) {
  for (Index tile = 0; tile < count; ++tile) {
    float a[4], b[4];
    for (Index j = 0; j < 4; ++j) {
      const float *m0 = sums + j * next + tile, *m1 = m0 + 4 * next, *m2 = m1 + 4 * next, *m3 = m2 + 4 * next;
      a[j] = *m0 + *m1 + *m2, b[j] = *m1 - *m2 - *m3;
    }
    even[2 * tile] = bias + a[0] + a[1] + a[2], even[2 * tile + 1] = bias + a[1] - a[2] - a[3];
    odd[2 * tile] = bias + b[0] + b[1] + b[2], odd[2 * tile + 1] = bias + b[1] - b[2] - b[3];
  }
}

void convolve(const Conv2dOptions& options, const Tensor<float>& input, const Parameters<float>& params,
              Tensor<float>& output) {
  output.resize(options.output_shape(input.shape()));
  const Im2col g(options, input.shape());
  const Index TH = (g.OH + 1) / 2, TW = (g.OW + 1) / 2, height = 2 * TH + 2, width = 2 * TW + 2;
  const Index rows_at_a_time = std::clamp<Index>(tiles_at_a_time / TW, 1, TH), tiles = rows_at_a_time * TW;
  const std::vector<float> weights = transform_weights(g, params.weight);
  const Tensor<float> zeros({g.F});
  Tensor<float> padded({g.C, height, width}), pixels({places * g.C * tiles + 64}), sums({places, g.F, tiles});
  Tensor<float> rows({4, width}), outputs({2, width});
  std::vector<Index> right_row(static_cast<std::size_t>(g.C));
  for (std::size_t c = 0; c < right_row.size(); ++c) right_row[c] = static_cast<Index>(c) * tiles;

  for (Index n = 0; n < input.shape()[0]; ++n) {
    for (Index c = 0; c < g.C; ++c)
      for (Index h = 0; h < g.H; ++h) std::copy_n(&input(n, c, h, 0), g.W, &padded(c, h + g.padding, g.padding));
    for (Index top = 0; top < TH; top += rows_at_a_time) {
      const Index bottom = std::min(top + rows_at_a_time, TH);
      for (Index c = 0; c < g.C; ++c)
        for (Index th = top; th < bottom; ++th)
          transform_pixels(TW, &padded(c, 2 * th, 0), rows.data(), pixels.data() + c * tiles + (th - top) * TW,
                           g.C * tiles);
      for (Index place = 0; place < places; ++place)
        layers::gemm(g.F, tiles, g.C, {0, g.C}, zeros.data(), weights.data() + place * g.F * g.C,
                     pixels.data() + place * g.C * tiles, right_row.data(), &sums(place, 0, 0), tiles);
      for (Index f = 0; f < g.F; ++f)
        for (Index th = top; th < bottom; ++th) {
          transform_sums(TW, options.bias ? params.bias(f) : 0.0F, &sums(0, f, (th - top) * TW), g.F * tiles,
                         outputs.data(), outputs.data() + width);
          for (Index oh = 2 * th; oh < std::min(2 * th + 2, g.OH); ++oh)
            std::copy_n(&outputs(oh - 2 * th, 0), g.OW, &output(n, f, oh, 0));
        }
    }
  }
}

Contender make() {
  Contender contender = rung<convolve>("winograd");
  contender.has = [](const AnyOptions& options, Direction direction) {
    const auto* conv = std::get_if<Conv2dOptions>(&options);
    return conv && conv->kernel_size == 3 && conv->stride == 1 && direction == Direction::forward;
  };
  contender.magnification = 9;
  return contender;
}
const Register winograd{make()};

}  // namespace
}  // namespace backcheck::bench::ladder
