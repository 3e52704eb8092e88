// Naming the bug: which known mistake would have computed just this?
#pragma once

#include <string>

#include "tests/suite/computation.hpp"
#include "tests/suite/failure.hpp"

namespace backcheck::suite {

// Compares `ours`, a wrong tensor that the layer computed from these arguments, with what each known mistake makes of
// the same arguments (LayerCase::known_mistakes), with what is left if `wanted` is spoilt in ways that any tensor can
// be (scaled, turned, shifted, cut), and, if none of them gives it, with two at once. A mistake is named if it gives
// every element of `ours`: what remains is below 1e-12 of the squared error in double, 1e-5 in float. Runs the layer
// again first: where its results change from run to run, that is the bug.
//
// Takes one forward and backward pass of a textbook layer for each known mistake; where those take more than a moment,
// it does not look.
template <Scalar T>
Diagnosis diagnose(const LayerCase<T>& layer_case, const Arguments<T>& arguments, Part part, const Tensor<T>& ours,
                   const Tensor<T>& wanted);
// The same without a tensor to compare with: the right one is that of the known mistakes. Nothing where none are known.
template <Scalar T>
Diagnosis diagnose(const LayerCase<T>& layer_case, const Arguments<T>& arguments, Part part, const Tensor<T>& ours);

// Where the wrong elements lie, if that tells something: "only in the last column", "only where windows overlap",
// "only in image 0 of 3". Empty if they lie everywhere. `is_wrong` has as many elements as the tensor.
template <Scalar T>
std::string where_it_lies(const LayerCase<T>& layer_case, const Arguments<T>& arguments, Part part, const Shape& shape,
                          const std::vector<bool>& is_wrong);

// What compare() asks about a wrong tensor: the diagnosis, and where the error lies.
struct ErrorDescription {
  Diagnosis diagnosis;
  std::string where;
};
template <Scalar T>
using DescribeError =
    std::function<ErrorDescription(const Tensor<T>& ours, const Tensor<T>& wanted, const std::vector<bool>& is_wrong)>;

// As a function of these. Keeps references.
template <Scalar T>
DescribeError<T> describe_error(const LayerCase<T>& layer_case, const Arguments<T>& arguments, Part part) {
  return [&layer_case, &arguments, part](const Tensor<T>& ours, const Tensor<T>& wanted,
                                         const std::vector<bool>& is_wrong) -> ErrorDescription {
    return {diagnose(layer_case, arguments, part, ours, wanted),
            where_it_lies(layer_case, arguments, part, ours.shape(), is_wrong)};
  };
}

// Names that more than one place gives.
namespace names {
inline constexpr const char* sign = "the sign is wrong";
inline constexpr const char* zero = "all of it is zero: never computed, or not added";
inline constexpr const char* twice = "twice what it should be (added twice, or the factor 2 of a square)";
inline constexpr const char* half = "half of what it should be";
inline constexpr const char* times_batch =
    "multiplied by the batch size: summed where it should be averaged, or added for every image";
inline constexpr const char* over_batch = "divided by the batch size: averaged where it should be summed";
inline constexpr const char* times_positions = "multiplied by the number of output positions";
inline constexpr const char* over_positions =
    "divided by the number of output positions: averaged where it should be summed";
inline constexpr const char* rotated = "rotated by 180 degrees";
inline constexpr const char* transposed = "rows and columns are exchanged";
inline constexpr const char* stored_transposed =
    "stored transposed: the elements of the transpose, in the shape wanted";
inline constexpr const char* last_column = "its last column is zero";
inline constexpr const char* last_row = "its last row is zero";
inline constexpr const char* single_precision = "computed in single precision, or rounded to it, where double is due";
inline constexpr const char* every_run =
    "another result every run: a race, a random number, or memory that is read before it is written";
inline constexpr const char* thread_count =
    "another result for another number of threads: partial sums are added in an order that depends on it";
inline constexpr const char* alignment =
    "another result where memory lies elsewhere: code that depends on the alignment";
inline constexpr const char* accumulates = "added to what the tensor held before, where it should be overwritten";
inline constexpr const char* not_written =
    "some elements are not overwritten: never written, or added to what the tensor held";
inline constexpr const char* stale_cache = "the cache of an earlier forward pass is kept and used again";
inline constexpr const char* changes_argument = "it works in place: an argument is overwritten";
inline constexpr const char* refuses_nothing = "shapes are not checked";
inline constexpr const char* anonymous = "the message does not say who refuses";
inline constexpr const char* overflow = "exp overflows: the largest logit is not subtracted first";
}  // namespace names

}  // namespace backcheck::suite
