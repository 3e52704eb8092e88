#include "tests/suite/diagnosis.hpp"

#include <algorithm>
#include <cmath>
#include <exception>
#include <optional>
#include <set>
#include <utility>
#include <vector>

namespace backcheck::suite {
namespace {

using Values = std::vector<double>;

struct Mistake {
  std::string name;
  Values result;
  bool any_amount = false;
};

template <Scalar T>
Values values_of(const Tensor<T>& tensor) {
  return Values(tensor.begin(), tensor.end());
}

double product(const Values& a, const Values& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
  return sum;
}
Values scaled(Values a, double factor) {
  for (double& value : a) value *= factor;
  return a;
}
Values difference(Values a, const Values& b) {
  for (std::size_t i = 0; i < a.size(); ++i) a[i] -= b[i];
  return a;
}
double squared_distance(const Values& a, const Values& b) {
  const Values d = difference(a, b);
  return product(d, d);
}

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

struct Scaling {
  std::string name;
  double factor;
};
std::vector<Scaling> scalings(const Shape& input, const Shape& output) {
  const double N = input.rank() > 0 ? static_cast<double>(input[0]) : 1;
  const double positions = output.rank() == 4 ? static_cast<double>(output[2] * output[3]) : 1;
  return {{names::sign, -1},
          {names::twice, 2},
          {names::half, 0.5},
          {names::times_batch, N},
          {names::over_batch, 1 / N},
          {names::times_positions, positions},
          {names::over_positions, 1 / positions}};
}

void add_rearrangements(const Shape& shape, const Values& right, std::vector<Mistake>& mistakes) {
  const Index rank = shape.rank();
  if (rank == 0) return;
  const Index W = shape[rank - 1], H = rank > 1 ? shape[rank - 2] : 1, plane = H * W;
  const auto in_plane = [&](const std::string& name, auto from) {  // (h, w) -> the position it comes from
    mistakes.push_back({name, rearranged(right, [&](Index i) -> std::optional<Index> {
                          const auto [h, w] = from(i % plane / W, i % W);
                          if (h < 0 || h >= H || w < 0 || w >= W) return std::nullopt;
                          return i / plane * plane + h * W + w;
                        })});
  };
  using Position = std::pair<Index, Index>;
  in_plane(names::rotated, [&](Index h, Index w) { return Position(H - 1 - h, W - 1 - w); });
  in_plane("upside down", [&](Index h, Index w) { return Position(H - 1 - h, w); });
  in_plane("left and right exchanged", [&](Index h, Index w) { return Position(h, W - 1 - w); });
  if (H == W) in_plane(names::transposed, [&](Index h, Index w) { return Position(w, h); });
  if (H > 1) {
    in_plane("shifted down by one row", [&](Index h, Index w) { return Position(h - 1, w); });
    in_plane("shifted up by one row", [&](Index h, Index w) { return Position(h + 1, w); });
    in_plane(names::last_row, [&](Index h, Index w) { return Position(h == H - 1 ? -1 : h, w); });
  }
  in_plane("shifted right by one column", [&](Index h, Index w) { return Position(h, w - 1); });
  in_plane("shifted left by one column", [&](Index h, Index w) { return Position(h, w + 1); });
  in_plane(names::last_column, [&](Index h, Index w) { return Position(h, w == W - 1 ? -1 : w); });
  if (rank == 2) {
    mistakes.push_back({names::stored_transposed,
                        rearranged(right, [&](Index i) -> std::optional<Index> { return i % H * W + i / H; })});
  }
  if (rank == 4 && shape[0] == shape[1]) {
    mistakes.push_back({"its first two axes are exchanged", rearranged(right, [&](Index i) -> std::optional<Index> {
                          const Index a = i / plane / shape[1], b = i / plane % shape[1];
                          return (b * shape[1] + a) * plane + i % plane;
                        })});
  }
}

template <Scalar T>
Arguments<double> widened(const Arguments<T>& arguments) {
  const auto wide = [](const Tensor<T>& narrow) {
    Tensor<double> tensor(narrow.shape());
    std::copy(narrow.begin(), narrow.end(), tensor.begin());
    return tensor;
  };
  return {
      wide(arguments.input), {wide(arguments.params.weight), wide(arguments.params.bias)}, wide(arguments.grad_output)};
}

// What this layer computes; nothing if it refuses, or has another shape. Works on a copy: a mistake may be to overwrite
// the arguments.
std::optional<Values> computed_by(const Implementation<double>& layer, Arguments<double> arguments, const Pass& pass,
                                  Part part, const Shape& shape) try {
  const Computed<double> computed = run(layer, arguments, pass);
  const Tensor<double>& tensor = part_of(computed, part);
  if (tensor.shape() != shape) return std::nullopt;
  return values_of(tensor);
} catch (const std::exception&) {
  return std::nullopt;
}

constexpr double affordable_flops = 1e6;  // of a forward pass

template <Scalar T>
bool affordable(const LayerCase<T>& layer_case) {
  return layer_case.geometry.cost(layer_case.input).forward_flops <= affordable_flops;
}

template <Scalar T>
bool changes_from_run_to_run(const LayerCase<T>& layer_case, const Arguments<T>& arguments, Part part,
                             const Tensor<T>& ours) try {
  for (int repetition = 0; repetition < 2; ++repetition) {
    const Computed<T> again = run(layer_case.layer, arguments, layer_case.pass());
    if (values_of(part_of(again, part)) != values_of(ours)) return true;
  }
  return false;
} catch (const std::exception&) {
  return true;
}

void add_once(std::vector<std::string>& names, const std::string& name) {
  if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
}

// The mistakes whose results these values are, up to what rounding leaves.
class MistakeSearch {
 public:
  MistakeSearch(const Values& ours, const Values& right, double tolerance)
      : ours_(ours), right_(right), error_(squared_distance(ours, right)), admitted_(tolerance * error_) {}

