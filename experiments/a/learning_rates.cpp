#include "experiments/a/learning_rates.hpp"

#include <fmt/format.h>

#include "experiments/judging/curves.hpp"
#include "reference/as_published/numbers.hpp"

namespace backcheck::experiments::report_a {

std::string run_at(const std::string& variant, double rate) { return fmt::format("{}, rate {:g}", variant, rate); }

std::vector<std::string> runs_at_all_rates(const std::vector<std::string>& variants) {
  std::vector<std::string> runs;
  for (const std::string& variant : variants) {
    for (const double rate : learning_rates) runs.push_back(run_at(variant, rate));
  }
  return runs;
}

plotting::Panel accuracy_panel(const Results& results, const std::vector<std::string>& variants,
                               const std::string& quantity, const std::string& published_id, plotting::Axis accuracy,
                               plotting::Key::Place key) {
  plotting::Panel panel{.x = {.label = "learning rate",
                              .low = learning_rates.front(),
                              .high = learning_rates.back(),
                              .logarithmic = true},
                        .y = std::move(accuracy),
                        .key = {.place = key},
                        .elements = {plotting::published_level(published::value(published_id), "Report A")}};
  int series = 0;
  for (const std::string& variant : variants) {
    std::vector<plotting::Estimate> curve;
    for (const double rate : learning_rates) {
      curve.push_back(mean_at(rate, results, run_at(variant, rate), quantity, 100));
    }
    panel.elements.push_back(plotting::Band{curve, {.series = ++series}, variant});
  }
  return panel;
}

}  // namespace backcheck::experiments::report_a
