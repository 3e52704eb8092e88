#include "experiments/support/report.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>
#include <set>
#include <stdexcept>

#include "experiments/support/csv.hpp"
#include "experiments/support/files.hpp"

namespace backcheck::experiments {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

namespace {

// JSON has no infinity and no NaN; they become null.
double number_from(const Json& json) { return json.is_null() ? std::nan("") : json.get<double>(); }

Json to_json(const Interval& interval) { return Json::array({interval.low, interval.high}); }
Interval interval_from(const Json& json) { return {number_from(json.at(0)), number_from(json.at(1))}; }

template <class V>
Json to_json(const std::optional<V>& value) {
  return value ? Json(*value) : Json(nullptr);
}

Json to_json(const Row& row) {
  const Published& p = row.published;
  const Judgement& j = row.judgement;
  Json readings = Json::array();
  for (const Reading& r : j.readings) {
    readings.push_back({{"run", r.run},
                        {"quantity", r.quantity},
                        {"count", r.count},
                        {"finite", r.finite},
                        {"mean", r.mean},
                        {"mean_interval", to_json(r.mean_interval)},
                        {"prediction_interval", to_json(r.prediction)},
                        {"deviation", r.deviation},
                        {"list", r.list}});
  }
  return {{"id", p.id},           {"quantity", p.quantity},
          {"printed", p.printed}, {"unit", p.unit},
          {"meaning", p.meaning}, {"given", p.given},
          {"assumed", p.assumed}, {"sampling_interval", j.sampling ? to_json(*j.sampling) : Json(nullptr)},
          {"ours", readings},     {"verdict", to_string(j.verdict)},
          {"cause", j.cause}};
}

Row row_from(const Json& json) {
  Row row;
  Published& p = row.published;
  p.id = json.at("id");
  p.quantity = json.at("quantity");
  p.printed = json.at("printed");
  p.unit = json.at("unit");
  p.meaning = json.at("meaning");
  p.given = json.at("given");
  p.assumed = json.at("assumed");
  Judgement& j = row.judgement;
  if (!json.at("sampling_interval").is_null()) j.sampling = interval_from(json.at("sampling_interval"));
  for (const Json& r : json.at("ours")) {
    j.readings.push_back({r.at("run"), r.at("quantity"), r.at("count"), r.at("finite"), number_from(r.at("mean")),
                          interval_from(r.at("mean_interval")), interval_from(r.at("prediction_interval")),
                          number_from(r.at("deviation")), r.at("list").get<std::vector<double>>()});
  }
  j.verdict = to_verdict(json.at("verdict"));
  j.cause = json.at("cause");
  return row;
}

Json to_json(const Report& report) {
  Json rows = Json::array(), figures = Json::array();
  for (const Row& row : report.rows) rows.push_back(to_json(row));
  for (const FigureEntry& f : report.figures) {
    figures.push_back({{"name", f.name}, {"title", f.title}, {"caption", f.caption}});
  }
  return {{"name", report.name},         {"title", report.title},     {"question", report.question},
          {"source", report.source},     {"data", report.data_label}, {"published", rows},
          {"findings", report.findings}, {"figures", figures},        {"assumptions", report.assumptions},
          {"command", report.command}};
}

Json to_json(const Manifest& m) {
  return {{"experiment", m.experiment},
          {"command", m.command},
          {"effort", m.effort},
          {"twin", m.twin},
          {"seeds", m.seeds},
          {"seeds_option", to_json(m.seeds_option)},
          {"epochs_option", to_json(m.epochs_option)},
          {"jobs", m.jobs},
          {"threads", m.threads},
          {"compiler", m.compiler},
          {"flags", m.flags},
          {"data", {{"label", m.data_label}, {"provenance", m.data_provenance}, {"sha256", m.data_checksum}}},
          {"seconds", {{"jobs", m.job_seconds}, {"wall", m.wall_seconds}}}};
}

// As many digits as the interval can bear: two of its half-width; at most 7 in all.
std::string rounded(double value, double half_width) {
  std::array<char, 48> text;
  if (!std::isfinite(value)) return to_text(value);
  if (!std::isfinite(half_width) || half_width <= 0) {
    std::snprintf(text.data(), text.size(), "%.6g", value);
    return text.data();
  }
  const double magnitude = std::floor(std::log10(std::max(std::abs(value), half_width)));
  const int digits = static_cast<int>(std::clamp(magnitude - std::floor(std::log10(half_width)) + 2, 2.0, 7.0));
  if (magnitude < -4 || magnitude > 6) {
    std::snprintf(text.data(), text.size(), "%.*e", digits - 1, value);
  } else {
    std::snprintf(text.data(), text.size(), "%.*f", std::max(digits - 1 - static_cast<int>(magnitude), 0), value);
  }
  return text.data();
}

// Text for a cell of a Markdown table.
std::string cell(const std::string& text) {
  std::string result;
  for (const char c : text) result += c == '|' ? "\\|" : c == '\n' ? " " : std::string(1, c);
  return result;
}

// What was given and what assumed, and for which items: "D-11, D-12". In the order of the rows.
std::vector<std::pair<std::string, std::string>> items_by_settings(const std::vector<Row>& rows) {
  std::vector<std::pair<std::string, std::string>> groups;
  std::set<std::pair<std::string, std::string>> seen;
  for (const Row& row : rows) {
    const Published& p = row.published;
    std::string settings;
    if (!p.given.empty()) settings += "given " + p.given;
    if (!p.assumed.empty()) settings += (settings.empty() ? "assumed " : "; assumed ") + p.assumed;
    if (settings.empty() || !seen.insert({settings, p.id}).second) continue;
    const auto group = std::find_if(groups.begin(), groups.end(), [&](const auto& g) { return g.first == settings; });
    if (group == groups.end()) {
      groups.push_back({settings, p.id});
    } else {
      group->second += ", " + p.id;
    }
  }
  return groups;
}

std::string markdown(const Report& report) {
  std::string md = "# " + report.title + "\n\n**" + report.question + "**\n\nSource: " + report.source +
                   ".  \nData: " + report.data_label + ".\n";
  if (!report.rows.empty()) {
    md +=
        "\n## Published and reproduced\n\nOurs: mean over seeds, its 95 % interval, number of seeds.\n\n"
        "| item | quantity | published | ours | verdict | cause |\n|---|---|---|---|---|---|\n";
    for (const Row& row : report.rows) {
      std::string ours;
      for (const std::string& text : our_texts(row)) ours += (ours.empty() ? "" : "<br>") + text;
      const std::string& meaning = row.published.meaning;
      md += "| " + cell(row.published.id) + " | " +
            cell(row.published.quantity + (meaning.empty() ? "" : " (" + meaning + ")")) + " | " +
            cell(published_text(row)) + " | " + cell(ours) + " | " + to_string(row.judgement.verdict) + " | " +
            cell(row.judgement.cause) + " |\n";
    }
  }
  if (!report.findings.empty()) md += "\n## Findings\n\n" + report.findings + "\n";
  if (!report.figures.empty()) md += "\n## Figures\n";
  for (const FigureEntry& f : report.figures) {
    md += "\n![" + f.title + "](" + f.name + ".svg)\n\n" + f.caption + "  \n[data](" + f.name + ".dat), [script](" +
          f.name + ".gp), [PNG](" + f.name + ".png)\n";
  }
  std::string assumptions;
  for (const std::string& assumption : report.assumptions) assumptions += "- " + assumption + "\n";
  for (const auto& [settings, items] : items_by_settings(report.rows))
    assumptions += "- " + items + ": " + settings + "\n";
  if (!assumptions.empty()) md += "\n## Assumptions\n\n" + assumptions;
  md += "\n## Again\n\n    " + report.command +
        "\n\nAll samples are in [runs.csv](runs.csv), the settings in "
        "[manifest.json](manifest.json).\n";
  return md;
}

Report describe(const Experiment& experiment) {
  Report report;
  report.name = experiment.name;
  report.title = experiment.title;
  report.question = experiment.question;
  report.source = experiment.source;
  report.assumptions = experiment.assumptions;
  report.command = "experiments/run " + experiment.name;
  return report;
}

std::string why_not_judged(const Manifest& manifest) {
  if (manifest.data_provenance == "synthetic") return "measured on synthetic data";
  return manifest.effort == "quick" ? "a quick run" : "";
}

// Synthetic data may confirm an exact number, such as a shape, but never refute one.
Judgement judge_row(const Published& published, const Results& results, const Manifest& manifest) {
  const std::string reason = why_not_judged(manifest);
  Judgement judgement = judge(published, results, reason);
  if (judgement.verdict == Verdict::differs && !published.settled && manifest.data_provenance == "synthetic") {
    judgement.verdict = Verdict::no_data;
    judgement.cause = "not judged: " + reason;
  }
  return judgement;
}

}  // namespace

int rank_of(const Manifest& manifest) {
  if (manifest.effort == "quick") return 0;
  const std::vector<std::string> ascending = {"synthetic", "unverified", "lossy copy"};
  return 1 +
         static_cast<int>(std::find(ascending.begin(), ascending.end(), manifest.data_provenance) - ascending.begin());
}

std::optional<Manifest> load_manifest(const fs::path& folder) {
  const fs::path file = folder / "manifest.json";
  if (!fs::exists(file)) return {};
  try {
    const Json json = Json::parse(read_file(file));
    Manifest m;
    m.experiment = json.at("experiment");
    m.command = json.at("command");
    m.effort = json.at("effort");
    m.twin = json.at("twin");
    m.seeds = json.at("seeds").get<std::vector<std::uint64_t>>();
    if (!json.at("seeds_option").is_null()) m.seeds_option = json.at("seeds_option").get<Index>();
    if (!json.at("epochs_option").is_null()) m.epochs_option = json.at("epochs_option").get<Index>();
    m.jobs = json.at("jobs");
    m.threads = json.at("threads");
    m.compiler = json.at("compiler");
    m.flags = json.at("flags");
    m.data_label = json.at("data").at("label");
    m.data_provenance = json.at("data").at("provenance");
    m.data_checksum = json.at("data").at("sha256");
    m.job_seconds = json.at("seconds").at("jobs");
    m.wall_seconds = json.at("seconds").at("wall");
    return m;
  } catch (const Json::exception& error) {
    throw std::runtime_error(file.string() + " is damaged: " + error.what());
  }
}

Report report_of_nothing(const Experiment& experiment) {
  Report report = describe(experiment);
  report.data_label = "not run";
  for (const Published& published : experiment.published) {
    Judgement judgement;
    judgement.verdict = published.settled.value_or(Verdict::no_data);
    judgement.cause = published.settled ? published.cause : "not run";
    report.rows.push_back({published, judgement});
  }
  return report;
}

std::optional<Report> load_report(const fs::path& folder) {
  const fs::path file = folder / "summary.json";
  if (!fs::exists(file)) return {};
  try {
    const Json json = Json::parse(read_file(file));
    Report report;
    report.name = json.at("name");
    report.title = json.at("title");
    report.question = json.at("question");
    report.source = json.at("source");
    report.data_label = json.at("data");
    report.findings = json.at("findings");
    report.command = json.at("command");
    report.assumptions = json.at("assumptions").get<std::vector<std::string>>();
    for (const Json& row : json.at("published")) report.rows.push_back(row_from(row));
    for (const Json& f : json.at("figures")) report.figures.push_back({f.at("name"), f.at("title"), f.at("caption")});
    return report;
  } catch (const Json::exception& error) {
    throw std::runtime_error(file.string() + " is damaged: " + error.what());
  }
}

std::vector<std::string> our_texts(const Row& row) {
  std::vector<std::string> texts;
  const std::vector<Reading>& readings = row.judgement.readings;
  constexpr std::size_t most = 6;  // lines that a cell of a table bears
  if (readings.size() > most) {
    const auto [low, high] = std::minmax_element(readings.begin(), readings.end(),
                                                 [](const Reading& a, const Reading& b) { return a.mean < b.mean; });
    return {
        "lowest of " + std::to_string(readings.size()) + " readings: " + rounded(low->mean, 0) + " (" + low->run + ")",
        "highest: " + rounded(high->mean, 0) + " (" + high->run + ")"};
  }
  for (const Reading& r : row.judgement.readings) {
    std::string text = row.judgement.readings.size() > 1 ? r.run + ": " : "";
    if (!r.list.empty()) {
      texts.push_back(text + list_text(r.list, row.published.printed));
      continue;
    }
    const double half_width = (r.mean_interval.high - r.mean_interval.low) / 2;
    text += rounded(r.mean, half_width);
    if (std::isfinite(half_width) && half_width > 0) {
      text += " [" + rounded(r.mean_interval.low, half_width) + ", " + rounded(r.mean_interval.high, half_width) + "]";
    }
    text += ", n = " + std::to_string(r.finite);
    if (r.finite < r.count) text += " of " + std::to_string(r.count);
    texts.push_back(text);
  }
  return texts;
}

std::string published_text(const Row& row) {
  std::string text = row.published.printed + (row.published.unit.empty() ? "" : " " + row.published.unit);
  if (const auto& sampling = row.judgement.sampling) {
    const double half_width = (sampling->high - sampling->low) / 2;
    text += " [" + rounded(sampling->low, half_width) + ", " + rounded(sampling->high, half_width) + "]";
  }
  return text;
}

Report write_report(const Experiment& experiment, const Results& results, const Manifest& manifest,
                    const fs::path& root) {
  Report report = describe(experiment);
  report.data_label = results.data_label();
  report.command = manifest.command;
  for (const Published& published : experiment.published) {
    report.rows.push_back({published, judge_row(published, results, manifest)});
  }
  if (experiment.findings) report.findings = experiment.findings(results);

  const fs::path aside = root / ".jobs" / ("aside." + experiment.name + "." + std::to_string(::getpid()));
  fs::remove_all(aside);
  fs::create_directories(aside);
  try {
    write_file(aside / "runs.csv", samples_to_csv(results.samples()));
    for (const Figure& figure : experiment.figures ? experiment.figures(results) : std::vector<Figure>()) {
      draw(figure, aside);
      report.figures.push_back({figure.name, figure.title, figure.caption});
    }
    write_file(aside / "summary.md", markdown(report));
    write_file(aside / "summary.json", to_json(report).dump(2) + "\n");
    write_file(aside / "manifest.json", to_json(manifest).dump(2) + "\n");
    replace_folder(aside, root / experiment.name);
  } catch (...) {
    fs::remove_all(aside);
    throw;
  }
  return report;
}

}  // namespace backcheck::experiments
