// Grids of settings.
#pragma once

#include <vector>

namespace backcheck::experiments {

// Calls visit(a, b, ...) with each a of the first list, b of the second, ...; the last one changes fastest.
template <class Visit>
void for_each_combination(const Visit& visit) {
  visit();
}
template <class Visit, class First, class... Others>
void for_each_combination(const Visit& visit, const First& first, const Others&... others) {
  for (const auto& one : first) {
    for_each_combination([&](const auto&... rest) { visit(one, rest...); }, others...);
  }
}

// The same as values: T{a, b, ...}.
template <class T, class... Lists>
std::vector<T> combinations(const Lists&... lists) {
  std::vector<T> all;
  for_each_combination([&](const auto&... chosen) { all.push_back(T{chosen...}); }, lists...);
  return all;
}

}  // namespace backcheck::experiments
