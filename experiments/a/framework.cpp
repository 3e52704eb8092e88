// Report A's network as its PyTorch version trains it, batches of 100 at learning rate 0.01: which optimiser gives the
// losses that it prints?
#include <algorithm>
#include <cmath>
#include <limits>

#include "experiments/a/epoch.hpp"
#include "experiments/a/variants.hpp"
#include "experiments/experiment_file.hpp"

namespace backcheck::experiments {
namespace {

constexpr Index segment = 100, batches = 600;  // the report prints the loss after each hundred batches
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

std::vector<Comparison> comparisons();

Experiment declaration() {
  return {.name = "a-framework",
          .position = 5,
          .title = "The network in a framework",
          .question = "Which optimiser gives the losses that Report A prints for PyTorch, and is the framework better?",
          .source = "Report A, section III.A.2, Fig. 6",
          .data = DataNeed::mnist,
          .x_means = "batch",
          .assumptions =
              {"Batches of 100: it prints every 100 of 600 batches of 60,000 images.",
               "Learning rate 0.01 as given; the optimiser is not: plain SGD, SGD with momentum 0.9 and Adam are run.",
               "PyTorch's default initialisation, U(-1/sqrt(fan-in), 1/sqrt(fan-in)) for weights and biases; with "
               "momentum also He's.",
               "Inputs in [-0.5, 0.5] as in its own implementation; standardized ones, usual with PyTorch, as well. "
               "Shuffled."},
          .published = comparisons()};
}

void train_in_batches(const JobContext& context, const Configuration& configuration);
void train_one_by_one(const JobContext& context);

std::vector<Run> runs(const Settings& settings) {
  std::vector<Run> runs;
  for (const Configuration& configuration : configurations) {
    runs.push_back({.name = configuration.name,
                    .seeds = settings.seed_count(5, 10),
                    .seconds = settings.pick(0.05, 0.6, 0.6),
                    .body = [&configuration](const JobContext& context) { train_in_batches(context, configuration); }});
  }
  runs.push_back({.name = from_scratch,
                  .seeds = settings.seed_count(5, 10),
                  .seconds = settings.pick(0.05, 1.8, 1.8),
                  .body = train_one_by_one});
  return runs;
}

double batch_of(const std::string& loss_id) { return std::stod(loss_id.substr(loss_id.rfind('-') + 1)); }

std::vector<Comparison> comparisons() {
  std::vector<Comparison> all;
  for (const std::string& id : published::ids("A-24")) {
    Comparison comparison{.number = id,
                          .ours = {},
                          .assumed = "optimiser, batch size, initialisation",
                          .cause = "the report does not name the optimiser"};
    const bool is_curve = id.starts_with("A-24/loss-at-");
    const char* quantity = is_curve ? "running loss" : id == "A-24/test-loss" ? "test loss" : "test accuracy";
    for (const std::string& run : drawn) comparison.ours.push_back({run, quantity, is_curve ? batch_of(id) : batches});
    all.push_back(comparison);
  }
  return all;
}

void train_in_batches(const JobContext& context, const Configuration& configuration) {
  Network<float> network = make_network<float>(published::report_a_cnn(), context.settings.twin);
  initialize(network, {.kind = configuration.initializer}, context.seed);
  TrainingOptions options{.batch_size = context.settings.pick<Index>(1, 100, 100),
                          .schedule = {.initial = 0.01},
                          .optimizer = configuration.optimizer,
                          .normalization = configuration.normalization};
  double sum = 0;
  options.after_step = [&](const StepReport& report) {
    sum += report.loss;
    if (report.step % segment) return true;
    const double x = static_cast<double>(report.step);
    context.record(x, "running loss", report.running.loss);
    context.record(x, "segment loss", sum / segment);
    sum = 0;
    return true;
  };
  report_a::one_epoch(context, network, softmax_cross_entropy<float>(context.settings.twin), options,
                      static_cast<double>(batches));
}

// The network from scratch, corrected, for comparison: the same learning rate, one image an update, plain SGD.
void train_one_by_one(const JobContext& context) {
  Network<float> network = report_a::cnn<float>({}, context.settings.twin, context.seed);
  report_a::one_epoch(context, network, softmax_cross_entropy<float>(context.settings.twin),
                      {.batch_size = 1, .schedule = {.initial = 0.01}}, static_cast<double>(batches));
}

// The printed losses, means since the first batch, as (batch, loss); and with the averaging undone, of each hundred
// alone.
std::vector<Point> running_losses() {
  std::vector<Point> points;
  for (const std::string& id : published::ids("A-24/loss-at-")) points.push_back({batch_of(id), published::value(id)});
  return points;
}
std::vector<Point> segment_losses() {
  std::vector<Point> points;
  double sum = 0;
  for (const auto& [batch, mean] : running_losses()) {
    points.push_back({batch, (mean * batch - sum) / segment});
    sum = mean * batch;
  }
  return points;
}

// The root mean square of the logarithms of the ratios of our six running losses to the printed ones; infinite where
// one of ours is missing.
double distance(const Results& results, const std::string& run) {
  const std::vector<Point> printed = running_losses();
  double sum = 0;
  for (const auto& [batch, loss] : printed) {
    const double ratio = std::log(results.mean(run, "running loss", batch) / loss);
    sum += ratio * ratio;
  }
  return std::isfinite(sum) ? std::sqrt(sum / static_cast<double>(printed.size()))
                            : std::numeric_limits<double>::infinity();
}

// The configuration that fits best; empty where none was run.
std::string closest(const Results& results) {
  std::string best;
  double least = std::numeric_limits<double>::infinity();
  for (const Configuration& configuration : configurations) {
    const double here = distance(results, configuration.name);
    if (here < least) least = here, best = configuration.name;
  }
  return best;
}

// Whether the printed losses, with the averaging undone, come as near to the printed test loss as one expects.
bool joins_test_loss() { return std::abs(segment_losses().back()[1] - published::value("A-24/test-loss")) < 0.05; }

Panel curves_panel(const Results& results, const char* title, const char* quantity, std::vector<Point> published) {
  Panel panel{.title = title,
              .x = {.label = "batch", .low = 80, .high = 620},
              .y = {.label = "training loss [nats]", .low = 0, .high = 2.6},
              .key = {.place = Key::Place::none}};
  int series = 0;
  for (const std::string& run : drawn) {
    const std::vector<Estimate> curve = mean_curve(results, run, quantity);
    ++series;
    if (!curve.empty()) panel.elements.push_back(Band{curve, {.series = series}, run});
  }
  panel.elements.push_back(published_points(std::move(published), "Report A"));
  return panel;
}

Figure curves_figure(const Results& results) {
  Panel running = curves_panel(results, "since the first batch", "running loss", running_losses()),
        segments = curves_panel(results, "of the last 100 batches", "segment loss", segment_losses());
  segments.elements.push_back(Marks{{{batches, published::value("A-24/test-loss")}},
                                    {.colour = Colour::black, .marker = Marker::open_square, .width = 2, .size = 1.8},
                                    "Report A, test"});
  segments.key = {.at = Point{0.98, 0.86}};
  return {.name = "F04-running-mean",
          .title = joins_test_loss() ? "Report A's losses are running means; undone, they end at its test loss"
                                     : "Report A's losses, as printed and as if they were running means",
          .caption = results.data_label() +
                     ", batches of 100, learning rate 0.01, PyTorch's default initialisation. Mean over seeds and its "
                     "95 % t-interval. Diamonds: Report A, Fig. 6, on the right with the averaging undone.",
          .width = 1000,
          .height = 500,
          .layout = {.columns = 2},
          .panels = {running, segments}};
}

Figure comparison_figure(const Results& results) {
  const std::string scratch_accuracy = published::number("A-22/test-accuracy").printed;
  const double framework_accuracy = 100 * published::value("A-24/test-accuracy");
  std::vector<std::string> runs{from_scratch}, labels{"from scratch"};
  std::vector<Point> diamonds{{0, published::value("A-22/test-accuracy")}};
  double lowest = 100, highest = 0;  // of those in batches
  for (const std::string& run : drawn) {
    if (run == closest(results)) diamonds.push_back({static_cast<double>(runs.size()), framework_accuracy});
    runs.push_back(run);
    labels.push_back(run);
    std::replace(labels.back().begin(), labels.back().end(), ' ', '\n');
    const double accuracy = 100 * results.mean(run, "test accuracy");
    lowest = std::min(lowest, accuracy), highest = std::max(highest, accuracy);
  }
  Axis accuracy{.label = "test accuracy after one epoch [%]", .low = 0, .high = 119};
  for (const double tick : {0, 20, 40, 60, 80, 100}) accuracy.ticks.push_back({tick, ""});
  return {
      .name = "F04-one-epoch-framework",
      .title = fmt::format("From scratch, corrected: {:.1f} %; in batches, by optimiser: {:.1f} to {:.1f} %",
                           100 * results.mean(from_scratch, "test accuracy"), lowest, highest),
      .caption = fmt::format("{}, one epoch at learning rate 0.01; batches of 100 but for the first bar. Bars: mean "
                             "over seeds with its 95 % t-interval. Diamonds: Report A, from scratch ({} %, Fig. 4) and "
                             "in PyTorch ({:.1f} %, Fig. 6, at the run that is nearest).",
                             results.data_label(), scratch_accuracy, framework_accuracy),
      .panels = {{.x = {.low = -0.6, .high = 4.6, .ticks = labelled(labels)},
                  .y = accuracy,
                  .key = {.place = Key::Place::top_left, .horizontal = true},
                  .elements = {Bars{mean_bars(results, runs, "test accuracy", 100), {.series = 1}, "ours", 0.6},
                               published_points(diamonds, "Report A")},
                  .lines_below = 4}}};
}

std::vector<Figure> figures(const Results& results) {
  if (closest(results).empty()) return {};
  std::vector<Figure> figures{curves_figure(results)};
  if (!std::isnan(results.mean(from_scratch, "test accuracy"))) figures.push_back(comparison_figure(results));
  return figures;
}

Markdown findings(const Results& results) {
  const std::string best = closest(results);
  if (best.empty()) return Markdown().paragraph("Not run as far as the printed losses go.");
  std::vector<Markdown::Row> rows;
  for (const Configuration& configuration : configurations) {
    const std::string run = configuration.name;
    const double from_curve = distance(results, run);
    rows.push_back({run, std::isinf(from_curve) ? "-" : fmt::format("{:.3f}", from_curve),
                    with_interval(results.values(run, "running loss"), ".4f"),
                    with_interval(results.values(run, "test loss"), ".4f"),
                    with_interval(results.values(run, "test accuracy"), ".2f", 100)});
  }
  Markdown text;
  text.table({"run", "distance to the printed curve", "running loss at batch 600", "test loss", "test accuracy [%]"},
             rows)
      .paragraph(
          "The distance is the root mean square of the logarithms of six ratios; 0.1 is 10 % off. Losses and "
          "accuracies: mean over seeds and its 95 % t interval.")
      .bullet("**{}** fits the six printed losses best (distance {:.3f}).", best, distance(results, best));
  const double sgd = 100 * results.mean("SGD", "test accuracy"), printed = 100 * published::value("A-24/test-accuracy");
  if (!std::isnan(sgd) && std::isfinite(distance(results, "SGD"))) {
    text.bullet(
        "Plain SGD at 0.01 with PyTorch's initialisation is at distance {:.3f} and reaches {:.2f} %, {} {:.1f} %.",
        distance(results, "SGD"), sgd, std::abs(sgd - printed) < 0.5 ? "near" : "not", printed);
  }
  text.bullet(
      "The printed losses are means since the first batch: the last 100 batches alone have {:.3f}, which {} the test "
      "loss of {:.3f}; the printed loss is {:.3f}.",
      segment_losses().back()[1], joins_test_loss() ? "joins" : "does not join", published::value("A-24/test-loss"),
      running_losses().back()[1]);
  const double scratch = 100 * results.mean(from_scratch, "test accuracy");
  if (!std::isnan(scratch)) {
    text.bullet(
        "The network from scratch, corrected, one image an update at the same rate, reaches {:.2f} %. The report's "
        "\"results using pytorch are greater\" compares its printed formulas, one image an update, with right ones in "
        "batches{}.",
        scratch, best.starts_with("SGD") ? "" : " and, as the losses suggest, another optimiser");
  }
  return text;
}

}  // namespace
}  // namespace backcheck::experiments
