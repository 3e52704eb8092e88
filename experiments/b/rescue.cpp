// Report B's open question: gradient clipping and mini-batches did not rescue its full network; what does? All 32
// combinations of five remedies, from a start that explodes.
#include <algorithm>
#include <array>

#include "experiments/catalogue.hpp"
#include "experiments/presets.hpp"
#include "experiments/subsets.hpp"
#include "experiments/support/plots.hpp"
#include "experiments/support/statistics.hpp"
#include "experiments/words.hpp"
#include "reference/as_published/softmax_cross_entropy.hpp"

namespace backcheck::experiments {
namespace {

constexpr std::size_t count = 5;
using Remedies = std::array<bool, count>;
enum : std::size_t { scaled_weights, smaller_rate, stable_softmax, clipping, mini_batches };
constexpr std::array<const char*, count> names{"He instead of N(0, 1)", "learning rate 0.001, not 0.01",
                                               "softmax with shift", "gradient norm at most 1", "batches of 32, not 1"};
constexpr std::array<const char*, count> tags{"He", "rate 0.001", "shift", "clip", "batch 32"};

std::vector<Remedies> combinations() {
  std::vector<Remedies> all;
  for (unsigned bits = 0; bits < 1U << count; ++bits) {
    Remedies& remedies = all.emplace_back();
    for (std::size_t r = 0; r < count; ++r) remedies[r] = bits >> r & 1U;
  }
  return all;
}

std::string run_name(const Remedies& remedies) {
  std::string name;
  for (std::size_t r = 0; r < count; ++r) {
    if (remedies[r]) name += (name.empty() ? "" : " + ") + std::string(tags[r]);
  }
  return name.empty() ? "nothing" : name;
}

void train_with(const JobContext& context, const Remedies& remedies) {
  const ImageSet& images = context.data.train;
  const std::vector<Index> subset = balanced_subset(images, context.settings.pick<Index>(2, 100, 100));
  Network<double> network = make_network<double>(presets::report_a_cnn(), context.settings.twin);
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
    context.recorder.progress(static_cast<double>(epoch) / static_cast<double>(options.epochs));
    return true;
  };
  train(network, remedies[stable_softmax] ? stable : unshifted, images, subset, options, context.seed);
  const auto accuracy = [&](const ImageSet& set, std::span<const Index> indices) {
    return evaluate(network, stable, set, indices, images, options.normalization).accuracy;
  };
  const double x = static_cast<double>(options.epochs);
  context.recorder.record(x, "training accuracy", accuracy(images, subset));
  context.recorder.record(x, "test accuracy", accuracy(context.data.test, {}));
}

double mean_accuracy(const Results& results, const Remedies& remedies) {
  return summarize(results.values(run_name(remedies), "test accuracy")).mean;
}

// Best first.
std::vector<Remedies> ranked(const Results& results) {
  std::vector<Remedies> all = combinations();
  std::stable_sort(all.begin(), all.end(), [&](const Remedies& a, const Remedies& b) {
    return mean_accuracy(results, a) > mean_accuracy(results, b);
  });
  return all;
}

// Above, the accuracy of every combination; below, what it consists of.
std::vector<Figure> draw_combinations(const Results& results) {
  const std::vector<Remedies> all = ranked(results);
  Figure figure{.name = "F07-rescue",
                .title = "What rescues the full network is the scale of its initial weights",
                .caption =
                    "Test accuracy of the full network after training on 1000 images, for all 32 combinations of "
                    "five remedies, best first; mean and 95 % t interval over " +
                    std::to_string(results.values("nothing", "test accuracy").size()) + " seeds. " +
                    results.data_label() + ".",
                .width = 1150,
                .height = 640};
  std::vector<std::string> runs;
  std::vector<std::vector<double>> taken, left_out;
  for (const Remedies& remedies : all) {
    for (std::size_t r = 0; r < count; ++r) {
      (remedies[r] ? taken : left_out).push_back({static_cast<double>(runs.size()), static_cast<double>(r)});
    }
    runs.push_back(run_name(remedies));
  }
  add_bars(figure, "accuracy", results, runs, "test accuracy", 100);
  figure.add("taken", {"position", "remedy"}, taken);
  figure.add("left out", {"position", "remedy"}, left_out);
  std::vector<std::string> labels(names.begin(), names.end());
  figure.script =
      "set multiplot\nset lmargin at screen 0.27\nset rmargin at screen 0.98\nset xrange [-0.7:31.7]\nunset xtics\n"
      "set tmargin at screen 0.90\nset bmargin at screen BOTTOM + 0.40\nset ylabel 'test accuracy [%]'\nset yrange "
      "[0:100]\n" +
      plot({bars("accuracy", 1, "", 0.7), "10 with lines lt 1 lc rgb '#888888' dt 2 notitle"}) +
      "unset title\nunset label 999\nset tmargin at screen BOTTOM + 0.37\nset bmargin at screen BOTTOM + 0.03\n"
      "unset ylabel\nset border 0\nset yrange [4.6:-0.6]\nunset grid\n" +
      tics("y", labels) +
      plot({"DATA index 'left out' using 1:2 with points pt 7 ps 1.1 lc rgb '#dddddd' notitle",
            "DATA index 'taken' using 1:2 with points pt 7 ps 1.4 lc rgb '#0072B2' notitle"});
  return {figure};
}

std::string text(const Results& results) {
  std::string words =
      "| remedy | alone: training | alone: test | mean test accuracy of the 16 combinations with it | "
      "without it |\n|---|---|---|---|---|\n";
  const Remedies none{};
  words += "| none | " + with_interval(results.values(run_name(none), "training accuracy"), 3) + " | " +
           with_interval(results.values(run_name(none), "test accuracy"), 3) + " | | |\n";
  for (std::size_t r = 0; r < count; ++r) {
    Remedies alone{};
    alone[r] = true;
    double with = 0, without = 0;
    for (const Remedies& remedies : combinations()) {
      (remedies[r] ? with : without) += mean_accuracy(results, remedies) / (1U << (count - 1));
    }
    words += std::string("| ") + names[r] + " | " +
             with_interval(results.values(run_name(alone), "training accuracy"), 3) + " | " +
             with_interval(results.values(run_name(alone), "test accuracy"), 3) + " | " + fixed(with, 3) + " | " +
             fixed(without, 3) + " |\n";
  }
  const std::vector<Remedies> all = ranked(results);
  Remedies tried{};
  tried[stable_softmax] = tried[clipping] = tried[mini_batches] = true;
  return words + "\nWhat Report B tried, together (" + run_name(tried) + "), reaches a test accuracy of " +
         with_interval(results.values(run_name(tried), "test accuracy"), 3) + "; the best combination, " +
         run_name(all.front()) + ", reaches " +
         with_interval(results.values(run_name(all.front()), "test accuracy"), 3) + ".\n";
}

}  // namespace

Experiment b_rescue() {
  return {
      .name = "b-rescue",
      .title = "What rescues the full network",
      .question =
          "Report B tried gradient clipping and mini-batches against its exploding gradients and \"couldn't "
          "make them work\". What would have worked?",
      .source = "Report B, section 1.5",
      .data = DataNeed::mnist,
      .assumptions = {"The start that explodes: weights N(0, 1), learning rate 0.01, one image an update, softmax "
                      "without shift; the report states none of these.",
                      "Double precision, as in numpy; 20 epochs instead of 50 on the first 100 training images of each "
                      "class; pixels x / 255 - 0.5.",
                      "Clipping scales all gradients together so that their norm is at most 1."},
      .jobs =
          [](const Settings& settings) {
            std::vector<Job> jobs;
            for (const Remedies& remedies : combinations()) {
              const double seconds = remedies[mini_batches] ? 1.0 : 2.5;
              add_jobs(jobs, run_name(remedies), settings.seed_count(3, 10), seconds,
                       [remedies](const JobContext& context) { train_with(context, remedies); });
            }
            return jobs;
          },
      .figures = draw_combinations,
      .findings = text};
}

}  // namespace backcheck::experiments
