#include "experiments/a/hidden_widths.hpp"

#include <cmath>

#include "core/random.hpp"
#include "experiments/a/plane_boundary.hpp"
#include "experiments/a/plane_panels.hpp"
#include "experiments/a/point_sets.hpp"
#include "experiments/a/recorded_network.hpp"
#include "experiments/judging/statistics.hpp"
#include "reference/as_published/networks.hpp"

namespace backcheck::experiments {
namespace {

using namespace plotting;

const std::vector<Index> widths{1, 2, 3, 8};
constexpr Index points_count = 200;
constexpr double noise = 0.05;

std::string width_name(Index width) { return fmt::format("width {}", width); }

Examples<double> width_set(std::uint64_t seed) {
  return make_points(PointSet::rings, points_count, noise, mix(seed, 52));
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

// The seed whose network of this width fits its points best.
std::uint64_t best_seed(const Results& results, Index width) {
  const auto best = lowest(results.samples(), [&](const Sample& sample) {
    return sample.run == width_name(width) && sample.quantity == "train loss" ? sample.value : std::nan("");
  });
  return best ? best->seed : 1;
}

// Over the seeds of a width; `finite` is 0 where it was not run.
Statistics over_seeds(const Results& results, Index width, const char* quantity) {
  return summarize(results.values(width_name(width), quantity));
}

// Whether the counts bear out that one unit draws one straight line and that more units bend it.
bool one_unit_stays_straight(const Results& results) {
  const Statistics one = over_seeds(results, widths.front(), "boundary pieces"),
                   most = over_seeds(results, widths.back(), "boundary pieces");
  return one.finite > 0 && one.high <= 1 && most.finite > 0 && most.high > 1;
}

}  // namespace

std::vector<Run> width_runs(const Settings& settings) {
  std::vector<Run> runs;
  for (const Index width : widths) {
    runs.push_back({.name = width_name(width),
                    .seeds = settings.seed_count(20, 20),
                    .seconds = 0.05,
                    .body = [=](const JobContext& context) { train_width(context, width); }});
  }
  return runs;
}

Figure width_figure(const Results& results) {
  std::vector<Panel> panels;
  for (const Index width : widths) {
    const std::uint64_t seed = best_seed(results, width);
    std::optional<Network<double>> network =
        recorded_network(results, width_name(width), seed, published::mlp({2, width, 2}));
    if (!network) return {};  // not run, or not at this width
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
      "Generated rings (200 points), one hidden layer of ReLU units, Adam; of the seeds, the network with the lowest "
      "training loss. Colour: probability of the orange class; black: the boundary. Report A, section III.B.2.",
      panels);
}

void add_width_findings(writing::Markdown& text, const Results& results) {
  text.paragraph(
      "**One hidden unit cannot bend a boundary.** The report argues from g(x) = a ReLU(c x + d) + b; but that g is "
      "monotone in c x + d, so it changes sign at most once along a line, and in the plane its boundary is the single "
      "straight line c x + d = -b / a.");
  std::vector<writing::Markdown::Row> rows;
  for (const Index width : widths) {
    const auto largest = [&](const char* quantity, std::string_view format) {
      const Statistics all = over_seeds(results, width, quantity);
      return all.finite > 0 ? fmt::format(fmt::runtime(format), all.high) : "-";
    };
    if (over_seeds(results, width, "boundary pieces").finite == 0) continue;
    rows.push_back({fmt::format("{}", width), largest("boundary pieces", "{:.0f}"), largest("boundary bend", "{:.2g}"),
                    largest("train accuracy", "{:.3f}")});
  }
  if (rows.empty()) return;
  const Statistics one = over_seeds(results, widths.front(), "boundary pieces");
  text.paragraph("Counted on the rings{}:", one.finite > 0 && one.high > 1 ? ", which does not bear it out" : "");
  text.table(
      {"hidden units", "straight pieces (most of all seeds)", "farthest from straight", "best training accuracy"},
      rows);
}

}  // namespace backcheck::experiments
