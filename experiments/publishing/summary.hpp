// The folder of an experiment: runs.csv, figures, summary.md for people, summary.json for the ledger and the page,
// manifest.json.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "experiments/support/experiment.hpp"
#include "experiments/support/verdict.hpp"

namespace backcheck::experiments {

// How the results of an experiment came about.
struct Manifest {
  std::string experiment, effort, twin, compiler, flags, command;
  std::optional<Index> seeds_option, epochs_option;  // where the user overrode those of the experiment
  std::vector<std::uint64_t> seeds;
  int threads = 1;
  Index jobs = 0;
  std::string data_label, data_provenance, data_checksum;  // provenance "none" where no data set is needed
  double job_seconds = 0, wall_seconds = 0;  // of all jobs together; of the whole invocation until the report
};

// Results of a lower rank never replace those of a higher: 0 quick, 1 synthetic, 2 unverified, 3 a lossy
// copy, 4 verified or none needed.
int rank_of(const Manifest& manifest);
// That of the results in this folder; empty where there are none.
std::optional<Manifest> load_manifest(const std::filesystem::path& folder);

// One published number and what became of it.
struct Row {
  Published published;  // without its queries
  Judgement judgement;
};

struct FigureEntry {
  std::string name, title, caption;
};

// All that the ledger and the page say of an experiment.
struct Report {
  std::string name, title, question, source, data_label, command, findings;
  std::vector<std::string> assumptions;
  std::vector<Row> rows;
  std::vector<FigureEntry> figures;
};
// That of an experiment that has not been run: every row is NO-DATA, or settled.
Report report_of_nothing(const Experiment& experiment);
// Empty where the folder has none.
std::optional<Report> load_report(const std::filesystem::path& folder);

// "89.4 [88.7, 90.1], n = 5" for each reading, the run named where there are several.
std::vector<std::string> our_texts(const Row& row);
// "89.12 % [88.49, 89.72]": the number as printed, and the binomial interval of an accuracy.
std::string published_text(const Row& row);

// Judges, draws and writes everything to root/NAME, which appears whole or not at all. Throws what figures throw.
Report write_report(const Experiment& experiment, const Results& results, const Manifest& manifest,
                    const std::filesystem::path& root);

}  // namespace backcheck::experiments
