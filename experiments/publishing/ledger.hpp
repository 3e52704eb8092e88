// All published numbers of all reports, and what became of each.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "experiments/publishing/summary.hpp"

namespace backcheck::experiments {

// One summary per experiment of the catalogue, read from the folders under `root`; what was not run there says so. What
// cannot be read, a summary or one of its figures, is left out, and `complain` is called with a sentence about it.
std::vector<ExperimentSummary> collect_summaries(const Catalogue& catalogue, const std::filesystem::path& root,
                                                 const std::function<void(const std::string&)>& complain);

// "Report A" of "Report A, Fig. 3 to 6"; empty where the source names none.
std::string source_report(const ExperimentSummary& summary);

using VerdictCounts = std::map<Verdict, int>;
// How often each verdict was given, by the report that published the number ("Report A", ...), from its item ("A-20").
std::map<std::string, VerdictCounts> count_verdicts(const std::vector<ExperimentSummary>& summaries);

// All judged claims by item, each with the name of the experiment that judged it.
std::vector<std::pair<std::string, const JudgedClaim*>> claims_by_item(const std::vector<ExperimentSummary>& summaries);

// What became of a report, in a few words each.
struct ReportOutcome {
  std::string report;  // "Report A"
  // Printed and judged; exact, within or explained; explained, by a choice of what the report leaves open.
  Index numbers = 0, as_printed = 0, with_open_settings = 0;
  std::vector<std::string> explained;    // "A-20 by as published, rate 0.001"
  std::vector<std::string> unexplained;  // runs: "A-22"
  std::vector<std::string> differing;    // items of numbers that differ: "B-12"
  std::map<ClaimVerdict, int> claims;
};
std::vector<ReportOutcome> outcomes(const std::vector<ExperimentSummary>& summaries);
// Those words: "18 of 30 numbers come out as printed. Explained: ... Unexplained: ... Of what it concludes: ..."
std::string sentences(const ReportOutcome& outcome);

// root/ledger.csv and root/ledger.md.
void write_ledger(const std::vector<ExperimentSummary>& summaries, const std::filesystem::path& root);

// Rewrites what stands between "<!-- results:begin -->" and "<!-- results:end -->" in the README.md beside `root`, if
// `root` is named "reports" and there is such a README. `overview` is the figure in root/overview, where there is one.
void update_readme(const std::vector<ExperimentSummary>& summaries, const std::optional<FigureEntry>& overview,
                   const std::filesystem::path& root);

}  // namespace backcheck::experiments
