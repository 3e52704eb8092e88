// Report C, task 1: 36 fixed 17x17 filters, extracted once, then a 1296-256-128-10 network of sigmoids trained on one
// image an update; with the hidden gradient as the report prints it, and corrected.
#include <algorithm>
#include <cmath>
#include <variant>

#include "core/random.hpp"
#include "experiments/c/bank.hpp"
#include "experiments/c/features.hpp"
#include "experiments/c/metrics.hpp"
#include "experiments/experiment_file.hpp"
#include "experiments/training/subsets.hpp"
#include "layers/linear.hpp"
#include "reference/as_published/sigmoid.hpp"
#include "reference/linear.hpp"

namespace backcheck::experiments {
namespace {

using namespace report_c;
constexpr const char* first_image = "first training image";
constexpr double rates[] = {0.01, 0.1};

std::string run_name(bool as_published, double rate) {
  return fmt::format("{}, rate {}", as_published ? "as published" : "corrected", rate);
}

Experiment declaration() {
  return {
      .name = "c-filter-bank",
      .position = 2,
      .title = "A filter bank and a network of sigmoids",
      .question =
          "How well does Report C's first task do, fixed filters before a trained network, and does the hidden "
          "gradient that it prints change that?",
      .source = "Report C, task 1",
      .data = DataNeed::mnist,
      .assumptions = {"The 36 filters are not given: 3 scales x 6 orientations of edges and of bars, as the first 36 "
                      "of the Leung-Malik bank, at 17x17 pixels.",
                      "Pixels are standardised over the whole training set: the report does not say over what.",
                      "5000 random training images, 4 epochs (10 in the full version) and 2000 test images, instead of "
                      "60,000 and 10,000.",
                      "Initial weights: Xavier; the learning rate is unstated: 0.01 and 0.1. One image an update.",
                      "Sigmoid outputs with binary cross-entropy, summed over the ten outputs."}};
}

void show_first_image(const JobContext& context);
void train_features(const JobContext& context, bool as_published, double rate);

std::vector<Run> runs(const Settings& settings) {
  std::vector<Run> runs{{.name = first_image, .seconds = 0.1, .body = show_first_image}};
  for (const bool as_published : {false, true}) {
    for (const double rate : rates) {
      runs.push_back({.name = run_name(as_published, rate),
                      .seeds = settings.seed_count(3, 10),
                      .seconds = settings.pick(0.1, 7.0, 16.0),
                      .body = [=](const JobContext& context) { train_features(context, as_published, rate); }});
    }
  }
  return runs;
}

// The network of the FC layers; as published, the activation stands in place of its derivative.
Network<float> fully_connected(bool as_published, Twin twin) {
  if (!as_published) return make_network<float>(published::report_c_features(), twin);
  Network<float> network;
  for (const AnyOptions& any : published::report_c_features()) {
    if (const auto* linear = std::get_if<LinearOptions>(&any)) {
      twin == Twin::naive ? network.add(reference::Linear<float>{*linear})
                          : network.add(layers::Linear<float>{*linear});
    } else {
      network.add(reference::as_published::Sigmoid<float>{});
    }
  }
  return network;
}

void train_features(const JobContext& context, bool as_published, double rate) {
  const Settings& settings = context.settings;
  const ImageSet& images = context.data.train;
  const auto features_of = [&](const ImageSet& set, const std::vector<Index>& indices) {
    return features(set, indices, images, settings.twin);
  };
  const Examples<float> training =
      features_of(images, random_subset(images, settings.pick<Index>(40, 5000, 5000), mix(context.seed, 1)));
  const Examples<float> held_out = features_of(context.data.test, held_out_images(context, 40, 2000));
  Network<float> network = fully_connected(as_published, settings.twin);
  initialize(network, {.kind = Initializer::Kind::xavier}, context.seed);
  const LossFunction<float> loss = sigmoid_binary_cross_entropy<float>(settings.twin);
  TrainingOptions options{.epochs = settings.epoch_count(2, 4, 10), .batch_size = 1, .schedule = {.initial = rate}};
  options.after_epoch = [&](Index epoch, const Metrics&) {
    const double x = static_cast<double>(epoch);
    record_metrics(context, x, evaluate(network, loss, training), evaluate(network, loss, held_out));
    context.progress(x / static_cast<double>(options.epochs));
    return true;
  };
  options.after_epoch(0, {});
  train(network, loss, training, {}, options, context.seed);
}

void show_first_image(const JobContext& context) {
  const ImageSet& images = context.data.train;
  Network<float> network = feature_extractor(context.settings.twin);
  Tensor<float> batch;
  std::vector<int> labels;
  Batcher(feature_normalization, images).gather(images, std::vector<Index>{0}, batch, labels);
  network.forward(batch);
  const auto record = [&](const char* quantity, const Tensor<float>& values) {
    for (Index i = 0; i < values.size(); ++i) context.record(static_cast<double>(i), quantity, values[i]);
  };
  record("image", batch);
  record("feature maps", network.output(0));
}

ColourScale symmetric(const std::vector<double>& values) {
  double largest = 0;
  for (const double value : values) largest = std::max(largest, std::abs(value));
  return {ColourScale::Palette::diverging, -largest, largest};
}

Figure bank_figure() {
  const Tensor<float> filters = filter_bank({});
  const Index size = filters.shape()[2], pixels = size * size;
  Tiles bank{.height = size, .width = size, .columns = 6, .images = {}, .framed = {5, 7}};
  for (Index f = 0; f < filters.shape()[0]; ++f) {
    bank.images.emplace_back(filters.data() + f * pixels, filters.data() + (f + 1) * pixels);
  }
  bank.colours = symmetric({filters.begin(), filters.end()});
  return {
      .name = "F08-filter-bank",
      .title = "36 filters of 17x17: edges above, bars below, three scales, six orientations",
      .caption =
          "Synthesised in the manner of Leung and Malik (2001): first and second derivatives of elongated Gaussians, "
          "zero mean, absolute values summing to 1; Report C does not give its filters. Framed: numbers 5 and 7, which "
          "it shows. One scale for all.",
      .width = 760,
      .height = 800,
      .panels = {tiles(bank)}};
}

std::vector<double> values_of(const Results& results, const char* quantity) {
  std::vector<double> all;
  for (const auto& [position, value] : results.curve_of_seed(first_image, quantity, 1)) all.push_back(value);
  return all;
}

std::optional<Figure> feature_map_figure(const Results& results) {
  constexpr Index image_size = 28, map_size = 12, pixels = map_size * map_size, shown = 35;
  const std::vector<double> image = values_of(results, "image"), maps = values_of(results, "feature maps");
  if (image.size() != image_size * image_size || maps.size() < (shown + 1) * pixels) return {};
  const Tensor<float> filters = filter_bank({});
  const Index kernel = filters.shape()[2];
  const float* filter = filters.data() + shown * kernel * kernel;
  const auto panel = [](const char* title, Index size, const std::vector<double>& values) {
    return tiles({.title = title, .height = size, .width = size, .images = {values}, .colours = symmetric(values)});
  };
  return Figure{.name = "F09-feature-map",
                .title = "What the last filter makes of the first image",
                .caption =
                    "Report C shows channel 35 of the convolved image; which image is unstated: ours is the first "
                    "training image, " +
                    results.data_label() +
                    ", standardised. Blue is negative, orange positive; each panel has its own scale.",
                .width = 1050,
                .height = 470,
                .layout = {.columns = 3, .axes = false},
                .panels = {panel("image, 28x28", image_size, image),
                           panel("filter 35, 17x17", kernel, {filter, filter + kernel * kernel}),
                           panel("feature map 35, 12x12", map_size,
                                 {maps.begin() + shown * pixels, maps.begin() + (shown + 1) * pixels})}};
}

// At each rate that was run, the points of held-out accuracy that the printed gradient costs.
std::vector<double> points_lost(const Results& results) {
  std::vector<double> lost;
  for (const double rate : rates) {
    const auto accuracy = [&](bool as_published) {
      return 100 * results.mean(run_name(as_published, rate), "held-out accuracy");
    };
    if (const double points = accuracy(false) - accuracy(true); !std::isnan(points)) lost.push_back(points);
  }
  return lost;
}

bool positive(double points) { return points > 0; }

std::vector<Figure> figures(const Results& results) {
  std::vector<Figure> figures{bank_figure()};
  if (const std::optional<Figure> map = feature_map_figure(results)) figures.push_back(*map);
  const std::vector<double> lost = points_lost(results);
  if (lost.empty()) return figures;
  const auto curves = [](const char* images) {
    std::vector<Curve> all;
    for (const double rate : rates) {
      for (const bool as_published : {false, true}) {
        const std::string name = run_name(as_published, rate);
        all.push_back({name, images, {.series = static_cast<int>(all.size()) + 1}, name});
      }
    }
    return all;
  };
  figures.push_back(
      {.name = "F10-filter-bank",
       .title = std::all_of(lost.begin(), lost.end(), positive)
                    ? "Taking the activation for its derivative, training descends to a poorer network"
                    : "Taking the activation for its derivative does not always make the network poorer",
       .caption = fmt::format("1296-256-128-10 sigmoid network on the features of 5000 images, one image an update; "
                              "held-out: 2000 test images. Mean and 95 % t interval over {} seeds. {}.",
                              results.values(run_name(false, rates[0]), "training loss").size(), results.data_label()),
       .width = 1150,
       .height = 540,
       .layout = {.columns = 2},
       .panels = {loss_panel(results, curves("training"),
                             {.label = "training loss [nats, summed over the outputs]", .logarithmic = true}),
                  accuracy_panel(results, curves("held-out"), "held-out accuracy [%]")}});
  return figures;
}

Markdown findings(const Results& results) {
  const std::vector<double> lost = points_lost(results);
  if (lost.empty()) return Markdown().paragraph("Not run.");
  std::vector<Markdown::Row> rows;
  for (const double rate : rates) {
    for (const bool as_published : {true, false}) {
      const std::string run = run_name(as_published, rate);
      rows.push_back({as_published ? "delta * w * a, as printed" : "delta * w * a * (1 - a)", fmt::format("{}", rate),
                      with_interval(results.values(run, "training loss"), ".3f"),
                      with_interval(results.values(run, "training accuracy"), ".1f", 100),
                      with_interval(results.values(run, "held-out accuracy"), ".1f", 100)});
    }
  }
  return Markdown()
      .paragraph(
          "With the hidden gradient that the report prints, training ends at a lower held-out accuracy than "
          "with the right one at {} of the {} learning rates that were run.",
          std::count_if(lost.begin(), lost.end(), positive), lost.size())
      .table({"hidden gradient", "learning rate", "training loss", "training accuracy [%]", "held-out accuracy [%]"},
             rows);
}

}  // namespace
}  // namespace backcheck::experiments
