#include "tests/suite/compare.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <sstream>
#include <vector>

namespace backcheck::suite {

std::string indices(const Shape& shape, Index position) {
  std::vector<Index> index(static_cast<std::size_t>(shape.rank()));
  for (Index axis = shape.rank(); axis-- > 0; position /= shape[axis]) {
    index[static_cast<std::size_t>(axis)] = position % shape[axis];
  }
  std::string text = "(";
  for (const Index i : index) text += (text.size() > 1 ? ", " : "") + std::to_string(i);
  return text + ")";
}

template <Scalar T>
Errors errors(const Tensor<T>& ours, const Tensor<T>& wanted) {
  double elementwise = 0, largest_difference = 0, largest_sum = 0;
  for (Index i = 0; i < wanted.size(); ++i) {
    const double a = ours[i], b = wanted[i], difference = std::abs(a - b), sum = std::abs(a) + std::abs(b);
    elementwise = std::max(elementwise, difference / std::max(1e-8, sum));
    largest_difference = std::max(largest_difference, difference);
    largest_sum = std::max(largest_sum, sum);
  }
  return {elementwise, largest_sum > 0 ? largest_difference / largest_sum : 0};
}

template <Scalar T>
bool same_bits(const Tensor<T>& a, const Tensor<T>& b) {
  return a.shape() == b.shape() &&
         (a.empty() || std::memcmp(a.data(), b.data(), static_cast<std::size_t>(a.size()) * sizeof(T)) == 0);
}

template <Scalar T>
CheckResult compare(const std::string& tensor, const Tensor<T>& ours, const Tensor<T>& wanted, const Bound& bound,
                    const std::string& source, const DescribeError<T>& describe_error) {
  CheckResult result;
  if (ours.shape() != wanted.shape()) {
    result.coverage[tensor] = {1, 1};
    result.failures.push_back(
        {.tensor = tensor,
         .message = "has shape " + to_string(ours.shape()) + " instead of " + to_string(wanted.shape())});
    return result;
  }
  Index wrong = 0, worst = 0, nonzero = 0;
  double worst_excess = -1;
  bool finite = true;
  std::vector<bool> is_wrong(static_cast<std::size_t>(wanted.size()));
  for (Index i = 0; i < wanted.size(); ++i) {
    const double a = ours[i], b = wanted[i];
    nonzero += b != 0;
    const double excess = std::abs(a - b) - (bound.absolute + bound.relative * std::abs(b));
    if (excess <= 0) continue;  // false for NaN, which is thus counted as wrong
    ++wrong;
    is_wrong[static_cast<std::size_t>(i)] = true;
    if (finite && (!std::isfinite(a) || excess > worst_excess)) worst = i, worst_excess = excess;
    finite = finite && std::isfinite(a);
  }
  result.coverage[tensor] = {wanted.size(), nonzero};
  if (wrong == 0) return result;

  const double a = ours[worst], b = wanted[worst], admitted = bound.absolute + bound.relative * std::abs(b);
  const Errors both = errors(ours, wanted);
  const ErrorDescription description = describe_error ? describe_error(ours, wanted, is_wrong) : ErrorDescription{};
  std::ostringstream message;
  message.precision(17);
  message << "wrong in " << wrong << " of " << wanted.size() << " elements, "
          << (description.where.empty() ? "" : description.where + ", ") << "worst at "
          << indices(wanted.shape(), worst) << ": the layer says " << a << ", " << source << " says " << b
          << "; difference ";
  message.precision(3);
  message << std::abs(a - b) << ", admitted " << admitted << "; largest element-wise error " << both.elementwise
          << ", tensor-relative " << both.tensor;
  result.failures.push_back({.tensor = tensor,
                             .message = message.str(),
                             .ours = a,
                             .wanted = b,
                             .bound = admitted,
                             .kind = finite ? Failure::Kind::wrong : Failure::Kind::nonfinite,
                             .diagnosis = description.diagnosis});
  settle(result.failures);
  return result;
}

CheckResult compare_number(const std::string& tensor, double ours, double wanted, const Bound& bound,
                           const std::string& source, const DescribeError<double>& describe_error) {
  return compare(tensor, Tensor<double>({1}, ours), Tensor<double>({1}, wanted), bound, source, describe_error);
}

template <Scalar T>
CheckResult compare_bits(const Implementation<T>& layer, const Computed<T>& first, const Computed<T>& second,
                         const std::string& how, const std::string& bug) {
  CheckResult result;
  const auto differs = [&](const std::string& tensor, const std::string& message) {
    result.failures.push_back(
        {.tensor = tensor, .message = message, .likely_bug = bug, .kind = Failure::Kind::stochastic});
  };
  for (const Part part : all_parts) {
    const Tensor<T>&a = part_of(first, part), &b = part_of(second, part);
    if (a.empty() && b.empty()) continue;
    result.coverage[name_of(part)] = {a.size(), a.size()};
    if (a.shape() != b.shape()) {
      differs(name_of(part), "has another shape " + how);
    } else if (!same_bits(a, b)) {
      const Errors both = errors(a, b);
      differs(name_of(part), "has other bits " + how + " (largest element-wise difference " +
                                 std::to_string(both.elementwise) + ", relative to the tensor " +
                                 std::to_string(both.tensor) + ")");
    }
  }
  if (!layer.same_cache(first.cache, second.cache)) differs("cache", "differs " + how);
  return result;
}

template CheckResult compare(const std::string&, const Tensor<float>&, const Tensor<float>&, const Bound&,
                             const std::string&, const DescribeError<float>&);
template CheckResult compare(const std::string&, const Tensor<double>&, const Tensor<double>&, const Bound&,
                             const std::string&, const DescribeError<double>&);
template Errors errors(const Tensor<float>&, const Tensor<float>&);
template Errors errors(const Tensor<double>&, const Tensor<double>&);
template bool same_bits(const Tensor<float>&, const Tensor<float>&);
template bool same_bits(const Tensor<double>&, const Tensor<double>&);
template CheckResult compare_bits(const Implementation<float>&, const Computed<float>&, const Computed<float>&,
                                  const std::string&, const std::string&);
template CheckResult compare_bits(const Implementation<double>&, const Computed<double>&, const Computed<double>&,
                                  const std::string&, const std::string&);

}  // namespace backcheck::suite
