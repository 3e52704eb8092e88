// Report A raises the learning rate until exp overflows, then lowers it step by step. Where does training break, for
// which softmax and which number type, and what does a schedule buy?
#include "experiments/a/epoch.hpp"
#include "experiments/a/schedules.hpp"
#include "experiments/a/stability_map.hpp"
#include "experiments/experiment_file.hpp"

namespace backcheck::experiments {
namespace {

using namespace report_a;

constexpr const char* item = "A-22";

Experiment declaration() {
  return {
      .name = "a-schedule",
      .position = 4,
      .title = "Learning rates, overflow and schedules",
      .question =
          "At which learning rate does the unshifted softmax overflow, would the shifted one have helped, and what "
          "does a schedule buy?",
      .source = "Report A, section III.A.1, Fig. 4",
      .data = DataNeed::mnist,
      .x_means = "update",
      .assumptions = {
          "The report gives neither the rate at which exp overflowed nor its schedule: six rates and six schedules; "
          "a-schedule-search looks for the one that gives its numbers.",
          "Its arithmetic is taken to be double, that of numpy; float is run as well.",
          fmt::format("Schedules start at {:g} as published and at {:g} corrected. Step halves the rate every tenth "
                      "of the epoch; exponential falls to 1 % in one epoch, fast exponential tenfold every tenth; "
                      "cosine ends at 0; warm-up takes a tenth.",
                      scheduled_as_published.start, scheduled_corrected.start),
          "One image an update, weights N(0, 2 / fan-in), shuffled."}};
}

std::vector<Run> runs(const Settings& settings) {
  std::vector<Run> runs = stability_runs(settings);
  for (Run& run : schedule_runs(settings)) runs.push_back(std::move(run));
  return runs;
}

std::vector<Figure> figures(const Results& results) {
  return {stability_figure(results), schedules_figure(results), schedule_results_figure(results)};
}

Markdown findings(const Results& results) {
  Markdown text;
  add_stability_table(text, results);
  for (const ScheduledNetwork& network : {scheduled_as_published, scheduled_corrected}) {
    add_nearest_run(text, results, network.runs(), item);
    const NearChance ended = near_chance(results, network.runs());
    if (ended.of == 0) continue;
    text.bullet("*{}*, from {:g}, {} of {} runs of all schedules and seeds end near chance.", network.name,
                network.start, ended.seeds, ended.of);
  }
  return text;
}

}  // namespace
}  // namespace backcheck::experiments
