// The gradient of a convolution's input, phase by phase and a few filters at a time:
//
//   grad_input(n, c, ih, iw) = sum over f, kh, kw of weight(f, c, kh, kw) * grad_output(n, f, oh, ow)
//                              where ih = oh*stride + kh - padding and iw = ow*stride + kw - padding
#pragma once

#include <algorithm>
#include <span>

#include "layers/gemm.hpp"
#include "layers/lowered_image.hpp"

namespace backcheck::layers {

// One phase of grad_input: its pixels (ih, iw) with (ih + padding) % stride = a and (iw + padding) % stride = b, which
// only the kernel elements kh = a, a + stride, ... and kw = b, b + stride, ... meet. It is a convolution with stride 1
// of grad_output by those elements, in the opposite order:
//
//   phase(c, i, j) = sum over f, u, v of weight(f, c, a + u*stride, b + v*stride) * grad_output(f, i - u, j - v)
//
// where (i, j) stands for pixel (i*stride + a - padding, j*stride + b - padding).
struct GradInputPhase {
  GradInputPhase(const Conv2dSizes& s, Index a_, Index b_)
      : a(a_),
        b(b_),
        top(a - s.padding),
        left(b - s.padding),
        i(top, s.stride, s.H, s.H + s.padding),
        j(left, s.stride, s.W, s.W + s.padding),
        U((s.K - a + s.stride - 1) / s.stride),
        V((s.K - b + s.stride - 1) / s.stride) {}

  Index a, b, top, left;
  Inside i, j;  // those that stand for pixels
  Index U, V;   // kernel elements along each axis

  Index pixels() const { return i.size() * j.size(); }
};

// The lowered grad_output: a plane for each (f, b, v), which serves the phases (a, b) for all a. Without padding there
// are V - 1 zeros or more at the end of each row, which are as good before the next: then a plane for each (f, b)
// serves all v, read v elements earlier.
struct LoweredGradient {
  explicit LoweredGradient(const Conv2dSizes& s)
      : sizes(s),
        phases(std::min(s.stride, s.K)),
        above((s.K - 1) / s.stride + 1),
        rows(above + (s.H + s.padding + s.stride - 1) / s.stride),
        filter(planes_before(phases)) {}

  Conv2dSizes sizes;
  Index phases;
  Index above;   // rows before the first of grad_output: zeros
  Index rows;    // of a plane
  Index filter;  // the elements of its planes

