#include "experiments/publishing/summary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <set>
#include <stdexcept>

#include "experiments/plotting/gnuplot.hpp"
#include "experiments/publishing/json.hpp"
#include "experiments/writing/files.hpp"
#include "experiments/writing/html.hpp"
#include "experiments/writing/text.hpp"
#include "reference/as_published/claims.hpp"

namespace backcheck {
namespace published {

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Number, id, quantity, printed, unit, meaning, given)

}  // namespace published

namespace experiments {
namespace {

// JSON has no infinity and no NaN; they become null.
double number_from(const Json& json) { return json.is_null() ? std::nan("") : json.get<double>(); }

}  // namespace

void to_json(Json& json, const Interval& interval) { json = Json::array({interval.low, interval.high}); }
void from_json(const Json& json, Interval& interval) { interval = {number_from(json.at(0)), number_from(json.at(1))}; }
void to_json(Json& json, const Verdict& verdict) { json = to_string(verdict); }
void from_json(const Json& json, Verdict& verdict) {
  try {
    verdict = to_verdict(json);
  } catch (const std::invalid_argument& error) {
    throw Json::other_error::create(501, error.what(), nullptr);
  }
}
void to_json(Json& json, const Measurement& m) {
  json = {
      {"run", m.run},   {"quantity", m.quantity},           {"count", m.count},           {"finite", m.finite},
      {"mean", m.mean}, {"mean_interval", m.mean_interval}, {"prediction", m.prediction}, {"deviation", m.deviation},
      {"list", m.list}};
}
void from_json(const Json& json, Measurement& m) {
  m = {json.at("run"),
       json.at("quantity"),
       json.at("count"),
       json.at("finite"),
       number_from(json.at("mean")),
       json.at("mean_interval").get<Interval>(),
       json.at("prediction").get<Interval>(),
       number_from(json.at("deviation")),
       {}};
  for (const Json& entry : json.at("list")) m.list.push_back(number_from(entry));
}
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Judgement, verdict, flag, cause, measurements, sampling, run, explained_by, worth)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(JudgedNumber, number, assumed, judgement)
void to_json(Json& json, const ClaimVerdict& verdict) { json = to_string(verdict); }
void from_json(const Json& json, ClaimVerdict& verdict) {
  try {
    verdict = to_claim_verdict(json.get<std::string>());
  } catch (const std::invalid_argument& error) {
    throw Json::other_error::create(501, error.what(), nullptr);
  }
}
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(JudgedClaim, item, says, where, measured, verdict, effect, remark)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(FigureEntry, name, title, caption)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(ExperimentSummary, name, title, question, source, data_label, command, findings,
                                   assumptions, numbers, claims, figures)

