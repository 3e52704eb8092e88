// Report A's second question: a small ReLU network on two classes of points in the plane; its decision boundary, how
// far 40 test points can be trusted, and how many hidden units it takes to bend a boundary.
#include <algorithm>
#include <cmath>

#include "core/random.hpp"
#include "experiments/a/hidden_widths.hpp"
#include "experiments/a/plane_boundary.hpp"
#include "experiments/a/plane_panels.hpp"
#include "experiments/a/point_sets.hpp"
#include "experiments/a/recorded_network.hpp"
#include "experiments/experiment_file.hpp"

namespace backcheck::experiments {
namespace {

constexpr Index train_points = 60, test_points = 40, epochs = 20;
constexpr double noise = 0.2, rate = 0.01;
const std::vector<std::string> optimizers{"SGD", "Adam"};
const std::string drawn = "Adam";  // in the figures, because its networks are trained further
constexpr const char *epoch_18 = "A-27/test-accuracy-18", *epoch_19 = "A-27/test-accuracy-19";

std::string run_name(PointSet set, const std::string& optimizer) { return fmt::format("{}, {}", name(set), optimizer); }

std::vector<Comparison> comparisons();

Experiment declaration() {
  return {
      .name = "a-decision-boundary",
      .position = 6,
      .title = "Decision boundaries of a small ReLU network",
      .question =
          "Can ReLU units draw boundaries that are not straight, how many does it take, and what do 40 test points "
          "tell?",
      .source = "Report A, section III.B, Fig. 2 and 7 to 10",
      .data = DataNeed::none,
      .x_means = "epoch; for parameters, the position",
      .assumptions = {fmt::format("The data set is lost: four generated ones of two classes stand in for it. Its test "
                                  "accuracies, {} and {}, are multiples of 1/40, so 40 test points.",
                                  published::number(epoch_18).printed, published::number(epoch_19).printed),
                      "60 training points, one a step: its log counts 60 batches an epoch.",
                      "Learning rate 0.01, which it gives for its other PyTorch network, with plain SGD and with Adam.",
                      "ReLU between the layers, cross-entropy on the two outputs, PyTorch's default initialisation."},
      .published = comparisons()};
}

void train_on_set(const JobContext& context, PointSet set, const std::string& optimizer);

std::vector<Run> runs(const Settings& settings) {
  std::vector<Run> runs;
  for (const PointSet set : all_point_sets) {
    for (const std::string& optimizer : optimizers) {
      runs.push_back({.name = run_name(set, optimizer),
                      .seeds = settings.seed_count(20, 20),
                      .seconds = 0.01,
                      .body = [=](const JobContext& context) { train_on_set(context, set, optimizer); }});
    }
  }
  for (Run& run : width_runs(settings)) runs.push_back(std::move(run));
  return runs;
}

std::vector<Comparison> comparisons() {
  std::vector<Comparison> all;
  for (const std::string& id : published::ids("A-27")) {
    Comparison comparison{.number = id,
                          .ours = {},
                          .assumed = "the data, the optimiser, its learning rate, the batch size",
                          .settled = Verdict::no_data,
                          .cause = "the data set is lost; ours are stand-ins"};
    const double epoch = std::stod(id.substr(id.rfind('-') + 1));
    const char* quantity = id.starts_with("A-27/train-loss")  ? "train loss"
                           : id.starts_with("A-27/test-loss") ? "test loss"
                                                              : "test accuracy";
    for (const PointSet set : all_point_sets) {
      for (const std::string& optimizer : optimizers) {
        comparison.ours.push_back({run_name(set, optimizer), quantity, epoch});
      }
    }
    all.push_back(comparison);
  }
  return all;
}

Examples<double> training_set(PointSet set, std::uint64_t seed) {
  return make_points(set, train_points, noise, mix(seed, 50));
}
Examples<double> test_set(PointSet set, std::uint64_t seed) {
  return make_points(set, test_points, noise, mix(seed, 51));
}
void train_on_set(const JobContext& context, PointSet set, const std::string& optimizer) {
  Network<double> network = make_network<double>(published::report_a_plane(), context.settings.twin);
  initialize(network, {.kind = Initializer::Kind::uniform_fan_in}, context.seed);
  const LossFunction<double> loss = softmax_cross_entropy<double>(context.settings.twin);
  const Examples<double> test = test_set(set, context.seed);
  TrainingOptions options{.epochs = epochs, .batch_size = 1, .schedule = {.initial = rate}};
  if (optimizer == "Adam") options.optimizer = AdamOptions{};
  options.after_epoch = [&](Index epoch, const Metrics& running) {
    const Metrics metrics = evaluate(network, loss, test);
    const double x = static_cast<double>(epoch);
    context.record(x, "train loss", running.loss);
    context.record(x, "test loss", metrics.loss);
    context.record(x, "test accuracy", metrics.accuracy);
    return true;
  };
  train(network, loss, training_set(set, context.seed), {}, options, context.seed);
  record_parameters(context, network);
}

// Circles: training; stars: test.
void add_sets_of_seed_1(Panel& panel, PointSet set) {
  add_points(panel, training_set(set, 1), Marker::circle);
  add_points(panel, test_set(set, 1), Marker::star);
}

std::optional<Network<double>> drawn_network(const Results& results, PointSet set) {
  return recorded_network(results, run_name(set, drawn), 1, published::report_a_plane());
}

Figure points_figure() {
  std::vector<Panel> panels;
  for (const PointSet set : all_point_sets) {
    panels.push_back(plane(std::string(name(set))));
    add_sets_of_seed_1(panels.back(), set);
  }
  return plane_figure("F01-points",
                      fmt::format("Four stand-ins for the lost data set: {} training and {} test points each",
                                  train_points, test_points),
                      fmt::format("Generated points of seed 1, normal noise {}. Circles: training; stars: test; blue "
                                  "and orange: the two classes. Report A, Fig. 2 (its data are lost).",
                                  noise),
                      panels);
}

std::optional<Figure> true_false_figure(const Results& results) {
  std::vector<Panel> panels;
  std::size_t all = 0, all_wrong = 0;
  for (const PointSet set : all_point_sets) {
    std::optional<Network<double>> network = drawn_network(results, set);
    if (!network) return {};
    std::vector<Point> correct, wrong;
    for (const Examples<double>& points : {training_set(set, 1), test_set(set, 1)}) {
      std::vector<int> predictions;
      evaluate(*network, softmax_cross_entropy<double>(Twin::fast), points, {}, &predictions);
      for (std::size_t n = 0; n < predictions.size(); ++n) {
        const Index row = static_cast<Index>(n);
        (predictions[n] == points.labels[n] ? correct : wrong)
            .push_back({points.inputs(row, 0), points.inputs(row, 1)});
      }
    }
    panels.push_back(plane(fmt::format("{}: {} of {} wrong", name(set), wrong.size(), correct.size() + wrong.size())));
    if (!correct.empty()) panels.back().elements.push_back(Marks{correct, point_style(0, Marker::circle)});
    if (!wrong.empty()) panels.back().elements.push_back(Marks{wrong, point_style(1, Marker::cross, 1.3, 2.4)});
    all += correct.size() + wrong.size(), all_wrong += wrong.size();
  }
  return plane_figure("F02-true-false",
                      fmt::format("{} of {} points lie on the wrong side of the boundary", all_wrong, all),
                      fmt::format("Generated points of seed 1, network 2-8-8-2, {} epochs of {} at {}. Blue circles: "
                                  "correctly classified; orange crosses: not; training and test points. Report A, Fig. "
                                  "9 (there green and red, which many cannot tell apart).",
                                  epochs, drawn, rate),
                      panels);
}

std::optional<Figure> boundary_figure(const Results& results) {
  std::vector<Panel> panels;
  Index most_pieces = 0;
  for (const PointSet set : all_point_sets) {
    std::optional<Network<double>> network = drawn_network(results, set);
    if (!network) return {};
    most_pieces = std::max(most_pieces, boundary_pieces(*network, boundary_points(*network, extent)));
    panels.push_back(plane(std::string(name(set))));
    add_landscape(panels.back(), *network);
    add_sets_of_seed_1(panels.back(), set);
  }
  return plane_figure(
      "F03-decision-boundary",
      most_pieces > 1 ? "ReLU units bend the boundary, in straight pieces" : "Here ReLU units do not bend the boundary",
      fmt::format("Generated points of seed 1, network 2-8-8-2, {} epochs of {} at {}. Colour: probability of the "
                  "orange class; black: the boundary, at 0.5. Circles: training; stars: test. Report A, Fig. 10.",
                  epochs, drawn, rate),
      panels);
}

// How many of the test points the report classified rightly.
Index published_right(const char* id) { return std::lround(published::value(id) * test_points); }
Interval published_interval(const char* id) { return binomial_interval(published_right(id), test_points); }

// The pairs of successive epochs of our SGD runs between which the number of test points that are classified
// rightly changed by at least as much as between the report's epochs 18 and 19; and the largest such change.
struct Jumps {
  Index as_large = 0, pairs = 0, largest = 0;
};
Jumps count_jumps(const Results& results) {
  Jumps jumps;
  for (const PointSet set : all_point_sets) {
    const Sample* before = nullptr;
    for (const Sample& sample : results.samples()) {
      if (sample.run != run_name(set, "SGD") || sample.quantity != "test accuracy") continue;
      if (before && before->seed == sample.seed && before->x + 1 == sample.x) {
        const Index change = std::lround(std::abs(sample.value - before->value) * test_points);
        ++jumps.pairs;
        jumps.as_large += change >= published_right(epoch_19) - published_right(epoch_18);
        jumps.largest = std::max(jumps.largest, change);
      }
      before = &sample;
    }
  }
  return jumps;
}

std::optional<Figure> forty_points_figure(const Results& results) {
  Panel panel{.x = {.label = "epoch", .low = 0.5, .high = 20.5},
              .y = {.label = "test accuracy [%]", .low = 20, .high = 102},
              .key = {.place = Key::Place::bottom_left, .horizontal = true}};
  for (int seed = 1; seed <= 5; ++seed) {
    std::vector<Point> points;
    for (const auto& [epoch, accuracy] :
         results.curve_of_seed(run_name(PointSet::rings, "SGD"), "test accuracy", static_cast<std::uint64_t>(seed))) {
      points.push_back({epoch, 100 * accuracy});
    }
    if (points.empty()) continue;
    panel.elements.push_back(Line{points, {.series = seed, .width = 1.5}, fmt::format("seed {}", seed), true});
  }
  if (panel.elements.empty()) return {};
  std::vector<Estimate> theirs;
  for (const auto& [epoch, id] : {std::pair{18.0, epoch_18}, {19.0, epoch_19}}) {
    const Interval interval = published_interval(id);
    theirs.push_back({epoch, 100 * published::value(id), 100 * interval.low, 100 * interval.high});
  }
  panel.elements.push_back(
      ErrorBars{theirs,
                {.colour = Colour::black, .dash = Dash::solid, .marker = Marker::diamond, .width = 1.8, .size = 1.8},
                "Report A"});
  return Figure{.name = "F02-forty-test-points",
                .title = fmt::format("From one epoch to the next, up to {} of {} test points more or fewer are right",
                                     count_jumps(results).largest, test_points),
                .caption = fmt::format("Test accuracy after each epoch on the generated rings, network 2-8-8-2, SGD at "
                                       "{}, seeds 1 to 5 ({} test points each); title: all runs with SGD. Diamonds: "
                                       "Report A, Fig. 8, on its own data; bars: their 95 % binomial interval.",
                                       rate, test_points),
                .panels = {panel}};
}

std::vector<Figure> figures(const Results& results) {
  std::vector<Figure> figures{points_figure()};
  for (const auto& figure :
       {true_false_figure(results), forty_points_figure(results), boundary_figure(results), width_figure(results)}) {
    if (figure) figures.push_back(*figure);
  }
  return figures;
}

Markdown findings(const Results& results) {
  const Interval first = published_interval(epoch_18), second = published_interval(epoch_19);
  const bool overlap = first.high > second.low;
  Markdown text;
  text.bullet(
      "**{}**: the 95 % interval behind {} ({} of 40) is {:.2f} to {:.2f}, that behind {} ({} of 40) {:.2f} to {:.2f}. "
      "They {}.",
      overlap ? "40 test points say little" : "40 test points tell the two epochs apart",
      published::number(epoch_18).printed, published_right(epoch_18), first.low, first.high,
      published::number(epoch_19).printed, published_right(epoch_19), second.low, second.high,
      overlap ? "overlap" : "do not overlap");
  const Jumps jumps = count_jumps(results);
  if (jumps.pairs > 0) {
    text.bullet(
        "A change of {} or more of the 40 from one epoch to the next, as the report shows between epochs 18 and 19, "
        "happened in {} of {} pairs of epochs of our SGD runs.",
        published_right(epoch_19) - published_right(epoch_18), jumps.as_large, jumps.pairs);
  }
  text.paragraph("After 20 epochs, mean over seeds and its 95 % t interval (lost data: no verdict):");
  std::vector<Markdown::Row> rows;
  for (const PointSet set : all_point_sets) {
    for (const std::string& optimizer : optimizers) {
      rows.push_back({std::string(name(set)), optimizer});
      for (const char* quantity : {"train loss", "test loss", "test accuracy"}) {
        rows.back().push_back(with_interval(results.values(run_name(set, optimizer), quantity), ".3f"));
      }
    }
  }
  text.table({"points", "optimiser", "training loss", "test loss", "test accuracy"}, rows);
  add_width_findings(text, results);
  return text.bullet("The non-linearity itself is as the report says: -1 ReLU(1) = {:g}, but ReLU(-1) = {:g}.",
                     -1 * std::max(1.0, 0.0), std::max(-1.0, 0.0));
}

}  // namespace
}  // namespace backcheck::experiments