  Index plane(const GradInputPhase& phase) const { return rows * phase.j.size(); }
  bool shares_planes(const GradInputPhase& phase) const {
    return phase.j.first == 0 && phase.j.size() >= sizes.OW + phase.V - 1;
  }
  Index planes(const GradInputPhase& phase) const { return shares_planes(phase) ? 1 : phase.V; }
  Index planes_before(Index b) const {
    Index total = 0;
    for (Index other = 0; other < b; ++other) {
      const GradInputPhase phase(sizes, 0, other);
      total += planes(phase) * plane(phase);
    }
    return total;
  }
  // Where the row (f, u, v) of the phase's matrix starts.
  Index row(const GradInputPhase& phase, Index f, Index u, Index v) const {
    return f * filter + planes_before(phase.b) + (shares_planes(phase) ? -v : v * plane(phase)) +
           (phase.i.first + above - u) * phase.j.size();
  }
  std::span<const PlaneCopy> copies(Workspace& workspace) const {
    const Conv2dSizes& s = sizes;
    PlaneCopy* const copies = workspace.take<PlaneCopy>(s.K);
    PlaneCopy* next = copies;
    for (Index b = 0; b < phases; ++b) {
      const GradInputPhase phase(s, 0, b);
      for (Index v = 0; v < planes(phase); ++v) {
        *next++ = plane_copy(s.OH, s.OW, 1, -above, phase.j.first - v, rows, phase.j.size(),
                             planes_before(b) + v * plane(phase));
      }
    }
    return {copies, next};
  }
  // Fills the planes of some neighbouring filters.
  template <class T>
  void fill(std::span<const PlaneCopy> copies, Index filters, const T* grad_output_nf, T* planes) const {
    lower(copies, filters, grad_output_nf, sizes.OH * sizes.OW, sizes.OW, Index{1}, planes, filter);
  }
};

// to(i, j * step) = from(i, j): rows of `from` without gaps.
template <class T>
void scatter_rows(Index rows, Index columns, const T* from, Index step, T* to, Index to_row) {
  for (Index i = 0; i < rows; ++i) {
    for (Index j = 0; j < columns; ++j) to[i * to_row + j * step] = from[i * columns + j];
  }
}

// A phase of grad_input as a product.
struct PhaseProduct {
  GradInputPhase phase;
  const Index* row;     // where the rows (f, u, v) of its matrix are in a few lowered filters
  const Index* weight;  // where weight(f, 0, a + u*stride, b + v*stride) is
};

inline std::span<const PhaseProduct> phase_products(const LoweredGradient& lowered, Workspace& workspace) {
  const Conv2dSizes& s = lowered.sizes;
  const Index filters = split_channels(s.F, s.K).largest(), count = lowered.phases * lowered.phases;
  PhaseProduct* products = workspace.take<PhaseProduct>(count);
  Index* row = workspace.take<Index>(filters * s.K * s.K);
  Index* weight = workspace.take<Index>(filters * s.K * s.K);
  for (Index i = 0; i < count; ++i) {
    const GradInputPhase phase(s, i / lowered.phases, i % lowered.phases);
    products[i] = {phase, row, weight};
    for (Index f = 0; f < filters; ++f) {
      for (Index u = 0; u < phase.U; ++u) {
        for (Index v = 0; v < phase.V; ++v) {
          *row++ = lowered.row(phase, f, u, v);
          *weight++ = (f * s.C * s.K + phase.a + u * s.stride) * s.K + phase.b + v * s.stride;
        }
      }
    }
  }
  return {products, static_cast<std::size_t>(count)};
}

// The weights of all these products, in the order in which compute_grad_input wants them.
template <class T>
const T* pack_backwards(const Conv2dSizes& s, std::span<const PhaseProduct> products, const T* weight,
                        Workspace& workspace) {
  const Partition blocks = split_channels(s.F, s.K);
  T* const packed = workspace.take<T>(s.C * s.F * s.K * s.K);
  T* next = packed;
  for (Index block = 0; block < blocks.parts; ++block) {
    for (const PhaseProduct& product : products) {
      const Index depth = blocks.size(block) * product.phase.U * product.phase.V;
      pack(s.C, depth, weight + blocks.begin(block) * s.C * s.K * s.K, s.K * s.K, product.weight, next);
      next += s.C * depth;
    }
  }
  return packed;
}

// The gradients of some images.
template <class T>
void compute_grad_input(const LoweredGradient& lowered, std::span<const PhaseProduct> products, const T* packed,
                        Index images, const T* grad_output, T* grad_input) {
  const Conv2dSizes& s = lowered.sizes;
  const Partition blocks = split_channels(s.F, s.K);
  Workspace workspace;
  const std::span<const PlaneCopy> copies = lowered.copies(workspace);
  const T* zeros = take_zeros<T>(s.C, workspace);
  T* planes = take_zeros<T>(blocks.largest() * lowered.filter + lanes<T>, workspace);
  T* sums = s.stride == 1 ? nullptr : workspace.take<T>(s.C * s.H * s.W);
  for (Index n = 0; n < images; ++n) {
    T* grad_input_n = grad_input + n * s.C * s.H * s.W;
    const T* packed_product = packed;
    for (Index block = 0; block < blocks.parts; ++block) {
      const Index filters = blocks.size(block);
      lowered.fill(copies, filters, grad_output + (n * s.F + blocks.begin(block)) * s.OH * s.OW, planes);
      T* result = s.stride == 1 ? grad_input_n : sums;  // with stride 1, the only phase is grad_input itself
      for (const PhaseProduct& product : products) {
        const GradInputPhase& phase = product.phase;
        const Index depth = filters * phase.U * phase.V, pixels = phase.pixels();
        gemm(s.C, pixels, depth, block == 0 ? zeros : nullptr, packed_product, planes, product.row, result, pixels);
        packed_product += s.C * depth, result += s.C * pixels;
      }
    }
    if (s.stride == 1) continue;
    // Where the stride exceeds the kernel, no window reads the pixels in between.
    if (s.stride > s.K) std::fill(grad_input_n, grad_input_n + s.C * s.H * s.W, T(0));
    const T* from = sums;
    for (const auto& [phase, row, weight] : products) {
      for (Index c = 0; c < s.C; ++c, from += phase.pixels()) {
        scatter_rows(phase.i.size(), phase.j.size(), from, s.stride,
                     grad_input_n + (c * s.H + phase.i.first * s.stride + phase.top) * s.W + phase.j.first * s.stride +
                         phase.left,
                     s.stride * s.W);
      }
    }
  }
}

}  // namespace backcheck::layers
