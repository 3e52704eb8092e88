// The outcome of one experiment: what its summary.md and summary.json, the ledger and the page say.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "experiments/judging/verdict.hpp"
#include "experiments/publishing/manifest.hpp"
#include "experiments/running/experiment.hpp"
#include "experiments/writing/markdown.hpp"
#include "reference/as_published/numbers.hpp"

namespace backcheck::experiments {

// A published number and what became of it.
struct JudgedNumber {
  published::Number number;
  std::string assumed;
  Judgement judgement;
};

// A sentence of a report and what became of it.
struct JudgedClaim {
  std::string item, says, where, measured;
  ClaimVerdict verdict = ClaimVerdict::not_tested;
  std::string effect;  // "+0.36 points [-0.10, 0.82], n = 10"
  std::string remark;
};

struct FigureEntry {
  std::string name, title, caption;
};

struct ExperimentSummary {
  std::string name, title, question, source, data_label, command, findings;
  std::vector<std::string> assumptions;
  std::vector<JudgedNumber> numbers;
  std::vector<JudgedClaim> claims;
  std::vector<FigureEntry> figures;
};

// "not run" is the data label of an experiment without results: every number is NO-DATA, or settled.
ExperimentSummary summary_without_results(const Experiment& experiment);
// Empty where the folder has none. Throws std::runtime_error with a sentence naming the file where it is none of ours.
std::optional<ExperimentSummary> load_summary(const std::filesystem::path& folder);
// The SVG of a figure. Throws std::runtime_error with a sentence where there is none, or one that gnuplot did not make.
std::string load_drawing(const std::filesystem::path& folder, const FigureEntry& figure);

// "89.4 [88.7, 90.1], n = 5" for each measurement, the run named where there are several.
std::vector<std::string> our_texts(const JudgedNumber& number);
// "WITHIN (filed under the wrong heading)".
std::string verdict_text(const Judgement& judgement);
// "89.12 % [88.49, 89.72]": the number as printed, and the binomial interval of an accuracy.
std::string published_text(const JudgedNumber& number);

// A table of them.
void add_claims(writing::Markdown& text, const std::vector<JudgedClaim>& claims);

// Judges, draws and writes everything to root/NAME: runs.csv, figures, summary.md for people, summary.json for the
// ledger and the page, manifest.json. The folder appears whole or not at all. Throws what figures throw.
ExperimentSummary write_summary(const Experiment& experiment, const Results& results, const Manifest& manifest,
                                const std::filesystem::path& root);

}  // namespace backcheck::experiments
