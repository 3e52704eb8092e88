// Report A's network as its PyTorch version trains it, batches of 100 at learning rate 0.01: which optimiser gives the
// losses that it prints?
#include "experiments/a/epoch.hpp"
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
const std::vector<Configuration> configurations{
    {"SGD", SgdOptions{}},
    {"momentum", SgdOptions{.momentum = 0.9}},
    {"Adam", AdamOptions{}},
    {"SGD, standardized", SgdOptions{}, Initializer::Kind::uniform_fan_in, Normalization::standardized},
    {"momentum, standardized", SgdOptions{.momentum = 0.9}, Initializer::Kind::uniform_fan_in,
     Normalization::standardized},
    {"momentum, He", SgdOptions{.momentum = 0.9}, Initializer::Kind::he}};
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

// The configuration whose losses are nearest to those printed; empty where none was run.
std::optional<std::string> nearest(const Results& results) {
  const auto best = lowest(configurations, [&](const auto& c) { return distance_to_printed(results, c.name); });
  return best ? best->name : std::optional<std::string>();
}

Figure comparison_figure(const Results& results) {
  const auto accuracy = [&](const std::string& run) { return results.percent(run, "test accuracy"); };
  const auto printed = published::number("A-22/test-accuracy"), framework = published::number("A-24/test-accuracy");
  std::vector<std::string> runs = drawn, labels = drawn;
  runs.insert(runs.begin(), from_scratch), labels.insert(labels.begin(), "from scratch");
  std::vector<Point> diamonds{{0, printed.value()}};
  for (std::size_t k = 1; k < runs.size(); ++k) {
    if (runs[k] == nearest(results)) diamonds.push_back({static_cast<double>(k), 100 * framework.value()});
  }
  return {
      .name = "F04-one-epoch-framework",
      .title = sentence("From scratch, corrected: {:.1f} %; in batches, by optimiser: {:.1f} to {:.1f} %",
                        accuracy(from_scratch), accuracy(lowest(drawn, accuracy).value_or("")),
                        accuracy(highest(drawn, accuracy).value_or(""))),
      .caption = fmt::format("{}, one epoch at learning rate 0.01; batches of 100 but for the first bar. Bars: mean "
                             "over seeds with its 95 % t-interval. Diamonds: Report A, from scratch ({} %, Fig. 4) and "
                             "in PyTorch ({:.1f} %, Fig. 6, at the run that is nearest).",
                             results.data_label(), printed.printed, 100 * framework.value()),
      .panels = {
          {.x = categories(labels),
           .y = {.label = "test accuracy after one epoch [%]", .low = 0, .high = 119, .ticks = numbers(0, 100, 20)},
           .key = {.place = Key::Place::top_left, .horizontal = true},
           .elements = {Bars{mean_bars(results, runs, "test accuracy", 100), {.series = 1}, "ours", 0.6},
                        published_points(diamonds, "Report A")},
           .lines_below = 4}}};
}

std::vector<Figure> figures(const Results& results) {
  if (!nearest(results)) return {};
  return {printed_losses_figure(results, drawn), comparison_figure(results)};
}

Markdown findings(const Results& results) {
  const std::optional<std::string> best = nearest(results);
  Markdown text;
  if (!best) return text;
  const auto distance = [&](const std::string& run) { return distance_to_printed(results, run); };
  const auto accuracy = [&](const std::string& run) { return results.percent(run, "test accuracy"); };
  const double printed = 100 * published::value("A-24/test-accuracy");
  std::vector<RunOfTable> rows;
  for (const Configuration& c : configurations) {
    rows.push_back({c.name, {c.name, std::isnan(distance(c.name)) ? "-" : fmt::format("{:.3f}", distance(c.name))}});
  }
  add_table(text, results, {"run", "distance to the printed curve"}, rows,
            {{"running loss at batch 600", "running loss", ".4f"},
             {"test loss", "test loss", ".4f"},
             {"test accuracy [%]", "test accuracy", ".2f", 100}});
  return text
      .paragraph(
          "The distance is the root mean square of the logarithms of six ratios; 0.1 is 10 % off. Losses and "
          "accuracies: mean over seeds and its 95 % t interval.")
      .bullet("**{}** fits the six printed losses best (distance {:.3f}).", *best, distance(*best))
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
