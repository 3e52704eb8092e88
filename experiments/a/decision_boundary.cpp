// Report A's second question: a small ReLU network on two classes of points in the plane; its decision boundary, how
// far 40 test points can be trusted, and how many hidden units it takes to bend a boundary.
#include <algorithm>
#include <cmath>

#include "core/random.hpp"
#include "experiments/a/plane_boundary.hpp"
#include "experiments/a/point_sets.hpp"
#include "experiments/experiment_file.hpp"

namespace backcheck::experiments {
namespace {

constexpr Index train_points = 60, test_points = 40, epochs = 20;
constexpr double noise = 0.2, rate = 0.01;
constexpr double extent = 1.8;  // of the part of the plane that is examined and drawn, in each direction
const std::vector<std::string> optimizers{"SGD", "Adam"};
const std::string drawn = "Adam";  // in the figures, because its networks are trained further

// For the widths: one hidden layer on the rings, without the noise that would blur what the layer can do.
const std::vector<Index> widths{1, 2, 3, 8};
constexpr Index width_points = 200;
constexpr double width_noise = 0.05;

std::string run_name(PointSet set, const std::string& optimizer) { return fmt::format("{}, {}", name(set), optimizer); }
std::string width_name(Index width) { return fmt::format("width {}", width); }

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
      .assumptions = {"The data set is lost: four generated ones of two classes stand in for it. Its test accuracies, "
                      "0.675 and 0.850, are multiples of 1/40, so 40 test points.",
                      "60 training points, one a step: its log counts 60 batches an epoch.",
                      "Learning rate 0.01, which it gives for its other PyTorch network, with plain SGD and with Adam.",
                      "ReLU between the layers, cross-entropy on the two outputs, PyTorch's default initialisation."},
      .published = comparisons()};
}

void train_on_set(const JobContext& context, PointSet set, const std::string& optimizer);
void train_width(const JobContext& context, Index width);

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
  for (const Index width : widths) {
    runs.push_back({.name = width_name(width),
                    .seeds = settings.seed_count(20, 20),
                    .seconds = 0.05,
                    .body = [=](const JobContext& context) { train_width(context, width); }});
  }
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
Examples<double> width_set(std::uint64_t seed) {
  return make_points(PointSet::rings, width_points, width_noise, mix(seed, 52));
}

