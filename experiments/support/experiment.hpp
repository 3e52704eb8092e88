// What an experiment is: data. Its question, its source, the published numbers, the assumptions made where the report
// is silent, the runs, the figures. The code that runs, judges, draws and writes is written once and knows no
// experiment.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "experiments/data/dataset.hpp"
#include "experiments/support/figure.hpp"
#include "experiments/support/training.hpp"

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

// What a job measures goes here: (x, quantity, value), x being the epoch or the step, as the experiment says.
class Recorder {
 public:
  virtual ~Recorder() = default;
  virtual void record(double x, std::string_view quantity, double value) = 0;
  // For the estimate of the time left: the fraction of this job that is done, 0 to 1.
  virtual void progress(double fraction) = 0;
};

struct JobContext {
  const Settings& settings;
  const Dataset& data;  // an empty one where the experiment needs none
  std::uint64_t seed = 0;
  Recorder& recorder;
};

// One configuration and one seed. Jobs are independent of each other and run in any order, on any machine, one thread
// each; the same job gives the same samples.
struct Job {
  std::string run = {};    // the configuration: "corrected", "step schedule"; the same for all its seeds
  std::uint64_t seed = 1;  // from 1
  double seconds = 1;      // what it takes, roughly, on one core at this effort: for scheduling and for the estimate
  std::function<void(const JobContext&)> body = {};
  bool exclusive = false;  // it measures time: nothing else may run beside it
};

// `run` once for each of the seeds 1 to seed_count.
void add_jobs(std::vector<Job>& jobs, const std::string& run, Index seed_count, double seconds,
              const std::function<void(const JobContext&)>& body);

// A row of runs.csv.
struct Sample {
  std::string run;
  std::uint64_t seed = 0;
  double x = 0;
  std::string quantity;
  double value = 0;
};

// All samples of one experiment, in the order of its jobs.
class Results {
 public:
  Results(std::vector<Sample> samples, std::string data_label);

  const std::vector<Sample>& samples() const { return samples_; }
  const std::string& data_label() const { return data_label_; }
  // The runs that recorded anything, in order of first appearance.
  std::vector<std::string> runs() const;
  // One value a seed: at x, or at the largest x that the seed recorded. Empty where there is none.
  std::vector<double> values(std::string_view run, std::string_view quantity, std::optional<double> x = {}) const;
  // For each x, the values of all seeds.
  std::map<double, std::vector<double>> curve(std::string_view run, std::string_view quantity) const;

 private:
  std::vector<Sample> samples_;
  std::string data_label_;
};

enum class Verdict { exact, within, near, differs, artefact, mislabelled, underdetermined, no_data };

// Where in the results the counterpart of a published number is found.
struct Query {
  std::string run, quantity;
  std::optional<double> x = {};  // the largest one recorded, by default
  double scale = 1;              // 100 where the report prints percent and we record a fraction
};

// A published number and how it is to be judged.
struct Published {
  std::string id = {};        // of the item: "A-20"; several numbers of one item are told apart by `quantity`
  std::string quantity = {};  // "test accuracy after one epoch"
  // As the report prints it: "89.12"; its last digit sets the rounding allowed for. A list, "4x24x24" or "0, 1, 1", is
  // compared entry by entry with our values at x = 0, 1, 2, ...; it needs a tolerance.
  std::string printed = {};
  std::string unit = {};     // "%", "nats", "s"; empty for a pure number
  std::string meaning = {};  // what it really is, where the report does not say or says otherwise
  std::string given = {};    // the settings that the report gives
  std::string assumed = {};  // the settings assumed where it is silent
  // Our counterparts. One: judged by its interval over seeds. Several: each is one reading of an underspecified report.
  std::vector<Query> ours = {};
  // For a deterministic number: the largest absolute difference from `printed` that still counts as exact.
  std::optional<double> tolerance = {};
  // A magnitude, such as a round-off error: judged by the interval of the logarithms of our values.
  bool logarithmic = false;
  // A verdict that no measurement of ours can change: artefact, mislabelled, no_data, or underdetermined (a time on
  // hardware that is not named). Otherwise the rule decides.
  std::optional<Verdict> settled = {};
  std::string cause = {};  // why it differs, is an artefact, is mislabelled or underdetermined; tested, not guessed
  Index sample_size = 0;   // images that a published accuracy was measured on, for its binomial interval; 0: not one
};

struct Experiment {
  std::string name = {};   // of its folder under reports/, lower case with hyphens: "a-one-epoch"
  std::string title = {};  // a few words
  std::string question = {};
  std::string source = {};  // "Report A, Fig. 3 to 6"
  DataNeed data = DataNeed::none;
  std::string x_means = "epoch";  // what x is in runs.csv
  std::vector<std::string> assumptions = {};
  std::vector<Published> published = {};
  std::function<std::vector<Job>(const Settings&)> jobs = {};
  std::function<std::vector<Figure>(const Results&)> figures = {};
  // What was found, in Markdown, its numbers taken from the results. Optional.
  std::function<std::string(const Results&)> findings = {};
};

// All experiments, in the order of the reports.
const std::vector<Experiment>& catalogue();

}  // namespace backcheck::experiments
