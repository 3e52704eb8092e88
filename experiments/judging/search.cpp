#include "experiments/judging/search.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <stdexcept>

#include "experiments/writing/markdown.hpp"
#include "experiments/writing/text.hpp"

namespace backcheck::experiments {

using namespace plotting;

namespace {

// Coordinate d of the point number k: the fractional part of 1/2 + k / g^(d + 1), where g^(D + 1) = g + 1.
std::vector<double> point(Index k, std::size_t dimensions) {
  const double D = static_cast<double>(dimensions);
  double g = 1.5;
  for (int n = 0; n < 60; ++n) g = std::pow(1 + g, 1 / (D + 1));
  std::vector<double> all;
  for (double d = 1; d <= D; ++d) {
    const double x = 0.5 + static_cast<double>(k) * std::pow(g, -d);
    all.push_back(x - std::floor(x));
  }
  return all;
}

double value_at(const Setting& setting, double u) {
  const double value = setting.logarithmic ? setting.low * std::pow(setting.high / setting.low, u)
                                           : setting.low + u * (setting.high - setting.low);
  return setting.whole ? std::round(value) : writing::to_number(fmt::format("{:.3g}", value));
}

Trial trial(const Search& search, std::size_t region, Index k) {
  const std::vector<Setting>& settings = search[region].settings;
  const std::vector<double> u = point(k, settings.size());
  Trial trial{.region = region};
  for (std::size_t d = 0; d < settings.size(); ++d) {
    const Setting& setting = settings[d];
    std::string name;
    if (setting.kinds.empty()) {
      trial.values.push_back(value_at(setting, u[d]));
      name = fmt::format("{} {:g}", setting.name, trial.values.back());
    } else {
      name = setting.kinds[static_cast<std::size_t>(u[d] * static_cast<double>(setting.kinds.size()))];
      const std::vector<std::string>& kinds = search.front().settings[d].kinds;
      trial.values.push_back(static_cast<double>(std::find(kinds.begin(), kinds.end(), name) - kinds.begin()));
    }
    trial.run += (d == 0 ? "" : ", ") + name;
  }
  return trial;
}

bool is_of(const Choice& choice, const Trial& trial) {
  return choice.settings == trial.run || choice.settings.starts_with(trial.run + ", ");
}

// The best of its readings; NaN where none can be judged.
Choice best_of(const Trial& trial, const std::vector<Choice>& tried) {
  Choice best{.settings = trial.run, .distance = std::nan("")};
  for (const Choice& choice : tried) {
    if (choice.says_nothing || !is_of(choice, trial)) continue;
    if (!(best.distance <= choice.distance)) best = choice;
  }
  return best;
}

// From where to where the explaining trials have a setting.
std::string range_of(const Setting& setting, std::size_t d, const std::vector<Trial>& explaining) {
  std::set<double> values;
  for (const Trial& trial : explaining) values.insert(trial.values[d]);
  if (setting.kinds.empty()) return fmt::format("{} {:g} to {:g}", setting.name, *values.begin(), *values.rbegin());
  std::vector<std::string> kinds;
  for (const double value : values) kinds.push_back(setting.kinds[static_cast<std::size_t>(value)]);
  return writing::joined(kinds, " or ");
}

std::string outcome(std::size_t explaining, std::size_t tried) {
  return explaining == 0 ? fmt::format("none of {} settings", tried)
                         : fmt::format("{} of {} settings", explaining, tried);
}

}  // namespace

std::vector<Trial> trials(const Search& search, Index most) {
  std::vector<Trial> all;
  std::set<std::string> names;
  for (std::size_t region = 0; region < search.size(); ++region) {
    for (Index k = 1; k <= std::min(most, search[region].trials); ++k) {
      all.push_back(trial(search, region, k));
      if (!names.insert(all.back().run).second) throw std::logic_error("search: two trials of " + all.back().run);
    }
  }
  return all;
}

Figure search_figure(std::string name, const std::string& what, const Search& search, const std::vector<Choice>& tried,
                     const std::string& caption) {
  constexpr double far = 30, near = 0.3;  // the ends of the axis
  std::vector<Panel> panels;
  const std::vector<Trial> all = trials(search);
  std::size_t judged = 0, explaining = 0;
  for (const Trial& trial : all) {
    const double distance = best_of(trial, tried).distance;
    judged += !std::isnan(distance), explaining += distance <= 1;
  }
  if (judged == 0) return {};
  for (std::size_t d = 0; d < search.front().settings.size(); ++d) {
    const Setting& setting = search.front().settings[d];
    std::vector<Point> first, later, fitting;
    for (std::size_t i = 0; i < all.size(); ++i) {
      const double distance = best_of(all[i], tried).distance;
      // Kinds are beside each other, their trials a little apart.
      const double shift = setting.kinds.empty() ? 0 : 0.6 * (point(static_cast<Index>(i), 1)[0] - 0.5);
      const Point at{all[i].values[d] + shift, std::clamp(distance, near, far)};
      if (!std::isnan(distance)) (distance <= 1 ? fitting : all[i].region == 0 ? first : later).push_back(at);
    }
    Axis x{.label = setting.name, .low = setting.low, .high = setting.high, .logarithmic = setting.logarithmic};
    if (!setting.kinds.empty()) x = {.low = -0.6, .high = static_cast<double>(setting.kinds.size()) - 0.4};
    for (const std::string& kind : setting.kinds) {  // the axis has the name of the setting
      const bool begins_so = kind.starts_with(setting.name + " ");
      x.label = setting.name, x.label_size = 9;
      x.ticks.push_back({static_cast<double>(x.ticks.size()), begins_so ? kind.substr(setting.name.size() + 1) : kind});
    }
    panels.push_back({
        .x = x,
        .y = {.label = d == 0 ? "distance [half-widths]" : "", .low = near, .high = far, .logarithmic = true},
        .key = {.place = Key::Place::none},
        .elements = {Level{.value = 1, .style = {.colour = Colour::black, .dash = Dash::dashed}},
                     Marks{
                         first, {.colour = Colour::grey, .marker = Marker::circle, .width = 1.3, .size = 0.9}, "first"},
                     Marks{later, {.colour = Colour::blue, .marker = Marker::triangle, .size = 0.9}, "then, nearer"},
                     Marks{fitting, {.colour = Colour::vermillion, .marker = Marker::star, .size = 1.4}, "explains"}},
    });
  }
  const std::string count = outcome(explaining, judged);
  return {.name = std::move(name),
          .title = fmt::format("{}: {} explain{} it", what, count, explaining > 1 ? "" : "s"),
          .caption = fmt::format(
              "How far the number that fits worst is from each trial, in half-widths of the interval that decides "
              "(dashed: 1), from {:g} to {:g}. Stars explain the run, circles and triangles do not. Each trial is in "
              "every panel. {}",
              near, far, caption),
          .width = 360 * static_cast<int>(panels.size()) + 80,
          .height = 480,
          .panels = std::move(panels)};
}

void describe_search(writing::Markdown& text, const Search& search, const std::vector<Comparison>& run,
                     const Results& results) {
  const std::vector<Choice> tried = choices(run, results);
  const std::vector<Trial> all = trials(search);
  std::vector<Trial> explaining;
  std::size_t judged = 0, silent = 0;
  for (const Trial& trial : all) {
    const double distance = best_of(trial, tried).distance;
    judged += !std::isnan(distance);
    if (distance <= 1) explaining.push_back(trial);
    silent += std::isnan(distance) &&
              std::any_of(tried.begin(), tried.end(), [&](const Choice& c) { return is_of(c, trial); });
  }
  const auto nearest = lowest(tried, [](const Choice& c) { return c.says_nothing ? std::nan("") : c.distance; });
  if (!nearest) return;
  std::vector<std::string> ranges;
  for (std::size_t d = 0; !explaining.empty() && d < search.front().settings.size(); ++d) {
    ranges.push_back(range_of(search.front().settings[d], d, explaining));
  }
  text.bullet(
      "The search: {} explain{} all {} numbers{}.{}", outcome(explaining.size(), judged),
      explaining.size() > 1 ? "" : "s", run.size(), explaining.empty() ? "" : ": " + writing::joined(ranges, "; "),
      silent == 0 ? "" : fmt::format(" {} more are judged by nothing, as their seeds are too far apart.", silent));
  text.bullet("Nearest of all that was tried: {}, {:.2f} half-widths from the number that fits worst ({}).",
              nearest->settings, nearest->distance, nearest->worst);
  const std::string worth = explaining.empty() ? "nothing fits" : judge_all(run, results).front().worth;
  if (!worth.empty()) text.bullet("What that is worth: {}.", worth);
  std::vector<writing::Markdown::Row> rows;
  for (const Comparison& comparison : run) {
    const published::Number& number = published::number(comparison.number);
    for (const Measurement& m : judge(comparison, results).measurements) {
      if (m.settings != nearest->settings) continue;
      rows.push_back({number.quantity, number.printed, fmt::format("{:.4g}", m.mean),
                      fmt::format("{:.4g} to {:.4g}", m.prediction.low, m.prediction.high)});
    }
  }
  text.table({"quantity", "published", "nearest", "95 % of its runs"}, rows);
}

}  // namespace backcheck::experiments
