// Report A's second question: a small ReLU network on two classes of points in the plane; its decision boundary, how
// far 40 test points can be trusted, and how many hidden units it takes to bend a boundary.
#include <algorithm>
#include <cmath>

#include "experiments/catalogue.hpp"
#include "experiments/plane_boundary.hpp"
#include "experiments/point_sets.hpp"
#include "experiments/presets.hpp"
#include "experiments/report_a.hpp"
#include "experiments/support/plots.hpp"
#include "experiments/support/statistics.hpp"

namespace backcheck::experiments {
namespace {

using report_a::text;

constexpr Index train_points = 60, test_points = 40, epochs = 20;
constexpr double noise = 0.2, rate = 0.01;
constexpr double extent = 1.8;  // of the part of the plane that is examined and drawn, in each direction
const std::vector<std::string> optimizers{"SGD", "Adam"};
const std::string drawn = "Adam";  // in the figures, because its networks are trained further

// For the widths: one hidden layer on the rings, without the noise that would blur what the layer can do.
const std::vector<Index> widths{1, 2, 3, 8};
constexpr Index width_points = 200;
constexpr double width_noise = 0.05;

Examples<double> training_set(PointSet set, std::uint64_t seed) {
  return make_points(set, train_points, noise, mix(seed, 50));
}
Examples<double> test_set(PointSet set, std::uint64_t seed) {
  return make_points(set, test_points, noise, mix(seed, 51));
}
Examples<double> width_set(std::uint64_t seed) {
  return make_points(PointSet::rings, width_points, width_noise, mix(seed, 52));
}

std::string run_name(PointSet set, const std::string& optimizer) { return std::string(name(set)) + ", " + optimizer; }
std::string width_name(Index width) { return "width " + std::to_string(width); }

// The parameters of a network as samples, so that figures can ask it again without training.
void record_parameters(Recorder& recorder, const Network<double>& network) {
  double position = 0;
  for (const Parameters<double>& params : network.parameters()) {
    for (const double value : params.weight) recorder.record(position++, "parameter", value);
    for (const double value : params.bias) recorder.record(position++, "parameter", value);
  }
}

Network<double> recorded_network(const Results& results, const std::string& run, std::uint64_t seed,
                                 const Architecture& architecture) {
  Network<double> network = make_network<double>(architecture, Twin::fast);
  std::vector<double> values;
  for (const Sample& sample : results.samples()) {
    if (sample.run == run && sample.seed == seed && sample.quantity == "parameter") values.push_back(sample.value);
  }
  auto next = values.begin();
  for (Parameters<double>& params : network.parameters()) {
    for (double& value : params.weight) value = *next++;
    for (double& value : params.bias) value = *next++;
  }
  return network;
}

void train_on_set(const JobContext& context, PointSet set, const std::string& optimizer) {
  Network<double> network = make_network<double>(presets::report_a_plane(), context.settings.twin);
  initialize(network, {.kind = Initializer::Kind::uniform_fan_in}, context.seed);
  const LossFunction<double> loss = softmax_cross_entropy<double>(context.settings.twin);
  const Examples<double> test = test_set(set, context.seed);
  TrainingOptions options{.epochs = epochs, .batch_size = 1, .schedule = {.initial = rate}};
  if (optimizer == "Adam") options.optimizer = AdamOptions{};
  options.after_epoch = [&](Index epoch, const Metrics& running) {
    const Metrics metrics = evaluate(network, loss, test);
    const double x = static_cast<double>(epoch);
    context.recorder.record(x, "train loss", running.loss);
    context.recorder.record(x, "test loss", metrics.loss);
    context.recorder.record(x, "test accuracy", metrics.accuracy);
    return true;
  };
  train(network, loss, training_set(set, context.seed), {}, options, context.seed);
  record_parameters(context.recorder, network);
}

void train_width(const JobContext& context, Index width) {
  Network<double> network = make_network<double>(presets::mlp({2, width, 2}), context.settings.twin);
  initialize(network, {.kind = Initializer::Kind::uniform_fan_in}, context.seed);
  const LossFunction<double> loss = softmax_cross_entropy<double>(context.settings.twin);
  const Examples<double> points = width_set(context.seed);
  train(network, loss, points, {},
        {.epochs = context.settings.epoch_count(20, 200, 200),
         .batch_size = 10,
         .schedule = {.initial = 0.03},
         .optimizer = AdamOptions{}},
        context.seed);
  const Points boundary = boundary_points(network, extent);
  context.recorder.record(0, "train loss", evaluate(network, loss, points).loss);
  context.recorder.record(0, "train accuracy", evaluate(network, loss, points).accuracy);
  context.recorder.record(0, "boundary pieces", static_cast<double>(boundary_pieces(network, boundary)));
  if (!boundary.empty()) context.recorder.record(0, "boundary bend", bend(boundary));
  record_parameters(context.recorder, network);
}

std::vector<Job> jobs(const Settings& settings) {
  std::vector<Job> jobs;
  for (const PointSet set : all_point_sets) {
    for (const std::string& optimizer : optimizers) {
      add_jobs(jobs, run_name(set, optimizer), settings.seed_count(20, 20), 0.01,
               [set, optimizer](const JobContext& context) { train_on_set(context, set, optimizer); });
    }
  }
  for (const Index width : widths) {
    add_jobs(jobs, width_name(width), settings.seed_count(20, 20), 0.05,
             [width](const JobContext& context) { train_width(context, width); });
  }
  return jobs;
}

// Splits points by a condition into blocks of (x, y).
template <class Condition>
std::vector<std::vector<double>> where(const Examples<double>& points, const Condition& condition) {
  std::vector<std::vector<double>> rows;
  for (Index n = 0; n < points.inputs.shape()[0]; ++n) {
    if (condition(n)) rows.push_back({points.inputs(n, 0), points.inputs(n, 1)});
  }
  return rows;
}

std::string points_of(const std::string& block, const char* style, const char* title) {
  return "DATA index '" + block + "' using 1:2 with points " + style + " title '" + title + "'";
}

// The plane without clutter: equal scales, no ticks; a key under the panel only where it is asked for.
std::string plane(const std::string& title) {
  return "set title '" + title +
         "'\nset size ratio -1\nunset tics\nunset grid\nset border 15 lc rgb '#888888'\nunset colorbox\nset xrange [-" +
         text("%g", extent) + ":" + text("%g", extent) + "]\nset yrange [-" + text("%g", extent) + ":" +
         text("%g", extent) + "]\n";
}

constexpr const char* blue_circle = "pt 6 ps 1.0 lw 1.6 lc rgb '#0072B2'";
constexpr const char* orange_circle = "pt 6 ps 1.0 lw 1.6 lc rgb '#D55E00'";
constexpr const char* blue_star = "pt 3 ps 1.0 lw 1.6 lc rgb '#0072B2'";
constexpr const char* orange_star = "pt 3 ps 1.0 lw 1.6 lc rgb '#D55E00'";

// Square panels side by side, as large as fits.
std::string square_panels(const std::vector<std::string>& scripts) {
  std::string script =
      "set multiplot layout 1," + std::to_string(scripts.size()) +
      " title TITLE noenhanced font ',15' margins screen 0.01,0.99,BOTTOM+0.02,0.82 spacing screen 0.015\nunset "
      "title\nunset key\n";
  for (const std::string& panel : scripts) {
    script += "\n" + panel + (&panel == &scripts.front() ? "unset label 999\n" : "");  // the caption is drawn once
  }
  return script;
}

// The class probability, light, and the boundary, black, as blocks and as plot elements.
std::vector<std::string> landscape(Figure& figure, const std::string& block, Network<double>& network) {
  constexpr Index resolution = 81;
  const Points points = square_grid(extent, resolution);
  const std::vector<double> leads = lead(network, points);
  std::vector<std::vector<double>> rows, boundary;
  for (std::size_t n = 0; n < points.size(); ++n) {
    rows.push_back({points[n][0], points[n][1], 1 / (1 + std::exp(-leads[n]))});
  }
  figure.add(block + ": probability", {"x", "y", "probability of class 1"}, rows);
  std::vector<std::string> elements{"DATA index '" + block + ": probability' using 1:2:3 with image notitle"};
  for (const auto& [x, y] : boundary_points(network, extent)) boundary.push_back({x, y});
  if (!boundary.empty()) {
    figure.add(block + ": boundary", {"x", "y"}, boundary);
    elements.push_back("DATA index '" + block +
                       ": boundary' using 1:2 with points pt 7 ps 0.3 lc rgb '#000000' notitle");
  }
  return elements;
}
const std::string light_palette = "set palette defined (0 '#9cc7e2', 0.5 '#ffffff', 1 '#f0bd97')\nset cbrange [0:1]\n";

// The points of seed 1, each class and training and test as blocks and as plot elements.
void add_points(Figure& figure, std::vector<std::string>& elements, PointSet set) {
  for (const bool is_test : {false, true}) {
    const Examples<double> points = is_test ? test_set(set, 1) : training_set(set, 1);
    for (const int label : {0, 1}) {
      const std::string part = std::string(name(set)) + (is_test ? ": test " : ": training ") + std::to_string(label);
      figure.add(part, {"x", "y"},
                 where(points, [&](Index n) { return points.labels[static_cast<std::size_t>(n)] == label; }));
      elements.push_back(
          points_of(part, is_test ? (label ? orange_star : blue_star) : (label ? orange_circle : blue_circle), ""));
    }
  }
}

Figure scatter_figure() {
  Figure figure{.name = "F01-points",
                .title = "Four stand-ins for the lost data set: 60 training and 40 test points each",
                .caption =
                    "Generated points of seed 1, normal noise 0.2. Circles: training; stars: test; blue and orange: "
                    "the two classes. Report A, Fig. 2 (its data are lost).",
                .width = 1100,
                .height = 390};
  std::vector<std::string> scripts;
  for (const PointSet set : all_point_sets) {
    const std::string block(name(set));
    std::vector<std::string> elements;
    add_points(figure, elements, set);
    scripts.push_back(plane(block) + plot(elements));
  }
  figure.script = square_panels(scripts);
  return figure;
}

Figure true_false_figure(const Results& results) {
  Figure figure{.name = "F02-true-false",
                .title = "The errors sit where the classes overlap",
                .caption =
                    "Generated points of seed 1, network 2-8-8-2, 20 epochs of Adam at 0.01. Blue circles: correctly "
                    "classified; orange crosses: not; training and test points. Report A, Fig. 9 (there green and "
                    "red, which many cannot tell apart).",
                .width = 1100,
                .height = 390};
  std::vector<std::string> scripts;
  for (const PointSet set : all_point_sets) {
    Network<double> network = recorded_network(results, run_name(set, drawn), 1, presets::report_a_plane());
    std::vector<std::vector<double>> correct, wrong;
    for (const Examples<double>& points : {training_set(set, 1), test_set(set, 1)}) {
      std::vector<int> predictions;
      evaluate(network, softmax_cross_entropy<double>(Twin::fast), points, {}, &predictions);
      const auto right = [&](Index n) {
        return predictions[static_cast<std::size_t>(n)] == points.labels[static_cast<std::size_t>(n)];
      };
      for (const auto& row : where(points, right)) correct.push_back(row);
      for (const auto& row : where(points, [&](Index n) { return !right(n); })) wrong.push_back(row);
    }
    const std::string block(name(set));
    std::vector<std::string> elements;
    const std::size_t wrong_count = wrong.size(), count = correct.size() + wrong_count;
    if (!correct.empty()) {
      figure.add(block + ": correct", {"x", "y"}, correct);
      elements.push_back(points_of(block + ": correct", blue_circle, ""));
    }
    if (!wrong.empty()) {
      figure.add(block + ": wrong", {"x", "y"}, wrong);
      elements.push_back(points_of(block + ": wrong", "pt 2 ps 1.3 lw 2.4 lc rgb '#D55E00'", ""));
    }
    scripts.push_back(plane(block + text(": %zu of %zu wrong", wrong_count, count)) + plot(elements));
  }
  figure.script = square_panels(scripts);
  return figure;
}

Figure boundary_figure(const Results& results) {
  Figure figure{.name = "F03-decision-boundary",
                .title = "ReLU units bend the boundary, in straight pieces",
                .caption =
                    "Generated points of seed 1, network 2-8-8-2, 20 epochs of Adam at 0.01. Colour: probability of "
                    "the orange class; black: the boundary, at 0.5. Circles: training; stars: test. Report A, Fig. "
                    "10.",
                .width = 1100,
                .height = 390};
  std::vector<std::string> scripts;
  for (const PointSet set : all_point_sets) {
    const std::string block(name(set));
    Network<double> network = recorded_network(results, run_name(set, drawn), 1, presets::report_a_plane());
    std::vector<std::string> elements = landscape(figure, block, network);
    add_points(figure, elements, set);
    scripts.push_back(plane(block) + light_palette + plot(elements));
  }
  figure.script = square_panels(scripts);
  return figure;
}

// The seed whose network of this width fits its points best.
std::uint64_t best_seed(const Results& results, Index width) {
  std::uint64_t best = 1;
  double lowest = std::numeric_limits<double>::infinity();
  for (const Sample& sample : results.samples()) {
    if (sample.run == width_name(width) && sample.quantity == "train loss" && sample.value < lowest) {
      lowest = sample.value, best = sample.seed;
    }
  }
  return best;
}

Figure width_figure(const Results& results) {
  Figure figure{
      .name = "F03-width",
      .title = "One hidden unit draws one straight line; it takes more to bend or close a boundary",
      .caption =
          "Generated rings (200 points), one hidden layer of ReLU units, Adam; of the seeds, the network with the "
          "lowest training loss. Colour: probability of the orange class; black: the boundary. Report A, section "
          "III.B.2.",
      .width = 1100,
      .height = 390};
  std::vector<std::string> scripts;
  for (const Index width : widths) {
    const std::uint64_t seed = best_seed(results, width);
    Network<double> network = recorded_network(results, width_name(width), seed, presets::mlp({2, width, 2}));
    const std::string block = width_name(width);
    std::vector<std::string> elements = landscape(figure, block, network);
    const Examples<double> points = width_set(seed);
    for (const int label : {0, 1}) {
      const std::string part = block + ": class " + std::to_string(label);
      figure.add(part, {"x", "y"},
                 where(points, [&](Index n) { return points.labels[static_cast<std::size_t>(n)] == label; }));
      elements.push_back(
          points_of(part, label ? "pt 6 ps 0.6 lw 1.2 lc rgb '#D55E00'" : "pt 6 ps 0.6 lw 1.2 lc rgb '#0072B2'", ""));
    }
    const Index pieces = boundary_pieces(network, boundary_points(network, extent));
    scripts.push_back(
        plane(text("%td unit%s, %td straight piece%s", width, width == 1 ? "" : "s", pieces, pieces == 1 ? "" : "s")) +
        light_palette + plot(elements));
  }
  figure.script = square_panels(scripts);
  return figure;
}

Figure forty_points_figure(const Results& results) {
  Figure figure{.name = "F02-forty-test-points",
                .title = "With 40 test points one epoch can be several points above the next",
                .caption =
                    "Test accuracy after each epoch on the generated rings, network 2-8-8-2, SGD at 0.01, seeds 1 to "
                    "5 (40 test points each). Diamonds: Report A, Fig. 8, on its own data; bars: their 95 % binomial "
                    "interval."};
  std::vector<std::string> elements;
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    std::vector<std::vector<double>> rows;
    for (const Sample& sample : results.samples()) {
      if (sample.run == run_name(PointSet::rings, "SGD") && sample.quantity == "test accuracy" && sample.seed == seed) {
        rows.push_back({sample.x, 100 * sample.value});
      }
    }
    if (rows.empty()) continue;
    const std::string block = "seed " + std::to_string(seed);
    figure.add(block, {"epoch", "test accuracy"}, rows);
    elements.push_back("DATA index '" + block + "' using 1:2 with linespoints lt " + std::to_string(seed) +
                       " lw 1.5 title '" + block + "'");
  }
  std::vector<std::vector<double>> rows;
  for (const auto& [epoch, correct] : {std::pair<double, Index>{18, 27}, {19, 34}}) {
    const Interval interval = binomial_interval(correct, test_points);
    rows.push_back({epoch, 100 * static_cast<double>(correct) / test_points, 100 * interval.low, 100 * interval.high});
  }
  figure.add("published", {"epoch", "test accuracy", "low", "high"}, rows);
  elements.push_back(
      "DATA index 'published' using 1:2:3:4 with yerrorbars pt 13 ps 1.8 lw 1.8 dt solid lc rgb '#000000' title "
      "'Report A'");
  figure.script =
      "set xlabel 'epoch'\nset ylabel 'test accuracy [%]'\nset yrange [20:102]\nset xrange [0.5:20.5]\nset key bottom "
      "left horizontal\n" +
      plot(elements);
  return figure;
}

std::vector<Figure> figures(const Results& results) {
  return {scatter_figure(), true_false_figure(results), forty_points_figure(results), boundary_figure(results),
          width_figure(results)};
}

std::string findings(const Results& results) {
  const Interval first = binomial_interval(27, test_points), second = binomial_interval(34, test_points);
  std::string markdown = text(
      "- **40 test points say little**: the 95 %% interval behind 0.675 (27 of 40) is %.2f to %.2f, that behind 0.850 "
      "(34 of 40) %.2f to %.2f. They overlap.\n",
      first.low, first.high, second.low, second.high);

  // From the epoch before: the test accuracies of one seed are recorded in order.
  Index jumps = 0, pairs = 0;
  for (const PointSet set : all_point_sets) {
    double before = 0;
    for (const Sample& sample : results.samples()) {
      if (sample.run != run_name(set, "SGD") || sample.quantity != "test accuracy") continue;
      if (sample.x > 1) {
        ++pairs;
        jumps += std::abs(sample.value - before) * test_points > 6.5;
      }
      before = sample.value;
    }
  }
  markdown += text(
      "- A change of 7 or more of the 40 from one epoch to the next, as the report shows between epochs 18 and 19, "
      "happened in %td of %td pairs of epochs of our SGD runs.\n",
      jumps, pairs);
  markdown +=
      "- After 20 epochs, mean over seeds (lost data: no verdict):\n\n  | points | optimiser | training loss | test "
      "loss | test accuracy |\n  |---|---|---|---|---|\n";
  for (const PointSet set : all_point_sets) {
    for (const std::string& optimizer : optimizers) {
      const std::string run = run_name(set, optimizer);
      markdown += "  | " + std::string(name(set)) + " | " + optimizer +
                  text(" | %.3f | %.3f | %.3f |\n", report_a::mean(results, run, "train loss"),
                       report_a::mean(results, run, "test loss"), report_a::mean(results, run, "test accuracy"));
    }
  }
  markdown +=
      "- **One hidden unit cannot bend a boundary.** The report argues from g(x) = a ReLU(c x + d) + b; but that g is "
      "monotone in c x + d, so it changes sign at most once along a line, and in the plane its boundary is the single "
      "straight line c x + d = -b / a. Counted on the rings:\n\n  | hidden units | straight pieces (most of all "
      "seeds) | farthest from straight | best training accuracy |\n  |---|---|---|---|\n";
  for (const Index width : widths) {
    const auto largest = [&](const char* quantity) {
      const std::vector<double> values = results.values(width_name(width), quantity);
      return values.empty() ? 0 : *std::max_element(values.begin(), values.end());
    };
    markdown += text("  | %td | %.0f | %.2g | %.3f |\n", width, largest("boundary pieces"), largest("boundary bend"),
                     largest("train accuracy"));
  }
  markdown += text("- The non-linearity itself is as the report says: -1 ReLU(1) = %g, but ReLU(-1) = %g.\n",
                   -1 * std::max(1.0, 0.0), std::max(-1.0, 0.0));
  return markdown;
}

}  // namespace

