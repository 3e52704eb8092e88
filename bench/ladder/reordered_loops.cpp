// The nested loops in another order: the innermost one runs along a row of the image, where neighbours in memory are
// neighbours in the sum, so that the compiler makes vectors of it and the border is dealt with once a row.
#include "bench/ladder/rung.hpp"

namespace backcheck::bench::ladder {
namespace {

void convolve(const Conv2dOptions& options, const Tensor<float>& input, const Parameters<float>& params,
              Tensor<float>& output) {
  output.resize(options.output_shape(input.shape()));
  const Im2col g(options, input.shape());
  for (Index n = 0; n < input.shape()[0]; ++n)
    for (Index f = 0; f < g.F; ++f) {
      float* plane = &output(n, f, 0, 0);
      std::fill_n(plane, g.positions(), options.bias ? params.bias(f) : 0.0F);
      for (Index c = 0; c < g.C; ++c)
        for (Index kh = 0; kh < g.K; ++kh)
          for (Index kw = 0; kw < g.K; ++kw) {
            const float weight = params.weight(f, c, kh, kw);
            const auto [first, last] = g.inside(kw);
            for (Index oh = 0; oh < g.OH; ++oh) {
              const Index ih = oh * g.stride + kh - g.padding;
              if (ih < 0 || ih >= g.H) continue;
              const float* row = input.data() + ((n * g.C + c) * g.H + ih) * g.W + kw - g.padding;
              for (Index ow = first; ow < last; ++ow) plane[oh * g.OW + ow] += weight * row[ow * g.stride];
            }
          }
    }
}

const Register reordered_loops{rung<convolve>("reordered-loops")};

}  // namespace
}  // namespace backcheck::bench::ladder
