// Report D's training run: one epoch of a three-layer network on CIFAR-10; what its first-layer filters look like then
// and later, and whether their noise comes from overfitting, as the report says, or from too little training.
#include "experiments/d/filter_panels.hpp"
#include "experiments/d/moments.hpp"
#include "experiments/d/training.hpp"
#include "experiments/d/training_log.hpp"
#include "experiments/experiment_file.hpp"

namespace backcheck::experiments {
namespace {

using namespace report_d;
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
          .published = compare_log()};
}

std::vector<Run> runs(const Settings& settings) {
  const double epoch = settings.pick(0.05, 30.0, 30.0);  // seconds for 40,000 images
  const Index many = settings.pick<Index>(256, 40000, 40000), few = settings.pick<Index>(128, 4000, 4000);
  const Index epochs = settings.epoch_count(2, 3, 10), epochs_of_few = settings.epoch_count(2, 10, 10);
  // Only the first seed's filters are drawn.
  const auto train = [](Index count, Index length, const std::vector<Index>& kept) {
    return [=](const JobContext& context) {
      train_network(count, length, context.seed == 1 ? kept : std::vector<Index>{}, context);
    };
  };
  // One seed goes on for several epochs; the report's single epoch is the beginning of the same run.
  return {{.name = large, .seconds = epoch * static_cast<double>(epochs), .body = train(many, epochs, {1, 3, epochs})},
          {.name = large,
           .seeds = settings.seed_count(3, 10) - 1,
           .first_seed = 2,
           .seconds = epoch,
           .body = train(many, 1, {})},
          {.name = small,
           .seeds = settings.seed_count(1, 3),
           .seconds = epoch,
           .body = train(few, epochs_of_few, {epochs_of_few})},
          {.name = timing, .seeds = settings.seed_count(3, 5), .seconds = 2, .body = time_updates, .exclusive = true}};
}

std::vector<Figure> figures(const Results& results) {
  std::vector<Figure> figures{loss_figure(results)};
  const std::optional<Moments> moments = moments_of(results);
  const std::vector<Panel> panels = filter_panels(results);
  if (!moments || panels.empty()) return figures;
  const auto roughness = [&](const char* run, const Measured& moment) {  // of seed 1, whose filters are drawn
    const auto curve = results.curve_of_seed(run, roughness_of_filters, 1);
    const auto found = curve.find(moment.updates);
    return found == curve.end() ? "not measured" : fmt::format("{:.2f}", found->second);
  };
  figures.push_back(
      {.name = "F16-filters",
       .title =
           fmt::format("Roughness of the filters: {} after one epoch, {} at the end; {} after overfitting few images",
                       roughness(large, moments->after_one_epoch), roughness(large, moments->at_the_end),
                       roughness(small, moments->of_few_images)),
       .caption = results.data_label() +
                  ". The 32 filters of the first layer, 7x7 in red, green and blue, each scaled to its own "
                  "range; seed 1. Roughness is 1 for random weights and near 0 for smooth ones.",
       .width = 1080,
       .height = 620,
       .layout = {.columns = static_cast<Index>(panels.size()), .axes = false},
       .panels = panels});
  return figures;
}

Markdown findings(const Results& results) {
  const std::optional<Moments> moments = moments_of(results);
  if (!moments) return {};
  const auto& [one, end, few] = *moments;
  return Markdown()
      .bullet("After one epoch on the large set ({:.0f} updates): {} (means over seeds). A gap of {:.1f} points {}.",
              one.updates, one.accuracies(), one.gap(),
              one.gap() < 5 ? "is no overfitting, and the set is not small" : "is overfitting, as the report says")
      .bullet("After {:.0f} updates on it: {} (seed 1).", end.updates, end.accuracies())
      .bullet("What {} looks like: a tenth of the images, {:.0f} updates: {}.",
              few.gap() > 5 ? "overfitting on small data" : "training on small data", few.updates, few.accuracies())
      .bullet(
          "Roughness of the first-layer filters (1 for random weights, 0 for smooth ones), seed 1 where the run is "
          "long: {:.2f} before training, {:.2f} after one epoch, {:.2f} after {:.0f} updates; on the tenth of the "
          "images {:.2f} after {:.0f} updates. {}.",
          results.mean(large, roughness_of_filters, 0), one.roughness, end.roughness, end.updates, few.roughness,
          few.updates,
          end.roughness < one.roughness
              ? "More training makes them smoother: their noise is that of too little training"
              : "More training does not make them smoother");
}

}  // namespace
}  // namespace backcheck::experiments
