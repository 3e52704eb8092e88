#include "experiments/d/filter_panels.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "experiments/d/training.hpp"

namespace backcheck::experiments::report_d {

using namespace plotting;

std::vector<Panel> filter_panels(const Results& results) {
  constexpr std::ptrdiff_t size = 3 * 7 * 7;
  std::vector<Panel> panels;
  for (const Sample& sample : results.samples()) {
    if (sample.x != 0 || sample.seed != 1 || !sample.quantity.starts_with(filter_weights)) continue;
    const std::vector<double> weights = results.values_of_seed(sample.run, sample.quantity, 1);
    Tiles shown{.title = fmt::format("{}, epoch {}", sample.run, sample.quantity.substr(filter_weights.size())),
                .height = 7,
                .width = 7,
                .columns = 4,
                .images = {},
                .coloured = true};
    for (auto first = weights.begin(); weights.end() - first >= size; first += size) {
      const auto [low, high] = std::minmax_element(first, first + size);
      std::vector<double>& filter = shown.images.emplace_back(first, first + size);
      for (double& weight : filter) weight = (weight - *low) / (*high - *low);
    }
    if (!shown.images.empty()) panels.push_back(tiles(shown));
  }
  return panels;
}

}  // namespace backcheck::experiments::report_d
