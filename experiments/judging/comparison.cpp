#include "experiments/judging/comparison.hpp"

namespace backcheck::experiments {

std::vector<Query> in_runs(const std::vector<std::string>& runs, const std::string& quantity, std::optional<double> x,
                           double scale) {
  std::vector<Query> queries;
  for (const std::string& run : runs) queries.push_back({run, quantity, x, scale});
  return queries;
}

std::vector<Comparison> compare_each(const std::vector<std::string>& numbers, const Comparison& common,
                                     const std::function<std::vector<Query>(const std::string& number)>& ours) {
  std::vector<Comparison> all(numbers.size(), common);
  for (std::size_t n = 0; n < numbers.size(); ++n) all[n].number = numbers[n], all[n].ours = ours(numbers[n]);
  return all;
}

}  // namespace backcheck::experiments