  bool is_possible() const { return std::isfinite(error_) && error_ > 0; }

  void look_at(const Mistake& mistake, std::vector<std::string>& names) {
    const Values effect = difference(mistake.result, right_);
    const double size = product(effect, effect);
    if (size == 0 || !std::isfinite(size)) return;  // this mistake does not show here
    const double amount = mistake.any_amount ? product(difference(ours_, right_), effect) / size : 1;
    if (matches(difference(difference(ours_, right_), scaled(effect, amount)))) add_once(names, mistake.name);
  }

  // Two at once: their errors added, or the result of one scaled. (Two scalings are one.)
  void look_at_pairs(const std::vector<Mistake>& mistakes, const std::vector<Scaling>& scalings, Diagnosis& diagnosis) {
    const Values error = difference(ours_, right_);
    std::vector<Values> effects;
    for (const Mistake& mistake : mistakes) effects.push_back(difference(mistake.result, right_));
    const auto found = [&](std::string a, std::string b) {
      if (b < a) std::swap(a, b);
      if (a != b) diagnosis.pairs.emplace_back(std::move(a), std::move(b));
    };
    for (std::size_t a = 0; a < effects.size(); ++a) {
      const double size = product(effects[a], effects[a]);
      if (size == 0 || !std::isfinite(size)) continue;
      const Values rest = difference(error, effects[a]);
      for (std::size_t b = 0; b < a; ++b) {
        const double other = product(effects[b], effects[b]), both = product(effects[a], effects[b]);
        if (other == 0 || both * both > 0.999 * size * other) continue;
        if (matches(difference(rest, effects[b]))) found(mistakes[a].name, mistakes[b].name);
      }
      const double along = product(effects[a], right_);
      if (along * along > 0.999 * size * product(right_, right_)) continue;
      for (const Scaling& scaling : scalings) {
        if (scaling.factor == 1) continue;
        if (matches(difference(ours_, scaled(mistakes[a].result, scaling.factor)))) {
          found(mistakes[a].name, scaling.name);
        }
      }
    }
  }

  double explained() const { return 1 - most_left_ / error_; }

