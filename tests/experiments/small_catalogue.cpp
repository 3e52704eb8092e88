// Experiments that last milliseconds, for testing the program that runs them. The environment makes them slow
// (BACKCHECK_TEST_SLEEP, milliseconds), makes them fail (BACKCHECK_TEST_FAIL: a job; BACKCHECK_TEST_FIGURE: a figure)
// and writes a line for each job that is run to the file BACKCHECK_TEST_LOG.
#include <omp.h>

#include <atomic>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <mutex>
#include <stdexcept>
#include <thread>

#include "core/random.hpp"
#include "experiments/judging/curves.hpp"
#include "experiments/registry.hpp"
#include "reference/as_published/numbers.hpp"

namespace backcheck {

// In place of what the reports print: these definitions are found before those of the library.
namespace published::detail {

const std::vector<Number>& report_a() {
  static const std::vector<Number> numbers = {
      {.id = "A-01/last", .quantity = "accuracy <last>", .printed = "90.1", .unit = "%"},
      {.id = "A-02/last", .quantity = "accuracy <last>", .printed = "99.9", .unit = "%"},
      {.id = "A-03/last", .quantity = "accuracy <last>", .printed = "50", .unit = "%"}};
  return numbers;
}
const std::vector<Number>& report_c() {
  static const std::vector<Number> numbers = {{.id = "C-01/loss", .quantity = "loss", .printed = "0.5"},
                                              {.id = "C-02/loss", .quantity = "exact loss", .printed = "0.5"}};
  return numbers;
}
const std::vector<Number> none;
const std::vector<Number>& report_b() { return none; }
const std::vector<Number>& report_d() { return none; }
const std::vector<Number>& report_e() { return none; }

}  // namespace published::detail

namespace experiments {
namespace {

using plotting::Figure;
using writing::Markdown;

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
    context.record(epoch, "accuracy", level + 0.01 * noise);
    context.progress(epoch / 3.0);
  }
  --running;
  if (std::getenv("BACKCHECK_TEST_FAIL") && run == "high" && context.seed == 2) {
    throw std::runtime_error("the disk is made of cheese");
  }
}

std::vector<Run> noise_runs(const Settings& settings) {
  std::vector<Run> runs;
  for (const auto& [run, level] : {std::pair<std::string, double>{"low, \"quoted\"", 0.5}, {"high", 0.9}}) {
    runs.push_back({.name = run,
                    .seeds = settings.seed_count(5, 10),
                    .seconds = level,
                    .body = [run = run, level = level](const JobContext& c) { measure_noise(c, run, level); }});
  }
  return runs;
}

Comparison noise(const std::string& number, const std::string& run, const std::string& cause = "") {
  return {.number = number, .ours = {{.run = run, .quantity = "accuracy", .scale = 100}}, .cause = cause};
}

std::vector<Figure> noise_figures(const Results& results) {
  Figure figure{.name = "F01-noise",
                .title = "Noise is noise",
                .caption = results.data_label() + ", band: 95 %",
                .panels = {{.elements = mean_bands(results, {{"high", ""}}, "accuracy", 100)}}};
  if (std::getenv("BACKCHECK_TEST_FIGURE")) throw std::runtime_error("the paper is made of cheese");
  Figure second = figure;
  second.name = "F02-noise-again";
  second.layout.columns = 2;
  second.panels.push_back(second.panels[0]);
  return {figure, second};
}

Experiment noise_experiment() {
  return {.name = "a-noise",
          .title = "Noise around two levels",
          .question = "Is <noise> judged by its interval?",
          .source = "Report A, Fig. 0",
          .assumptions = {"noise is uniform"},
          .published = {noise("A-01/last", "high"), noise("A-02/last", "high", "it was made up & typed in"),
                        noise("A-03/last", "low, \"quoted\"")}};
}

Markdown noise_findings(const Results& results) {
  return Markdown().paragraph("There are **{}** runs.", results.runs().size());
}

// Measures how many threads it has and whether something runs beside it.
void measure_alone(const JobContext& context) {
  log_job("alone 1");
  context.record(0, "threads", omp_get_max_threads());
  context.record(0, "others", running);
}

Experiment exclusive_experiment() {
  return {.name = "b-exclusive",
          .title = "A job that measures time",
          .question = "Does it run alone?",
          .source = "Report B"};
}

// Trains a small network: needs data, and gives the two twins something to agree on.
void train_digits(const JobContext& context) {
  log_job("digits " + std::to_string(context.seed));
  Network<double> network = make_network<double>({LinearOptions{.in_features = 784, .out_features = 16}, ReLUOptions{},
                                                  LinearOptions{.in_features = 16, .out_features = 10}},
                                                 context.settings.twin);
  initialize(network, Initializer{}, context.seed);
  const Metrics metrics = train(network, softmax_cross_entropy<double>(context.settings.twin), context.data.train,
                                index_range(0, 500), {.batch_size = 50, .schedule = {.initial = 0.1}}, context.seed);
  context.record(1, "loss", metrics.loss);
}

Experiment digits_experiment() {
  const std::vector<Query> loss{{.run = "mlp", .quantity = "loss"}};
  return {.name = "c-digits",
          .title = "A small network",
          .question = "Do the twins agree?",
          .source = "Report C",
          .data = DataNeed::mnist,
          .published = {{.number = "C-01/loss", .ours = loss},
                        {.number = "C-02/loss", .ours = loss, .tolerance = 1e-9}}};  // never met: synthetic data do not
}

std::vector<Figure> no_figures(const Results&) { return {}; }
Markdown no_findings(const Results&) { return {}; }

const bool registered =
    register_experiment({noise_experiment, noise_runs, noise_figures, noise_findings}) &&
    register_experiment(
        {exclusive_experiment,
         [](const Settings&) { return std::vector<Run>{{.name = "alone", .body = measure_alone, .exclusive = true}}; },
         no_figures, no_findings}) &&
    register_experiment(
        {digits_experiment,
         [](const Settings& settings) {
           return std::vector<Run>{
               {.name = "mlp", .seeds = settings.seed_count(2, 2), .seconds = 0.1, .body = train_digits}};
         },
         no_figures, no_findings}) &&
    register_claims([] {
      // Two sentences of the reports, tested on noise: the first is true of it, the second false.
      return std::vector<ClaimTest>{{.claim = "A-22/scheduling-helps",
                                     .experiment = "a-noise",
                                     .effect = "accuracy of high minus 0.5",
                                     .terms = {{1, "high", "accuracy"}},
                                     .constant = -0.5},
                                    {.claim = "A-21/falls-faster",
                                     .experiment = "a-noise",
                                     .effect = "0.8 minus accuracy of high",
                                     .terms = {{-1, "high", "accuracy"}},
                                     .constant = 0.8}};
    });

}  // namespace
}  // namespace experiments
}  // namespace backcheck
