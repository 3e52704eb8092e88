// Report D's training run: one epoch of a three-layer network on CIFAR-10; what its first-layer filters look like then
// and later, and whether their noise comes from overfitting, as the report says, or from too little training.
#include <algorithm>
#include <chrono>
#include <cmath>

#include "core/random.hpp"
#include "experiments/d/network.hpp"
#include "experiments/experiment_file.hpp"
#include "experiments/training/subsets.hpp"

namespace backcheck::experiments {
namespace {

constexpr const char* large = "40,000 images";
constexpr const char* small = "4,000 images";
constexpr const char* timing = "time of an update";
constexpr const char* roughness_of_filters = "roughness of the filters";
constexpr double regularization = 1e-3, updates_an_epoch = 625;
constexpr Index batch_size = 64;
constexpr published::ThreeLayer sizes{.hidden = 500};

std::vector<Comparison> comparisons();

Experiment declaration() {
  return {.name = "d-cifar",
          .position = 6,
          .title = "One epoch on CIFAR-10, and the filters",
          .question = "Does the training run recur, and are its noisy filters a sign of overfitting?",
          .source = "Report D, section 5, Train The Net and Visualize Filters",
          .data = DataNeed::cifar10,
          .x_means = "update; for filter weights, the position in memory",
          .assumptions = {"Sizes and hyper-parameters are those of the public assignment: the first 40,000 training "
                          "images, the last 10,000 for validation, each channel minus its mean, 32 filters 7x7, 500 "
                          "hidden units, N(0, 0.001) weights, Adam with learning rate 0.002, batch 64, float.",
                          "The penalty is reg times the sum of squared weights, without a factor 1/2, reg = 0.001; the "
                          "printed losses contain it.",
                          "Batches: a new order every epoch. The assignment draws each batch anew.",
                          "One seed goes on for three epochs (ten in the full version), and one trains on a tenth of "
                          "the images for as many updates as the report's single epoch: to see whether its noise is "
                          "that of overfitting."},
          .published = comparisons()};
}

void train_network(Index count, Index epochs, const std::vector<Index>& kept, const JobContext& context);
void time_updates(const JobContext& context);

std::vector<Run> runs(const Settings& settings) {
  const double epoch = settings.pick(0.05, 30.0, 30.0);  // seconds for 40,000 images
  const Index many = settings.pick<Index>(256, 40000, 40000), few = settings.pick<Index>(128, 4000, 4000);
  const Index epochs = settings.epoch_count(2, 3, 10), epochs_of_few = settings.epoch_count(2, 10, 10);
  const auto on_many = [=](Index length, const std::vector<Index>& kept) {
    return [=](const JobContext& context) { train_network(many, length, kept, context); };
  };
  // One seed goes on for several epochs; the report's single epoch is the beginning of the same run. Only the first
  // seed's filters are drawn.
  return {{.name = large, .seconds = epoch * static_cast<double>(epochs), .body = on_many(epochs, {1, 3, epochs})},
          {.name = large,
           .seeds = settings.seed_count(3, 10) - 1,
           .first_seed = 2,
           .seconds = epoch,
           .body = on_many(1, {})},
          {.name = small,
           .seeds = settings.seed_count(1, 3),
           .seconds = epoch,
           .body =
               [=](const JobContext& context) {
                 const std::vector<Index> kept = context.seed == 1 ? std::vector{epochs_of_few} : std::vector<Index>{};
                 train_network(few, epochs_of_few, kept, context);
               }},
          {.name = timing, .seeds = settings.seed_count(3, 5), .seconds = 2, .body = time_updates, .exclusive = true}};
}

std::vector<Comparison> comparisons() {
  const std::string assumed =
      "32 filters 7x7, 500 hidden units, N(0, 0.001) weights, Adam 0.002, batch 64, reg 0.001, float";
  std::vector<Comparison> all;
  for (const std::string& id : published::ids("D-25/loss-at-")) {
    const double iteration = std::stod(id.substr(id.rfind('-') + 1));
    all.push_back({.number = id, .ours = {{large, "loss", iteration}}, .assumed = assumed});
  }
  for (const auto& [when, x] : {std::pair<std::string, double>{"first", 1}, {"last", updates_an_epoch}}) {
    for (const std::string set : {"training", "validation"}) {
      all.push_back({.number = "D-25/" + set + "-accuracy-at-" + when,
                     .ours = {{large, set + " accuracy", x}},
                     .assumed = assumed});
    }
  }
  for (const auto& [id, updates] : {std::pair{"D-25/time-until-1", 1.0}, {"D-25/time-until-601", 601.0}}) {
    all.push_back({.number = id,
                   .ours = {{.run = timing, .quantity = "seconds an update", .scale = updates}},
                   .assumed = "the report's GPU is unknown; ours is one CPU core",
                   .settled = Verdict::underdetermined,
                   .cause = "seconds on hardware that the report does not name; its first update includes start-up"});
  }
  return all;
}

TrainingOptions training_options() {
  return {.batch_size = batch_size,
          .schedule = {.initial = 2e-3},
          .optimizer = AdamOptions{.weight_decay = 2 * regularization},  // the report's penalty has no factor 1/2
          .normalization = Normalization::channel_mean};
}

// How far a filter is from smooth: the mean squared difference of neighbouring weights over twice their variance, over
// all filters. 1 for independent random weights, near 0 for smooth ones.
double roughness(const Tensor<float>& filters) {
  const Index F = filters.shape()[0], C = filters.shape()[1], K = filters.shape()[2];
  double sum = 0;
  for (Index f = 0; f < F; ++f) {
    double differences = 0, variance = 0;
    for (Index c = 0; c < C; ++c) {
      double plane = 0;
      for (Index h = 0; h < K; ++h)
        for (Index w = 0; w < K; ++w) plane += static_cast<double>(filters(f, c, h, w));
      for (Index h = 0; h < K; ++h)
        for (Index w = 0; w < K; ++w) {
          const double weight = static_cast<double>(filters(f, c, h, w));
          variance += std::pow(weight - plane / static_cast<double>(K * K), 2);
          if (h > 0) differences += std::pow(weight - static_cast<double>(filters(f, c, h - 1, w)), 2);
          if (w > 0) differences += std::pow(weight - static_cast<double>(filters(f, c, h, w - 1)), 2);
        }
    }
    const double pairs = static_cast<double>(C * 2 * K * (K - 1)), weights = static_cast<double>(C * (K * K - 1));
    sum += (differences / pairs) / (2 * variance / weights);
  }
  return sum / static_cast<double>(F);
}

const std::string filter_weights = "filter weight after epoch ";

// Trains on the first `count` images; x is the number of updates. Records the filters of the first layer after the
// epochs `kept`.
void train_network(Index count, Index epochs, const std::vector<Index>& kept, const JobContext& context) {
  const ImageSet& images = context.data.train;
  const report_d::Split split = report_d::split(images, count, context.settings.pick<Index>(100, 10000, 10000));
  // The report's training accuracy is that of 1,000 images drawn from the training images, which are the first ones.
  const std::vector<Index> sampled =
      random_indices(static_cast<Index>(split.training.size()), 1000, mix(context.seed, 2000));

  Network<float> network = report_d::fresh_network<float>(sizes, context);
  const LossFunction<float> loss = softmax_cross_entropy<float>(context.settings.twin);
  const Index updates = static_cast<Index>(split.training.size()) / batch_size;  // an epoch
  const Tensor<float>& filters = network.parameters()[0].weight;
  const auto measure = [&](double x) {
    const auto accuracy = [&](const std::vector<Index>& indices) {
      return evaluate(network, loss, images, indices, images, Normalization::channel_mean).accuracy;
    };
    context.record(x, "training accuracy", accuracy(sampled));
    context.record(x, "validation accuracy", accuracy(split.validation));
    context.record(x, roughness_of_filters, roughness(filters));
  };
  context.record(0, roughness_of_filters, roughness(filters));

  TrainingOptions options = training_options();
  options.epochs = epochs;
  options.drop_incomplete_batch = true;
  const auto penalty_now = [&] { return regularization * report_d::squared_weights(network); };
  double penalty = penalty_now();  // of the weights that the next loss is computed with
  options.after_step = [&](const StepReport& step) {
    const double x = static_cast<double>(step.step);
    if (step.step % 10 == 1) context.record(x, "loss", step.loss + penalty);
    if (step.step % 10 == 0) penalty = penalty_now();
    if (step.step == 1) measure(x);
    context.progress(x / static_cast<double>(updates * epochs));
    return true;
  };
  options.after_epoch = [&](Index epoch, const Metrics&) {
    measure(static_cast<double>(epoch * updates));
    if (std::find(kept.begin(), kept.end(), epoch) == kept.end()) return true;
    for (Index i = 0; i < filters.size(); ++i) {
      context.record(static_cast<double>(i), filter_weights + std::to_string(epoch), static_cast<double>(filters[i]));
    }
    return true;
  };
  train(network, loss, images, split.training, options, context.seed);
}

// Seconds for one update, warm, on all threads that the job has.
void time_updates(const JobContext& context) {
  Network<float> network = report_d::fresh_network<float>(sizes, context);
  using Clock = std::chrono::steady_clock;
  Clock::time_point before;
  std::vector<double> times;
  TrainingOptions options = training_options();
  options.after_step = [&](const StepReport& step) {
    const Clock::time_point now = Clock::now();
    if (step.step > 3) times.push_back(std::chrono::duration<double>(now - before).count());
    before = now;
    return step.step < context.settings.pick<Index>(5, 30, 30);
  };
  train(network, softmax_cross_entropy<float>(context.settings.twin), context.data.train, {}, options, context.seed);
  context.record(1, "seconds an update", median(times));
}

Figure loss_figure(const Results& results) {
  std::vector<Estimate> ours;  // mean and range
  for (const auto& [x, values] : results.curve(large, "loss")) {
    const Statistics s = summarize(values);
    if (x <= updates_an_epoch) ours.push_back({x, s.mean, s.low, s.high});
  }
  std::vector<Point> theirs;
  int inside = 0;
  for (const std::string& id : published::ids("D-25/loss-at-")) {
    const double iteration = std::stod(id.substr(id.rfind('-') + 1)), loss = published::value(id);
    theirs.push_back({iteration, loss});
    const Statistics s = summarize(results.values(large, "loss", iteration));
    inside += s.count > 1 && std::abs(loss - s.mean) <= s.prediction_half_width;
  }
  Panel panel{.x = {.label = "update", .low = 0, .high = 640},
              .y = {.label = "training loss", .low = 1, .high = 2.6},
              .elements = {published_points(theirs, "Report D")}};
  if (!ours.empty()) panel.elements.insert(panel.elements.begin(), Band{ours, {.series = 1}, "ours"});
  return {.name = "F15-training-curve",
          .title = fmt::format("{} of the report's {} losses are where one more run of ours would be expected", inside,
                               theirs.size()),
          .caption = results.data_label() +
                     ". Loss of single batches of 64, penalty included, every 10 updates: mean and range over seeds. "
                     "Diamonds: the report's log.",
          .width = 1080,
          .height = 500,
          .panels = {panel}};
}

// The filters of seed 1 after an epoch, each scaled to fill 0 to 1.
Tiles filter_tiles(const std::map<double, double>& weights) {
  Tiles tiles{.height = 7, .width = 7, .columns = 4, .images = {}, .coloured = true};
  std::vector<double> filter;
  for (const auto& [position, weight] : weights) {
    filter.push_back(weight);
    if (filter.size() < 3 * 7 * 7) continue;
    const auto [low, high] = std::minmax_element(filter.begin(), filter.end());
    const double least = *low, width = *high - *low;
    for (double& value : filter) value = (value - least) / width;
    tiles.images.push_back(filter);
    filter.clear();
  }
  return tiles;
}

// When the runs were measured, in updates.
struct Ends {
  double one_epoch = 0, last = 0, last_of_few = 0;
};
std::optional<Ends> ends_of(const Results& results) {
  const auto many = results.curve(large, "validation accuracy"), few = results.curve(small, "validation accuracy");
  if (many.size() < 2 || few.empty()) return {};  // the first is after the first update
  return Ends{std::next(many.begin())->first, many.rbegin()->first, few.rbegin()->first};
}

std::vector<Figure> figures(const Results& results) {
  std::vector<Figure> figures{loss_figure(results)};
  const std::optional<Ends> ends = ends_of(results);
  if (!ends) return figures;
  const auto of_seed_1 = [&](const char* run, double x) {
    const auto curve = results.curve_of_seed(run, roughness_of_filters, 1);
    const auto found = curve.find(x);
    return found == curve.end() ? "not measured" : fmt::format("{:.2f}", found->second);
  };
  Figure filters{
      .name = "F16-filters",
      .title = fmt::format("Roughness of the filters: {} after one epoch, {} at the end; {} after overfitting "
                           "few images",
                           of_seed_1(large, ends->one_epoch), of_seed_1(large, ends->last),
                           of_seed_1(small, ends->last_of_few)),
      .caption = results.data_label() +
                 ". The 32 filters of the first layer, 7x7 in red, green and blue, each scaled to its own "
                 "range; seed 1. Roughness is 1 for random weights and near 0 for smooth ones.",
      .width = 1080,
      .height = 620,
      .layout = {.axes = false}};
  for (const Sample& sample : results.samples()) {
    if (sample.x != 0 || sample.seed != 1 || !sample.quantity.starts_with(filter_weights)) continue;
    Tiles shown = filter_tiles(results.curve_of_seed(sample.run, sample.quantity, 1));
    if (shown.images.empty()) continue;
    shown.title = fmt::format("{}, epoch {}", sample.run, sample.quantity.substr(filter_weights.size()));
    filters.panels.push_back(tiles(shown));
  }
  filters.layout.columns = static_cast<Index>(filters.panels.size());
  if (!filters.panels.empty()) figures.push_back(filters);
  return figures;
}

Markdown findings(const Results& results) {
  const std::optional<Ends> ends = ends_of(results);
  if (!ends) return Markdown().paragraph("Not run.");
  const auto percent = [&](const char* run, const char* quantity, double x) {
    return 100 * results.mean(run, quantity, x);
  };
  const auto accuracies = [&](const char* run, double x) {
    return fmt::format("{:.1f} % on training images, {:.1f} % on validation images",
                       percent(run, "training accuracy", x), percent(run, "validation accuracy", x));
  };
  const auto roughness_at = [&](const char* run, double x) { return results.mean(run, roughness_of_filters, x); };
  const double gap =
      percent(large, "training accuracy", ends->one_epoch) - percent(large, "validation accuracy", ends->one_epoch);
  const double gap_of_few =
      percent(small, "training accuracy", ends->last_of_few) - percent(small, "validation accuracy", ends->last_of_few);
  const double after_one = roughness_at(large, ends->one_epoch), at_end = roughness_at(large, ends->last);
  return Markdown()
      .bullet("After one epoch on the large set ({:.0f} updates): {} (means over seeds). A gap of {:.1f} points {}.",
              ends->one_epoch, accuracies(large, ends->one_epoch), gap,
              gap < 5 ? "is no overfitting, and the set is not small" : "is overfitting, as the report says")
      .bullet("After {:.0f} updates on it: {} (seed 1).", ends->last, accuracies(large, ends->last))
      .bullet("What {} looks like: a tenth of the images, {:.0f} updates: {}.",
              gap_of_few > 5 ? "overfitting on small data" : "training on small data", ends->last_of_few,
              accuracies(small, ends->last_of_few))
      .bullet(
          "Roughness of the first-layer filters (1 for random weights, 0 for smooth ones), seed 1 where the run is "
          "long: "
          "{:.2f} before training, {:.2f} after one epoch, {:.2f} after {:.0f} updates; on the tenth of the images "
          "{:.2f} "
          "after {:.0f} updates. {}.",
          roughness_at(large, 0), after_one, at_end, ends->last, roughness_at(small, ends->last_of_few),
          ends->last_of_few,
          at_end < after_one ? "More training makes them smoother: their noise is that of too little training"
                             : "More training does not make them smoother");
}

}  // namespace
}  // namespace backcheck::experiments
