// Two classes of points in the plane, generated: stand-ins for the data of Report A's second question, which is lost.
#pragma once

#include <array>
#include <string_view>

#include "experiments/training/training.hpp"

namespace backcheck::experiments {

enum class PointSet {
  line,          // either side of a straight line through the origin
  moons,         // two half circles that interlock
  exclusive_or,  // opposite quadrants belong together
  rings,         // a disc inside a ring
};
inline constexpr std::array<PointSet, 4> all_point_sets{PointSet::line, PointSet::moons, PointSet::exclusive_or,
                                                        PointSet::rings};
std::string_view name(PointSet set);

// `count` points (N, 2), labels 0 and 1 alternating, within about [-1.5, 1.5] in both coordinates, to which normal
// noise of this standard deviation is added.
Examples<double> make_points(PointSet set, Index count, double noise, std::uint64_t seed);

}  // namespace backcheck::experiments
