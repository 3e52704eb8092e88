#include "experiments/a/trained_boundaries.hpp"

#include "core/random.hpp"
#include "experiments/a/forty_points.hpp"
#include "experiments/a/plane_boundary.hpp"
#include "experiments/a/plane_panels.hpp"
#include "experiments/a/recorded_network.hpp"
#include "reference/as_published/networks.hpp"

namespace backcheck::experiments {
namespace {

using namespace plotting;

constexpr Index train_points = 60, epochs = 20;
constexpr double noise = 0.2, rate = 0.01;
const std::string drawn = "Adam";  // in the figures, because its networks are trained further

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

// The networks of seed 1, of those sets that were run.
std::vector<std::pair<PointSet, Network<double>>> drawn_networks(const Results& results) {
  std::vector<std::pair<PointSet, Network<double>>> networks;
  for (const PointSet set : all_point_sets) {
    auto network = recorded_network(results, run_name(set, drawn), 1, published::report_a_plane());
    if (network) networks.emplace_back(set, std::move(*network));
  }
  return networks;
}

// Circles: training; stars: test.
void add_sets_of_seed_1(Panel& panel, PointSet set) {
  add_points(panel, training_set(set, 1), Marker::circle);
  add_points(panel, test_set(set, 1), Marker::star);
}

}  // namespace

std::string run_name(PointSet set, const std::string& optimizer) { return fmt::format("{}, {}", name(set), optimizer); }

std::vector<Run> boundary_runs(const Settings& settings) {
  std::vector<Run> runs;
  for (const PointSet set : all_point_sets) {
    for (const std::string& optimizer : optimizers) {
      runs.push_back({.name = run_name(set, optimizer),
                      .seeds = settings.seed_count(20, 20),
                      .seconds = 0.01,
                      .body = [=](const JobContext& context) { train_on_set(context, set, optimizer); }});
    }
  }
  return runs;
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

Figure true_false_figure(const Results& results) {
  std::vector<Panel> panels;
  std::size_t all = 0, all_wrong = 0;
  for (auto& [set, network] : drawn_networks(results)) {
    const auto [right, wrong] = classify(network, {training_set(set, 1), test_set(set, 1)});
    const std::size_t points = right.size() + wrong.size();
    panels.push_back(plane(fmt::format("{}: {} of {} wrong", name(set), wrong.size(), points)));
    panels.back().elements = {Marks{right, point_style(0, Marker::circle)},
                              Marks{wrong, point_style(1, Marker::cross, 1.3, 2.4)}};
    all += points, all_wrong += wrong.size();
  }
  return plane_figure(
      "F02-true-false",
      all == 0 ? "" : fmt::format("{} of {} points lie on the wrong side of the boundary", all_wrong, all),
      fmt::format("Generated points of seed 1, network 2-8-8-2, {} epochs of {} at {}. Blue circles: "
                  "correctly classified; orange crosses: not; training and test points. Report A, Fig. "
                  "9 (there green and red, which many cannot tell apart).",
                  epochs, drawn, rate),
      panels);
}

Figure boundary_figure(const Results& results) {
  std::vector<Panel> panels;
  Index most_pieces = 0;
  for (auto& [set, network] : drawn_networks(results)) {
    most_pieces = std::max(most_pieces, boundary_pieces(network, boundary_points(network, extent)));
    panels.push_back(plane(std::string(name(set))));
    add_landscape(panels.back(), network);
    add_sets_of_seed_1(panels.back(), set);
  }
  return plane_figure(
      "F03-decision-boundary",
      panels.empty()    ? ""
      : most_pieces > 1 ? "ReLU units bend the boundary, in straight pieces"
                        : "Here ReLU units do not bend the boundary",
      fmt::format("Generated points of seed 1, network 2-8-8-2, {} epochs of {} at {}. Colour: probability of the "
                  "orange class; black: the boundary, at 0.5. Circles: training; stars: test. Report A, Fig. 10.",
                  epochs, drawn, rate),
      panels);
}

}  // namespace backcheck::experiments
