#include "experiments/d/moments.hpp"

#include <iterator>

#include "experiments/d/training.hpp"
#include "experiments/writing/text.hpp"

namespace backcheck::experiments::report_d {

std::string Measured::accuracies() const {
  return fmt::format("{:.1f} % on training images, {:.1f} % on validation images", training, validation);
}

std::optional<Moments> moments_of(const Results& results) {
  const auto many = results.curve(large, "validation accuracy"), few = results.curve(small, "validation accuracy");
  if (many.size() < 2 || few.empty()) return {};  // the first is after the first update
  const auto at = [&](const char* run, double x) {
    return Measured{x, results.percent(run, "training accuracy", x), results.percent(run, "validation accuracy", x),
                    results.mean(run, roughness_of_filters, x)};
  };
  return Moments{at(large, std::next(many.begin())->first), at(large, many.rbegin()->first),
                 at(small, few.rbegin()->first)};
}

}  // namespace backcheck::experiments::report_d
