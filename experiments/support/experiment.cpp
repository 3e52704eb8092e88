#include "experiments/support/experiment.hpp"

#include <algorithm>

namespace backcheck::experiments {

void add_jobs(std::vector<Job>& jobs, const std::string& run, Index seed_count, double seconds,
              const std::function<void(const JobContext&)>& body) {
  for (Index seed = 1; seed <= seed_count; ++seed) {
    jobs.push_back({.run = run, .seed = static_cast<std::uint64_t>(seed), .seconds = seconds, .body = body});
  }
}

Results::Results(std::vector<Sample> samples, std::string data_label)
    : samples_(std::move(samples)), data_label_(std::move(data_label)) {}

std::vector<std::string> Results::runs() const {
  std::vector<std::string> runs;
  for (const Sample& sample : samples_) {
    if (std::find(runs.begin(), runs.end(), sample.run) == runs.end()) runs.push_back(sample.run);
  }
  return runs;
}

std::vector<double> Results::values(std::string_view run, std::string_view quantity, std::optional<double> x) const {
  std::vector<std::uint64_t> seeds;  // in order of first appearance
  std::map<std::uint64_t, const Sample*> chosen;
  for (const Sample& sample : samples_) {
    if (sample.run != run || sample.quantity != quantity || (x && sample.x != *x)) continue;
    const Sample*& best = chosen[sample.seed];
    if (!best) seeds.push_back(sample.seed);
    if (!best || sample.x >= best->x) best = &sample;
  }
  std::vector<double> values;
  for (const std::uint64_t seed : seeds) values.push_back(chosen[seed]->value);
  return values;
}

std::map<double, std::vector<double>> Results::curve(std::string_view run, std::string_view quantity) const {
  std::map<double, std::vector<double>> curve;
  for (const Sample& sample : samples_) {
    if (sample.run == run && sample.quantity == quantity) curve[sample.x].push_back(sample.value);
  }
  return curve;
}

}  // namespace backcheck::experiments