// The parameters of a network as samples, so that figures can ask it again without training.
void record_parameters(const JobContext& context, const Network<double>& network) {
  double position = 0;
  for (const Parameters<double>& params : network.parameters()) {
    for (const double value : params.weight) context.record(position++, "parameter", value);
    for (const double value : params.bias) context.record(position++, "parameter", value);
  }
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

void train_width(const JobContext& context, Index width) {
  Network<double> network = make_network<double>(published::mlp({2, width, 2}), context.settings.twin);
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
  context.record(0, "train loss", evaluate(network, loss, points).loss);
  context.record(0, "train accuracy", evaluate(network, loss, points).accuracy);
  context.record(0, "boundary pieces", static_cast<double>(boundary_pieces(network, boundary)));
  if (!boundary.empty()) context.record(0, "boundary bend", bend(boundary));
  record_parameters(context, network);
}

// The network of a run and seed, its parameters as recorded; empty where they were not, or not all.
std::optional<Network<double>> recorded_network(const Results& results, const std::string& run, std::uint64_t seed,
                                                const Architecture& architecture) {
  Network<double> network = make_network<double>(architecture, Twin::fast);
  const std::map<double, double> values = results.curve_of_seed(run, "parameter", seed);
  if (static_cast<Index>(values.size()) != parameter_count(network)) return {};
  auto next = values.begin();
  for (Parameters<double>& params : network.parameters()) {
    for (double& value : params.weight) value = (next++)->second;
    for (double& value : params.bias) value = (next++)->second;
  }
  return network;
}

// The points that meet a condition on their number.
template <class Condition>
std::vector<Point> where(const Examples<double>& points, const Condition& condition) {
  std::vector<Point> chosen;
  for (Index n = 0; n < points.inputs.shape()[0]; ++n) {
    if (condition(n)) chosen.push_back({points.inputs(n, 0), points.inputs(n, 1)});
  }
  return chosen;
}

Style point_style(int label, Marker marker, double size = 1, double width = 1.6) {
  return {.colour = label ? Colour::vermillion : Colour::blue, .marker = marker, .width = width, .size = size};
}

void add_points(Panel& panel, const Examples<double>& points, Marker marker, double size, double width) {
  for (const int label : {0, 1}) {
    const std::vector<Point> of_class =
        where(points, [&](Index n) { return points.labels[static_cast<std::size_t>(n)] == label; });
    if (!of_class.empty()) panel.elements.push_back(Marks{of_class, point_style(label, marker, size, width)});
  }
}
// Circles: training; stars: test.
void add_sets_of_seed_1(Panel& panel, PointSet set) {
  add_points(panel, training_set(set, 1), Marker::circle, 1, 1.6);
  add_points(panel, test_set(set, 1), Marker::star, 1, 1.6);
}

// The plane without clutter: equal scales, no ticks.
Panel plane(const std::string& title) {
  const Axis axis{.low = -extent, .high = extent, .hidden = true};
  return {.title = title,
          .x = axis,
          .y = axis,
          .key = {.place = Key::Place::none},
          .grid = false,
          .border = Panel::Border::box,
          .equal_scales = true};
}

// The class probability, light, and the boundary, black.
void add_landscape(Panel& panel, Network<double>& network) {
  constexpr Index resolution = 81;
  const double step = 2 * extent / (resolution - 1);
  Image probability{.height = resolution,
                    .width = resolution,
                    .values = {},
                    .first = {-extent, -extent},
                    .step = {step, step},
                    .smooth = true};
  for (const double ahead : lead(network, square_grid(extent, resolution))) {
    probability.values.push_back(1 / (1 + std::exp(-ahead)));
  }
  panel.colours = {ColourScale::Palette::pale_diverging, 0, 1};
  panel.elements.push_back(std::move(probability));
  std::vector<Point> boundary;
  for (const auto& [x, y] : boundary_points(network, extent)) boundary.push_back({x, y});
  if (!boundary.empty()) {
    panel.elements.push_back(Marks{boundary, {.colour = Colour::black, .marker = Marker::disc, .size = 0.3}});
  }
}

Figure plane_figure(const std::string& name, const std::string& title, const std::string& caption,
                    std::vector<Panel> panels) {
  return {.name = name,
          .title = title,
          .caption = caption,
          .width = 1100,
          .height = 390,
          .layout = {.columns = static_cast<Index>(panels.size()), .axes = false},
          .panels = std::move(panels)};
}

Figure points_figure() {
  std::vector<Panel> panels;
  for (const PointSet set : all_point_sets) {
    panels.push_back(plane(std::string(name(set))));
    add_sets_of_seed_1(panels.back(), set);
  }
  return plane_figure(
      "F01-points", "Four stand-ins for the lost data set: 60 training and 40 test points each",
      "Generated points of seed 1, normal noise 0.2. Circles: training; stars: test; blue and orange: the "
      "two classes. Report A, Fig. 2 (its data are lost).",
      panels);
}

std::optional<Figure> true_false_figure(const Results& results) {
  std::vector<Panel> panels;
  for (const PointSet set : all_point_sets) {
    std::optional<Network<double>> network =
        recorded_network(results, run_name(set, drawn), 1, published::report_a_plane());
    if (!network) return {};
    std::vector<Point> correct, wrong;
    for (const Examples<double>& points : {training_set(set, 1), test_set(set, 1)}) {
      std::vector<int> predictions;
      evaluate(*network, softmax_cross_entropy<double>(Twin::fast), points, {}, &predictions);
      const auto right = [&](Index n) {
        return predictions[static_cast<std::size_t>(n)] == points.labels[static_cast<std::size_t>(n)];
      };
      for (const Point& point : where(points, right)) correct.push_back(point);
      for (const Point& point : where(points, [&](Index n) { return !right(n); })) wrong.push_back(point);
    }
    panels.push_back(plane(fmt::format("{}: {} of {} wrong", name(set), wrong.size(), correct.size() + wrong.size())));
    if (!correct.empty()) panels.back().elements.push_back(Marks{correct, point_style(0, Marker::circle)});
    if (!wrong.empty()) panels.back().elements.push_back(Marks{wrong, point_style(1, Marker::cross, 1.3, 2.4)});
  }
  return plane_figure(
      "F02-true-false", "The errors sit where the classes overlap",
      "Generated points of seed 1, network 2-8-8-2, 20 epochs of Adam at 0.01. Blue circles: correctly "
      "classified; orange crosses: not; training and test points. Report A, Fig. 9 (there green and red, "
      "which many cannot tell apart).",
      panels);
}

std::optional<Figure> boundary_figure(const Results& results) {
  std::vector<Panel> panels;
  Index most_pieces = 0;
  for (const PointSet set : all_point_sets) {
    std::optional<Network<double>> network =
        recorded_network(results, run_name(set, drawn), 1, published::report_a_plane());
    if (!network) return {};
    most_pieces = std::max(most_pieces, boundary_pieces(*network, boundary_points(*network, extent)));
    panels.push_back(plane(std::string(name(set))));
    add_landscape(panels.back(), *network);
    add_sets_of_seed_1(panels.back(), set);
  }
  return plane_figure(
      "F03-decision-boundary",
      most_pieces > 1 ? "ReLU units bend the boundary, in straight pieces" : "Here ReLU units do not bend the boundary",
      "Generated points of seed 1, network 2-8-8-2, 20 epochs of Adam at 0.01. Colour: probability of the "
      "orange class; black: the boundary, at 0.5. Circles: training; stars: test. Report A, Fig. 10.",
      panels);
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

// The largest of a quantity over the seeds of a width; 0 where there is none.
double largest(const Results& results, Index width, const char* quantity) {
  const Statistics s = summarize(results.values(width_name(width), quantity));
  return s.finite ? s.high : 0;
}
bool one_unit_stays_straight(const Results& results) {
  return largest(results, widths.front(), "boundary pieces") <= 1 &&
         largest(results, widths.back(), "boundary pieces") > 1;
}

std::optional<Figure> width_figure(const Results& results) {
  std::vector<Panel> panels;
  for (const Index width : widths) {
    const std::uint64_t seed = best_seed(results, width);
    std::optional<Network<double>> network =
        recorded_network(results, width_name(width), seed, published::mlp({2, width, 2}));
    if (!network) return {};
    const Index pieces = boundary_pieces(*network, boundary_points(*network, extent));
    panels.push_back(plane(
        fmt::format("{} unit{}, {} straight piece{}", width, width == 1 ? "" : "s", pieces, pieces == 1 ? "" : "s")));
    add_landscape(panels.back(), *network);
    add_points(panels.back(), width_set(seed), Marker::circle, 0.6, 1.2);
  }
  return plane_figure(
      "F03-width",
      one_unit_stays_straight(results)
          ? "One hidden unit draws one straight line; it takes more to bend or close a boundary"
          : "Boundaries of networks with one to eight hidden units",
      "Generated rings (200 points), one hidden layer of ReLU units, Adam; of the seeds, the network with "
      "the lowest training loss. Colour: probability of the orange class; black: the boundary. Report A, "
      "section III.B.2.",
      panels);
}

Index right_of_40(const char* number) { return std::lround(published::value(number) * test_points); }

std::optional<Figure> forty_points_figure(const Results& results) {
  Panel panel{.x = {.label = "epoch", .low = 0.5, .high = 20.5},
              .y = {.label = "test accuracy [%]", .low = 20, .high = 102},
              .key = {.place = Key::Place::bottom_left, .horizontal = true}};
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    std::vector<Point> points;
    for (const auto& [epoch, accuracy] :
         results.curve_of_seed(run_name(PointSet::rings, "SGD"), "test accuracy", seed)) {
      points.push_back({epoch, 100 * accuracy});
    }
    if (points.empty()) continue;
    panel.elements.push_back(
        Line{points, {.series = static_cast<int>(seed), .width = 1.5}, fmt::format("seed {}", seed), true});
  }
  if (panel.elements.empty()) return {};
  std::vector<Estimate> theirs;
  for (const auto& [epoch, number] : {std::pair{18.0, "A-27/test-accuracy-18"}, {19.0, "A-27/test-accuracy-19"}}) {
    const Interval interval = binomial_interval(right_of_40(number), test_points);
    theirs.push_back({epoch, 100 * published::value(number), 100 * interval.low, 100 * interval.high});
  }
  panel.elements.push_back(
      ErrorBars{theirs,
                {.colour = Colour::black, .dash = Dash::solid, .marker = Marker::diamond, .width = 1.8, .size = 1.8},
                "Report A"});
  return Figure{
      .name = "F02-forty-test-points",
      .title = "With 40 test points one epoch can be several points above the next",
      .caption =
          "Test accuracy after each epoch on the generated rings, network 2-8-8-2, SGD at 0.01, seeds 1 to 5 (40 "
          "test points each). Diamonds: Report A, Fig. 8, on its own data; bars: their 95 % binomial interval.",
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

// Of all pairs of successive epochs of our SGD runs, those between which 7 or more of the 40 test points changed sides.
struct Jumps {
  Index large = 0, pairs = 0;
};
Jumps count_jumps(const Results& results) {
  Jumps jumps;
  for (const PointSet set : all_point_sets) {
    const std::string run = run_name(set, "SGD");
    for (std::uint64_t seed = 1;; ++seed) {
      const std::map<double, double> curve = results.curve_of_seed(run, "test accuracy", seed);
      if (curve.empty()) break;
      for (auto now = std::next(curve.begin()); now != curve.end(); ++now) {
        ++jumps.pairs;
        jumps.large += std::abs(now->second - std::prev(now)->second) * test_points > 6.5;
      }
    }
  }
  return jumps;
}

Markdown findings(const Results& results) {
  const char *first_number = "A-27/test-accuracy-18", *second_number = "A-27/test-accuracy-19";
  const Interval first = binomial_interval(right_of_40(first_number), test_points),
                 second = binomial_interval(right_of_40(second_number), test_points);
  Markdown text;
  text.bullet(
      "**40 test points say little**: the 95 % interval behind {} ({} of 40) is {:.2f} to {:.2f}, that behind {} ({} "
      "of 40) "
      "{:.2f} to {:.2f}. They {}.",
      published::number(first_number).printed, right_of_40(first_number), first.low, first.high,
      published::number(second_number).printed, right_of_40(second_number), second.low, second.high,
      first.high > second.low ? "overlap" : "do not overlap");
  const Jumps jumps = count_jumps(results);
  text.bullet(
      "A change of 7 or more of the 40 from one epoch to the next, as the report shows between epochs 18 and 19, "
      "happened in "
      "{} of {} pairs of epochs of our SGD runs.",
      jumps.large, jumps.pairs);
  text.paragraph("After 20 epochs, mean over seeds (lost data: no verdict):");
  std::vector<Markdown::Row> rows;
  for (const PointSet set : all_point_sets) {
    for (const std::string& optimizer : optimizers) {
      rows.push_back({std::string(name(set)), optimizer});
      for (const char* quantity : {"train loss", "test loss", "test accuracy"}) {
        rows.back().push_back(fmt::format("{:.3f}", results.mean(run_name(set, optimizer), quantity)));
      }
    }
  }
  text.table({"points", "optimiser", "training loss", "test loss", "test accuracy"}, rows);
  text.paragraph(
      "**One hidden unit cannot bend a boundary.** The report argues from g(x) = a ReLU(c x + d) + b; but that g is "
      "monotone "
      "in c x + d, so it changes sign at most once along a line, and in the plane its boundary is the single straight "
      "line c "
      "x + d = -b / a. Counted on the rings{}:",
      one_unit_stays_straight(results) ? "" : " (which does not bear it out)");
  rows.clear();
  for (const Index width : widths) {
    rows.push_back({fmt::format("{}", width), fmt::format("{:.0f}", largest(results, width, "boundary pieces")),
                    fmt::format("{:.2g}", largest(results, width, "boundary bend")),
                    fmt::format("{:.3f}", largest(results, width, "train accuracy"))});
  }
  text.table(
      {"hidden units", "straight pieces (most of all seeds)", "farthest from straight", "best training accuracy"},
      rows);
  return text.bullet("The non-linearity itself is as the report says: -1 ReLU(1) = {:g}, but ReLU(-1) = {:g}.",
                     -1 * std::max(1.0, 0.0), std::max(-1.0, 0.0));
}

}  // namespace
}  // namespace backcheck::experiments
