// Report C's learning rate of 0.9, with momentum: where in the plane of learning rate and momentum its MNIST network
// trains at all, for one image an update and for the whole subset at once.
#include <cmath>

#include "experiments/c/metrics.hpp"
#include "experiments/c/rate_and_momentum.hpp"
#include "experiments/experiment_file.hpp"
#include "experiments/running/combinations.hpp"

namespace backcheck::experiments {
namespace {

using namespace report_c;
constexpr double reported_rate = 0.9;

Experiment declaration() {
  return {.name = "c-momentum",
          .position = 4,
          .title = "A learning rate of 0.9",
          .question =
              "Report C shows curves \"after 10 epochs with learning rate = 0.9\", with momentum: does its "
              "network train at that rate?",
          .source = "Report C, task 2",
          .data = DataNeed::mnist,
          .assumptions = {
              "500 random training images; sigmoid outputs, binary cross-entropy summed over the ten outputs.",
              "Momentum is unstated (0.9 is usual): 0, 0.5 and 0.9. So are the hidden activations, ReLU with He or "
              "sigmoid with Xavier initialisation, and whether an update is made for every image or once for the "
              "subset, whose gradient is then the mean.",
              "Max pooling; pixels standardised over the training set."}};
}

std::vector<Run> runs(const Settings& settings) {
  std::vector<Run> runs;
  const auto add = [&](const Method& method, double momentum, double rate) {
    runs.push_back({.name = run_name(method, momentum, rate),
                    .seeds = settings.seed_count(3, 10),
                    .seconds = method.batch_size == 1 ? 1.5 : 0.5,
                    .body = [=](const JobContext& context) { train_network(context, method, momentum, rate); }});
  };
  for_each_combination(add, methods, momenta, learning_rates);
  return runs;
}

std::vector<Figure> figures(const Results& results) {
  const TrainedCounts counts = trained_with_momentum(results, reported_rate);
  if (counts.run == 0) return {};
  constexpr double momentum = 0.9, working_rate = 0.001;
  std::vector<Panel> maps;
  std::vector<Curve> curves;
  const auto add = [&](const Method& method, double rate) {
    const Style style{.series = static_cast<int>(curves.size()) + 1};
    curves.push_back({run_name(method, momentum, rate), "training", style, fmt::format("{}, {}", rate, method.name())});
  };
  for (const Method& method : methods) maps.push_back(accuracy_map(results, method)), add(method, reported_rate);
  add(methods[0], working_rate);
  double best_at_reported_rate = std::nan("");
  for (std::size_t i = 0; i + 1 < curves.size(); ++i) {
    best_at_reported_rate = std::fmax(best_at_reported_rate, results.percent(curves[i].run, "training accuracy", 10));
  }
  const std::size_t seeds = results.values(curves[0].run, "finite").size();
  return {
      {.name = "F10-stability",
       .title = fmt::format("At a learning rate of {} with momentum, {} of {} networks train", reported_rate,
                            counts.trained, counts.run),
       .caption = fmt::format(
           "Training accuracy [%] of Report C's MNIST network on 500 images after 10 epochs; mean over {} seeds. "
           "A network diverges where its loss stops being finite. {}.",
           seeds, results.data_label()),
       .width = 1150,
       .height = 700,
       .layout = {.columns = 2},
       .panels = maps},
      {.name = fmt::format("F10-learning-rate-{}", reported_rate),
       .title = sentence(
           "Training accuracy after ten epochs: {:.0f} % at best at Report C's rate of {}, {:.0f} % at {}",
           best_at_reported_rate, reported_rate, results.percent(curves.back().run, "training accuracy"), working_rate),
       .caption = fmt::format(
           "Training loss and accuracy on 500 images, momentum {}; mean and 95 % t interval over {} seeds. A curve "
           "ends where the loss stops being finite. {}.",
           momentum, seeds, results.data_label()),
       .width = 1150,
       .height = 540,
       .layout = {.columns = 2},
       .panels = {
           loss_panel(results, curves, logarithmic_axis("training loss [nats, summed over the outputs]", 1e-4, 1e8)),
           accuracy_panel(results, curves, "training accuracy [%]", {.at = Point{0.98, 0.65}, .size = 11})}}};
}

Markdown findings(const Results& results) {
  const TrainedCounts counts = trained_with_momentum(results, reported_rate);
  if (counts.run == 0) return {};
  Markdown text;
  text.paragraph(
      "{}: at a learning rate of {} with momentum, {} of the {} configurations that were run get most of their "
      "training images right after ten epochs; each at its best rate, {} do.",
      counts.trained == 0            ? "No"
      : counts.trained == counts.run ? "Yes"
                                     : "That depends on what the report leaves open",
      reported_rate, counts.trained, counts.run, counts.trained_at_best_rate);
  add_best_rates(text, results, reported_rate);
  return text;
}

}  // namespace
}  // namespace backcheck::experiments
