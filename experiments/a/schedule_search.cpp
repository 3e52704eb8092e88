// Report A's run with a learning rate that is lowered: which start, end and kind of schedule give what it prints, with
// its own gradient or with the right one?
#include "experiments/a/epoch.hpp"
#include "experiments/a/variants.hpp"
#include "experiments/experiment_file.hpp"
#include "experiments/judging/search.hpp"

namespace backcheck::experiments {
namespace {

using namespace report_a;

constexpr const char* item = "A-22";
enum { first_rate, last_part, kind, variant };  // the settings
const std::vector<std::string> kinds{"exponential", "ten steps", "cosine"}, variants{"as published", "corrected"};
const Search search{{32,
                     {{.name = "first rate", .low = 1e-4, .high = 0.03, .logarithmic = true},
                      {.name = "last / first", .low = 1e-3, .high = 1, .logarithmic = true},
                      {.name = "schedule", .kinds = kinds},
                      {.name = "formulas", .kinds = variants}}}};

std::vector<Comparison> comparisons();

Experiment declaration() {
  return {
      .name = "a-schedule-search",
      .position = 7,
      .title = "A schedule: a search",
      .question = "Which schedule, from which rate to which, gives all that Report A prints of its run with one?",
      .source = "Report A, section III.A.1, Fig. 4",
      .data = DataNeed::mnist,
      .x_means = "update",
      .assumptions = {"One epoch of one image an update, shuffled; weights N(0, 2 / fan-in); pixels in [-0.5, 0.5].",
                      "The rate falls from the first to the last within the epoch: exponentially, in ten equal "
                      "steps of the exponent, or as a half cosine."},
      .published = comparisons()};
}

void train_so(const JobContext& context, const Trial& trial);

std::vector<Run> runs(const Settings& settings) {
  std::vector<Run> runs;
  for (const Trial& trial : trials(search, settings.pick<Index>(2, 6, 1000))) {
    runs.push_back({.name = trial.run,
                    .seeds = settings.seed_count(3, 4),
                    .seconds = settings.pick(0.05, 1.8, 1.8),
                    .body = [trial](const JobContext& context) { train_so(context, trial); }});
  }
  return runs;
}

void train_so(const JobContext& context, const Trial& trial) {
  const Variant formulas = variant_named(variants[static_cast<std::size_t>(trial.values[variant])]);
  const Index updates = training_images(context);
  const double first = trial.values[first_rate], part = trial.values[last_part];
  Schedule schedule{.kind = Schedule::Kind::exponential, .initial = first, .factor = part, .period = updates};
  if (trial.values[kind] == 1) {
    schedule = {.kind = Schedule::Kind::step,
                .initial = first,
                .factor = std::pow(part, 1.0 / 9),
                .period = std::max<Index>(1, updates / 10)};
  } else if (trial.values[kind] == 2) {
    schedule = {.kind = Schedule::Kind::cosine, .initial = first, .final = first * part, .period = updates};
  }
  Network<float> network = cnn<float>(formulas, context.settings.twin, context.seed);
  one_epoch(context, network, observed_loss<float>(formulas, context.settings.twin),
            {.batch_size = 1, .schedule = schedule}, static_cast<double>(updates));
}

std::vector<Comparison> comparisons() {
  std::vector<std::string> runs;
  for (const Trial& trial : trials(search)) runs.push_back(trial.run);
  return compare_epoch(item, {.assumed = "initialisation, one image an update, order; the schedule is searched"}, runs);
}

std::vector<Figure> figures(const Results& results) {
  return {search_figure("F05-schedule-search", "Report A's run with a schedule", search,
                        choices(comparisons(), results), results.data_label() + ", one epoch of one image an update.")};
}

Markdown findings(const Results& results) {
  Markdown text;
  describe_search(text, search, comparisons(), results);
  return text;
}

}  // namespace
}  // namespace backcheck::experiments
