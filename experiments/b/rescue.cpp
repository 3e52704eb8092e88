// Report B's open question: gradient clipping and mini-batches did not rescue its full network; what does? All 32
// combinations of five remedies, from a start that explodes.
#include <cmath>

#include "experiments/b/remedies.hpp"
#include "experiments/experiment_file.hpp"

namespace backcheck::experiments {
namespace {

using namespace report_b;

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

// Two remedies that each train the network alone cannot both be needed.
std::string conclusion(const Results& results) {
  const std::vector<std::size_t> alone = trains_alone(results);
  if (alone.size() == 1 && is_needed(results, alone[0])) {
    return fmt::format("What rescues the full network: {}", remedies[alone[0]].name);
  }
  return fmt::format("Of five remedies, {} alone rescue the full network", alone.size());
}

// Above, the accuracy of every combination; below, what it consists of.
std::vector<Figure> figures(const Results& results) {
  std::vector<std::string> runs;
  std::vector<Point> taken, left_out;
  for (const Combination& combination : ranked(results)) {
    for (std::size_t r = 0; r < remedy_count; ++r) {
      (combination[r] ? taken : left_out).push_back({static_cast<double>(runs.size()), static_cast<double>(r)});
    }
    runs.push_back(run_name(combination));
  }
  if (taken.empty() || left_out.empty()) return {};
  const auto dot = [](Colour colour, double size) {
    return Style{.colour = colour, .marker = Marker::disc, .size = size};
  };
  const Axis combinations_axis{.low = -0.7, .high = 31.7, .hidden = true};
  return {{.name = "F07-rescue",
           .title = conclusion(results),
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
                       .y = {.low = 4.6,
                             .high = -0.6,
                             .ticks = labelled(names(remedies, [](const Remedy& remedy) { return remedy.name; }))},
                       .elements = {Marks{left_out, dot(Colour::pale, 1.1)}, Marks{taken, dot(Colour::blue, 1.4)}},
                       .area = {.left = 0.27, .right = 0.98, .bottom = 0.03, .top = 0.43},
                       .grid = false,
                       .border = Panel::Border::none}}}};
}

Markdown findings(const Results& results) {
  const std::vector<Combination> ranking = ranked(results);
  if (ranking.empty()) return {};
  const auto accuracy = [&](const Combination& taken, const char* quantity) {
    return with_interval(results.values(run_name(taken), quantity), ".3f");
  };
  const auto mean = [&](std::size_t remedy, bool with) {  // of the combinations with this remedy, or without it
    double sum = 0;
    for (const Combination& taken : all_combinations()) {
      if (taken[remedy] == with) sum += mean_accuracy(results, taken);
    }
    return std::isnan(sum) ? "not all run" : fmt::format("{:.3f}", sum / (1U << (remedy_count - 1)));
  };
  std::vector<Markdown::Row> rows{{"none", accuracy({}, "training accuracy"), accuracy({}, "test accuracy"), "", ""}};
  for (std::size_t r = 0; r < remedy_count; ++r) {
    rows.push_back({remedies[r].name, accuracy(only(r), "training accuracy"), accuracy(only(r), "test accuracy"),
                    mean(r, true), mean(r, false)});
  }
  Combination tried{};
  tried[stable_softmax] = tried[clipping] = tried[mini_batches] = true;
  return Markdown()
      .paragraph("{}.", conclusion(results))
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
