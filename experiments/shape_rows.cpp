#include "experiments/shape_rows.hpp"

#include <utility>
#include <vector>

namespace backcheck::experiments {
namespace {

void record_extents(Recorder& recorder, std::string_view quantity, const Shape& shape, Index first) {
  std::vector<double> extents;
  for (Index axis = first; axis < shape.rank(); ++axis) extents.push_back(static_cast<double>(shape[axis]));
  record_list(recorder, quantity, extents);
}

}  // namespace

void record_list(Recorder& recorder, std::string_view quantity, std::span<const double> entries) {
  for (std::size_t i = 0; i < entries.size(); ++i) recorder.record(static_cast<double>(i), quantity, entries[i]);
}

void record_shape(Recorder& recorder, std::string_view quantity, const Shape& shape) {
  record_extents(recorder, quantity, shape, 0);
}

void record_inner_shape(Recorder& recorder, std::string_view quantity, const Shape& batch) {
  record_extents(recorder, quantity, batch, 1);
}

Published list_row(std::string id, std::string quantity, std::string printed, std::string run) {
  Published row;
  row.id = std::move(id);
  row.quantity = quantity;
  row.printed = std::move(printed);
  row.ours = {{.run = std::move(run), .quantity = std::move(quantity)}};
  row.tolerance = 0;
  return row;
}

}  // namespace backcheck::experiments
