#include "tests/outside/uncontained.hpp"

#include <chrono>

namespace backcheck::outside {

std::vector<CheckRecord> run_uncontained(const std::string& layer, const std::vector<suite::LayerCheck>& checks,
                                         const Concerns& concerns) {
  std::vector<CheckRecord> records;
  for (const suite::LayerCheck& check : checks) {
    CheckRecord record{.layer = layer, .check = check.name, .family = check.family};
    const auto start = std::chrono::steady_clock::now();
    record.applies = check.applies();
    if (record.applies) {
      record.result = check.run();
      std::erase_if(record.result.failures, [&](const auto& failure) { return !concerns(failure.tensor); });
      std::erase_if(record.result.coverage, [&](const auto& counts) { return !concerns(counts.first); });
      record.applies = !record.result.coverage.empty();
    }
    if (record.applies) record.result.failures = suite::judge(record.result);
    record.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    records.push_back(record);
  }
  return records;
}

}  // namespace backcheck::outside
