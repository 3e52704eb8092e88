// All that the jobs of an experiment have recorded.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace backcheck::experiments {

// A row of runs.csv: at x (an epoch, an update, ...) the run had this value of this quantity.
struct Sample {
  std::string run;
  std::uint64_t seed = 0;
  double x = 0;
  std::string quantity;
  double value = 0;
};

// run,seed,x,quantity,value; numbers read back as the same numbers.
std::string samples_to_csv(const std::vector<Sample>& samples);
// Throws std::invalid_argument naming the line that is not such a row, or whose run is none of `runs`, where any are
// given.
std::vector<Sample> samples_from_csv(std::string_view text, const std::set<std::string>& runs = {});

// The samples of one experiment, in the order of its jobs. What was not measured is an ordinary case: no values, an
// empty curve, NaN.
class Results {
 public:
  Results(std::vector<Sample> samples, std::string data_label);

  const std::vector<Sample>& samples() const { return samples_; }
  const std::string& data_label() const { return data_label_; }
  // The runs that recorded anything, in order of first appearance.
  std::vector<std::string> runs() const;
  // One value a seed: at x, or at the largest x that the seed recorded.
  std::vector<double> values(std::string_view run, std::string_view quantity, std::optional<double> x = {}) const;
  // The mean and the median of these values over the seeds for which they are finite; NaN where there are none.
  double mean(std::string_view run, std::string_view quantity, std::optional<double> x = {}) const;
  double median(std::string_view run, std::string_view quantity, std::optional<double> x = {}) const;
  // The mean of a fraction, in percent.
  double percent(std::string_view run, std::string_view quantity, std::optional<double> x = {}) const {
    return 100 * mean(run, quantity, x);
  }
  // For each x, the values of all seeds.
  std::map<double, std::vector<double>> curve(std::string_view run, std::string_view quantity) const;
  // For each x, the value of one seed.
  std::map<double, double> curve_of_seed(std::string_view run, std::string_view quantity, std::uint64_t seed) const;
  // The values of that curve alone: an array that was recorded element by element, x being the position.
  std::vector<double> values_of_seed(std::string_view run, std::string_view quantity, std::uint64_t seed) const;

 private:
  std::vector<Sample> samples_;
  std::string data_label_;
};

}  // namespace backcheck::experiments
