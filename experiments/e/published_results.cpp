#include "experiments/e/published_results.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>

#include "reference/as_published/numbers.hpp"

namespace backcheck::experiments::report_e {
namespace {

// It is open whether the printed init_std was in effect or what was instead; the validation of the net with dropout may
// or may not have switched dropout off. (The MLP's results are those of e-search.)
std::vector<Query> queries(const std::string& run, const std::string& quantity, double epoch) {
  std::vector<Query> all;
  const auto add = [&](const std::string& of, const std::string& what) { all.push_back({of, what, epoch}); };
  add(run, quantity);
  all.back().settings = run == dropout ? "dropout off in validation" : "the public starter's settings";
  if (run == cnn) add(cnn_xavier, quantity), add(cnn_small, quantity);
  if (run == dropout && quantity.starts_with("validation")) {
    add(run, quantity + ", dropping");
    all.back().settings = "dropout left on in validation";
  }
  return all;
}

}  // namespace

bool curves_end_at_validation() {
  return std::all_of(std::begin(published_curves), std::end(published_curves), [](const PublishedCurve& curve) {
    const double end = published::value(published::ids(curve.item).back());
    return std::abs(end - published::value(curve.validation)) < std::abs(end - published::value(curve.training));
  });
}

std::vector<Comparison> compare_results() {
  const std::string assumed = "sizes, split, order and start of the public starter";
  std::vector<Comparison> all;
  for (const auto& [item, run] : {std::pair{"E-08", cnn}, {"E-09", dropout}}) {
    for (const std::string& id : published::ids(item)) {
      // The name that the report gives the number is the network's and the quantity's, as we record it.
      const std::string& name = published::number(id).quantity;
      const std::string quantity = name.substr(std::string_view(run).size() + 2);
      all.push_back(
          {.number = id, .ours = queries(run, quantity, report_epochs), .assumed = assumed, .published_run = run});
    }
  }
  for (const PublishedCurve& curve : published_curves) {
    const std::vector<std::string> ids = published::ids(curve.item);
    for (const std::string& id : ids) {
      const double epoch = static_cast<double>(&id - ids.data() + 1);
      all.push_back(
          {.number = id,
           .ours = queries(curve.run, curve.quantity, epoch),
           .assumed = assumed,
           .published_run = curve.run,
           .flag = "filed under the wrong heading",
           .cause = fmt::format("filed under training; the curve ends at {}, and the report's table has "
                                "training {}, validation {}",
                                published::number(ids.back()).printed, published::number(curve.training).printed,
                                published::number(curve.validation).printed)});
    }
  }
  return all;
}

}  // namespace backcheck::experiments::report_e
