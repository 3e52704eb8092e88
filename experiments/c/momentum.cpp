// Report C's learning rate of 0.9, with momentum: where in the plane of learning rate and momentum its MNIST network
// trains at all, for one image an update and for the whole subset at once.
#include <algorithm>
#include <cmath>
#include <limits>

#include "core/random.hpp"
#include "experiments/experiment_file.hpp"
#include "experiments/training/subsets.hpp"

namespace backcheck::experiments {
namespace {

enum class Hidden { relu, sigmoid };
std::string name_of(Hidden hidden) { return hidden == Hidden::relu ? "ReLU" : "sigmoid"; }

constexpr Index whole_subset = 500;
constexpr Index batch_sizes[] = {1, whole_subset};
constexpr Hidden activations[] = {Hidden::relu, Hidden::sigmoid};
constexpr double momenta[] = {0, 0.5, 0.9}, rates[] = {0.001, 0.01, 0.1, 0.3, 0.9};
constexpr double published_rate = 0.9;

struct Cell {
  Index batch_size;
  Hidden hidden;
  double momentum, rate;

  std::string run() const {
    return fmt::format("{} image{} an update, {}, momentum {}, rate {}", batch_size, batch_size == 1 ? "" : "s",
                       name_of(hidden), momentum, rate);
  }
};

Experiment declaration() {
  return {
      .name = "c-momentum",
      .position = 4,
      .title = "A learning rate of 0.9",
      .question =
          "Report C shows curves \"after 10 epochs with learning rate = 0.9\", with momentum: does its network train "
          "at "
          "that rate?",
      .source = "Report C, task 2",
      .data = DataNeed::mnist,
      .assumptions = {
          "500 random training images; sigmoid outputs, binary cross-entropy summed over the ten outputs.",
          "Momentum is unstated (0.9 is usual): 0, 0.5 and 0.9. So are the hidden activations, ReLU with He or "
          "sigmoid with Xavier initialisation, and whether an update is made for every image or once for the subset, "
          "whose gradient is then the mean.",
          "Max pooling; pixels standardised over the training set."}};
}

void train_cell(const JobContext& context, const Cell& cell);

std::vector<Run> runs(const Settings& settings) {
  std::vector<Run> runs;
  for (const Index batch_size : batch_sizes) {
    for (const Hidden hidden : activations) {
      for (const double momentum : momenta) {
        for (const double rate : rates) {
          const Cell cell{batch_size, hidden, momentum, rate};
          runs.push_back({.name = cell.run(),
                          .seeds = settings.seed_count(3, 10),
                          .seconds = batch_size == 1 ? 1.5 : 0.5,
                          .body = [cell](const JobContext& context) { train_cell(context, cell); }});
        }
      }
    }
  }
  return runs;
}

Architecture architecture(Hidden hidden) {
  Architecture network = published::report_c_mnist(published::Pooling::max);
  for (AnyOptions& options : network) {
    if (hidden == Hidden::sigmoid && std::holds_alternative<ReLUOptions>(options)) options = SigmoidOptions{};
  }
  return network;
}

void train_cell(const JobContext& context, const Cell& cell) {
  const ImageSet& images = context.data.train;
  const std::vector<Index> subset =
      random_subset(images, context.settings.pick<Index>(20, 500, 500), mix(context.seed, 500));
  Network<float> network = make_network<float>(architecture(cell.hidden), context.settings.twin);
  initialize(network, {.kind = cell.hidden == Hidden::relu ? Initializer::Kind::he : Initializer::Kind::xavier},
             context.seed);
  const LossFunction<float> loss = sigmoid_binary_cross_entropy<float>(context.settings.twin);
  TrainingOptions options{.epochs = context.settings.epoch_count(2, 10, 10),
                          .batch_size = cell.batch_size,
                          .schedule = {.initial = cell.rate},
                          .optimizer = SgdOptions{.momentum = cell.momentum},
                          .normalization = Normalization::standardized};
  options.after_epoch = [&](Index epoch, const Metrics&) {
    const Metrics metrics = evaluate(network, loss, images, subset, images, options.normalization);
    if (!std::isfinite(metrics.loss)) return false;
    context.record(static_cast<double>(epoch), "training loss", metrics.loss);
    context.record(static_cast<double>(epoch), "training accuracy", metrics.accuracy);
    context.progress(static_cast<double>(epoch) / static_cast<double>(options.epochs));
    return true;
  };
  train(network, loss, images, subset, options, context.seed);
  const Metrics metrics = evaluate(network, loss, images, subset, images, options.normalization);
  context.record(static_cast<double>(options.epochs), "finite", std::isfinite(metrics.loss));
  context.record(static_cast<double>(options.epochs), "final training accuracy", metrics.accuracy);
}

// In percent; NaN where the loss of any seed stopped being finite.
double final_accuracy(const Results& results, const Cell& cell) {
  const std::vector<double> finite = results.values(cell.run(), "finite");
  if (std::count(finite.begin(), finite.end(), 0.0) > 0) return std::numeric_limits<double>::quiet_NaN();
  return 100 * results.mean(cell.run(), "final training accuracy");
}

std::size_t seed_count(const Results& results) {
  return results.values(Cell{batch_sizes[0], activations[0], momenta[0], rates[0]}.run(), "finite").size();
}

// Whether any network reaches half of its images at the published rate with momentum.
bool trains_somewhere(const Results& results) {
  for (const Index batch_size : batch_sizes) {
    for (const Hidden hidden : activations) {
      for (const double momentum : {0.5, 0.9}) {
        if (final_accuracy(results, {batch_size, hidden, momentum, published_rate}) > 50) return true;
      }
    }
  }
  return false;
}

Panel accuracy_map(const Results& results, Index batch_size, Hidden hidden) {
  HeatMap map{.title = (batch_size == 1 ? "one image an update, " : "whole subset an update, ") + name_of(hidden),
              .x_label = "learning rate",
              .y_label = "momentum",
              .rows = {},
              .columns = {},
              .cells = {},
              .colours = {.low = 0, .high = 100}};
  for (const double rate : rates) map.columns.push_back(fmt::format("{}", rate));
  for (const double momentum : momenta) {
    map.rows.push_back(fmt::format("{}", momentum));
    map.cells.values.emplace_back();
    map.cells.texts.emplace_back();
    for (const double rate : rates) {
      const double accuracy = final_accuracy(results, {batch_size, hidden, momentum, rate});
      map.cells.values.back().push_back(accuracy);
      map.cells.texts.back().push_back(std::isnan(accuracy) ? "" : fmt::format("{:.0f}", accuracy));
    }
  }
  return heat_map(std::move(map));
}

Figure map_figure(const Results& results) {
  Figure figure{
      .name = "F10-stability",
      .title = trains_somewhere(results) ? "A learning rate of 0.9 with momentum trains in a corner of this plane"
                                         : "A learning rate of 0.9 with momentum trains in no corner of this plane",
      .caption = fmt::format(
          "Training accuracy [%] of Report C's MNIST network on 500 images after 10 epochs; mean over {} seeds. "
          "Empty cells: the loss stopped being finite. Columns: learning rate; rows: momentum. {}.",
          seed_count(results), results.data_label()),
      .width = 1150,
      .height = 700,
      .layout = {.columns = 2}};
  for (const Index batch_size : batch_sizes) {
    for (const Hidden hidden : activations) figure.panels.push_back(accuracy_map(results, batch_size, hidden));
  }
  return figure;
}

// Report C's curves: learning rate 0.9, momentum 0.9, ten epochs; and one that works, for comparison.
Panel curves_panel(const Results& results, const std::string& quantity) {
  const std::pair<const char*, Cell> lines[] = {
      {"0.9, one image an update, ReLU", {1, Hidden::relu, 0.9, published_rate}},
      {"0.9, one image an update, sigmoid", {1, Hidden::sigmoid, 0.9, published_rate}},
      {"0.9, whole subset, ReLU", {whole_subset, Hidden::relu, 0.9, published_rate}},
      {"0.9, whole subset, sigmoid", {whole_subset, Hidden::sigmoid, 0.9, published_rate}},
      {"0.001, one image an update, ReLU", {1, Hidden::relu, 0.9, 0.001}}};
  const bool is_loss = quantity == "training loss";
  Panel panel{.x = {.label = "epoch"}, .key = {.size = 10}};
  if (is_loss) {
    panel.y = {.label = "training loss [nats, summed over the outputs]",
               .low = 1e-4,
               .high = 1e8,
               .logarithmic = true,
               .numbers = Axis::Numbers::powers_of_ten};
  } else {
    panel.y = {.label = "training accuracy [%]", .low = 0, .high = 102};
  }
  int series = 0;
  for (const auto& [title, cell] : lines) {
    ++series;
    const std::vector<Estimate> curve = mean_curve(results, cell.run(), quantity, is_loss ? 1 : 100);
    if (!curve.empty()) panel.elements.push_back(Band{curve, {.series = series}, is_loss ? title : ""});
  }
  return panel;
}

std::vector<Figure> figures(const Results& results) {
  if (seed_count(results) == 0) return {};
  return {map_figure(results),
          {.name = "F10-learning-rate-0.9",
           .title = "Ten epochs at Report C's learning rate of 0.9, and at 0.001",
           .caption =
               fmt::format("Training loss and accuracy on 500 images, momentum 0.9; mean and 95 % t interval over {} "
                           "seeds. A curve ends where the loss stops being finite. {}.",
                           seed_count(results), results.data_label()),
           .width = 1150,
           .height = 540,
           .layout = {.columns = 2},
           .panels = {curves_panel(results, "training loss"), curves_panel(results, "training accuracy")}}};
}

Markdown findings(const Results& results) {
  if (seed_count(results) == 0) return Markdown().paragraph("Not run.");
  std::vector<Markdown::Row> rows;
  for (const Index batch_size : batch_sizes) {
    for (const Hidden hidden : activations) {
      for (const double momentum : momenta) {
        Cell best{batch_size, hidden, momentum, rates[0]};
        for (const double rate : rates) {
          const Cell cell{batch_size, hidden, momentum, rate};
          const double accuracy = final_accuracy(results, cell), record = final_accuracy(results, best);
          if (accuracy > record || std::isnan(record)) best = cell;
        }
        const double at_published = final_accuracy(results, {batch_size, hidden, momentum, published_rate});
        rows.push_back({batch_size == 1 ? "one image" : "the subset", name_of(hidden), fmt::format("{}", momentum),
                        std::isnan(at_published) ? "diverges" : fmt::format("{:.1f} %", at_published),
                        fmt::format("{}", best.rate), fmt::format("{:.1f} %", final_accuracy(results, best))});
      }
    }
  }
  return Markdown()
      .paragraph("With momentum the network {} at a learning rate of 0.9, whatever else is assumed.",
                 trains_somewhere(results) ? "can be trained" : "does not train")
      .table({"gradient of", "hidden units", "momentum", "accuracy at rate 0.9", "best rate", "accuracy there"}, rows);
}

}  // namespace
}  // namespace backcheck::experiments
