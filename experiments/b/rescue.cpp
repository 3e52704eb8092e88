// Report B's open question: gradient clipping and mini-batches did not rescue its full network; what does? All 32
// combinations of five remedies, from a start that explodes.
#include <algorithm>
#include <array>
#include <cmath>

#include "experiments/experiment_file.hpp"
#include "experiments/training/subsets.hpp"
#include "reference/as_published/softmax_cross_entropy.hpp"

namespace backcheck::experiments {
namespace {

constexpr std::size_t count = 5;
using Remedies = std::array<bool, count>;
enum : std::size_t { scaled_weights, smaller_rate, stable_softmax, clipping, mini_batches };
constexpr std::array<const char*, count> names{"He instead of N(0, 1)", "learning rate 0.001, not 0.01",
                                               "softmax with shift", "gradient norm at most 1", "batches of 32, not 1"};
constexpr std::array<const char*, count> tags{"He", "rate 0.001", "shift", "clip", "batch 32"};

Experiment declaration() {
  return {
      .name = "b-rescue",
      .position = 5,
      .title = "What rescues the full network",
      .question =
          "Report B tried gradient clipping and mini-batches against its exploding gradients and \"couldn't make them "
          "work\". What would have worked?",
      .source = "Report B, section 1.5",
      .data = DataNeed::mnist,
      .assumptions = {"The start that explodes: weights N(0, 1), learning rate 0.01, one image an update, softmax "
                      "without shift; the report states none of these.",
                      "Double precision, as in numpy; 20 epochs instead of 50 on the first 100 training images of each "
                      "class; pixels x / 255 - 0.5.",
                      "Clipping scales all gradients together so that their norm is at most 1."}};
}

std::vector<Remedies> combinations() {
  std::vector<Remedies> all;
  for (unsigned bits = 0; bits < 1U << count; ++bits) {
    Remedies& remedies = all.emplace_back();
    for (std::size_t r = 0; r < count; ++r) remedies[r] = bits >> r & 1U;
  }
  return all;
}

std::string run_name(const Remedies& remedies) {
  std::vector<std::string> taken;
  for (std::size_t r = 0; r < count; ++r) {
    if (remedies[r]) taken.push_back(tags[r]);
  }
  return taken.empty() ? "nothing" : joined(taken, " + ");
}

void train_with(const JobContext& context, const Remedies& remedies);

std::vector<Run> runs(const Settings& settings) {
  std::vector<Run> runs;
  for (const Remedies& remedies : combinations()) {
    runs.push_back({.name = run_name(remedies),
                    .seeds = settings.seed_count(3, 10),
                    .seconds = remedies[mini_batches] ? 1.0 : 2.5,
                    .body = [remedies](const JobContext& context) { train_with(context, remedies); }});
  }
  return runs;
}

void train_with(const JobContext& context, const Remedies& remedies) {
  const ImageSet& images = context.data.train;
  const std::vector<Index> subset = balanced_subset(images, context.settings.pick<Index>(2, 100, 100));
  Network<double> network = make_network<double>(published::report_a_cnn(), context.settings.twin);
  initialize(network,
             remedies[scaled_weights] ? Initializer{.kind = Initializer::Kind::he}
                                      : Initializer{.kind = Initializer::Kind::gaussian, .standard_deviation = 1},
             context.seed);
  const LossFunction<double> stable = softmax_cross_entropy<double>(context.settings.twin);
  const LossFunction<double> unshifted = reference::as_published::SoftmaxCrossEntropy<double>{
      {.softmax_derivative_twice = false, .subtract_largest = false}};
  TrainingOptions options{.epochs = context.settings.epoch_count(2, 20, 20),
                          .batch_size = remedies[mini_batches] ? 32 : 1,
                          .schedule = {.initial = remedies[smaller_rate] ? 0.001 : 0.01}};
  if (remedies[clipping]) options.clip_norm = 1;
  options.after_epoch = [&](Index epoch, const Metrics&) {
    context.progress(static_cast<double>(epoch) / static_cast<double>(options.epochs));
    return true;
  };
  train(network, remedies[stable_softmax] ? stable : unshifted, images, subset, options, context.seed);
  const auto accuracy = [&](const ImageSet& set, std::span<const Index> indices) {
    return evaluate(network, stable, set, indices, images, options.normalization).accuracy;
  };
  const double x = static_cast<double>(options.epochs);
  context.record(x, "training accuracy", accuracy(images, subset));
  context.record(x, "test accuracy", accuracy(context.data.test, {}));
}

double mean_accuracy(const Results& results, const Remedies& remedies) {
  return results.mean(run_name(remedies), "test accuracy");
}

// Best first; those that were not run last.
std::vector<Remedies> ranked(const Results& results) {
  std::vector<Remedies> all = combinations();
  const auto rank = [&](const Remedies& remedies) {
    const double accuracy = mean_accuracy(results, remedies);
    return std::isnan(accuracy) ? -1 : accuracy;
  };
  std::stable_sort(all.begin(), all.end(), [&](const Remedies& a, const Remedies& b) { return rank(a) > rank(b); });
  return all;
}

// The mean test accuracy of the 16 combinations with a remedy, and of those without it.
std::pair<double, double> with_and_without(const Results& results, std::size_t remedy) {
  double with = 0, without = 0;
  for (const Remedies& remedies : combinations()) {
    (remedies[remedy] ? with : without) += mean_accuracy(results, remedies) / (1U << (count - 1));
  }
  return {with, without};
}

// Above, the accuracy of every combination; below, what it consists of.
std::vector<Figure> figures(const Results& results) {
  std::vector<std::string> runs;
  std::vector<Point> taken, left_out;
  for (const Remedies& remedies : ranked(results)) {
    for (std::size_t r = 0; r < count; ++r) {
      (remedies[r] ? taken : left_out).push_back({static_cast<double>(runs.size()), static_cast<double>(r)});
    }
    runs.push_back(run_name(remedies));
  }
  if (results.values("nothing", "test accuracy").empty()) return {};
  std::size_t best = 0;
  const auto gain = [&](std::size_t remedy) {
    const auto [with, without] = with_and_without(results, remedy);
    return with - without;
  };
  for (std::size_t r = 1; r < count; ++r) {
    if (gain(r) > gain(best)) best = r;
  }
  const auto dot = [](Colour colour, double size) {
    return Style{.colour = colour, .marker = Marker::disc, .size = size};
  };
  const Axis combinations_axis{.low = -0.7, .high = 31.7, .hidden = true};
  return {
      {.name = "F07-rescue",
       .title = best == scaled_weights ? "What rescues the full network is the scale of its initial weights"
                                       : fmt::format("What helps the full network most: {}", names[best]),
       .caption = fmt::format(
           "Test accuracy of the full network after training on 1000 images, for all 32 combinations of five remedies, "
           "best first; mean and 95 % t interval over {} seeds. {}.",
           results.values("nothing", "test accuracy").size(), results.data_label()),
       .width = 1150,
       .height = 640,
       .panels = {{.x = combinations_axis,
                   .y = {.label = "test accuracy [%]", .low = 0, .high = 100},
                   .elements = {Bars{mean_bars(results, runs, "test accuracy", 100), {.series = 1}, "", 0.7},
                                Level{.value = 10}},
                   .area = {.left = 0.27, .right = 0.98, .bottom = 0.40, .top = 0.90}},
                  {.x = combinations_axis,
                   .y = {.low = 4.6, .high = -0.6, .ticks = labelled({names.begin(), names.end()})},
                   .elements = {Marks{left_out, dot(Colour::pale, 1.1)}, Marks{taken, dot(Colour::blue, 1.4)}},
                   .area = {.left = 0.27, .right = 0.98, .bottom = 0.03, .top = 0.43},
                   .grid = false,
                   .border = Panel::Border::none}}}};
}

Markdown findings(const Results& results) {
  const auto accuracy = [&](const std::string& run, const char* quantity) {
    return with_interval(results.values(run, quantity), ".3f");
  };
  std::vector<Markdown::Row> rows{
      {"none", accuracy("nothing", "training accuracy"), accuracy("nothing", "test accuracy"), "", ""}};
  for (std::size_t r = 0; r < count; ++r) {
    Remedies alone{};
    alone[r] = true;
    const auto [with, without] = with_and_without(results, r);
    rows.push_back({names[r], accuracy(run_name(alone), "training accuracy"),
                    accuracy(run_name(alone), "test accuracy"), fmt::format("{:.3f}", with),
                    fmt::format("{:.3f}", without)});
  }
  Remedies tried{};
  tried[stable_softmax] = tried[clipping] = tried[mini_batches] = true;
  const std::string best = run_name(ranked(results).front());
  return Markdown()
      .table({"remedy", "alone: training", "alone: test", "mean test accuracy of the 16 combinations with it",
              "without it"},
             rows)
      .paragraph(
          "What Report B tried, together ({}), reaches a test accuracy of {}; the best combination, {}, reaches {}.",
          run_name(tried), accuracy(run_name(tried), "test accuracy"), best, accuracy(best, "test accuracy"));
}

}  // namespace
}  // namespace backcheck::experiments
