// Report D's check that its network can learn 100 images by heart.
#include <algorithm>

#include "experiments/catalogue.hpp"
#include "experiments/numbers.hpp"
#include "experiments/presets.hpp"
#include "experiments/support/plots.hpp"
#include "experiments/support/training.hpp"
#include "experiments/words.hpp"

namespace backcheck::experiments {
namespace {

constexpr Index training_images = 100;

void overfit(const JobContext& context) {
  const Settings& settings = context.settings;
  const ImageSet& images = context.data.train;
  const Index epochs = settings.epoch_count(4, 30, 30);
  // The last fifth of the training images is for validation, as in the assignment.
  const Index held_out = images.size() - images.size() / 5;
  const std::vector<Index> small = index_range(0, std::min(training_images, held_out));
  const std::vector<Index> validation =
      index_range(held_out, std::min(images.size(), held_out + settings.pick<Index>(100, 1000, 1000)));

  Network<float> network = make_network<float>(presets::report_d_three_layer({}), settings.twin);
  initialize(network, {.kind = Initializer::Kind::gaussian, .standard_deviation = 1e-3}, context.seed);
  const LossFunction<float> loss = softmax_cross_entropy<float>(settings.twin);
  const TrainingOptions options{
      .epochs = epochs,
      .batch_size = 50,
      .schedule = {.initial = 2e-3},
      .optimizer = AdamOptions{},
      .normalization = Normalization::channel_mean,
      .after_epoch = [&](Index epoch, const Metrics& running) {
        const double x = static_cast<double>(epoch);
        context.recorder.record(x, "batch loss", running.loss);
        context.recorder.record(x, "training accuracy",
                                evaluate(network, loss, images, small, images, Normalization::channel_mean).accuracy);
        context.recorder.record(
            x, "validation accuracy",
            evaluate(network, loss, images, validation, images, Normalization::channel_mean).accuracy);
        context.recorder.progress(x / static_cast<double>(epochs));
        return true;
      }};
  train(network, loss, images, small, options, context.seed);
}

std::vector<Figure> figures(const Results& results) {
  const double training = mean(results.values("100 images", "training accuracy"));
  const double validation = mean(results.values("100 images", "validation accuracy"));
  Figure figure{.name = "F10-overfit",
                .title = "100 images are learned by heart: " + fixed(100 * training, 0) + " % on them, " +
                         fixed(100 * validation, 0) + " % on others",
                .caption = results.data_label() +
                           ". Mean and 95 % t interval over seeds. Adam, learning rate 0.002, batch 50, no penalty. "
                           "Report D shows the same in a figure without numbers.",
                .width = 1000,
                .height = 520};
  add_band(figure, "loss", results, "100 images", "batch loss");
  add_band(figure, "training", results, "100 images", "training accuracy", 100);
  add_band(figure, "validation", results, "100 images", "validation accuracy", 100);
  figure.script =
      panels(1, 2,
             {"set title 'training loss' offset 0,-0.7\nset xlabel 'epoch'\nset yrange [0:*]\nset key off\n" +
                  plot({band("loss", 1, "loss")}),
              "set title 'accuracy [%]' offset 0,-0.7\nset yrange [0:105]\nset key at graph 0.98,0.42\n" +
                  plot({"10 with lines lc rgb 'gray50' dt 2 title 'chance'",
                        band("training", 1, "training"), band("validation", 2, "validation")})});
  return {figure};
}

std::string findings(const Results& results) {
  const auto last = [&](const char* quantity) {
    return fixed(100 * mean(results.values("100 images", quantity)), 1) + " %";
  };
  return "- After the last epoch the training accuracy is " + last("training accuracy") +
         " and the validation accuracy " + last("validation accuracy") +
         " (means over seeds): the network has learned its 100 images and little about others, as the report says.\n";
}

}  // namespace

Experiment d_overfit() {
  return {.name = "d-overfit",
          .title = "Learning 100 images by heart",
          .question = "Does the three-layer network overfit a small set, as a working one should?",
          .source = "Report D, section 5, Overfit Small Data",
          .data = DataNeed::cifar10,
          .assumptions = {"Everything but the idea: 100 images, 30 epochs, batch 50, Adam with learning rate 0.002, "
                          "N(0, 0.001) weights, 32 filters 7x7, 100 hidden units are those of the public assignment.",
                          "The report's figure is lost and it prints no number, so there is nothing to judge.",
                          "Validation on 1,000 images."},
          .jobs =
              [](const Settings& settings) {
                std::vector<Job> jobs;
                add_jobs(jobs, "100 images", settings.seed_count(3, 10), settings.pick(0.3, 9.0, 9.0), overfit);
                return jobs;
              },
          .figures = figures,
          .findings = findings};
}

}  // namespace backcheck::experiments
