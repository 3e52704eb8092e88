// Report D's training run: one epoch of a three-layer network on CIFAR-10; what its first-layer filters look like then
// and later, and whether their noise comes from overfitting, as the report says, or from too little training.
#include <algorithm>
#include <chrono>
#include <cmath>

#include "core/random.hpp"
#include "experiments/catalogue.hpp"
#include "experiments/numbers.hpp"
#include "experiments/presets.hpp"
#include "experiments/support/plots.hpp"
#include "experiments/support/statistics.hpp"
#include "experiments/support/training.hpp"
#include "experiments/words.hpp"

namespace backcheck::experiments {
namespace {

constexpr double regularization = 1e-3;
constexpr Index batch_size = 64;
constexpr const char* large = "40,000 images";
constexpr const char* small = "4,000 images";

const Architecture& architecture() {
  static const Architecture layers = presets::report_d_three_layer({.hidden = 500});
  return layers;
}

Network<float> fresh_network(const JobContext& context) {
  Network<float> network = make_network<float>(architecture(), context.settings.twin);
  initialize(network, {.kind = Initializer::Kind::gaussian, .standard_deviation = 1e-3}, context.seed);
  return network;
}

TrainingOptions options() {
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

// Trains on the first `count` images; x is the number of updates. Records the filters of the first layer after the
// epochs `kept`.
void train_network(Index count, Index epochs, const std::vector<Index>& kept, const JobContext& context) {
  const ImageSet& images = context.data.train;
  const Index held_out = images.size() - images.size() / 5;  // the last fifth is for validation
  const std::vector<Index> training = index_range(0, std::min(count, held_out));
  const std::vector<Index> validation =
      index_range(held_out, std::min(images.size(), held_out + context.settings.pick<Index>(100, 10000, 10000)));
  // The report's training accuracy is that of 1,000 images drawn from the training images.
  std::vector<Index> sampled = sample_indices(static_cast<Index>(training.size()), 1000, mix(context.seed, 2000));

  Network<float> network = fresh_network(context);
  const LossFunction<float> loss = softmax_cross_entropy<float>(context.settings.twin);
  const Index updates = static_cast<Index>(training.size()) / batch_size;  // an epoch
  const auto measure = [&](double x) {
    const auto accuracy = [&](const std::vector<Index>& indices) {
      return evaluate(network, loss, images, indices, images, Normalization::channel_mean).accuracy;
    };
    context.recorder.record(x, "training accuracy", accuracy(sampled));
    context.recorder.record(x, "validation accuracy", accuracy(validation));
    context.recorder.record(x, "roughness of the filters", roughness(network.parameters()[0].weight));
  };
  context.recorder.record(0, "roughness of the filters", roughness(network.parameters()[0].weight));

  TrainingOptions how = options();
  how.epochs = epochs;
  how.drop_incomplete_batch = true;
  double penalty = regularization * squared_weights(network);  // of the weights that the next loss is computed with
  how.after_step = [&](const StepReport& step) {
    const double x = static_cast<double>(step.step);
    if (step.step % 10 == 1) context.recorder.record(x, "loss", step.loss + penalty);
    if (step.step % 10 == 0) penalty = regularization * squared_weights(network);
    if (step.step == 1) measure(x);
    context.recorder.progress(x / static_cast<double>(updates * epochs));
    return true;
  };
  how.after_epoch = [&](Index epoch, const Metrics&) {
    measure(static_cast<double>(epoch * updates));
    if (std::find(kept.begin(), kept.end(), epoch) != kept.end()) {
      const Tensor<float>& filters = network.parameters()[0].weight;
      for (Index i = 0; i < filters.size(); ++i) {
        context.recorder.record(static_cast<double>(i), "filter weight after epoch " + std::to_string(epoch),
                                static_cast<double>(filters[i]));
      }
    }
    return true;
  };
  train(network, loss, images, training, how, context.seed);
}

// Seconds for one update, warm, on all threads that the job has.
void time_updates(const JobContext& context) {
  Network<float> network = fresh_network(context);
  const LossFunction<float> loss = softmax_cross_entropy<float>(context.settings.twin);
  using Clock = std::chrono::steady_clock;
  Clock::time_point before;
  std::vector<double> times;
  TrainingOptions how = options();
  how.after_step = [&](const StepReport& step) {
    const Clock::time_point now = Clock::now();
    if (step.step > 3) times.push_back(std::chrono::duration<double>(now - before).count());
    before = now;
    return step.step < context.settings.pick<Index>(5, 30, 30);
  };
  train(network, loss, context.data.train, {}, how, context.seed);
  context.recorder.record(1, "seconds an update", median(times));
}

struct LossPoint {
  int iteration;
  const char* printed;
};
constexpr LossPoint loss_points[] = {{1, "2.306690"},   {51, "1.927303"},  {101, "1.783371"}, {151, "1.690697"},
                                     {201, "1.860708"}, {251, "1.672931"}, {301, "1.702446"}, {351, "1.535979"},
                                     {401, "1.764157"}, {451, "1.625230"}, {501, "1.638446"}, {551, "1.491076"},
                                     {601, "1.532202"}};
constexpr double updates_an_epoch = 625;

std::vector<Published> published() {
  const std::string assumed =
      "32 filters 7x7, 500 hidden units, N(0, 0.001) weights, Adam 0.002, batch 64, reg 0.001, float";
  std::vector<Published> rows;
  for (const LossPoint& point : loss_points) {
    rows.push_back({.id = "D-25",
                    .quantity = "training loss at iteration " + std::to_string(point.iteration),
                    .printed = point.printed,
                    .unit = "nats",
                    .meaning = "of one batch of 64, penalty included",
                    .given = "625 iterations, one epoch",
                    .assumed = assumed,
                    .ours = {{.run = large, .quantity = "loss", .x = point.iteration}}});
  }
  const auto accuracy = [&](const char* quantity, double x, const char* when, const char* printed, Index size) {
    rows.push_back({.id = "D-25",
                    .quantity = std::string(quantity) + " " + when,
                    .printed = printed,
                    .meaning = size == 1000 ? "on 1,000 sampled training images" : "on 10,000 validation images",
                    .given = "625 iterations, one epoch",
                    .assumed = assumed,
                    .ours = {{.run = large, .quantity = quantity, .x = x}},
                    .sample_size = size});
  };
  accuracy("training accuracy", 1, "after the first update", "0.091000", 1000);
  accuracy("validation accuracy", 1, "after the first update", "0.102500", 10000);
  accuracy("training accuracy", updates_an_epoch, "after one epoch", "0.511000", 1000);
  accuracy("validation accuracy", updates_an_epoch, "after one epoch", "0.498200", 10000);
  for (const auto& [iteration, printed] : {std::pair{1, "0.09"}, std::pair{601, "4.36"}}) {
    rows.push_back({.id = "D-25",
                    .quantity = "time until iteration " + std::to_string(iteration),
                    .printed = printed,
                    .unit = "s",
                    .meaning = "the times between, 0.33 s every 50 iterations, are in proportion",
                    .given = "none",
                    .assumed = "the report's GPU is unknown; ours is one CPU core",
                    .ours = {{.run = "time of an update",
                              .quantity = "seconds an update",
                              .scale = static_cast<double>(iteration)}},
                    .settled = Verdict::underdetermined,
                    .cause = "seconds on hardware that the report does not name; its first update includes start-up"});
  }
  return rows;
}

Figure loss_figure(const Results& results) {
  Figure figure{.name = "F15-training-curve",
                .title = "",
                .caption = results.data_label() +
                           ". Loss of single batches of 64, penalty included, every 10 updates: mean and range over "
                           "seeds. Diamonds: the report's log.",
                .width = 1080,
                .height = 500};
  std::vector<std::vector<double>> range;
  for (const auto& [x, values] : results.curve(large, "loss")) {
    if (x > updates_an_epoch) break;
    const auto [low, high] = std::minmax_element(values.begin(), values.end());
    range.push_back({x, mean(values), *low, *high});
  }
  figure.add("loss", {"update", "mean", "low", "high"}, range);
  std::vector<std::pair<double, double>> points;
  int inside = 0;
  for (const LossPoint& point : loss_points) {
    points.push_back({point.iteration, std::stod(point.printed)});
    const Summary ours = summarize(results.values(large, "loss", point.iteration));
    inside += ours.count > 1 && std::abs(points.back().second - ours.mean) <= ours.prediction_half_width;
  }
  add_points(figure, "published", points);
  figure.title = std::to_string(inside) + " of the report's " + std::to_string(points.size()) +
                 " losses are where one more run of ours would be expected";
  figure.script = "set xlabel 'update'\nset ylabel 'training loss'\nset yrange [1:2.6]\nset xrange [0:640]\n" +
                  plot({band("loss", 1, "ours"), published_points("published", "Report D")});
  return figure;
}

// The images of the filters after one epoch, each scaled to fill 0 to 1.
Tiles filter_tiles(const std::map<double, std::vector<double>>& weights) {
  Tiles tiles;
  tiles.height = tiles.width = 7;
  tiles.columns = 4;
  std::vector<double> filter;
  for (const auto& [index, values] : weights) {
    filter.push_back(values.at(0));
    if (filter.size() < 3 * 7 * 7) continue;
    const auto [low, high] = std::minmax_element(filter.begin(), filter.end());
    const double least = *low, width = *high - *low;
    for (double& weight : filter) weight = (weight - least) / width;
    tiles.images.push_back(filter);
    filter.clear();
  }
  return tiles;
}

std::vector<Figure> figures(const Results& results) {
  std::vector<Figure> figures{loss_figure(results)};
  Figure filters{.name = "F16-filters",
                 .title = "",
                 .caption = results.data_label() +
                            ". The 32 filters of the first layer, 7x7 in red, green and blue, each "
                            "scaled to its own range; seed 1. Roughness is 1 for random weights and "
                            "near 0 for smooth ones.",
                 .width = 1080,
                 .height = 620};
  std::vector<std::string> scripts;
  for (const Sample& sample : results.samples()) {
    const std::string prefix = "filter weight after epoch ";
    if (sample.x != 0 || sample.quantity.rfind(prefix, 0) != 0) continue;
    const std::string epoch = sample.quantity.substr(prefix.size());
    add_tiles(filters, sample.run + " " + epoch, filter_tiles(results.curve(sample.run, sample.quantity)));
    scripts.push_back("set title '" + sample.run + ", epoch " + epoch + "'\n" + tiles(sample.run + " " + epoch, true));
  }
  if (scripts.empty()) return figures;
  const std::map<double, std::vector<double>> epochs = results.curve(large, "validation accuracy");
  const double one = std::next(epochs.begin())->first;  // the first is after the first update
  const auto roughness_at = [&](const char* run, std::optional<double> x) {
    return fixed(results.values(run, "roughness of the filters", x).at(0), 2);
  };
  filters.title = "Roughness of the filters: " + roughness_at(large, one) + " after one epoch, " +
                  roughness_at(large, {}) + " at the end; " + roughness_at(small, {}) + " after overfitting few images";
  // Closer together than panels() would put them.
  filters.script =
      "set multiplot layout 1," + std::to_string(scripts.size()) +
      " title TITLE noenhanced font ',15' margins screen 0.02,0.98,BOTTOM+0.03,0.84 spacing screen 0.035,0\n";
  for (const std::string& script : scripts) filters.script += script + "unset label 999\n";
  figures.push_back(filters);
  return figures;
}

std::string findings(const Results& results) {
  const auto percent = [&](const char* run, const char* quantity, std::optional<double> x) {
    return fixed(100 * mean(results.values(run, quantity, x)), 1) + " %";
  };
  std::string text;
  const std::map<double, std::vector<double>> epochs = results.curve(large, "validation accuracy"),
                                              small_epochs = results.curve(small, "validation accuracy");
  const double one = std::next(epochs.begin())->first;  // the first is after the first update
  const double last = epochs.rbegin()->first;
  const auto accuracies = [&](const char* run, double x) {
    return percent(run, "training accuracy", x) + " on training images, " + percent(run, "validation accuracy", x) +
           " on validation images";
  };
  const auto roughness_at = [&](const char* run, double x) {
    return fixed(mean(results.values(run, "roughness of the filters", x)), 2);
  };
  text += "- After one epoch on the large set (" + fixed(one, 0) + " updates): " + accuracies(large, one) +
          " (means over seeds). A gap of " +
          fixed(100 * (mean(results.values(large, "training accuracy", one)) -
                       mean(results.values(large, "validation accuracy", one))),
                1) +
          " points is no overfitting, and the set is not small.\n";
  text += "- After " + fixed(last, 0) + " updates on it: " + accuracies(large, last) + " (seed 1).\n";
  const double small_last = small_epochs.rbegin()->first;
  text += "- What overfitting on small data looks like: a tenth of the images, " + fixed(small_last, 0) +
          " updates: " + accuracies(small, small_last) + ".\n";
  text +=
      "- Roughness of the first-layer filters (1 for random weights, 0 for smooth ones), seed 1 where the run is "
      "long: " +
      roughness_at(large, 0) + " before training, " + roughness_at(large, one) + " after one epoch, " +
      roughness_at(large, last) + " after " + fixed(last, 0) + " updates; on the tenth of the images " +
      roughness_at(small, small_last) + " after " + fixed(small_last, 0) + " updates.\n";
  return text;
}

std::vector<Job> jobs(const Settings& settings) {
  std::vector<Job> jobs;
  const double second = settings.pick(0.05, 30.0, 30.0);  // an epoch of 40,000 images
  const Index count = settings.pick<Index>(256, 40000, 40000), few = settings.pick<Index>(128, 4000, 4000);
  const Index epochs = settings.epoch_count(2, 3, 10), epochs_of_few = settings.epoch_count(2, 10, 10);
  // One seed goes on for several epochs; the report's single epoch is the beginning of the same run.
  for (Index seed = 1; seed <= settings.seed_count(3, 10); ++seed) {
    const Index length = seed == 1 ? epochs : 1;
    const std::vector<Index> kept = seed == 1 ? std::vector<Index>{1, 3, epochs} : std::vector<Index>{};
    jobs.push_back({.run = large,
                    .seed = static_cast<std::uint64_t>(seed),
                    .seconds = second * static_cast<double>(length),
                    .body = [=](const JobContext& context) { train_network(count, length, kept, context); }});
  }
  // Only the first seed's filters are drawn.
  add_jobs(jobs, small, settings.seed_count(1, 3), second, [=](const JobContext& context) {
    train_network(few, epochs_of_few, context.seed == 1 ? std::vector{epochs_of_few} : std::vector<Index>{}, context);
  });
  add_jobs(jobs, "time of an update", settings.seed_count(3, 5), 2, time_updates);
  for (Job& job : jobs) job.exclusive = job.run == "time of an update";
  return jobs;
}

}  // namespace

Experiment d_cifar() {
  return {.name = "d-cifar",
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
                          "the images for as many updates "
                          "as the report's single epoch: to see whether its noise is that of overfitting."},
          .published = published(),
          .jobs = jobs,
          .figures = figures,
          .findings = findings};
}

}  // namespace backcheck::experiments
