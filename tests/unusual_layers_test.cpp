// Right layers that compute in unusual ways: no check may find anything wrong with them.
#include <cmath>
#include <complex>
#include <numbers>
#include <vector>

#include "core/require.hpp"
#include "reference/conv2d.hpp"
#include "reference/linear.hpp"
#include "tests/specifications/specifications.hpp"
#include "tests/suite/verify.hpp"

namespace backcheck {
namespace {

// Every sum from its last term to its first, in T itself, with Kahan's correction; the products are kept in a scratch
// buffer that serves all calls.
template <Scalar T>
struct LinearInReverse {
  using Number = T;
  using Options = LinearOptions;
  using Cache = NoCache;
  LinearOptions options;

  void forward(const Tensor<T>& input, const Parameters<T>& params, const Pass&, Tensor<T>& output, NoCache&) const {
    const Shape shape = options.output_shape(input.shape());
    require_parameters(options, params);
    output.resize(shape);
    const Index N = shape[0], O = options.out_features, D = options.in_features;
    for (Index n = 0; n < N; ++n)
      for (Index o = 0; o < O; ++o)
        output(n, o) = sum(D, [&](Index d) { return input[n * D + d] * params.weight(o, d); }) +
                       (options.bias ? params.bias(o) : T(0));
  }
  void backward(const Tensor<T>& grad_output, const Tensor<T>& input, const Parameters<T>& params, const NoCache&,
                Gradients<T>& grads) const {
    const Shape shape = options.output_shape(input.shape());
    require_parameters(options, params);
    require_grad_output(options, shape, grad_output);
    const Index N = shape[0], O = options.out_features, D = options.in_features;
    grads.input.resize(input.shape());
    grads.weight.resize(params.weight.shape());
    grads.bias.resize(params.bias.shape());
    for (Index n = 0; n < N; ++n)
      for (Index d = 0; d < D; ++d)
        grads.input[n * D + d] = sum(O, [&](Index o) { return grad_output(n, o) * params.weight(o, d); });
    for (Index o = 0; o < O; ++o) {
      if (options.bias) grads.bias(o) = sum(N, [&](Index n) { return grad_output(n, o); });
      for (Index d = 0; d < D; ++d)
        grads.weight(o, d) = sum(N, [&](Index n) { return grad_output(n, o) * input[n * D + d]; });
    }
  }

 private:
  template <class Term>
  static T sum(Index count, Term term) {
    thread_local std::vector<T> scratch;
    scratch.resize(static_cast<std::size_t>(count));
    for (Index i = 0; i < count; ++i) scratch[static_cast<std::size_t>(i)] = term(i);
    T total = 0, lost = 0;
    for (auto at = scratch.rbegin(); at != scratch.rend(); ++at) {
      const volatile T added = *at - lost, raised = total + added;  // volatile: or the compiler knows that lost is 0
      lost = (raised - total) - added;
      total = raised;
    }
    return total;
  }
};

// The convolution theorem: a product of discrete Fourier transforms, from which the positions wanted are picked. In
// double, since a transform's rounding is relative to all of the image, not to one window.
template <Scalar T>
struct Conv2dByFourier {
  using Number = T;
  using Options = Conv2dOptions;
  using Cache = NoCache;
  using Plane = std::vector<std::complex<double>>;  // (height, width), of the padded image
  Conv2dOptions options;

  void forward(const Tensor<T>& input, const Parameters<T>& params, const Pass&, Tensor<T>& output, NoCache&) const {
    const Shape shape = options.output_shape(input.shape());
    require_parameters(options, params);
    const Sizes s = sizes(input.shape());
    output.resize(shape);
    for (Index n = 0; n < shape[0]; ++n) {
      const std::vector<Plane> images =
          transforms(s, options.in_channels, [&](Index c, Index h, Index w) { return pixel(input, n, c, h, w); });
      for (Index f = 0; f < shape[1]; ++f) {
        Plane product(static_cast<std::size_t>(s.height * s.width));
        for (Index c = 0; c < options.in_channels; ++c) {
          const Plane kernel = kernel_transform(s, params.weight, f, c);
          for (std::size_t i = 0; i < product.size(); ++i)
            product[i] += images[static_cast<std::size_t>(c)][i] * std::conj(kernel[i]);
        }
        product = transform(s, product, +1);
        for (Index oh = 0; oh < shape[2]; ++oh)
          for (Index ow = 0; ow < shape[3]; ++ow)
            output(n, f, oh, ow) = static_cast<T>(at(s, product, oh * options.stride, ow * options.stride) +
                                                  (options.bias ? static_cast<double>(params.bias(f)) : 0));
      }
    }
  }

