// Report D's check that its network can learn 100 images by heart.
#include "experiments/d/network.hpp"
#include "experiments/experiment_file.hpp"

namespace backcheck::experiments {
namespace {

constexpr const char* images_run = "100 images";
constexpr Index training_images = 100;
constexpr double by_heart = 99;  // % of the images

Experiment declaration() {
  return {.name = "d-overfit",
          .position = 5,
          .title = "Learning 100 images by heart",
          .question = "Does the three-layer network overfit a small set, as a working one should?",
          .source = "Report D, section 5, Overfit Small Data",
          .data = DataNeed::cifar10,
          .assumptions = {"Everything but the idea: 100 images, 30 epochs, batch 50, Adam with learning rate 0.002, "
                          "N(0, 0.001) weights, 32 filters 7x7, 100 hidden units are those of the public assignment.",
                          "The report's figure is lost and it prints no number, so there is nothing to judge.",
                          "Validation on 1,000 images."}};
}

void overfit(const JobContext& context);

std::vector<Run> runs(const Settings& settings) {
  return {{.name = images_run,
           .seeds = settings.seed_count(3, 10),
           .seconds = settings.pick(0.3, 9.0, 9.0),
           .body = overfit}};
}

void overfit(const JobContext& context) {
  const Settings& settings = context.settings;
  const ImageSet& images = context.data.train;
  const Index epochs = settings.epoch_count(4, 30, 30);
  const report_d::Split split = report_d::split(images, training_images, settings.pick<Index>(100, 1000, 1000));
  Network<float> network = report_d::fresh_network<float>({}, context);
  const LossFunction<float> loss = softmax_cross_entropy<float>(settings.twin);
  TrainingOptions options{.epochs = epochs,
                          .batch_size = 50,
                          .schedule = {.initial = 2e-3},
                          .optimizer = AdamOptions{},
                          .normalization = Normalization::channel_mean};
  options.after_epoch = [&](Index epoch, const Metrics& running) {
    const double x = static_cast<double>(epoch);
    const auto accuracy = [&](const std::vector<Index>& indices) {
      return evaluate(network, loss, images, indices, images, options.normalization).accuracy;
    };
    context.record(x, "batch loss", running.loss);
    context.record(x, "training accuracy", accuracy(split.training));
    context.record(x, "validation accuracy", accuracy(split.validation));
    context.progress(x / static_cast<double>(epochs));
    return true;
  };
  train(network, loss, images, split.training, options, context.seed);
}

double percent(const Results& results, const char* quantity) { return results.percent(images_run, quantity); }

std::vector<Figure> figures(const Results& results) {
  const auto curve = [&](const char* quantity, double scale) {
    return mean_curve(results, images_run, quantity, scale);
  };
  const double training = percent(results, "training accuracy");
  return {
      {.name = "F10-overfit",
       .title = sentence("100 images are {}learned by heart: {:.0f} % on them, {:.0f} % on others",
                         training < by_heart ? "not " : "", training, percent(results, "validation accuracy")),
       .caption = results.data_label() +
                  ". Mean and 95 % t interval over seeds. Adam, learning rate 0.002, batch 50, no penalty. Report D "
                  "shows the same in a figure without numbers.",
       .width = 1000,
       .height = 520,
       .layout = {.columns = 2},
       .panels = {{.title = "training loss",
                   .x = {.label = "epoch"},
                   .y = {.low = 0},
                   .key = {.place = Key::Place::none},
                   .elements = {Band{curve("batch loss", 1)}}},
                  {.title = "accuracy [%]",
                   .x = {.label = "epoch"},
                   .y = {.low = 0, .high = 105},
                   .key = {.at = Point{0.98, 0.42}},
                   .elements = {Level{.value = 10, .title = "chance"},
                                Band{curve("training accuracy", 100), {.series = 1}, "training"},
                                Band{curve("validation accuracy", 100), {.series = 2}, "validation"}}}}}};
}

Markdown findings(const Results& results) {
  const double training = percent(results, "training accuracy"), validation = percent(results, "validation accuracy");
  return Markdown().bullet(
      "After the last epoch the training accuracy is {:.1f} % and the validation accuracy {:.1f} % (means over seeds): "
      "{}.",
      training, validation,
      training < by_heart     ? "the network has not learned its 100 images by heart"
      : validation > by_heart ? "it has learned its images, and what holds for others too"
                              : "the network has learned its 100 images and little about others, as the report says");
}

}  // namespace
}  // namespace backcheck::experiments