namespace {

namespace fs = std::filesystem;
using writing::Markdown;
using writing::write_file;

// As many digits as the interval can bear: two of its half-width; at most 7 in all.
std::string rounded(double value, double half_width) {
  if (!std::isfinite(value)) return writing::to_text(value);
  if (!std::isfinite(half_width) || half_width <= 0) return fmt::format("{:.6g}", value);
  const double magnitude = std::floor(std::log10(std::max(std::abs(value), half_width)));
  const int digits = static_cast<int>(std::clamp(magnitude - std::floor(std::log10(half_width)) + 2, 2.0, 7.0));
  if (magnitude < -4 || magnitude > 6) return fmt::format("{:.{}e}", value, digits - 1);
  return fmt::format("{:.{}f}", value, std::max(digits - 1 - static_cast<int>(magnitude), 0));
}

// What was given and what assumed, and for which items: "D-11, D-12". In the order of the numbers.
std::vector<std::pair<std::string, std::string>> items_by_settings(const std::vector<JudgedNumber>& numbers) {
  std::vector<std::pair<std::string, std::string>> groups;
  std::set<std::pair<std::string, std::string>> seen;
  for (const auto& [number, assumed, judgement] : numbers) {
    std::string settings = number.given.empty() ? "" : "given " + number.given;
    if (!assumed.empty()) settings += (settings.empty() ? "assumed " : "; assumed ") + assumed;
    if (settings.empty() || !seen.insert({settings, number.item()}).second) continue;
    const auto group = std::find_if(groups.begin(), groups.end(), [&](const auto& g) { return g.first == settings; });
    if (group == groups.end()) {
      groups.push_back({settings, number.item()});
    } else {
      group->second += ", " + number.item();
    }
  }
  return groups;
}

Markdown::Row table_row(const JudgedNumber& judged) {
  const published::Number& number = judged.number;
  return {number.item(),
          number.quantity + (number.meaning.empty() ? "" : " (" + number.meaning + ")"),
          published_text(judged),
          writing::joined(our_texts(judged), "<br>"),
          verdict_text(judged.judgement),
          judged.judgement.cause};
}

std::string markdown(const ExperimentSummary& summary) {
  Markdown md;
  md.heading(1, summary.title).paragraph("**{}**", summary.question);
  md.paragraph("Source: {}.  \nData: {}.", summary.source, summary.data_label);
  if (!summary.numbers.empty()) {
    std::vector<Markdown::Row> rows;
    for (const JudgedNumber& number : summary.numbers) rows.push_back(table_row(number));
    md.heading(2, "Published and reproduced").paragraph("Ours: mean over seeds, its 95 % interval, number of seeds.");
    md.table({"item", "quantity", "published", "ours", "verdict", "cause"}, rows);
  }
  if (!summary.claims.empty()) {
    md.heading(2, "What the report concludes")
        .paragraph("An effect above 0 speaks for the sentence; its 95 % interval decides.");
    add_claims(md, summary.claims);
  }
  if (!summary.findings.empty()) md.heading(2, "Findings").paragraph("{}", summary.findings);
  if (!summary.figures.empty()) md.heading(2, "Figures");
  for (const FigureEntry& f : summary.figures) {
    md.paragraph("![{0}]({1}.svg)\n\n{2}  \n[data]({1}.dat), [script]({1}.gp), [PNG]({1}.png)", f.title, f.name,
                 f.caption);
  }
  const auto settings = items_by_settings(summary.numbers);
  if (!summary.assumptions.empty() || !settings.empty()) md.heading(2, "Assumptions");
  for (const std::string& assumption : summary.assumptions) md.bullet("{}", assumption);
  for (const auto& [text, items] : settings) md.bullet("{}: {}", items, text);
  md.heading(2, "Again").paragraph("    {}", summary.command);
  md.paragraph("All samples are in [runs.csv](runs.csv), the settings in [manifest.json](manifest.json).");
  return md.text();
}

ExperimentSummary describe(const Experiment& experiment) {
  ExperimentSummary summary;
  summary.name = experiment.name;
  summary.title = experiment.title;
  summary.question = experiment.question;
  summary.source = experiment.source;
  summary.assumptions = experiment.assumptions;
  summary.command = "experiments/run " + experiment.name;
  return summary;
}

JudgedClaim judged(const ClaimTest& test, const Results& results, bool counts) {
  const published::Claim& claim = published::claim(test.claim);
  const ClaimJudgement judgement = judge(test, results, counts);
  return {claim.item(),
          claim.says,
          claim.where,
          test.effect,
          judgement.verdict,
          effect_text(test, judgement),
          test.confounded_by.empty() ? test.remark : test.confounded_by};
}

// Synthetic data may confirm an exact number, such as a shape, but never refute one.
std::vector<Judgement> judge_with(const Manifest& manifest, const std::vector<Comparison>& published,
                                  const Results& results) {
  const bool synthetic = manifest.data.provenance == "synthetic";
  const std::string reason = synthetic ? "measured on synthetic data" : manifest.effort == "quick" ? "a quick run" : "";
  std::vector<Judgement> judgements = judge_all(published, results, reason);
  for (std::size_t i = 0; i < published.size(); ++i) {
    if (judgements[i].verdict != Verdict::differs || published[i].settled || !synthetic) continue;
    judgements[i].verdict = Verdict::no_data;
    judgements[i].cause = "not judged: " + reason;
  }
  return judgements;
}

}  // namespace

ExperimentSummary summary_without_results(const Experiment& experiment) {
  ExperimentSummary summary = describe(experiment);
  summary.data_label = "not run";
  for (const Comparison& comparison : experiment.published) {
    Judgement judgement{.flag = comparison.flag};
    judgement.verdict = comparison.settled.value_or(Verdict::no_data);
    judgement.cause = comparison.settled ? comparison.cause : "not run";
    summary.numbers.push_back({published::number(comparison.number), comparison.assumed, judgement});
  }
  for (const ClaimTest& test : experiment.claims) summary.claims.push_back(judged(test, Results({}, ""), false));
  return summary;
}

void add_claims(Markdown& text, const std::vector<JudgedClaim>& claims) {
  std::vector<Markdown::Row> rows;
  for (const JudgedClaim& c : claims) {
    rows.push_back({c.item, c.says, to_string(c.verdict), c.measured, c.effect, c.remark});
  }
  text.table({"item", "the report says", "verdict", "effect measured", "effect", "remark"}, rows);
}