Experiment a_decision_boundary() {
  Experiment experiment{
      .name = "a-decision-boundary",
      .title = "Decision boundaries of a small ReLU network",
      .question =
          "Can ReLU units draw boundaries that are not straight, how many does it take, and what do 40 test points "
          "tell?",
      .source = "Report A, section III.B, Fig. 2 and 7 to 10",
      .data = DataNeed::none,
      .x_means = "epoch; for parameters, the position",
      .assumptions = {"The data set is lost: four generated ones of two classes stand in for it. Its test accuracies, "
                      "0.675 and 0.850, are multiples of 1/40, so 40 test points.",
                      "60 training points, one a step: its log counts 60 batches an epoch.",
                      "Learning rate 0.01, which it gives for its other PyTorch network, with plain SGD and with Adam.",
                      "ReLU between the layers, cross-entropy on the two outputs, PyTorch's default initialisation."},
      .jobs = jobs,
      .figures = figures,
      .findings = findings};
  const auto published = [&](const char* quantity, const char* printed, const char* recorded, double epoch,
                             Index sample_size) {
    Published row{.id = "A-27",
                  .quantity = quantity,
                  .printed = printed,
                  .given = "network 2-8-8-2",
                  .assumed = "the data, the optimiser, its learning rate, the batch size"};
    for (const PointSet set : all_point_sets) {
      for (const std::string& optimizer : optimizers) row.ours.push_back({run_name(set, optimizer), recorded, epoch});
    }
    row.settled = Verdict::no_data;
    row.cause = "the data set is lost; ours are stand-ins";
    row.sample_size = sample_size;
    experiment.published.push_back(row);
  };
  published("training loss, epoch 18", "0.481894", "train loss", 18, 0);
  published("test loss, epoch 18", "0.559333", "test loss", 18, 0);
  published("test accuracy, epoch 18", "0.675", "test accuracy", 18, test_points);
  published("training loss, epoch 19", "0.471488", "train loss", 19, 0);
  published("test loss, epoch 19", "0.491197", "test loss", 19, 0);
  published("test accuracy, epoch 19", "0.850", "test accuracy", 19, test_points);
  return experiment;
}

}  // namespace backcheck::experiments
