#include "experiments/support/ledger.hpp"

#include <array>
#include <cmath>
#include <functional>

#include "experiments/support/csv.hpp"
#include "experiments/support/files.hpp"

namespace backcheck::experiments {

namespace fs = std::filesystem;

namespace {

constexpr std::array<Verdict, 8> all_verdicts = {Verdict::exact,           Verdict::within,   Verdict::near,
                                                 Verdict::differs,         Verdict::artefact, Verdict::mislabelled,
                                                 Verdict::underdetermined, Verdict::no_data};

// "Report A" of "A-20".
std::string report_of_item(const std::string& id) {
  const std::size_t dash = id.find('-');
  return "Report " + id.substr(0, dash);
}

std::string cell(const std::string& text) {
  std::string result;
  for (const char c : text) result += c == '|' ? "\\|" : c == '\n' ? " " : std::string(1, c);
  return result;
}

std::string joined(const std::vector<std::string>& parts, const std::string& separator) {
  std::string text;
  for (const std::string& part : parts) text += (&part == &parts.front() ? "" : separator) + part;
  return text;
}

std::string counts_table(const std::vector<Report>& reports) {
  std::string table = "| report |", rule = "|---|";
  for (const Verdict verdict : all_verdicts) {
    table += " " + to_string(verdict) + " |";
    rule += "---:|";
  }
  table += "\n" + rule + "\n";
  for (const auto& [name, counts] : count_verdicts(reports)) {
    table += "| " + name + " |";
    for (const Verdict verdict : all_verdicts) {
      const auto found = counts.find(verdict);
      table += " " + (found == counts.end() ? "" : std::to_string(found->second)) + " |";
    }
    table += "\n";
  }
  return table;
}

std::string rows_table(const std::vector<Report>& reports, const std::string& folder_prefix,
                       const std::function<bool(const Row&)>& wanted) {
  std::string table;
  for (const Report& report : reports) {
    for (const Row& row : report.rows) {
      if (!wanted(row)) continue;
      if (table.empty()) {
        table =
            "| item | quantity | published | ours | verdict | cause | experiment |\n|---|---|---|---|---|---|---|\n";
      }
      const std::string link = report.data_label == "not run"
                                   ? report.name
                                   : "[" + report.name + "](" + folder_prefix + report.name + "/summary.md)";
      table += "| " + cell(row.published.id) + " | " + cell(row.published.quantity) + " | " +
               cell(published_text(row)) + " | " + cell(joined(our_texts(row), "<br>")) + " | " +
               to_string(row.judgement.verdict) + " | " + cell(row.judgement.cause) + " | " + link + " |\n";
    }
  }
  return table;
}

std::string csv(const std::vector<Report>& reports) {
  std::string text = csv_line({"report",    "item",      "experiment",     "data",
                               "quantity",  "published", "unit",           "meaning",
                               "given",     "assumed",   "sampling_low",   "sampling_high",
                               "run",       "n",         "n_finite",       "mean",
                               "mean_low",  "mean_high", "prediction_low", "prediction_high",
                               "deviation", "verdict",   "cause"});
  for (const Report& report : reports) {
    for (const Row& row : report.rows) {
      const Published& p = row.published;
      const Judgement& j = row.judgement;
      std::vector<Reading> readings = j.readings;
      if (readings.empty()) readings.resize(1);  // a line all the same
      for (const Reading& r : readings) {
        const bool ours = !j.readings.empty();
        const auto number = [&](bool there, double value) { return there ? to_text(value) : ""; };
        text += csv_line({report_of_item(p.id),
                          p.id,
                          report.name,
                          report.data_label,
                          p.quantity,
                          p.printed,
                          p.unit,
                          p.meaning,
                          p.given,
                          p.assumed,
                          number(j.sampling.has_value(), j.sampling ? j.sampling->low : 0),
                          number(j.sampling.has_value(), j.sampling ? j.sampling->high : 0),
                          r.run,
                          ours ? std::to_string(r.count) : "0",
                          ours ? std::to_string(r.finite) : "0",
                          r.list.empty() ? number(ours, r.mean) : list_text(r.list, p.printed),
                          number(ours, r.mean_interval.low),
                          number(ours, r.mean_interval.high),
                          number(ours, r.prediction.low),
                          number(ours, r.prediction.high),
                          number(ours && std::isfinite(r.deviation), r.deviation),
                          to_string(j.verdict),
                          j.cause});
      }
    }
  }
  return text;
}

}  // namespace

std::vector<Report> collect_reports(const fs::path& root) {
  std::vector<Report> reports;
  for (const Experiment& experiment : catalogue()) {
    std::optional<Report> report = load_report(root / experiment.name);
    reports.push_back(report ? std::move(*report) : report_of_nothing(experiment));
  }
  return reports;
}

std::string source_report(const Report& report) {
  constexpr std::size_t length = std::string_view("Report A").size();
  const std::size_t start = report.source.find("Report ");
  return start == std::string::npos ? "" : report.source.substr(start, length);
}

std::map<std::string, Counts> count_verdicts(const std::vector<Report>& reports) {
  std::map<std::string, Counts> counts;
  for (const Report& report : reports) {
    for (const Row& row : report.rows) ++counts[report_of_item(row.published.id)][row.judgement.verdict];
  }
  return counts;
}

void write_ledger(const std::vector<Report>& reports, const fs::path& root) {
  write_file(root / "ledger.csv", csv(reports));
  write_file(root / "ledger.md",
             "# Published numbers\n\nWhat each report prints, what we get, and whether the one is what one more run of "
             "ours could have given.\nOurs: mean over seeds, its 95 % interval, number of seeds. Brackets behind a "
             "published accuracy: its 95 % binomial interval.\n\n| verdict | meaning |\n|---|---|\n"
             "| EXACT | a deterministic number, equal within its tolerance |\n"
             "| WITHIN | inside the 95 % prediction interval of one more run of ours |\n"
             "| NEAR | outside it, inside twice its width |\n"
             "| DIFFERS | further away; the cause is given |\n"
             "| ARTEFACT | the report's number does not measure what it claims to |\n"
             "| MISLABELLED | the report's number is something else than it says |\n"
             "| UNDERDETERMINED | the report leaves settings open; the range over our readings of it is given |\n"
             "| NO-DATA | nothing of ours can judge it |\n\n" +
                 counts_table(reports) + "\n" + rows_table(reports, "", [](const Row&) { return true; }));
}

void update_readme(const std::vector<Report>& reports, const std::optional<FigureEntry>& overview,
                   const fs::path& root) {
  const std::string begin = "<!-- results:begin -->", end = "<!-- results:end -->";
  const fs::path folder = fs::absolute(root).lexically_normal(), readme = folder.parent_path() / "README.md";
  if (folder.filename() != "reports" || !fs::exists(readme)) return;
  const std::string text = read_file(readme);
  const std::size_t from = text.find(begin), to = text.find(end);
  if (from == std::string::npos || to == std::string::npos || to < from) return;
  const auto differs = [](const Row& row) { return row.judgement.verdict == Verdict::differs; };
  const std::string differing = rows_table(reports, "reports/", differs);
  const std::string block =
      begin + "\n\nPublished numbers by verdict (all of them: [ledger](reports/ledger.md), " +
      "[page](reports/index.html)):\n\n" + counts_table(reports) +
      (overview ? "\n![" + overview->title + "](reports/overview/" + overview->name + ".svg)\n" : "") +
      (differing.empty() ? "" : "\nThose that differ:\n\n" + differing) + "\n";
  const std::string updated = text.substr(0, from) + block + text.substr(to);
  if (updated != text) write_file(readme, updated);
}

}  // namespace backcheck::experiments
