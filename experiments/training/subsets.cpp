#include "experiments/training/subsets.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <random>

namespace backcheck::experiments {

std::vector<Index> balanced_subset(const ImageSet& images, Index per_class) {
  std::array<Index, 10> taken{};
  std::vector<Index> subset;
  for (Index n = 0; n < images.size(); ++n) {
    Index& count = taken[static_cast<std::size_t>(images.labels[static_cast<std::size_t>(n)])];
    if (count++ < per_class) subset.push_back(n);
  }
  return subset;
}

std::vector<Index> random_indices(Index size, Index count, std::uint64_t seed) {
  std::vector<Index> indices(static_cast<std::size_t>(size));
  std::iota(indices.begin(), indices.end(), Index{0});
  std::mt19937_64 engine(seed);
  std::shuffle(indices.begin(), indices.end(), engine);
  indices.resize(static_cast<std::size_t>(std::min(count, size)));
  return indices;
}

std::vector<Index> random_subset(const ImageSet& images, Index count, std::uint64_t seed) {
  return random_indices(images.size(), count, seed);
}

}  // namespace backcheck::experiments
