#include "experiments/request.hpp"

#include <fnmatch.h>

#include <algorithm>
#include <numeric>

namespace backcheck::experiments {
namespace {

// Levenshtein's distance: insertions, deletions and substitutions of one character each.
std::size_t distance(const std::string& a, const std::string& b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t substituted = diagonal + (a[i - 1] != b[j - 1]);
      diagonal = row[j];
      row[j] = std::min({substituted, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row.back();
}

// Whether `name` means this experiment: its name, the letter of its report, or a pattern of names as a shell has them.
bool means(const std::string& name, const Experiment& experiment) {
  const std::string pattern = name.size() == 1 ? name + "-*" : name;
  return ::fnmatch(pattern.c_str(), experiment.name.c_str(), 0) == 0;
}

}  // namespace

std::string name_of(Effort effort) {
  return effort == Effort::quick ? "quick" : effort == Effort::standard ? "standard" : "full";
}

std::vector<const Experiment*> select(const Catalogue& all, const std::vector<std::string>& names) {
  for (const std::string& name : names) {
    if (std::any_of(all.begin(), all.end(), [&](const Experiment& e) { return means(name, e); })) continue;
    const auto nearest = std::min_element(all.begin(), all.end(), [&](const Experiment& a, const Experiment& b) {
      return distance(name, a.name) < distance(name, b.name);
    });
    throw BadInput("there is no experiment '" + name + "'" +
                   (nearest == all.end() ? "" : "; the nearest name is '" + nearest->name + "'") +
                   " (--list shows all)");
  }
  std::vector<const Experiment*> selected;
  for (const Experiment& experiment : all) {
    const bool is_meant =
        std::any_of(names.begin(), names.end(), [&](const auto& name) { return means(name, experiment); });
    if (names.empty() || is_meant) selected.push_back(&experiment);
  }
  return selected;
}

}  // namespace backcheck::experiments
