// Report A's network as its PyTorch version trains it, batches of 100 at learning rate 0.01: which optimiser gives the
// losses that it prints?
#include "experiments/a/epoch.hpp"
#include "experiments/a/framework_accuracy.hpp"
#include "experiments/a/printed_losses.hpp"
#include "experiments/a/variants.hpp"
#include "experiments/experiment_file.hpp"

namespace backcheck::experiments {
namespace {

using namespace report_a;

constexpr double rate = 0.01;
const std::string from_scratch = "one image an update";

struct Configuration {
  const char* name;
  OptimizerOptions optimizer;
  Initializer::Kind initializer = Initializer::Kind::uniform_fan_in;
  Normalization normalization = Normalization::centred;
};
constexpr SgdOptions momentum{.momentum = 0.9};
const std::vector<Configuration> configurations{
    {"SGD", SgdOptions{}},
    {"momentum", momentum},
    {"Adam", AdamOptions{}},
    {.name = "SGD, standardized", .optimizer = SgdOptions{}, .normalization = Normalization::standardized},
    {.name = "momentum, standardized", .optimizer = momentum, .normalization = Normalization::standardized},
    {.name = "momentum, He", .optimizer = momentum, .initializer = Initializer::Kind::he}};
const std::vector<std::string> drawn{"SGD", "momentum", "momentum, standardized", "Adam"};

Experiment declaration() {
  return {.name = "a-framework",
          .position = 5,
          .title = "The network in a framework",
          .question = "Which optimiser gives the losses that Report A prints for PyTorch, and is the framework better?",
          .source = "Report A, section III.A.2, Fig. 6",
          .data = DataNeed::mnist,
          .x_means = "batch",
          .assumptions = {
              "Batches of 100: it prints every 100 of 600 batches of 60,000 images.",
              "Learning rate 0.01 as given; the optimiser is not: plain SGD, SGD with momentum 0.9 and Adam are run.",
              "PyTorch's default initialisation, U(-1/sqrt(fan-in), 1/sqrt(fan-in)) for weights and biases; with "
              "momentum also He's.",
              "Inputs in [-0.5, 0.5] as in its own implementation; standardized ones, usual with PyTorch, as well. "
              "Shuffled."}};
}

void train_in_batches(const JobContext& context, const Configuration& configuration);
void train_one_by_one(const JobContext& context);

std::vector<Run> runs(const Settings& settings) {
  std::vector<Run> runs;
  const auto add = [&](const std::string& name, double seconds, std::function<void(const JobContext&)> body) {
    runs.push_back({.name = name,
                    .seeds = settings.seed_count(5, 10),
                    .seconds = settings.pick(0.05, seconds, seconds),
                    .body = std::move(body)});
  };
  for (const Configuration& configuration : configurations) {
    add(configuration.name, 0.6, [&](const JobContext& context) { train_in_batches(context, configuration); });
  }
  add(from_scratch, 1.8, train_one_by_one);
  return runs;
}

void train_in_batches(const JobContext& context, const Configuration& configuration) {
  Network<float> network = make_network<float>(published::report_a_cnn(), context.settings.twin);
  initialize(network, {.kind = configuration.initializer}, context.seed);
  one_epoch(context, network, softmax_cross_entropy<float>(context.settings.twin),
            {.batch_size = context.settings.pick<Index>(1, 100, 100),
             .schedule = {.initial = rate},
             .optimizer = configuration.optimizer,
             .normalization = configuration.normalization,
             .after_step = record_losses(context)},
            batches);
}

// The network from scratch, corrected, for comparison: the same learning rate, one image an update, plain SGD.
void train_one_by_one(const JobContext& context) {
  Network<float> network = cnn<float>({}, context.settings.twin, context.seed);
  one_epoch(context, network, softmax_cross_entropy<float>(context.settings.twin),
            {.batch_size = 1, .schedule = {.initial = rate}}, batches);
}

const std::vector<std::string> runs_in_batches = names(configurations, [](const auto& c) { return c.name; });

std::vector<Figure> figures(const Results& results) {
  const std::optional<std::string> best = nearest_to_printed(results, runs_in_batches);
  if (!best) return {};
  return {printed_losses_figure(results, drawn), framework_accuracy_figure(results, from_scratch, drawn, *best)};
}

Markdown findings(const Results& results) {
  const std::optional<std::string> best = nearest_to_printed(results, runs_in_batches);
  Markdown text;
  if (!best) return text;
  const auto distance = [&](const std::string& run) { return distance_to_printed(results, run); };
  const auto accuracy = [&](const std::string& run) { return results.percent(run, "test accuracy"); };
  const double printed = 100 * published::value("A-24/test-accuracy");
  add_printed_losses_table(text, results, runs_in_batches);
  return text.bullet("**{}** fits the six printed losses best (distance {:.3f}).", *best, distance(*best))
      .bullet(
          "Plain SGD at 0.01 with PyTorch's initialisation is at distance {:.3f} and reaches {:.2f} %, {} {:.1f} %.",
          distance("SGD"), accuracy("SGD"), std::abs(accuracy("SGD") - printed) < 0.5 ? "near" : "not", printed)
      .bullet("{}", printed_losses_finding())
      .bullet(
          "The network from scratch, corrected, one image an update at the same rate, reaches {:.2f} %. The report's "
          "\"results using pytorch are greater\" compares its printed formulas, one image an update, with right ones "
          "in batches{}.",
          accuracy(from_scratch), best->starts_with("SGD") ? "" : " and, as the losses suggest, another optimiser");
}

}  // namespace
}  // namespace backcheck::experiments
