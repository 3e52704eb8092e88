// Report B's open question: gradient clipping and mini-batches did not rescue its full network; what does? All 32
// combinations of five remedies, from a start that explodes.
#include <algorithm>
#include <array>
#include <cmath>

#include "experiments/b/training.hpp"
#include "experiments/experiment_file.hpp"

namespace backcheck::experiments {
namespace {

struct Remedy {
  const char *tag, *name;
};
enum : std::size_t { scaled_weights, smaller_rate, stable_softmax, clipping, mini_batches, count };
constexpr Remedy remedies[count] = {{"He", "He instead of N(0, 1)"},
                                    {"rate 0.001", "learning rate 0.001, not 0.01"},
                                    {"shift", "softmax with shift"},
                                    {"clip", "gradient norm at most 1"},
                                    {"batch 32", "batches of 32, not 1"}};
using Combination = std::array<bool, count>;  // which remedies are taken

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

std::vector<Combination> all_combinations() {
  std::vector<Combination> all;
  for (unsigned bits = 0; bits < 1U << count; ++bits) {
    Combination& taken = all.emplace_back();
    for (std::size_t r = 0; r < count; ++r) taken[r] = bits >> r & 1U;
  }
  return all;
}

std::string run_name(const Combination& taken) {
  std::vector<std::string> tags;
  for (std::size_t r = 0; r < count; ++r) {
    if (taken[r]) tags.push_back(remedies[r].tag);
  }
  return tags.empty() ? "nothing" : joined(tags, " + ");
}

void train_with(const JobContext& context, const Combination& taken);

std::vector<Run> runs(const Settings& settings) {
  std::vector<Run> runs;
  for (const Combination& taken : all_combinations()) {
    runs.push_back({.name = run_name(taken),
                    .seeds = settings.seed_count(3, 10),
                    .seconds = taken[mini_batches] ? 1.0 : 2.5,
                    .body = [taken](const JobContext& context) { train_with(context, taken); }});
  }
  return runs;
}

void train_with(const JobContext& context, const Combination& taken) {
  const ImageSet& images = context.data.train;
  const Twin twin = context.settings.twin;
  const std::vector<Index> subset = report_b::training_subset(context);
  Network<double> network = make_network<double>(published::report_a_cnn(), twin);
  initialize(network, taken[scaled_weights] ? report_b::he : report_b::gaussian(1), context.seed);
  TrainingOptions options{.epochs = context.settings.epoch_count(2, 20, 20),
                          .batch_size = taken[mini_batches] ? 32 : 1,
                          .schedule = {.initial = taken[smaller_rate] ? 0.001 : 0.01}};
  if (taken[clipping]) options.clip_norm = 1;
  const double epochs = static_cast<double>(options.epochs);
  options.after_epoch = [&](Index epoch, const Metrics&) {
    context.progress(static_cast<double>(epoch) / epochs);
    return true;
  };
  train(network, report_b::softmax_loss(taken[stable_softmax], twin), images, subset, options, context.seed);
  const auto accuracy = [&](const ImageSet& set, std::span<const Index> indices) {
    return evaluate(network, softmax_cross_entropy<double>(twin), set, indices, images, options.normalization).accuracy;
  };
  context.record(epochs, "training accuracy", accuracy(images, subset));
  context.record(epochs, "test accuracy", accuracy(context.data.test, {}));
}

double mean_accuracy(const Results& results, const Combination& taken) {
  return results.mean(run_name(taken), "test accuracy");
}

// Those that were run, best first.
std::vector<Combination> ranked(const Results& results) {
  std::vector<Combination> all = all_combinations();
  std::erase_if(all, [&](const Combination& taken) { return std::isnan(mean_accuracy(results, taken)); });
  std::stable_sort(all.begin(), all.end(), [&](const Combination& a, const Combination& b) {
    return mean_accuracy(results, a) > mean_accuracy(results, b);
  });
  return all;
}

// The mean test accuracy of the combinations with a remedy, or of those without it; NaN where not all were run.
double mean_over_combinations(const Results& results, std::size_t remedy, bool with) {
  double sum = 0;
  for (const Combination& taken : all_combinations()) {
    if (taken[remedy] == with) sum += mean_accuracy(results, taken);
  }
  return sum / (1U << (count - 1));
}

// The remedy that trains the network alone, to more than half of the test images, where no combination without it does.
// There cannot be two of them.
const Remedy* rescuer(const Results& results) {
  const std::vector<Combination> all = all_combinations();
  const auto trains = [&](const Combination& taken) { return mean_accuracy(results, taken) > 0.5; };
  for (std::size_t r = 0; r < count; ++r) {
    Combination alone{};
    alone[r] = true;
    const auto trains_without = [&](const Combination& taken) { return !taken[r] && trains(taken); };
    if (trains(alone) && std::none_of(all.begin(), all.end(), trains_without)) return &remedies[r];
  }
  return nullptr;
}

// Above, the accuracy of every combination; below, what it consists of.
std::vector<Figure> figures(const Results& results) {
  std::vector<std::string> runs;
  std::vector<Point> taken, left_out;
  for (const Combination& combination : ranked(results)) {
    for (std::size_t r = 0; r < count; ++r) {
      (combination[r] ? taken : left_out).push_back({static_cast<double>(runs.size()), static_cast<double>(r)});
    }
    runs.push_back(run_name(combination));
  }
  if (taken.empty() || left_out.empty()) return {};
  const Remedy* rescuing = rescuer(results);
  std::vector<std::string> names;
  for (const Remedy& remedy : remedies) names.push_back(remedy.name);
  const auto dot = [](Colour colour, double size) {
    return Style{.colour = colour, .marker = Marker::disc, .size = size};
  };
  const Axis combinations_axis{.low = -0.7, .high = 31.7, .hidden = true};
  return {{.name = "F07-rescue",
           .title = rescuing ? fmt::format("What rescues the full network: {}", rescuing->name)
                             : "No single remedy rescues the full network",
           .caption = fmt::format(
               "Test accuracy of the full network after training on 1000 images, for {} combinations of five remedies, "
               "best first; mean and 95 % t interval over {} seeds. {}.",
               runs.size(), results.values(runs.front(), "test accuracy").size(), results.data_label()),
           .width = 1150,
           .height = 640,
           .panels = {{.x = combinations_axis,
                       .y = {.label = "test accuracy [%]", .low = 0, .high = 100},
                       .elements = {Bars{mean_bars(results, runs, "test accuracy", 100), {.series = 1}, "", 0.7},
                                    Level{.value = 10}},
                       .area = {.left = 0.27, .right = 0.98, .bottom = 0.40, .top = 0.90}},
                      {.x = combinations_axis,
                       .y = {.low = 4.6, .high = -0.6, .ticks = labelled(names)},
                       .elements = {Marks{left_out, dot(Colour::pale, 1.1)}, Marks{taken, dot(Colour::blue, 1.4)}},
                       .area = {.left = 0.27, .right = 0.98, .bottom = 0.03, .top = 0.43},
                       .grid = false,
                       .border = Panel::Border::none}}}};
}

Markdown findings(const Results& results) {
  const std::vector<Combination> ranking = ranked(results);
  if (ranking.empty()) return Markdown().paragraph("Not run.");
  const auto accuracy = [&](const Combination& taken, const char* quantity) {
    return with_interval(results.values(run_name(taken), quantity), ".3f");
  };
  const auto mean = [&](std::size_t remedy, bool with) {
    const double over_all = mean_over_combinations(results, remedy, with);
    return std::isnan(over_all) ? "not all run" : fmt::format("{:.3f}", over_all);
  };
  std::vector<Markdown::Row> rows{{"none", accuracy({}, "training accuracy"), accuracy({}, "test accuracy"), "", ""}};
  for (std::size_t r = 0; r < count; ++r) {
    Combination alone{};
    alone[r] = true;
    rows.push_back({remedies[r].name, accuracy(alone, "training accuracy"), accuracy(alone, "test accuracy"),
                    mean(r, true), mean(r, false)});
  }
  Combination tried{};
  tried[stable_softmax] = tried[clipping] = tried[mini_batches] = true;
  return Markdown()
      .table({"remedy", "alone: training", "alone: test", "mean test accuracy of the 16 combinations with it",
              "without it"},
             rows)
      .paragraph(
          "What Report B tried, together ({}), reaches a test accuracy of {}; the best combination, {}, reaches {}.",
          run_name(tried), accuracy(tried, "test accuracy"), run_name(ranking.front()),
          accuracy(ranking.front(), "test accuracy"));
}

}  // namespace
}  // namespace backcheck::experiments
