// Smaller sets out of a larger one.
#pragma once

#include <cstdint>
#include <vector>

#include "experiments/data/dataset.hpp"

namespace backcheck::experiments {

// The first `per_class` images of each of the ten classes, in the order of the set; fewer of a class that has fewer.
std::vector<Index> balanced_subset(const ImageSet& images, Index per_class);

// `count` different indices below `size` (all of them, shuffled, if there are no more), by `seed`.
std::vector<Index> random_indices(Index size, Index count, std::uint64_t seed);

// `count` images drawn without repetition (all of them, shuffled, if there are fewer), by `seed`.
std::vector<Index> random_subset(const ImageSet& images, Index count, std::uint64_t seed);

}  // namespace backcheck::experiments
