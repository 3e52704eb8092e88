// Report C, task 1: 36 fixed 17x17 filters, extracted once, then a 1296-256-128-10 network of sigmoids trained on one
// image an update; with the hidden gradient as the report prints it, and corrected.
#include <algorithm>
#include <variant>

#include "experiments/catalogue.hpp"
#include "experiments/filter_bank.hpp"
#include "experiments/presets.hpp"
#include "experiments/subsets.hpp"
#include "experiments/support/files.hpp"
#include "experiments/support/plots.hpp"
#include "experiments/words.hpp"
#include "layers/linear.hpp"
#include "reference/as_published/sigmoid.hpp"
#include "reference/linear.hpp"

namespace backcheck::experiments {
namespace {

constexpr Normalization normalization = Normalization::standardized;
constexpr const char* first_image = "first training image";
const std::vector<double> rates{0.01, 0.1};

std::string run_name(bool as_published, double rate) {
  return std::string(as_published ? "as published" : "corrected") + ", rate " + to_text(rate);
}

Network<float> feature_extractor(Twin twin) {
  const FilterBank bank;
  Network<float> network = make_network<float>(
      {Conv2dOptions{.in_channels = 1, .out_channels = bank.count(), .kernel_size = bank.size, .bias = false},
       MaxPool2dOptions{}},
      twin);
  network.parameters()[0].weight = filter_bank(bank);
  return network;
}

// images[indices] through the filter bank and its pooling: (N, 36, 6, 6).
Examples<float> extract(const ImageSet& images, std::span<const Index> indices, const ImageSet& training, Twin twin) {
  constexpr std::size_t batch_size = 100;
  Network<float> network = feature_extractor(twin);
  const Batcher batcher(normalization, training);
  Tensor<float> batch;
  std::vector<int> labels;
  Examples<float> examples;
  Index done = 0;
  for (std::size_t first = 0; first < indices.size(); first += batch_size) {
    batcher.gather(images, indices.subspan(first, std::min(batch_size, indices.size() - first)), batch, labels);
    const Tensor<float>& features = network.forward(batch);
    if (first == 0) examples.inputs = Tensor<float>(features.shape().with_batch(static_cast<Index>(indices.size())));
    std::copy(features.begin(), features.end(), examples.inputs.begin() + done);
    done += features.size();
    examples.labels.insert(examples.labels.end(), labels.begin(), labels.end());
  }
  return examples;
}

// The network of the FC layers; as published, the activation stands in place of its derivative.
Network<float> fully_connected(bool as_published, Twin twin) {
  if (!as_published) return make_network<float>(presets::report_c_features(), twin);
  Network<float> network;
  for (const AnyOptions& any : presets::report_c_features()) {
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
  const Examples<float> training = extract(
      images, random_subset(images, settings.pick<Index>(40, 5000, 5000), mix(context.seed, 1)), images, settings.twin);
  const Examples<float> held_out = extract(
      context.data.test, index_range(0, std::min<Index>(context.data.test.size(), settings.pick(40, 2000, 2000))),
      images, settings.twin);
  Network<float> network = fully_connected(as_published, settings.twin);
  initialize(network, {.kind = Initializer::Kind::xavier}, context.seed);
  const LossFunction<float> loss = sigmoid_binary_cross_entropy<float>(settings.twin);
  TrainingOptions options{.epochs = settings.epoch_count(2, 4, 10), .batch_size = 1, .schedule = {.initial = rate}};
  const auto record = [&](Index epoch, const Metrics&) {
    const double x = static_cast<double>(epoch);
    const Metrics on_training = evaluate(network, loss, training), on_held_out = evaluate(network, loss, held_out);
    context.recorder.record(x, "training loss", on_training.loss);
    context.recorder.record(x, "training accuracy", on_training.accuracy);
    context.recorder.record(x, "held-out loss", on_held_out.loss);
    context.recorder.record(x, "held-out accuracy", on_held_out.accuracy);
    context.recorder.progress(x / static_cast<double>(options.epochs));
    return true;
  };
  options.after_epoch = record;
  record(0, {});
  train(network, loss, training, {}, options, context.seed);
}

void show_first_image(const JobContext& context) {
  const ImageSet& images = context.data.train;
  Network<float> network = feature_extractor(context.settings.twin);
  Tensor<float> batch;
  std::vector<int> labels;
  Batcher(normalization, images).gather(images, std::vector<Index>{0}, batch, labels);
  network.forward(batch);
  for (Index i = 0; i < batch.size(); ++i) context.recorder.record(static_cast<double>(i), "image", batch[i]);
  const Tensor<float>& maps = network.output(0);
  const Index pixels = maps.shape()[2] * maps.shape()[3];
  for (Index f = 0; f < maps.shape()[1]; ++f) {
    for (Index i = 0; i < pixels; ++i) {
      context.recorder.record(static_cast<double>(f * pixels + i), "feature maps", maps[f * pixels + i]);
    }
  }
}

std::vector<double> numbers(const Results& results, const std::string& quantity) {
  std::vector<double> all;
  for (const auto& [x, values] : results.curve(first_image, quantity)) all.push_back(values.front());
  return all;
}

std::string frame(int object, Index tile, Index columns, Index size) {
  const double left = static_cast<double>(tile % columns * (size + 1)) - 0.5;
  const double top = static_cast<double>(tile / columns * (size + 1)) - 0.5;
  return "set object " + std::to_string(object) + " rectangle from " + to_text(left) + "," + to_text(top) + " to " +
         to_text(left + static_cast<double>(size)) + "," + to_text(top + static_cast<double>(size)) +
         " front fs empty border rgb '#000000' lw 3\n";
}

Figure draw_bank() {
  const Tensor<float> filters = filter_bank({});
  const Index size = filters.shape()[2], pixels = size * size, columns = 6;
  Tiles bank{.height = size, .width = size, .columns = columns, .images = {}};
  double largest = 0;
  for (Index f = 0; f < filters.shape()[0]; ++f) {
    bank.images.emplace_back(filters.data() + f * pixels, filters.data() + (f + 1) * pixels);
  }
  for (const float weight : filters) largest = std::max(largest, std::abs(static_cast<double>(weight)));
  Figure figure{.name = "F08-filter-bank",
                .title = "36 filters of 17x17: edges above, bars below, three scales, six orientations",
                .caption =
                    "Synthesised in the manner of Leung and Malik (2001): first and second derivatives of elongated "
                    "Gaussians, zero mean, absolute values summing to 1; Report C does not give its filters. Framed: "
                    "numbers 5 and 7, which it shows. One scale for all.",
                .width = 760,
                .height = 800};
  add_tiles(figure, "filters", bank);
  figure.script = std::string(diverging_palette) + "set cbrange [" + to_text(-largest) + ":" + to_text(largest) +
                  "]\n" + frame(1, 5, columns, size) + frame(2, 7, columns, size) + tiles("filters");
  return figure;
}

Figure draw_feature_map(const Results& results) {
  const std::vector<double> image = numbers(results, "image"), maps = numbers(results, "feature maps");
  constexpr Index size = 12, pixels = size * size, shown = 35;
  const Tensor<float> filters = filter_bank({});
  const Index kernel = filters.shape()[2];
  const float* filter = filters.data() + shown * kernel * kernel;
  Figure figure{.name = "F09-feature-map",
                .title = "What the last filter makes of the first image",
                .caption =
                    "Report C shows channel 35 of the convolved image; which image is unstated: ours is the first "
                    "training image, " +
                    results.data_label() +
                    ", standardised. Blue is negative, orange positive; each panel has its own scale.",
                .width = 1050,
                .height = 470};
  add_tiles(figure, "image", {.height = 28, .width = 28, .columns = 1, .images = {image}});
  add_tiles(figure, "kernel",
            {.height = kernel,
             .width = kernel,
             .columns = 1,
             .images = {std::vector<double>(filter, filter + kernel * kernel)}});
  add_tiles(figure, "map",
            {.height = size,
             .width = size,
             .columns = 1,
             .images = {std::vector<double>(maps.begin() + shown * pixels, maps.begin() + (shown + 1) * pixels)}});
  const auto range = [&](const std::string& block) {
    double largest = 0;
    for (const Figure::Block& b : figure.blocks) {
      if (b.name != block) continue;
      for (const auto& row : b.rows) largest = std::max(largest, std::abs(row.back()));
    }
    return "set cbrange [" + to_text(-largest) + ":" + to_text(largest) + "]\nunset colorbox\n";
  };
  figure.script =
      panels(1, 3,
             {std::string(diverging_palette) + "set title 'image, 28x28'\n" + range("image") + tiles("image"),
              "set title 'filter 35, 17x17'\n" + range("kernel") + tiles("kernel"),
              "set title 'feature map 35, 12x12'\n" + range("map") + tiles("map")});
  return figure;
}

Figure draw_curves(const Results& results) {
  Figure figure{.name = "F10-filter-bank",
                .title = "Taking the activation for its derivative, training descends to a poorer network",
                .caption =
                    "1296-256-128-10 sigmoid network on the features of 5000 images, one image an update; held-out: "
                    "2000 test images. Mean and 95 % t interval over " +
                    std::to_string(results.values(run_name(false, 0.1), "training loss").size()) + " seeds. " +
                    results.data_label() + ".",
                .width = 1150,
                .height = 540};
  std::vector<std::string> scripts;
  for (const std::string quantity : {"training loss", "held-out accuracy"}) {
    const bool is_loss = quantity == "training loss";
    std::vector<std::string> elements;
    int linetype = 1;
    for (const double rate : rates) {
      for (const bool as_published : {false, true}) {
        const std::string run = run_name(as_published, rate), block = quantity + ", " + run;
        add_band(figure, block, results, run, quantity, is_loss ? 1 : 100);
        elements.push_back(band(block, linetype++, is_loss ? run : ""));
      }
    }
    scripts.push_back("set xlabel 'epoch'\n" +
                      std::string(is_loss
                                      ? "set ylabel 'training loss [nats, summed over the outputs]'\nset logscale y\n"
                                        "set key top right\n"
                                      : "unset logscale y\nset ylabel 'held-out accuracy [%]'\nset yrange [0:100]\n") +
                      plot(elements));
  }
  figure.script = panels(1, 2, scripts);
  return figure;
}

std::string text(const Results& results) {
  std::string words =
      "| hidden gradient | learning rate | training loss | training accuracy | held-out accuracy |\n"
      "|---|---|---|---|---|\n";
  for (const double rate : rates) {
    for (const bool as_published : {true, false}) {
      const std::string run = run_name(as_published, rate);
      words += std::string("| ") + (as_published ? "delta * w * a, as printed" : "delta * w * a * (1 - a)") + " | " +
               to_text(rate) + " | " + with_interval(results.values(run, "training loss"), 3) + " | " +
               with_interval(results.values(run, "training accuracy"), 1, 100) + " % | " +
               with_interval(results.values(run, "held-out accuracy"), 1, 100) + " % |\n";
    }
  }
  return words;
}

}  // namespace

Experiment c_filter_bank() {
  return {
      .name = "c-filter-bank",
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
                      "Sigmoid outputs with binary cross-entropy, summed over the ten outputs."},
      .jobs =
          [](const Settings& settings) {
            std::vector<Job> jobs;
            add_jobs(jobs, first_image, 1, 0.1, show_first_image);
            for (const bool as_published : {false, true}) {
              for (const double rate : rates) {
                add_jobs(
                    jobs, run_name(as_published, rate), settings.seed_count(3, 10), settings.pick(0.1, 7.0, 16.0),
                    [as_published, rate](const JobContext& context) { train_features(context, as_published, rate); });
              }
            }
            return jobs;
          },
      .figures = [](const Results& results) -> std::vector<Figure> {
        return {draw_bank(), draw_feature_map(results), draw_curves(results)};
      },
      .findings = text};
}

}  // namespace backcheck::experiments