std::optional<ExperimentSummary> load_summary(const fs::path& folder) {
  const fs::path file = folder / "summary.json";
  std::optional<ExperimentSummary> summary = load_json<ExperimentSummary>(file, "a summary");
  if (!summary) return {};
  // Names become parts of paths and addresses.
  const auto require_name = [&](const std::string& name, bool is_right, const std::string& wanted) {
    if (is_right) return;
    throw std::runtime_error(fmt::format("{}: {} wanted, {} found", file.string(), wanted, writing::shown(name)));
  };
  require_name(summary->name, summary->name == folder.filename(), "the name of its folder");
  for (const FigureEntry& figure : summary->figures) {
    const bool is_plain = std::all_of(figure.name.begin(), figure.name.end(), [](unsigned char c) {
      return std::isalnum(c) || c == '-' || c == '_' || c == '.';
    });
    require_name(figure.name, is_plain && !figure.name.empty() && figure.name.front() != '.',
                 "the name of a figure, letters, digits, '-', '_' and '.'");
  }
  return summary;
}

std::string load_drawing(const fs::path& folder, const FigureEntry& figure) {
  const fs::path file = folder / (figure.name + ".svg");
  std::string svg = writing::read_file(file);
  if (!writing::is_plain_drawing(svg)) throw std::runtime_error(file.string() + " is not a drawing made by gnuplot");
  return svg;
}

std::vector<std::string> our_texts(const JudgedNumber& number) {
  const std::vector<Measurement>& measurements = number.judgement.measurements;
  constexpr std::size_t most = 6;  // lines that a cell of a table bears
  if (measurements.size() > most) {
    const auto [low, high] = std::minmax_element(measurements.begin(), measurements.end(),
                                                 [](const auto& a, const auto& b) { return a.mean < b.mean; });
    return {fmt::format("lowest of {} settings: {} ({})", measurements.size(), rounded(low->mean, 0), low->run),
            fmt::format("highest: {} ({})", rounded(high->mean, 0), high->run)};
  }
  std::vector<std::string> texts;
  for (const Measurement& m : measurements) {
    std::string text = measurements.size() > 1 ? m.run + ": " : "";
    if (!m.list.empty()) {
      texts.push_back(text + list_text(m.list, number.number.printed));
      continue;
    }
    const double half_width = (m.mean_interval.high - m.mean_interval.low) / 2;
    text += rounded(m.mean, half_width);
    if (std::isfinite(half_width) && half_width > 0) {
      text +=
          fmt::format(" [{}, {}]", rounded(m.mean_interval.low, half_width), rounded(m.mean_interval.high, half_width));
    }
    text += fmt::format(", n = {}", m.finite);
    if (m.finite < m.count) text += fmt::format(" of {}", m.count);
    texts.push_back(text);
  }
  return texts;
}

std::string verdict_text(const Judgement& judgement) {
  return to_string(judgement.verdict) + (judgement.flag.empty() ? "" : " (" + judgement.flag + ")");
}

std::string published_text(const JudgedNumber& judged) {
  const published::Number& number = judged.number;
  std::string text = number.printed + (number.unit.empty() ? "" : " " + number.unit);
  if (const auto& sampling = judged.judgement.sampling) {
    const double half_width = (sampling->high - sampling->low) / 2;
    text += fmt::format(" [{}, {}]", rounded(sampling->low, half_width), rounded(sampling->high, half_width));
  }
  return text;
}

ExperimentSummary write_summary(const Experiment& experiment, const Results& results, const Manifest& manifest,
                                const fs::path& root) {
  ExperimentSummary summary = describe(experiment);
  summary.data_label = results.data_label();
  summary.command = manifest.command;
  std::vector<Judgement> judgements = judge_with(manifest, experiment.published, results);
  for (std::size_t i = 0; i < judgements.size(); ++i) {
    const Comparison& comparison = experiment.published[i];
    summary.numbers.push_back({published::number(comparison.number), comparison.assumed, std::move(judgements[i])});
  }
  const bool counts = manifest.data.provenance != "synthetic" && manifest.effort != "quick";
  for (const ClaimTest& test : experiment.claims) summary.claims.push_back(judged(test, results, counts));
  summary.findings = experiment.findings(results).text();
  if (summary.findings.empty()) summary.findings = "Not run.\n";

  writing::NewFolder aside(root / ".jobs" / fmt::format("aside.{}.{}", experiment.name, writing::process_name()));
  write_file(aside.path() / "runs.csv", samples_to_csv(results.samples()));
  for (const plotting::Figure& figure : experiment.figures(results)) {
    if (figure.title.empty()) continue;  // what it would show was not measured
    plotting::draw(figure, aside.path());
    summary.figures.push_back({figure.name, figure.title, figure.caption});
  }
  write_file(aside.path() / "summary.md", markdown(summary));
  write_file(aside.path() / "summary.json", to_json_text(Json(summary)));
  write_file(aside.path() / "manifest.json", to_json_text(manifest));
  aside.replace(root / experiment.name);
  return summary;
}

}  // namespace experiments
}  // namespace backcheck
