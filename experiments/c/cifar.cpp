// Report C's CIFAR-10 network, which it describes and did not have the time to run.
#include <algorithm>

#include "core/random.hpp"
#include "experiments/c/held_out.hpp"
#include "experiments/experiment_file.hpp"
#include "experiments/training/subsets.hpp"

namespace backcheck::experiments {
namespace {

using published::Pooling;
constexpr std::pair<Pooling, const char*> poolings[] = {{Pooling::max, "max pooling"},
                                                        {Pooling::average, "average pooling"}};

Experiment declaration() {
  return {
      .name = "c-cifar",
      .position = 6,
      .title = "The CIFAR-10 network that was not run",
      .question = "What would Report C's CIFAR-10 network have reached?",
      .source = "Report C, task 2, CIFAR-10",
      .data = DataNeed::cifar10,
      .assumptions = {"The report gives the network and no result. 10,000 random training images, 4 epochs (10 in the "
                      "full version); held out are the first 2000 test images.",
                      "Batches of 10, momentum 0.9, learning rate 0.003, He initialisation, ReLU, sigmoid outputs with "
                      "binary cross-entropy summed over them; pixels standardised."}};
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
  const std::vector<Index> held_out = report_c::held_out_images(context, 20, 2000);
  const std::vector<Index> sample(subset.begin(),
                                  subset.begin() + std::min(Index(subset.size()), Index(held_out.size())));
  Network<float> network = make_network<float>(published::report_c_cifar(pooling), settings.twin);
  initialize(network, {.kind = Initializer::Kind::he}, context.seed);
  const LossFunction<float> loss = sigmoid_binary_cross_entropy<float>(settings.twin);
  TrainingOptions options{.epochs = settings.epoch_count(1, 4, 10),
                          .batch_size = 10,
                          .schedule = {.initial = 0.003},
                          .optimizer = SgdOptions{.momentum = 0.9},
                          .normalization = Normalization::standardized};
  const auto record = [&](Index epoch, const Metrics&) {
    const double x = static_cast<double>(epoch);
    report_c::record_metrics(context, x, network, loss, sample, held_out);
    context.progress(x / static_cast<double>(options.epochs));
    return true;
  };
  options.after_epoch = record;
  record(0, {});
  train(network, loss, images, subset, options, context.seed);
}

Panel curves_panel(const Results& results, const std::string& quantity) {
  const bool is_loss = quantity == "loss";
  Panel panel{.x = {.label = "epoch", .low = is_loss ? 1 : 0}};
  if (is_loss) {
    panel.y = {.label = "loss [nats, summed over the outputs]", .low = 0};
  } else {
    panel.y = {.label = "accuracy [%]", .low = 0, .high = 102};
  }
  int series = 0;
  for (const auto& [pooling, name] : poolings) {
    ++series;
    for (const bool held_out : {false, true}) {
      const std::vector<Estimate> curve =
          mean_curve(results, name, (held_out ? "held-out " : "training ") + quantity, is_loss ? 1 : 100);
      if (curve.empty()) continue;
      panel.elements.push_back(Band{curve,
                                    {.series = series, .dash = held_out ? Dash::dashed : Dash::solid, .width = 2},
                                    is_loss ? std::string(name) + (held_out ? ", held out" : ", training") : "",
                                    0.15});
    }
  }
  return panel;
}

std::vector<Figure> figures(const Results& results) {
  const char* first = poolings[0].second;
  if (results.curve(first, "training loss").empty()) return {};
  const double training = 100 * results.mean(first, "training accuracy"),
               held_out = 100 * results.mean(first, "held-out accuracy");
  return {
      {.name = "F10-cifar",
       .title = fmt::format("Report C's CIFAR-10 network reaches {:.0f} % on images held out, {:.0f} % on those it is "
                            "trained on",
                            held_out, training),
       .caption = fmt::format(
           "10 filters 5x5 twice, one 2x2 pooling, FC 128-10 on 10,000 images. Solid: 2000 of the training images; "
           "dashed: 2000 test images. Mean and 95 % t interval over {} seeds. {}.",
           results.values(first, "training loss").size(), results.data_label()),
       .width = 1150,
       .height = 540,
       .layout = {.columns = 2},
       .panels = {curves_panel(results, "loss"), curves_panel(results, "accuracy")}}};
}

Markdown findings(const Results& results) {
  std::vector<Markdown::Row> rows;
  for (const auto& [pooling, name] : poolings) {
    rows.push_back({name, with_interval(results.values(name, "training accuracy"), ".1f", 100) + " %",
                    with_interval(results.values(name, "held-out accuracy"), ".1f", 100) + " %",
                    with_interval(results.values(name, "training loss"), ".3f"),
                    with_interval(results.values(name, "held-out loss"), ".3f")});
  }
  return Markdown().table({"pooling", "training accuracy", "held-out accuracy", "training loss", "held-out loss"},
                          rows);
}

}  // namespace
}  // namespace backcheck::experiments
