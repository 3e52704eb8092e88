#include "experiments/judging/verdict.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <stdexcept>

#include "experiments/judging/published_run.hpp"
#include "experiments/judging/scale.hpp"
#include "experiments/writing/text.hpp"
#include "reference/as_published/numbers.hpp"

namespace backcheck::experiments {
namespace {

constexpr std::array<const char*, 9> names = {"EXACT",       "WITHIN",     "NEAR",     "DIFFERS", "EXPLAINED",
                                              "UNEXPLAINED", "UNKNOWABLE", "ARTEFACT", "NO-DATA"};

bool contains(const std::string& text, const char* word) { return text.find(word) != std::string::npos; }

// A value of 0 or less has no logarithm: such errors are judged as they are.
Scale scale_of(const Query& query, const Comparison& comparison, const std::vector<double>& values, double printed) {
  if (contains(query.quantity, "accuracy")) return Scale::logit;
  const bool is_positive = printed > 0 && std::none_of(values.begin(), values.end(), [](double v) { return v <= 0; });
  return is_positive && (comparison.logarithmic || contains(query.quantity, "loss")) ? Scale::logarithmic
                                                                                     : Scale::linear;
}

std::optional<Measurement> read(const Query& query, const Comparison& comparison, const Results& results,
                                const std::optional<Printed>& printed) {
  const std::vector<double> values = results.values(query.run, query.quantity, query.x);
  if (values.empty()) return {};
  Measurement m{.run = query.run, .quantity = query.quantity, .deviation = std::nan("")};
  m.settings = query.settings.empty() ? query.run : query.settings;
  const double value = printed ? printed->value / query.scale : std::nan("");
  m.scale = scale_of(query, comparison, values, value);
  std::vector<double> on_scale;
  for (const double v : values) on_scale.push_back(to_scale(m.scale, v));
  const Statistics s = summarize(on_scale);
  const double centre = s.mean;
  // Half a unit in the last place, on the scale of judgement.
  const double rounding =
      printed ? std::abs(to_scale(m.scale, value + printed->half_unit / query.scale) - to_scale(m.scale, value)) : 0;
  const double half = s.prediction_half_width + rounding;
  const auto around = [&](double half_width) {
    return Interval{query.scale * from_scale(m.scale, centre - half_width),
                    query.scale * from_scale(m.scale, centre + half_width)};
  };
  m.count = s.count, m.finite = s.finite;
  m.mean = query.scale * (comparison.logarithmic ? from_scale(m.scale, centre) : summarize(values).mean);
  m.mean_interval = around(s.mean_half_width);
  m.prediction = around(half);
  if (printed) m.deviation = (to_scale(m.scale, value) - centre) / half;
  return m;
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
  for (const auto& [x, values] : results.curve(query.run, query.quantity)) {
    list.push_back(query.scale * summarize(values).mean);
  }
  return list;
}

bool is_exact(const std::vector<double>& ours, const std::vector<double>& printed, double tolerance) {
  return std::equal(ours.begin(), ours.end(), printed.begin(), printed.end(),
                    [&](double a, double b) { return std::abs(a - b) <= tolerance; });
}

// How many entries of a printed list lie outside the prediction interval of ours at x = 0, 1, 2, ..., corrected for
// their count and widened by the rounding to whole numbers; and how many of ours were run.
struct ListDifference {
  std::size_t outside = 0;
  Index seeds = 0;
};
ListDifference list_difference(const Query& query, const Results& results, const std::vector<double>& printed) {
  ListDifference difference;
  for (std::size_t i = 0; i < printed.size(); ++i) {
    const Statistics s = summarize(results.values(query.run, query.quantity, static_cast<double>(i)));
    difference.seeds = s.finite;
    if (s.finite < 2) break;
    const double half = widening(s.finite, printed.size()) * s.prediction_half_width + 0.5 / query.scale;
    difference.outside += std::abs(printed[i] / query.scale - s.mean) > half;
  }
  return difference;
}

void append(std::string& text, const std::string& more) {
  if (!more.empty()) text += (text.empty() ? "" : "; ") + more;
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
  // Means of counts in their shortest form, 55.7 for 55.699999999999996.
  for (const double entry : list) text += (text.empty() ? "" : separator) + fmt::format("{:.7g}", entry);
  return text;
}

Judgement judge(const published::Number& number, const Comparison& comparison, const Results& results,
                const std::string& not_judged) {
  const std::optional<Printed> printed = parse_printed(number.printed);
  Judgement judgement{.flag = comparison.flag, .cause = comparison.cause};
  if (published::is_setting(number.id)) append(judgement.flag, "a setting of the report, taken over");
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
  } else if (!printed && list.empty()) {
    throw std::invalid_argument(
        fmt::format("published number {} ({}): '{}' is not a number, so that it cannot be judged", number.id,
                    number.quantity, number.printed));
  } else if (printed && comparison.tolerance) {
    judgement.verdict = is_exact(comparison, results, printed->value) ? Verdict::exact : Verdict::differs;
  } else if (!not_judged.empty()) {
    judgement.verdict = Verdict::no_data;
    judgement.cause = "not judged: " + not_judged;
  } else if (!list.empty()) {
    const auto [outside, seeds] = list_difference(comparison.ours.front(), results, list);
    judgement.verdict = seeds < 2 ? Verdict::no_data : outside == 0 ? Verdict::within : Verdict::differs;
    append(judgement.cause, seeds < 2      ? "one run of ours does not tell how far runs differ"
                            : outside == 0 ? ""
                                           : fmt::format("{} of {} entries lie outside", outside, list.size()));
  } else if (comparison.ours.size() > 1) {
    judgement.verdict = Verdict::unexplained;  // until it is judged with the others of its run
  } else if (judgement.measurements.front().finite == 0) {
    judgement.verdict = Verdict::differs;
  } else if (judgement.measurements.front().finite == 1) {
    judgement.verdict = Verdict::no_data;
    append(judgement.cause, "one finite run of ours does not tell how far runs differ");
  } else {
    judgement.verdict = by_interval(judgement.measurements.front());
  }
  return judgement;
}

std::vector<Judgement> judge_all(const std::vector<Comparison>& published, const Results& results,
                                 const std::string& not_judged) {
  std::vector<Judgement> judgements;
  for (const Comparison& comparison : published) judgements.push_back(judge(comparison, results, not_judged));
  std::map<std::string, std::vector<NumberOfRun>> runs;  // of the report
  for (std::size_t i = 0; i < published.size(); ++i) {
    const Verdict verdict = judgements[i].verdict;
    const bool is_list = !parse_printed(published::number(published[i].number).printed);
    const bool is_statistical =
        !is_list && (verdict == Verdict::within || verdict == Verdict::near || verdict == Verdict::differs);
    if (verdict != Verdict::unexplained && !(is_statistical && !published[i].tolerance)) continue;
    const std::string& run = published[i].published_run;
    runs[run.empty() ? published::number(published[i].number).item() : run].push_back({&published[i], &judgements[i]});
  }
  for (const auto& [run, numbers] : runs) judge_together(run, numbers, results);
  return judgements;
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
