#include "experiments/judging/verdict.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>

#include "experiments/writing/markdown.hpp"
#include "experiments/writing/text.hpp"
#include "reference/as_published/numbers.hpp"

namespace backcheck::experiments {
namespace {

constexpr std::array<const char*, 8> names = {"EXACT",       "WITHIN",          "NEAR",   "DIFFERS", "ARTEFACT",
                                              "MISLABELLED", "UNDERDETERMINED", "NO-DATA"};

// The scale on which a number is judged, and back.
double forth(bool logarithmic, double value) { return logarithmic ? std::log10(value) : value; }
double back(bool logarithmic, double value) { return logarithmic ? std::pow(10, value) : value; }

Interval around(bool logarithmic, double centre, double half_width) {
  return {back(logarithmic, centre - half_width), back(logarithmic, centre + half_width)};
}

std::optional<Measurement> read(const Query& query, const Comparison& comparison, const Results& results,
                                const std::optional<Printed>& printed) {
  std::vector<double> values = results.values(query.run, query.quantity, query.x);
  if (values.empty()) return {};
  for (double& value : values) value *= query.scale;
  // An error may be exactly 0, and then has no place on a logarithmic scale.
  const bool log =
      comparison.logarithmic && std::none_of(values.begin(), values.end(), [](double value) { return value <= 0; });
  for (double& value : values) value = forth(log, value);
  const Statistics s = summarize(values);
  // Half a unit in the last place, on the scale of judgement.
  const double rounding = !printed ? 0
                          : log    ? std::log10(1 + printed->half_unit / std::abs(printed->value))
                                   : printed->half_unit;
  const double half = s.prediction_half_width + rounding;
  return Measurement{query.run,
                     query.quantity,
                     s.count,
                     s.finite,
                     back(log, s.mean),
                     around(log, s.mean, s.mean_half_width),
                     around(log, s.mean, half),
                     printed ? (forth(log, printed->value) - s.mean) / half : std::nan(""),
                     {}};
}

Verdict by_interval(const Measurement& measurement) {
  const double distance = std::abs(measurement.deviation);
  return distance <= 1 ? Verdict::within : distance <= 2 ? Verdict::near : Verdict::differs;
}

// Every value of every query is within the tolerance.
bool is_exact(const Comparison& comparison, const Results& results, double printed) {
  return std::all_of(comparison.ours.begin(), comparison.ours.end(), [&](const Query& query) {
    const std::vector<double> values = results.values(query.run, query.quantity, query.x);
    return std::all_of(values.begin(), values.end(),
                       [&](double v) { return std::abs(query.scale * v - printed) <= *comparison.tolerance; });
  });
}

std::vector<double> list_of_ours(const Query& query, const Results& results) {
  std::vector<double> list;
  for (const auto& [x, values] : results.curve(query.run, query.quantity)) list.push_back(query.scale * values.front());
  return list;
}

bool is_exact(const std::vector<double>& ours, const std::vector<double>& printed, double tolerance) {
  return std::equal(ours.begin(), ours.end(), printed.begin(), printed.end(),
                    [&](double a, double b) { return std::abs(a - b) <= tolerance; });
}

void append(std::string& text, const std::string& more) { text += (text.empty() ? "" : "; ") + more; }

void judge_range(Judgement& judgement, double value) {
  const auto [low, high] = std::minmax_element(judgement.measurements.begin(), judgement.measurements.end(),
                                               [](const auto& a, const auto& b) { return a.mean < b.mean; });
  append(judgement.cause, fmt::format("our readings give {:.4g} to {:.4g}, the published value lies {}", low->mean,
                                      high->mean, low->mean <= value && value <= high->mean ? "inside" : "outside"));
  std::vector<std::string> fits;
  for (const Measurement& measurement : judgement.measurements) {
    if (measurement.finite >= 2 && measurement.prediction.contains(value)) fits.push_back(measurement.run);
  }
  constexpr std::size_t most = 3;  // that a sentence bears
  append(judgement.cause, fits.empty()         ? "no single reading fits it"
                          : fits.size() > most ? fmt::format("it is within the interval of {} of our {} readings",
                                                             fits.size(), judgement.measurements.size())
                                               : "it is within the interval of: " + writing::joined(fits));
}

}  // namespace

std::string to_string(Verdict verdict) { return names[static_cast<std::size_t>(verdict)]; }

Verdict to_verdict(const std::string& text) {
  const auto found = std::find(names.begin(), names.end(), text);
  if (found == names.end()) throw std::invalid_argument("'" + text + "' is not a verdict");
  return static_cast<Verdict>(found - names.begin());
}

std::optional<Printed> parse_printed(const std::string& text) {
  Printed printed;
  try {
    printed.value = writing::to_number(text);
  } catch (const std::invalid_argument&) {
    return {};
  }
  if (!std::isfinite(printed.value)) return {};
  const std::size_t exponent = std::min(text.find_first_of("eE"), text.size());
  const std::size_t point = text.substr(0, exponent).find('.');
  const double decimals = point == std::string::npos ? 0 : static_cast<double>(exponent - point - 1);
  const double power =
      exponent == text.size() ? 0 : writing::to_number(text.substr(exponent + 1 + (text[exponent + 1] == '+')));
  printed.half_unit = 0.5 * std::pow(10, power - decimals);
  return printed;
}

std::vector<double> parse_printed_list(const std::string& text) {
  std::vector<double> list;
  for (std::size_t first = 0; first < text.size();) {
    const std::size_t last = std::min(text.find_first_of("x*, ", first), text.size());
    try {
      list.push_back(writing::to_number(text.substr(first, last - first)));
    } catch (const std::invalid_argument&) {
      return {};
    }
    first = std::min(text.find_first_not_of("x*, ", last), text.size());
  }
  return list.size() > 1 ? list : std::vector<double>{};
}

std::string list_text(const std::vector<double>& list, const std::string& printed) {
  const std::size_t first = printed.find_first_of("x*, ");
  const std::string separator = printed.substr(first, printed.find_first_not_of("x*, ", first) - first);
  std::string text;
  for (const double entry : list) text += (text.empty() ? "" : separator) + writing::to_text(entry);
  return text;
}

Judgement judge(const published::Number& number, const Comparison& comparison, const Results& results,
                const std::string& not_judged) {
  const std::optional<Printed> printed = parse_printed(number.printed);
  Judgement judgement;
  judgement.cause = comparison.cause;
  const std::vector<double> list = printed ? std::vector<double>{} : parse_printed_list(number.printed);
  for (const Query& query : comparison.ours) {
    auto measurement = read(query, comparison, results, printed);
    if (!measurement) continue;
    if (!list.empty()) measurement->list = list_of_ours(query, results);
    judgement.measurements.push_back(*measurement);
  }
  // Measurements are told apart by their runs, or by their quantities where one run has all of them.
  const auto same_run = [&](const Measurement& measurement) { return measurement.run == comparison.ours.front().run; };
  if (judgement.measurements.size() > 1 &&
      std::all_of(judgement.measurements.begin(), judgement.measurements.end(), same_run)) {
    for (Measurement& measurement : judgement.measurements) measurement.run += ", " + measurement.quantity;
  }
  if (number.sample_size > 0 && printed) {
    const double unit = number.unit == "%" ? 100 : 1, trials = static_cast<double>(number.sample_size);
    const auto right = static_cast<Index>(std::lround(printed->value / unit * trials));
    const Interval p = binomial_interval(right, number.sample_size);
    judgement.sampling = {unit * p.low, unit * p.high};
  }
  for (const Measurement& measurement : judgement.measurements) {
    if (measurement.finite == measurement.count) continue;
    append(judgement.cause, (judgement.measurements.size() > 1 ? measurement.run + " " : "") + "diverged in " +
                                std::to_string(measurement.count - measurement.finite) + " of " +
                                std::to_string(measurement.count) + " runs");
  }

  if (comparison.settled) {
    judgement.verdict = *comparison.settled;
  } else if (comparison.ours.empty()) {
    judgement.verdict = Verdict::no_data;
    if (judgement.cause.empty()) judgement.cause = "nothing of ours to compare it with";
  } else if (judgement.measurements.empty()) {
    judgement.verdict = Verdict::no_data;
    append(judgement.cause, "not measured in this run");
  } else if (!list.empty() && comparison.tolerance) {
    const bool exact = std::all_of(
        judgement.measurements.begin(), judgement.measurements.end(),
        [&](const Measurement& measurement) { return is_exact(measurement.list, list, *comparison.tolerance); });
    judgement.verdict = exact ? Verdict::exact : Verdict::differs;
  } else if (!printed) {
    throw std::invalid_argument(
        fmt::format("published number {} ({}): '{}' is not a number, so that it cannot be judged", number.id,
                    number.quantity, number.printed));
  } else if (comparison.tolerance) {
    judgement.verdict = is_exact(comparison, results, printed->value) ? Verdict::exact : Verdict::differs;
  } else if (!not_judged.empty()) {
    judgement.verdict = Verdict::no_data;
    judgement.cause = "not judged: " + not_judged;
  } else if (comparison.ours.size() > 1) {
    judgement.verdict = Verdict::underdetermined;
    judge_range(judgement, printed->value);
  } else if (judgement.measurements.front().finite == 0) {
    judgement.verdict = Verdict::differs;
  } else if (judgement.measurements.front().finite == 1) {
    judgement.verdict = Verdict::underdetermined;
    append(judgement.cause, "one finite run of ours has no spread to judge by");
  } else {
    judgement.verdict = by_interval(judgement.measurements.front());
  }
  return judgement;
}

ExactNumbers count_exact(const std::vector<Comparison>& published, const Results& results) {
  ExactNumbers count;
  for (const Comparison& comparison : published) {
    const Judgement judgement = judge(comparison, results);
    count.measured += !judgement.measurements.empty();
    count.exact += judgement.verdict == Verdict::exact;
  }
  return count;
}

}  // namespace backcheck::experiments
