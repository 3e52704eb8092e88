#include "experiments/judging/published_run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <optional>

#include "experiments/judging/scale.hpp"
#include "experiments/writing/markdown.hpp"

namespace backcheck::experiments {
namespace {

// The prediction interval, `factor` times as wide, on the scale of judgement and in the unit of our values.
Interval widened(const Measurement& m, double factor, double unit) {
  const double low = to_scale(m.scale, m.prediction.low / unit), high = to_scale(m.scale, m.prediction.high / unit);
  const double centre = (low + high) / 2, half = factor * (high - low) / 2;
  return {centre - half, centre + half};
}

// Whether hardly any value would lie outside.
bool says_nothing(const Interval& interval, Scale scale) {
  if (!std::isfinite(interval.high - interval.low)) return true;
  if (scale == Scale::logit) return from_scale(scale, interval.high) - from_scale(scale, interval.low) > 0.5;
  return scale == Scale::logarithmic && interval.high - interval.low > 1;
}

// Where a choice of settings predicts one number of the run: what of ours, and the interval of another run of it.
struct Prediction {
  const Query* query;
  const Measurement* measurement;
  double factor;
  Interval interval;
};

// Of each number; empty where one of them was not run with two seeds. A number with one counterpart has it for every
// choice.
std::vector<Prediction> predictions(const std::string& settings, const std::vector<NumberOfRun>& numbers) {
  std::vector<Prediction> all;
  for (const auto& [comparison, judgement] : numbers) {
    const std::vector<Measurement>& ours = judgement->measurements;
    const auto m = ours.size() == 1 ? ours.begin()
                                    : std::find_if(ours.begin(), ours.end(),
                                                   [&](const Measurement& one) { return one.settings == settings; });
    if (m == ours.end() || m->finite < 2) return {};
    const auto query = std::find_if(comparison->ours.begin(), comparison->ours.end(), [&](const Query& q) {
      return (q.settings.empty() ? q.run : q.settings) == m->settings;
    });
    const double factor = widening(m->finite, numbers.size());
    all.push_back({&*query, &*m, factor, widened(*m, factor, query->scale)});
  }
  return all;
}

std::vector<std::string> open_settings(const std::vector<NumberOfRun>& numbers) {
  std::vector<std::string> all;
  for (const auto& [comparison, judgement] : numbers) {
    if (judgement->measurements.size() < 2) continue;
    for (const Measurement& m : judgement->measurements) {
      if (std::find(all.begin(), all.end(), m.settings) == all.end()) all.push_back(m.settings);
    }
  }
  return all;
}

std::vector<Choice> choices(const std::vector<NumberOfRun>& numbers) {
  std::vector<Choice> all;
  for (const std::string& settings : open_settings(numbers)) {
    const std::vector<Prediction> predicted = predictions(settings, numbers);
    if (predicted.empty()) continue;
    Choice choice{.settings = settings};
    std::size_t silent = 0;
    for (std::size_t i = 0; i < predicted.size(); ++i) {
      const auto& [query, measurement, factor, interval] = predicted[i];
      const double distance = std::abs(measurement->deviation) / factor;
      silent += says_nothing(interval, measurement->scale);
      if (distance < choice.distance && !choice.worst.empty()) continue;
      choice.distance = distance;
      choice.worst = published::number(numbers[i].comparison->number).quantity;
    }
    choice.says_nothing = 2 * silent > predicted.size();
    all.push_back(choice);
  }
  return all;
}

// Runs of ours whose settings are known to be others than those that fit, and how many of them would have passed for
// the report's: what a verdict of a fit is worth.
struct Power {
  Index passed = 0, runs = 0;
};

// Every seed of every run that has all of these numbers and is not one of `fitting`.
Power power(const std::vector<std::vector<Prediction>>& fitting, const Results& results) {
  const auto is_fitting = [&](const std::string& run) {
    return std::any_of(fitting.begin(), fitting.end(), [&](const auto& fit) {
      return std::any_of(fit.begin(), fit.end(), [&](const Prediction& p) { return p.query->run == run; });
    });
  };
  Power power;
  for (const std::string& run : results.runs()) {
    if (is_fitting(run)) continue;
    std::vector<bool> passes;  // by seed
    for (const std::vector<Prediction>& fit : fitting) {
      std::vector<bool> inside;
      for (const Prediction& p : fit) {
        const std::vector<double> values = results.values(run, p.query->quantity, p.query->x);
        if (&p == &fit.front()) inside.assign(values.size(), true);
        inside.resize(std::min(inside.size(), values.size()));
        for (std::size_t seed = 0; seed < inside.size(); ++seed) {
          inside[seed] = inside[seed] && p.interval.contains(to_scale(p.measurement->scale, values[seed]));
        }
      }
      passes.resize(std::max(passes.size(), inside.size()));
      for (std::size_t seed = 0; seed < inside.size(); ++seed) passes[seed] = passes[seed] || inside[seed];
    }
    power.runs += static_cast<Index>(passes.size());
    power.passed += static_cast<Index>(std::count(passes.begin(), passes.end(), true));
  }
  return power;
}

std::string to_text(const Power& power) {
  if (power.runs == 0) return "";
  return fmt::format("of {} runs of ours with other settings, {} would have passed", power.runs,
                     power.passed == 0 ? "none" : std::to_string(power.passed));
}

void append(std::string& text, const std::string& more) {
  if (!more.empty()) text += (text.empty() ? "" : "; ") + more;
}

// The one that comes nearest to all numbers of the run, of those that say anything.
std::optional<Choice> nearest_of(const std::vector<Choice>& tried) {
  return lowest(tried, [](const Choice& choice) { return choice.says_nothing ? std::nan("") : choice.distance; });
}

std::string sentence(const std::vector<Choice>& tried, const std::vector<std::string>& explaining, std::size_t k) {
  constexpr std::size_t most = 3;  // names that a sentence bears
  const std::string all = k == 1 ? "it" : fmt::format("all {} numbers of its run", k);
  const auto silent = std::count_if(tried.begin(), tried.end(), [](const Choice& c) { return c.says_nothing; });
  std::string text;
  if (!explaining.empty()) {
    text = fmt::format("{} of {} choices of the settings {} {}{}", explaining.size(), tried.size(),
                       explaining.size() == 1 ? "explains" : "explain", all,
                       explaining.size() > most ? "" : ": " + writing::joined(explaining));
  } else {
    text = fmt::format("none of {} choices of the settings explains {}", tried.size(), all);
    if (const std::optional<Choice> nearest = nearest_of(tried)) {
      text += fmt::format("; nearest: {}, {:.2g} half-widths off in {}", nearest->settings, nearest->distance,
                          nearest->worst);
    }
  }
  if (silent > 0) append(text, fmt::format("the seeds of {} of them are too far apart to explain anything", silent));
  return text;
}

}  // namespace

double widening(Index seeds, std::size_t k) {
  const boost::math::students_t t(static_cast<double>(seeds - 1));
  const auto quantile = [&](double level) { return boost::math::quantile(boost::math::complement(t, level / 2)); };
  return quantile(0.05 / static_cast<double>(k)) / quantile(0.05);
}

std::vector<Choice> choices(const std::vector<Comparison>& run, const Results& results) {
  std::vector<Judgement> judgements;
  for (const Comparison& comparison : run) judgements.push_back(judge(comparison, results));
  std::vector<NumberOfRun> numbers;
  for (std::size_t i = 0; i < run.size(); ++i) numbers.push_back({&run[i], &judgements[i]});
  return choices(numbers);
}

void judge_together(const std::string& run, const std::vector<NumberOfRun>& numbers, const Results& results) {
  const std::vector<Choice> tried = choices(numbers);
  const std::optional<Choice> nearest = nearest_of(tried);
  std::vector<std::string> explaining;
  std::vector<std::vector<Prediction>> fitting;
  for (const Choice& choice : tried) {
    if (!choice.explains()) continue;
    explaining.push_back(choice.settings);
    fitting.push_back(predictions(choice.settings, numbers));
  }
  const std::string verdict = sentence(tried, explaining, numbers.size()), worth = to_text(power(fitting, results));
  for (const NumberOfRun& number : numbers) {
    Judgement& judgement = *number.judgement;
    if (judgement.verdict == Verdict::within) {
      append(judgement.cause, to_text(power({predictions("", {number})}, results)));
    }
    if (judgement.verdict != Verdict::unexplained) continue;
    judgement.run = run, judgement.explained_by = explaining;
    const auto same = std::find_if(judgement.measurements.begin(), judgement.measurements.end(),
                                   [&](const Measurement& m) { return nearest && m.settings == nearest->settings; });
    if (same != judgement.measurements.end()) std::rotate(judgement.measurements.begin(), same, same + 1);
    if (!explaining.empty()) judgement.verdict = Verdict::explained;
    append(judgement.cause, verdict);
    if (explaining.empty()) continue;
    judgement.worth = worth;
    append(judgement.cause, worth);
  }
}

}  // namespace backcheck::experiments
