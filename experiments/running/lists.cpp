#include "experiments/running/lists.hpp"

#include <utility>
#include <vector>

namespace backcheck::experiments {
namespace {

void record_extents(const JobContext& context, std::string_view quantity, const Shape& shape, Index first) {
  std::vector<double> extents;
  for (Index axis = first; axis < shape.rank(); ++axis) extents.push_back(static_cast<double>(shape[axis]));
  record_list(context, quantity, extents);
}

}  // namespace

void record_list(const JobContext& context, std::string_view quantity, std::span<const double> entries) {
  for (std::size_t i = 0; i < entries.size(); ++i) context.record(static_cast<double>(i), quantity, entries[i]);
}

void record_shape(const JobContext& context, std::string_view quantity, const Shape& shape) {
  record_extents(context, quantity, shape, 0);
}

void record_inner_shape(const JobContext& context, std::string_view quantity, const Shape& batch) {
  record_extents(context, quantity, batch, 1);
}

Comparison compare_list(std::string number, std::string run, std::string quantity) {
  return {.number = std::move(number), .ours = {{std::move(run), std::move(quantity)}}, .tolerance = 0};
}

}  // namespace backcheck::experiments
