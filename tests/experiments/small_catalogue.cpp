// Experiments that last milliseconds, for testing the program that runs them. The environment makes them slow
// (BACKCHECK_TEST_SLEEP, milliseconds), makes them fail (BACKCHECK_TEST_FAIL: a job; BACKCHECK_TEST_FIGURE: a figure)
// and writes a line for each job that is run to the file BACKCHECK_TEST_LOG.
#include <omp.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <mutex>
#include <stdexcept>
#include <thread>

#include "core/random.hpp"
#include "experiments/support/experiment.hpp"
#include "experiments/support/plots.hpp"

namespace backcheck::experiments {
namespace {

std::atomic<int> running = 0;

void log_job(const std::string& line) {
  static std::mutex mutex;
  const std::lock_guard lock(mutex);
  if (const char* file = std::getenv("BACKCHECK_TEST_LOG")) std::ofstream(file, std::ios::app) << line << std::endl;
}

void sleep_if_asked() {
  if (const char* sleep = std::getenv("BACKCHECK_TEST_SLEEP")) {
    std::this_thread::sleep_for(std::chrono::milliseconds(std::atoi(sleep)));
  }
}

// A curve that depends on its seed, around `level`.
void measure_noise(const JobContext& context, const std::string& run, double level) {
  ++running;
  log_job(run + " " + std::to_string(context.seed));
  for (int epoch = 1; epoch <= context.settings.epoch_count(3, 3, 6); ++epoch) {
    sleep_if_asked();
    const double noise = random_bits(context.seed, static_cast<std::uint32_t>(epoch)) / 4294967296.0 - 0.5;
    context.recorder.record(epoch, "accuracy", level + 0.01 * noise);
    context.recorder.progress(epoch / 3.0);
  }
  --running;
  if (std::getenv("BACKCHECK_TEST_FAIL") && run == "high" && context.seed == 2) {
    throw std::runtime_error("the disk is made of cheese");
  }
}

std::vector<Job> noise_jobs(const Settings& settings) {
  std::vector<Job> jobs;
  for (const auto& [run, level] : {std::pair<std::string, double>{"low, \"quoted\"", 0.5}, {"high", 0.9}}) {
    add_jobs(jobs, run, settings.seed_count(5, 10), level,
             [run = run, level = level](const JobContext& context) { measure_noise(context, run, level); });
  }
  return jobs;
}

Published noise(const std::string& id, const std::string& printed, const std::string& run) {
  return {.id = id,
          .quantity = "accuracy <last>",
          .printed = printed,
          .unit = "%",
          .ours = {{.run = run, .quantity = "accuracy", .scale = 100}},
          .cause = printed == "99.9" ? "it was made up & typed in" : ""};
}

std::vector<Figure> noise_figures(const Results& results) {
  Figure figure{.name = "F01-noise", .title = "Noise is noise", .caption = results.data_label() + ", band: 95 %"};
  add_band(figure, "high", results, "high", "accuracy", 100);
  figure.script = plot({band("high", 1, "high")});
  if (std::getenv("BACKCHECK_TEST_FIGURE")) figure.script = "plot nonsense(1)";
  Figure second = figure;
  second.name = "F02-noise-again";
  second.script = panels(1, 2, {figure.script, figure.script});
  return {figure, second};
}

Experiment noise_experiment() {
  return {.name = "a-noise",
          .title = "Noise around two levels",
          .question = "Is <noise> judged by its interval?",
          .source = "Report A, Fig. 0",
          .assumptions = {"noise is uniform"},
          .published = {noise("A-01", "90.1", "high"), noise("A-02", "99.9", "high"),
                        noise("A-03", "50", "low, \"quoted\"")},
          .jobs = noise_jobs,
          .figures = noise_figures,
          .findings = [](const Results& results) {
            return "There are **" + std::to_string(results.runs().size()) + "** runs.";
          }};
}

// Measures how many threads it has and whether something runs beside it.
Experiment exclusive_experiment() {
  const auto body = [](const JobContext& context) {
    log_job("alone 1");
    context.recorder.record(0, "threads", omp_get_max_threads());
    context.recorder.record(0, "others", running);
  };
  return {
      .name = "b-exclusive",
      .title = "A job that measures time",
      .question = "Does it run alone?",
      .source = "Report B",
      .jobs = [body](const Settings&) { return std::vector<Job>{{.run = "alone", .body = body, .exclusive = true}}; }};
}

// Trains a small network: needs data, and gives the two twins something to agree on.
Experiment digits_experiment() {
  const auto body = [](const JobContext& context) {
    log_job("digits " + std::to_string(context.seed));
    Network<double> network =
        make_network<double>({LinearOptions{.in_features = 784, .out_features = 16}, ReLUOptions{},
                              LinearOptions{.in_features = 16, .out_features = 10}},
                             context.settings.twin);
    initialize(network, Initializer{}, context.seed);
    const Metrics metrics = train(network, softmax_cross_entropy<double>(context.settings.twin), context.data.train,
                                  index_range(0, 500), {.batch_size = 50, .schedule = {.initial = 0.1}}, context.seed);
    context.recorder.record(1, "loss", metrics.loss);
  };
  return {
      .name = "c-digits",
      .title = "A small network",
      .question = "Do the twins agree?",
      .source = "Report C",
      .data = DataNeed::mnist,
      .published = {{.id = "C-01", .quantity = "loss", .printed = "0.5", .ours = {{.run = "mlp", .quantity = "loss"}}},
                    {.id = "C-02",
                     .quantity = "exact loss",
                     .printed = "0.5",
                     .ours = {{.run = "mlp", .quantity = "loss"}},
                     .tolerance = 1e-9}},  // never met: synthetic data do not refute
      .jobs = [body](const Settings& settings) {
        std::vector<Job> jobs;
        add_jobs(jobs, "mlp", settings.seed_count(2, 2), 0.1, body);
        return jobs;
      }};
}

}  // namespace

const std::vector<Experiment>& catalogue() {
  static const std::vector<Experiment> all = {noise_experiment(), exclusive_experiment(), digits_experiment()};
  return all;
}

}  // namespace backcheck::experiments
