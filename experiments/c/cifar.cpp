// Report C's CIFAR-10 network, which it describes and did not have the time to run.
#include <algorithm>

#include "experiments/c/metrics.hpp"
#include "experiments/c/training.hpp"
#include "experiments/experiment_file.hpp"
#include "experiments/running/epochs.hpp"

namespace backcheck::experiments {
namespace {

using namespace report_c;
using published::Pooling;
constexpr std::pair<Pooling, const char*> poolings[] = {{Pooling::max, "max pooling"},
                                                        {Pooling::average, "average pooling"}};

Experiment declaration() {
  return {.name = "c-cifar",
          .position = 7,
          .title = "The CIFAR-10 network that was not run",
          .question = "What would Report C's CIFAR-10 network have reached?",
          .source = "Report C, task 2, CIFAR-10",
          .data = DataNeed::cifar10,
          .assumptions = {
              "The report gives the network and no result. 10,000 random training images, 4 epochs (10 in the full "
              "version); held out are the first 2000 test images.",
              "Batches of 10, momentum 0.9, learning rate 0.003, He initialisation, ReLU, sigmoid outputs with binary "
              "cross-entropy summed over them; pixels standardised."}};
}

void train_network(const JobContext& context, Pooling pooling);

std::vector<Run> runs(const Settings& settings) {
  std::vector<Run> runs;
  for (const auto& [pooling, name] : poolings) {
    runs.push_back({.name = name,
                    .seeds = settings.seed_count(3, 10),
                    .seconds = settings.pick(0.1, 9.0, 30.0),
                    .body = [pooling = pooling](const JobContext& context) { train_network(context, pooling); }});
  }
  return runs;
}

void train_network(const JobContext& context, Pooling pooling) {
  const Settings& settings = context.settings;
  const ImageSet& images = context.data.train;
  const std::vector<Index> subset =
      random_subset(images, settings.pick<Index>(20, 10000, 10000), mix(context.seed, 10000));
  const std::vector<Index> held_out = held_out_images(context, 20, 2000);
  const std::span<const Index> sample(subset.data(), std::min(subset.size(), held_out.size()));
  Network<float> network = fresh_network(published::report_c_cifar(pooling), context);
  const LossFunction<float> loss = sigmoid_binary_cross_entropy<float>(settings.twin);
  TrainingOptions options = training_options(settings.epoch_count(1, 4, 10), {.rate = 0.003, .batch_size = 10});
  options.after_epoch = after_each_epoch(context, options.epochs, [&](double epoch, const Metrics&) {
    record_metrics(context, epoch, network, loss, sample, held_out);
  });
  options.after_epoch(0, {});
  train(network, loss, images, subset, options, context.seed);
}

std::vector<Curve> curves() {
  std::vector<Curve> all;
  int series = 0;
  for (const auto& [pooling, name] : poolings) {
    ++series;
    all.push_back({name, "training", {.series = series, .dash = Dash::solid}, fmt::format("{}, training", name)});
    all.push_back({name, "held-out", {.series = series, .dash = Dash::dashed}, fmt::format("{}, held out", name)});
  }
  return all;
}

std::vector<Figure> figures(const Results& results) {
  const char* first = poolings[0].second;
  const double training = results.percent(first, "training accuracy"),
               held_out = results.percent(first, "held-out accuracy");
  Panel losses = loss_panel(results, curves(), {.label = "loss [nats, summed over the outputs]", .low = 0});
  losses.x.low = 1;  // the losses before training would hide the others
  return {{.name = "F10-cifar",
           .title = sentence("Report C's CIFAR-10 network reaches {:.0f} % on images held out, {:.0f} % on those "
                             "it is trained on",
                             held_out, training),
           .caption = fmt::format(
               "10 filters 5x5 twice, one 2x2 pooling, FC 128-10 on 10,000 images. Solid: 2000 of the training "
               "images; dashed: 2000 test images. Mean and 95 % t interval over {} seeds. {}.",
               results.values(first, "training accuracy").size(), results.data_label()),
           .width = 1150,
           .height = 540,
           .layout = {.columns = 2},
           .panels = {losses, accuracy_panel(results, curves(), "accuracy [%]")}}};
}

Markdown findings(const Results& results) {
  const auto accuracy = [&](std::size_t network, const char* images) {
    return results.percent(poolings[network].second, fmt::format("{} accuracy", images));
  };
  const double of_max = accuracy(0, "held-out"), of_average = accuracy(1, "held-out");
  Markdown text;
  text.paragraph(
      "Trained on 10,000 images, it reaches {:.1f} % on images held out with max pooling and {:.1f} % with average "
      "pooling, {:.1f} % and {:.1f} % on its training images{}.",
      of_max, of_average, accuracy(0, "training"), accuracy(1, "training"),
      accuracy(0, "training") > of_max + 10 ? ": it overfits" : "");
  std::vector<RunOfTable> rows;
  for (const auto& [pooling, name] : poolings) rows.push_back({name, {name}});
  add_table(text, results, {"network"}, rows,
            {{"training accuracy [%]", "training accuracy", ".1f", 100},
             {"held-out accuracy [%]", "held-out accuracy", ".1f", 100},
             {"training loss", "training loss", ".3f"},
             {"held-out loss", "held-out loss", ".3f"}});
  return text;
}

}  // namespace
}  // namespace backcheck::experiments
