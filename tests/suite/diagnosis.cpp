#include "tests/suite/diagnosis.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <optional>
#include <vector>

namespace backcheck::suite {
namespace {

using Values = std::vector<double>;

struct Mistake {
  std::string name;
  Values result;
};

// result(i) = right(where(i)), 0 where there is no such element.
template <class Where>
Values rearranged(const Values& right, Where where) {
  Values result(right.size());
  for (std::size_t i = 0; i < right.size(); ++i) {
    const std::optional<Index> source = where(static_cast<Index>(i));
    result[i] = source ? right[static_cast<std::size_t>(*source)] : 0;
  }
  return result;
}

double squared_distance(const Values& a, const Values& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += (a[i] - b[i]) * (a[i] - b[i]);
  return sum;
}

void add_scalings(const Shape& shape, const Values& right, std::vector<Mistake>& mistakes) {
  const auto scaled = [&](const std::string& name, double factor) {
    Values result = right;
    for (double& value : result) value *= factor;
    mistakes.push_back({name, result});
  };
  scaled("the sign is wrong", -1);
  scaled("all of it is zero: never computed, or not added", 0);
  scaled("twice what it should be (added twice, or the factor 2 of a square)", 2);
  scaled("half of what it should be", 0.5);
  const Index N = shape[0];
  if (N > 2) {
    const std::string count = " (" + std::to_string(N) + ")";
    scaled("multiplied by the first extent" + count, static_cast<double>(N));
    scaled("divided by the first extent" + count + ": averaged where it should be summed", 1 / static_cast<double>(N));
  }
}

void add_rearrangements(const Shape& shape, const Values& right, std::vector<Mistake>& mistakes) {
  const Index rank = shape.rank(), W = shape[rank - 1], H = rank > 1 ? shape[rank - 2] : 1, plane = H * W;
  const auto in_plane = [&](const std::string& name, auto from) {  // (h, w) -> the position it comes from
    mistakes.push_back({name, rearranged(right, [&](Index i) -> std::optional<Index> {
                          const auto [h, w] = from(i % plane / W, i % W);
                          if (h < 0 || h >= H || w < 0 || w >= W) return std::nullopt;
                          return i / plane * plane + h * W + w;
                        })});
  };
  using Position = std::pair<Index, Index>;
  in_plane("rotated by 180 degrees", [&](Index h, Index w) { return Position(H - 1 - h, W - 1 - w); });
  in_plane("upside down", [&](Index h, Index w) { return Position(H - 1 - h, w); });
  in_plane("left and right exchanged", [&](Index h, Index w) { return Position(h, W - 1 - w); });
  if (H == W) in_plane("transposed", [&](Index h, Index w) { return Position(w, h); });
  if (H > 1) {
    in_plane("shifted down by one row", [&](Index h, Index w) { return Position(h - 1, w); });
    in_plane("shifted up by one row", [&](Index h, Index w) { return Position(h + 1, w); });
    in_plane("its last row is zero", [&](Index h, Index w) { return Position(h == H - 1 ? -1 : h, w); });
  }
  in_plane("shifted right by one column", [&](Index h, Index w) { return Position(h, w - 1); });
  in_plane("shifted left by one column", [&](Index h, Index w) { return Position(h, w + 1); });
  in_plane("its last column is zero", [&](Index h, Index w) { return Position(h, w == W - 1 ? -1 : w); });
  if (H != W && rank == 2) {
    mistakes.push_back({"stored transposed (the elements of the transpose, in the shape wanted)",
                        rearranged(right, [&](Index i) -> std::optional<Index> { return i % H * W + i / H; })});
  }
  if (rank == 4 && shape[0] == shape[1]) {
    mistakes.push_back({"its first two axes are exchanged", rearranged(right, [&](Index i) -> std::optional<Index> {
                          const Index a = i / plane / shape[1], b = i / plane % shape[1];
                          return (b * shape[1] + a) * plane + i % plane;
                        })});
  }
}

}  // namespace

template <Scalar T>
std::string likely_mistake(const Tensor<T>& wrong, const Tensor<T>& right) {
  if (std::count_if(right.begin(), right.end(), [](T r) { return r != 0; }) < 3) return {};
  const Values a(wrong.begin(), wrong.end()), b(right.begin(), right.end());
  const double error = squared_distance(a, b);
  if (!std::isfinite(error) || error == 0) return {};

  std::vector<Mistake> mistakes;
  add_scalings(right.shape(), b, mistakes);
  add_rearrangements(right.shape(), b, mistakes);

  const Mistake* best = nullptr;
  double best_left = 1e-5 * error;  // rounding in float leaves less
  for (const Mistake& mistake : mistakes) {
    const double left = squared_distance(a, mistake.result);
    if (left < best_left) best = &mistake, best_left = left;
  }
  if (!best) return {};
  char share[32];
  std::snprintf(share, sizeof share, "%.2f", 100 * (1 - best_left / error));
  return best->name + " (explains " + share + " % of the error)";
}

template std::string likely_mistake(const Tensor<float>&, const Tensor<float>&);
template std::string likely_mistake(const Tensor<double>&, const Tensor<double>&);

}  // namespace backcheck::suite
