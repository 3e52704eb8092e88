// What an experiment is: data. Its question, its source, the published numbers, the assumptions made where the report
// is silent, the runs, the figures, the findings. What runs, judges, draws and writes it is written once and knows no
// experiment.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "experiments/data/dataset.hpp"
#include "experiments/judging/claims.hpp"
#include "experiments/judging/comparison.hpp"
#include "experiments/judging/results.hpp"
#include "experiments/plotting/figure.hpp"
#include "experiments/training/training.hpp"
#include "experiments/writing/markdown.hpp"

namespace backcheck::experiments {

// How much to run: quick is seconds in all, on synthetic data, and proves that everything works; standard is what the
// verdicts rest on; full is the long version of a few experiments.
enum class Effort { quick, standard, full };

// What the user asked for.
struct Settings {
  Effort effort = Effort::standard;
  Twin twin = Twin::fast;
  std::optional<Index> epochs = {}, seeds = {};  // override those of every experiment

  template <class V>
  V pick(V quick, V standard, V full) const {
    return effort == Effort::quick ? quick : effort == Effort::standard ? standard : full;
  }
  // The number of seeds of an experiment that wants this many at each effort.
  Index seed_count(Index standard, Index full) const { return seeds.value_or(pick<Index>(1, standard, full)); }
  Index epoch_count(Index quick, Index standard, Index full) const {
    return epochs.value_or(pick(quick, standard, full));
  }
};

// Where what a job measures goes.
class Recorder {
 public:
  virtual ~Recorder() = default;
  virtual void record(double x, std::string_view quantity, double value) = 0;
  virtual void progress(double fraction) = 0;
};

struct JobContext {
  const Settings& settings;
  const Dataset& data;  // an empty one where the experiment needs none
  std::uint64_t seed = 0;
  Recorder& recorder;

  // At x, the epoch or the update or what the experiment says, this quantity has this value.
  void record(double x, std::string_view quantity, double value) const { recorder.record(x, quantity, value); }
  // For the estimate of the time left: the fraction of this job that is done, 0 to 1.
  void progress(double fraction) const { recorder.progress(fraction); }
};

// One configuration, to be run once for each of its seeds. These jobs are independent of each other and run in any
// order, on any machine, one thread each; the same job records the same samples.
struct Run {
  std::string name = {};  // "corrected", "step schedule"
  Index seeds = 1;        // how many
  std::uint64_t first_seed = 1;
  double seconds = 1;  // that one job takes, roughly, on one core at this effort: for scheduling and estimates
  std::function<void(const JobContext&)> body = {};
  bool exclusive = false;  // it measures time: nothing else may run beside it, and it has all threads
};

struct Experiment {
  std::string name = {};   // of its folder under reports/, lower case with hyphens: "a-one-epoch"
  int position = 0;        // among the experiments of its report
  std::string title = {};  // a few words
  std::string question = {};
  std::string source = {};  // "Report A, Fig. 3 to 6"
  DataNeed data = DataNeed::none;
  std::string x_means = "epoch";  // what x is in runs.csv
  std::vector<std::string> assumptions = {};
  std::vector<Comparison> published = {};
  std::vector<ClaimTest> claims = {};  // those that its results decide
  // The functions of the experiment's file; see experiment_file.hpp.
  std::function<std::vector<Run>(const Settings&)> runs = {};
  std::function<std::vector<plotting::Figure>(const Results&)> figures = {};
  std::function<writing::Markdown(const Results&)> findings = {};
};

using Catalogue = std::vector<Experiment>;

}  // namespace backcheck::experiments
