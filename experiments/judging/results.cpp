#include "experiments/judging/results.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <stdexcept>

#include "experiments/judging/statistics.hpp"
#include "experiments/writing/csv.hpp"
#include "experiments/writing/text.hpp"

namespace backcheck::experiments {
namespace {

const std::vector<std::string> header = {"run", "seed", "x", "quantity", "value"};

std::uint64_t to_seed(const std::string& text) {
  std::uint64_t seed = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seed);
  if (error != std::errc() || end != text.data() + text.size()) {
    throw std::invalid_argument("a seed wanted, a whole number from 0 on; " + writing::shown(text) + " found");
  }
  return seed;
}

}  // namespace

std::string samples_to_csv(const std::vector<Sample>& samples) {
  std::string csv = writing::csv_line(header);
  for (const Sample& s : samples) {
    csv += writing::csv_line(
        {s.run, std::to_string(s.seed), writing::to_text(s.x), s.quantity, writing::to_text(s.value)});
  }
  return csv;
}

std::vector<Sample> samples_from_csv(std::string_view text, const std::set<std::string>& runs) {
  writing::CsvReader lines(text);
  std::vector<std::string> fields;
  if (!lines.next(fields) || fields != header) {
    throw std::invalid_argument("line 1: run,seed,x,quantity,value wanted, " +
                                writing::shown(text.substr(0, text.find_first_of("\r\n"))) + " found");
  }
  std::vector<Sample> samples;
  while (lines.next(fields)) {
    try {
      if (fields.size() != header.size()) {
        throw std::invalid_argument(fmt::format("5 fields wanted, {} found", fields.size()));
      }
      if (!runs.empty() && !runs.contains(fields[0])) {
        throw std::invalid_argument("a run of this experiment wanted, " + writing::shown(fields[0]) + " found");
      }
      const double x = writing::to_number(fields[2]);
      if (!std::isfinite(x)) throw std::invalid_argument("a finite x wanted, '" + fields[2] + "' found");
      samples.push_back({fields[0], to_seed(fields[1]), x, fields[3], writing::to_number(fields[4])});
    } catch (const std::invalid_argument& error) {
      throw std::invalid_argument(fmt::format("line {}: {}", lines.line(), error.what()));
    }
  }
  // A row that was cut off may still look like one.
  if (!text.ends_with('\n'))
    throw std::invalid_argument(
        fmt::format("line {}: the end of the line wanted, that of the file found", lines.line()));
  return samples;
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

double Results::mean(std::string_view run, std::string_view quantity, std::optional<double> x) const {
  return summarize(values(run, quantity, x)).mean;
}

double Results::median(std::string_view run, std::string_view quantity, std::optional<double> x) const {
  return experiments::median(values(run, quantity, x));
}

std::map<double, std::vector<double>> Results::curve(std::string_view run, std::string_view quantity) const {
  std::map<double, std::vector<double>> curve;
  for (const Sample& sample : samples_) {
    if (sample.run == run && sample.quantity == quantity) curve[sample.x].push_back(sample.value);
  }
  return curve;
}

std::map<double, double> Results::curve_of_seed(std::string_view run, std::string_view quantity,
                                                std::uint64_t seed) const {
  std::map<double, double> curve;
  for (const Sample& sample : samples_) {
    if (sample.run == run && sample.quantity == quantity && sample.seed == seed) curve[sample.x] = sample.value;
  }
  return curve;
}

std::vector<double> Results::values_of_seed(std::string_view run, std::string_view quantity, std::uint64_t seed) const {
  std::vector<double> values;
  for (const auto& [x, value] : curve_of_seed(run, quantity, seed)) values.push_back(value);
  return values;
}

}  // namespace backcheck::experiments