  void backward(const Tensor<T>& grad_output, const Tensor<T>& input, const Parameters<T>& params, const NoCache&,
                Gradients<T>& grads) const {
    const Shape shape = options.output_shape(input.shape());
    require_parameters(options, params);
    require_grad_output(options, shape, grad_output);
    const Sizes s = sizes(input.shape());
    const Index C = options.in_channels, K = options.kernel_size;
    Tensor<double> weight(params.weight.shape()), bias(params.bias.shape());
    grads.input.resize(input.shape());
    for (Index n = 0; n < shape[0]; ++n) {
      const std::vector<Plane> images =
          transforms(s, C, [&](Index c, Index h, Index w) { return pixel(input, n, c, h, w); });
      const std::vector<Plane> deltas = transforms(s, shape[1], [&](Index f, Index h, Index w) {
        const bool is_output = h % options.stride == 0 && w % options.stride == 0 && h / options.stride < shape[2] &&
                               w / options.stride < shape[3];
        return is_output ? static_cast<double>(grad_output(n, f, h / options.stride, w / options.stride)) : 0;
      });
      for (Index c = 0; c < C; ++c) {
        Plane product(static_cast<std::size_t>(s.height * s.width));
        for (Index f = 0; f < shape[1]; ++f) {
          const Plane kernel = kernel_transform(s, params.weight, f, c);
          const Plane& delta = deltas[static_cast<std::size_t>(f)];
          Plane lags(product.size());
          for (std::size_t i = 0; i < product.size(); ++i) {
            product[i] += delta[i] * kernel[i];
            lags[i] = images[static_cast<std::size_t>(c)][i] * std::conj(delta[i]);
          }
          lags = transform(s, lags, +1);
          for (Index kh = 0; kh < K; ++kh)
            for (Index kw = 0; kw < K; ++kw) weight(f, c, kh, kw) += at(s, lags, kh, kw);
        }
        product = transform(s, product, +1);
        for (Index h = 0; h < input.shape()[2]; ++h)
          for (Index w = 0; w < input.shape()[3]; ++w)
            grads.input(n, c, h, w) = static_cast<T>(at(s, product, h + options.padding, w + options.padding));
      }
      for (Index f = 0; f < shape[1] && options.bias; ++f)
        for (Index i = 0; i < shape[2] * shape[3]; ++i)
          bias(f) += static_cast<double>(grad_output[(n * shape[1] + f) * shape[2] * shape[3] + i]);
    }
    reference::assign(grads.weight, weight);
    reference::assign(grads.bias, bias);
  }

 private:
  struct Sizes {
    Index height, width;
  };
  Sizes sizes(const Shape& input) const { return {input[2] + 2 * options.padding, input[3] + 2 * options.padding}; }
  double pixel(const Tensor<T>& input, Index n, Index c, Index h, Index w) const {
    h -= options.padding, w -= options.padding;
    const Shape& s = input.shape();
    return 0 <= h && h < s[2] && 0 <= w && w < s[3] ? static_cast<double>(input(n, c, h, w)) : 0;
  }
  static double at(const Sizes& s, const Plane& plane, Index h, Index w) {
    return plane[static_cast<std::size_t>(h * s.width + w)].real() / static_cast<double>(s.height * s.width);
  }
  // sum over h, w of plane(h, w) exp(sign 2 pi i (h u / height + w v / width)), rows first, then columns
  static Plane transform(const Sizes& s, const Plane& plane, int sign) {
    const auto along = [sign](const Plane& from, Index count, Index length, Index step, Index stride) {
      Plane to(from.size());
      for (Index line = 0; line < count; ++line)
        for (Index u = 0; u < length; ++u)
          for (Index h = 0; h < length; ++h) {
            const double angle =
                2 * std::numbers::pi * static_cast<double>(h * u % length) / static_cast<double>(length);
            to[static_cast<std::size_t>(line * stride + u * step)] +=
                from[static_cast<std::size_t>(line * stride + h * step)] * std::polar(1.0, sign * angle);
          }
      return to;
    };
    return along(along(plane, s.height, s.width, 1, s.width), s.width, s.height, s.width, 1);
  }
  template <class Value>
  static std::vector<Plane> transforms(const Sizes& s, Index count, Value value) {
    std::vector<Plane> planes;
    for (Index c = 0; c < count; ++c) {
      Plane plane;
      for (Index h = 0; h < s.height; ++h)
        for (Index w = 0; w < s.width; ++w) plane.emplace_back(value(c, h, w));
      planes.push_back(transform(s, plane, -1));
    }
    return planes;
  }
  Plane kernel_transform(const Sizes& s, const Tensor<T>& weight, Index f, Index c) const {
    const Index K = options.kernel_size;
    return transforms(
        s, 1, [&](Index, Index h, Index w) { return h < K && w < K ? static_cast<double>(weight(f, c, h, w)) : 0; })[0];
  }
};

namespace linear_in_reverse {
const suite::Specification<LinearOptions> specification = [] {
  suite::Specification<LinearOptions> all = suite::linear_specification();
  all.workloads.clear();  // a plain loop takes its time
  return all;
}();
VERIFY_LAYER(UnusualLinear, LinearInReverse, reference::Linear);
}  // namespace linear_in_reverse

namespace conv2d_by_fourier {
// It promises less than a sum of products: integers are not exact, and the rounding is that of the transforms, which is
// relative to the whole image. Of the cases, the small ones: a plain transform takes the square of the pixels.
const suite::Specification<Conv2dOptions> specification = [] {
  suite::Specification<Conv2dOptions> all = suite::conv2d_specification();
  all.properties.ulps = 200;
  all.exact_on_integers = [](const Conv2dOptions&) { return false; };
  all.workloads.clear();
  std::erase_if(all.cases, [](const suite::Case<Conv2dOptions>& one) {
    return one.input.size() * one.options.out_channels * one.options.kernel_size > 2000;
  });
  all.random.ranges = {{1, 2}, {1, 3}, {1, 3}, {1, 3}, {1, 3}, {0, 2}, {1, 7}, {1, 7}};
  return all;
}();
VERIFY_LAYER(UnusualConv2d, Conv2dByFourier, reference::Conv2d);
}  // namespace conv2d_by_fourier

}  // namespace
}  // namespace backcheck
