#include "experiments/publishing/ledger.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

#include "experiments/writing/csv.hpp"
#include "experiments/writing/files.hpp"
#include "experiments/writing/markdown.hpp"
#include "experiments/writing/text.hpp"

namespace backcheck::experiments {

namespace fs = std::filesystem;

namespace {

using writing::csv_line;
using writing::Markdown;
using writing::to_text;
using writing::write_file;

Markdown& add_counts(Markdown& text, const std::vector<ExperimentSummary>& summaries) {
  Markdown::Row header{"report"};
  for (const Verdict verdict : all_verdicts) header.push_back(to_string(verdict) + ":");
  std::vector<Markdown::Row> rows;
  for (const auto& [name, counts] : count_verdicts(summaries)) {
    rows.push_back({name});
    for (const Verdict verdict : all_verdicts) {
      const auto found = counts.find(verdict);
      rows.back().push_back(found == counts.end() ? "" : std::to_string(found->second));
    }
  }
  return text.table(header, rows);
}

void add_numbers(Markdown& text, const std::vector<ExperimentSummary>& summaries, const std::string& folder_prefix,
                 const std::function<bool(const JudgedNumber&)>& wanted) {
  std::vector<Markdown::Row> rows;
  for (const ExperimentSummary& summary : summaries) {
    for (const JudgedNumber& judged : summary.numbers) {
      if (!wanted(judged)) continue;
      rows.push_back(
          {judged.number.item(), judged.number.quantity, published_text(judged),
           writing::joined(our_texts(judged), "<br>"), verdict_text(judged.judgement), judged.judgement.cause,
           summary.data_label == "not run" ? summary.name
                                           : fmt::format("[{0}]({1}{0}/summary.md)", summary.name, folder_prefix)});
    }
  }
  if (rows.empty()) return;
  text.table({"item", "quantity", "published", "ours", "verdict", "cause", "experiment"}, rows);
}

std::string csv(const std::vector<ExperimentSummary>& summaries) {
  std::string text = csv_line({"report",    "item",      "experiment",     "data",
                               "quantity",  "published", "unit",           "meaning",
                               "given",     "assumed",   "sampling_low",   "sampling_high",
                               "run",       "n",         "n_finite",       "mean",
                               "mean_low",  "mean_high", "prediction_low", "prediction_high",
                               "deviation", "verdict",   "flag",           "cause"});
  for (const ExperimentSummary& summary : summaries) {
    for (const auto& [p, assumed, j] : summary.numbers) {
      std::vector<Measurement> measurements = j.measurements;
      if (measurements.empty()) measurements.resize(1);  // a line all the same
      for (const Measurement& m : measurements) {
        const bool ours = !j.measurements.empty();
        const auto number = [&](bool there, double value) { return there ? to_text(value) : ""; };
        text += csv_line({p.report(),
                          p.item(),
                          summary.name,
                          summary.data_label,
                          p.quantity,
                          p.printed,
                          p.unit,
                          p.meaning,
                          p.given,
                          assumed,
                          number(j.sampling.has_value(), j.sampling ? j.sampling->low : 0),
                          number(j.sampling.has_value(), j.sampling ? j.sampling->high : 0),
                          m.run,
                          ours ? std::to_string(m.count) : "0",
                          ours ? std::to_string(m.finite) : "0",
                          m.list.empty() ? number(ours, m.mean) : list_text(m.list, p.printed),
                          number(ours, m.mean_interval.low),
                          number(ours, m.mean_interval.high),
                          number(ours, m.prediction.low),
                          number(ours, m.prediction.high),
                          number(ours && std::isfinite(m.deviation), m.deviation),
                          to_string(j.verdict),
                          j.flag,
                          j.cause});
      }
    }
  }
  return text;
}

// "15 SUPPORTED", "5 REFUTED".
std::vector<std::string> counted(const std::map<ClaimVerdict, int>& claims) {
  std::vector<std::string> texts;
  for (const auto& [verdict, count] : claims) texts.push_back(fmt::format("{} {}", count, to_string(verdict)));
  return texts;
}

}  // namespace

std::vector<ExperimentSummary> collect_summaries(const Catalogue& catalogue, const fs::path& root,
                                                 const std::function<void(const std::string&)>& complain) {
  std::vector<ExperimentSummary> summaries;
  for (const Experiment& experiment : catalogue) {
    const fs::path folder = root / experiment.name;
    const auto is_read = [&](const std::function<void()>& read) {
      try {
        read();
        return true;
      } catch (const std::runtime_error& error) {
        complain(fmt::format("{}; it is left out of the overview ('experiments/run --plots-only {}' makes it again)",
                             writing::sentence(error), experiment.name));
        return false;
      }
    };
    std::optional<ExperimentSummary> summary;
    is_read([&] { summary = load_summary(folder); });
    summaries.push_back(summary ? std::move(*summary) : summary_without_results(experiment));
    std::erase_if(summaries.back().figures,
                  [&](const FigureEntry& figure) { return !is_read([&] { load_drawing(folder, figure); }); });
  }
  return summaries;
}

std::string source_report(const ExperimentSummary& summary) {
  constexpr std::size_t length = std::string_view("Report A").size();
  const std::size_t start = summary.source.find("Report ");
  return start == std::string::npos ? "" : summary.source.substr(start, length);
}

std::map<std::string, VerdictCounts> count_verdicts(const std::vector<ExperimentSummary>& summaries) {
  std::map<std::string, VerdictCounts> counts;
  for (const ExperimentSummary& summary : summaries) {
    for (const JudgedNumber& judged : summary.numbers) ++counts[judged.number.report()][judged.judgement.verdict];
  }
  return counts;
}

std::vector<std::pair<std::string, const JudgedClaim*>> claims_by_item(
    const std::vector<ExperimentSummary>& summaries) {
  std::vector<std::pair<std::string, const JudgedClaim*>> claims;
  for (const ExperimentSummary& summary : summaries) {
    for (const JudgedClaim& claim : summary.claims) claims.emplace_back(summary.name, &claim);
  }
  std::stable_sort(claims.begin(), claims.end(),
                   [](const auto& a, const auto& b) { return a.second->item < b.second->item; });
  return claims;
}

std::vector<ReportOutcome> outcomes(const std::vector<ExperimentSummary>& summaries) {
  std::map<std::string, ReportOutcome> reports;
  const auto add_once = [](std::vector<std::string>& to, const std::string& text) {
    if (std::find(to.begin(), to.end(), text) == to.end()) to.push_back(text);
  };
  for (const ExperimentSummary& summary : summaries) {
    for (const auto& [number, assumed, judgement] : summary.numbers) {
      ReportOutcome& outcome = reports[number.report()];
      const Verdict verdict = judgement.verdict;
      if (verdict == Verdict::no_data || verdict == Verdict::unknowable || verdict == Verdict::artefact) continue;
      if (published::is_setting(number.id)) continue;  // it cannot but agree
      ++outcome.numbers;
      outcome.as_printed += verdict == Verdict::exact || verdict == Verdict::within || verdict == Verdict::explained;
      outcome.with_open_settings += verdict == Verdict::explained;
      if (verdict == Verdict::explained) {
        constexpr std::size_t most = 3;  // that a sentence bears
        const std::vector<std::string>& by = judgement.explained_by;
        add_once(outcome.explained, fmt::format("{} by {}{}", judgement.run,
                                                by.size() > most ? fmt::format("{} choices of the settings", by.size())
                                                                 : writing::joined(by, " or "),
                                                judgement.worth.empty() ? "" : " (" + judgement.worth + ")"));
      }
      if (verdict == Verdict::unexplained) add_once(outcome.unexplained, judgement.run);
      if (verdict == Verdict::differs) add_once(outcome.differing, number.item());
    }
  }
  for (const auto& [experiment, claim] : claims_by_item(summaries))
    ++reports["Report " + claim->item.substr(0, 1)].claims[claim->verdict];
  std::vector<ReportOutcome> all;
  for (auto& [report, outcome] : reports) {
    outcome.report = report;
    all.push_back(std::move(outcome));
  }
  return all;
}

std::string sentences(const ReportOutcome& outcome) {
  std::string text =
      fmt::format("{} of {} numbers that can be judged come out as printed", outcome.as_printed, outcome.numbers);
  if (outcome.with_open_settings > 0) {
    text += fmt::format(", {} of them with a choice of what the report leaves open", outcome.with_open_settings);
  }
  text += ".";
  const auto add = [&](const char* what, const std::vector<std::string>& all) {
    if (!all.empty()) text += fmt::format(" {}: {}.", what, writing::joined(all, "; "));
  };
  add("Runs with unstated settings that are explained", outcome.explained);
  add("Unexplained", outcome.unexplained);
  add("Numbers that differ", outcome.differing);
  add("Of what it concludes", counted(outcome.claims));
  return text;
}

void write_ledger(const std::vector<ExperimentSummary>& summaries, const fs::path& root) {
  write_file(root / "ledger.csv", csv(summaries));
  Markdown md;
  md.heading(1, "Published numbers");
  md.paragraph(
      "What each report prints, what we get, and whether the one is what one more run of ours could have given.\n"
      "Ours: mean over seeds, its 95 % interval, number of seeds. Brackets behind a published accuracy: its 95 % "
      "binomial interval.");
  md.table(
      {"verdict", "meaning"},
      {{"EXACT", "a deterministic number, equal within its tolerance"},
       {"WITHIN", "inside the 95 % prediction interval of one more run of ours"},
       {"NEAR", "outside it, inside twice its width"},
       {"DIFFERS", "further away; the cause is given"},
       {"EXPLAINED", "the report leaves settings open, and a choice of them explains all numbers of the run"},
       {"UNEXPLAINED", "none of the choices that were tried explains all numbers of the run; the nearest is named"},
       {"UNKNOWABLE", "it depends on what nobody can find out, such as the hardware"},
       {"ARTEFACT", "the report's number does not measure what it claims to"},
       {"NO-DATA", "nothing of ours can judge it"}});
  add_counts(md, summaries);
  add_numbers(md, summaries, "", [](const JudgedNumber&) { return true; });
  std::vector<JudgedClaim> claims;
  for (const auto& [experiment, claim] : claims_by_item(summaries)) claims.push_back(*claim);
  if (!claims.empty()) {
    md.heading(1, "What the reports conclude");
    md.paragraph(
        "Each effect is above 0 where the sentence is true: seed by seed, its mean and 95 % interval. SUPPORTED: the "
        "interval lies above 0; REFUTED: below; NOT ESTABLISHED: it has 0 in it. CONFOUNDED: what the report compares "
        "differs in more than the sentence says.");
    add_claims(md, claims);
  }
  write_file(root / "ledger.md", md.text());
}

void update_readme(const std::vector<ExperimentSummary>& summaries, const std::optional<FigureEntry>& overview,
                   const fs::path& root) {
  const std::string begin = "<!-- results:begin -->", end = "<!-- results:end -->";
  const fs::path folder = fs::absolute(root).lexically_normal(), readme = folder.parent_path() / "README.md";
  if (folder.filename() != "reports" || !fs::exists(readme)) return;
  const std::string text = writing::read_file(readme);
  const std::size_t from = text.find(begin), to = text.find(end);
  if (from == std::string::npos || to == std::string::npos || to < from) return;
  Markdown md;
  md.paragraph(
      "{}\n\nNumbers that the reports print, by verdict (each of them, with its cause: [ledger](reports/ledger.md)):",
      begin);
  add_counts(md, summaries);
  if (overview) md.paragraph("![{}](reports/overview/{}.svg)", overview->title, overview->name);
  std::map<ClaimVerdict, int> counts;
  for (const ReportOutcome& outcome : outcomes(summaries)) {
    md.bullet("**{}**: {}", outcome.report, sentences(outcome));
    for (const auto& [verdict, count] : outcome.claims) counts[verdict] += count;
  }
  if (!counts.empty()) {
    const bool any_refuted = counts.contains(ClaimVerdict::refuted);
    md.paragraph("Sentences that they conclude with, tested: {}.{}", writing::joined(counted(counts), ", "),
                 any_refuted ? " Refuted:" : "");
  }
  for (const auto& [experiment, claim] : claims_by_item(summaries)) {
    if (claim->verdict != ClaimVerdict::refuted) continue;
    md.bullet("{}: *{}*. Measured: {}: {}.", claim->item, claim->says, claim->measured, claim->effect);
  }
  const std::string block = md.text() + "\n";
  const std::string updated = text.substr(0, from) + block + text.substr(to);
  if (updated != text) write_file(readme, updated);
}

}  // namespace backcheck::experiments