 private:
  bool matches(const Values& rest) {
    const double left = product(rest, rest);
    if (!(left <= admitted_)) return false;
    most_left_ = std::max(most_left_, left);
    return true;
  }

  const Values& ours_;
  const Values& right_;
  double error_, admitted_, most_left_ = 0;
};

}  // namespace

template <Scalar T>
Diagnosis diagnose(const LayerCase<T>& layer_case, const Arguments<T>& arguments, Part part, const Tensor<T>& ours,
                   const Tensor<T>& wanted) {
  Diagnosis diagnosis;
  const Values a = values_of(ours), right = values_of(wanted);
  MistakeSearch search(a, right, std::same_as<T, float> ? 1e-5 : 1e-12);
  if (!search.is_possible() || !affordable(layer_case)) return diagnosis;
  diagnosis.elements = std::count_if(right.begin(), right.end(), [](double r) { return r != 0; });
  if (changes_from_run_to_run(layer_case, arguments, part, ours)) {
    diagnosis.known = {names::every_run};
    return diagnosis;
  }

  std::vector<Mistake> mistakes;
  if (layer_case.known_mistakes) {
    const Arguments<double> wide = widened(arguments);
    for (const KnownMistake& known : layer_case.known_mistakes().wrong) {
      std::optional<Values> result = computed_by(known.layer, wide, layer_case.pass(), part, ours.shape());
      if (result) mistakes.push_back({known.says, std::move(*result), known.any_amount});
    }
  }
  for (const Mistake& mistake : mistakes) search.look_at(mistake, diagnosis.known);

  const std::vector<Scaling> factors = scalings(arguments.input.shape(), arguments.grad_output.shape());
  std::vector<Mistake> transformed{{names::zero, Values(right.size())}};
  for (const Scaling& one : factors) transformed.push_back({one.name, scaled(right, one.factor)});
  add_rearrangements(ours.shape(), right, transformed);
  for (const Mistake& mistake : transformed) search.look_at(mistake, diagnosis.transformed);
  if (std::same_as<T, double>) {
    const double in_float = 0x1p29 * rounding(layer_case, arguments, part);  // that many times larger is its epsilon
    const Values error = difference(a, right);
    double largest_error = 0;
    for (const double e : error) largest_error = std::max(largest_error, std::abs(e));
    if (0x1p-12 * in_float <= largest_error && largest_error <= in_float) {
      add_once(diagnosis.transformed, names::single_precision);
    }
  }
  if (diagnosis.known.empty() && diagnosis.transformed.empty()) {
    search.look_at_pairs(mistakes, factors, diagnosis);
  }
  diagnosis.explained = search.explained();
  return diagnosis;
}

template <Scalar T>
Diagnosis diagnose(const LayerCase<T>& layer_case, const Arguments<T>& arguments, Part part, const Tensor<T>& ours) {
  if (!layer_case.known_mistakes || !affordable(layer_case)) return {};
  const std::optional<Values> right =
      computed_by(layer_case.known_mistakes().right, widened(arguments), layer_case.pass(), part, ours.shape());
  if (!right) return {};
  Tensor<T> wanted(ours.shape());
  for (std::size_t i = 0; i < right->size(); ++i) wanted[static_cast<Index>(i)] = static_cast<T>((*right)[i]);
  return diagnose(layer_case, arguments, part, ours, wanted);
}

namespace {

std::vector<std::string> axis_names(Part part, Index rank) {
  if (part == Part::grad_weight) {
    return rank == 4 ? std::vector<std::string>{"filter", "channel", "row of the kernels", "column of the kernels"}
                     : std::vector<std::string>{"output", "input"};
  }
  if (part == Part::grad_bias) return {"output"};
  if (rank == 4) return {"image", "channel", "row", "column"};
  if (rank == 2) return {"image", "feature"};
  return {"element"};
}

// How often each pixel is read, in units of a single window; empty where that does not show. A layer that is linear in
// its input and weight says so itself: it is the gradient if all other numbers are 1.
template <Scalar T>
Values times_read(const LayerCase<T>& layer_case, const Arguments<T>& arguments) {
  const Properties& properties = layer_case.properties;
  if (properties.in_input != Smoothness::linear || properties.masks || arguments.input.shape().rank() != 4) return {};
  if (!layer_case.known_mistakes || !affordable(layer_case)) return {};
  Arguments<double> ones = widened(arguments);
  ones.params.weight.fill(1);
  ones.grad_output.fill(1);
  const auto counts = computed_by(layer_case.known_mistakes().right, ones, layer_case.pass(), Part::grad_input,
                                  arguments.input.shape());
  if (!counts) return {};
  double once = 0;
  for (const double count : *counts) {
    if (count > 0 && (once == 0 || count < once)) once = count;
  }
  return once > 0 ? scaled(*counts, 1 / once) : Values{};
}

}  // namespace

template <Scalar T>
std::string where_it_lies(const LayerCase<T>& layer_case, const Arguments<T>& arguments, Part part, const Shape& shape,
                          const std::vector<bool>& is_wrong) {
  const std::vector<std::string> axes = axis_names(part, shape.rank());
  if (static_cast<Index>(axes.size()) != shape.rank()) return {};
  Index inner = shape.size();
  for (Index axis = 0; axis < shape.rank(); ++axis) {
    const Index extent = shape[axis];
    inner /= extent;
    std::set<Index> hit;
    for (std::size_t i = 0; i < is_wrong.size(); ++i) {
      if (is_wrong[i]) hit.insert(static_cast<Index>(i) / inner % extent);
    }
    const std::string& name = axes[static_cast<std::size_t>(axis)];
    if (extent > 1 && hit.size() == 1) {
      const Index only = *hit.begin();
      return only == extent - 1 ? "only in the last " + name
             : only == 0        ? "only in the first " + name
                                : "only in " + name + " " + std::to_string(only) + " of " + std::to_string(extent);
    }
    if (extent > 2 && static_cast<Index>(hit.size()) == extent - 1 && *hit.begin() == 1) {
      return "in every " + name + " but the first";
    }
  }
  const auto holds_for_wrong_ones_only = [&](auto holds) {
    bool all = true, elsewhere = false;
    for (std::size_t i = 0; i < is_wrong.size(); ++i) {
      if (is_wrong[i]) all = all && holds(static_cast<Index>(i));
      if (!is_wrong[i]) elsewhere = elsewhere || !holds(static_cast<Index>(i));
    }
    return all && elsewhere;
  };
  if (part == Part::grad_input) {
    const Values reads = times_read(layer_case, arguments);
    const auto read = [&](Index i) { return reads[static_cast<std::size_t>(i)]; };
    if (!reads.empty()) {
      if (holds_for_wrong_ones_only([&](Index i) { return read(i) == 0; }))
        return "only in pixels that no window reads";
      if (holds_for_wrong_ones_only([&](Index i) { return read(i) > 1.5; })) return "only where windows overlap";
    }
  }
  if (shape.rank() == 4 && part != Part::grad_weight) {
    const Index H = shape[2], W = shape[3];
    const auto at_border = [&](Index i) {
      const Index h = i / W % H, w = i % W;
      return h == 0 || h == H - 1 || w == 0 || w == W - 1;
    };
    if (holds_for_wrong_ones_only(at_border)) return "only at the border of the images";
  }
  return {};
}

#define BACKCHECK_INSTANTIATE(T)                                                                                   \
  template Diagnosis diagnose(const LayerCase<T>&, const Arguments<T>&, Part, const Tensor<T>&, const Tensor<T>&); \
  template Diagnosis diagnose(const LayerCase<T>&, const Arguments<T>&, Part, const Tensor<T>&);                   \
  template std::string where_it_lies(const LayerCase<T>&, const Arguments<T>&, Part, const Shape&,                 \
                                     const std::vector<bool>&);
BACKCHECK_INSTANTIATE(float)
BACKCHECK_INSTANTIATE(double)

}  // namespace backcheck::suite
