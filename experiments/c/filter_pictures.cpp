#include "experiments/c/filter_pictures.hpp"

#include <algorithm>
#include <cmath>

#include "experiments/c/bank.hpp"
#include "experiments/c/features.hpp"

namespace backcheck::experiments::report_c {

using namespace plotting;

namespace {

ColourScale symmetric(const std::vector<double>& values) {
  double largest = 0;
  for (const double value : values) largest = std::max(largest, std::abs(value));
  return {ColourScale::Palette::diverging, -largest, largest};
}

}  // namespace

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

Figure feature_map_figure(const Results& results) {
  constexpr Index image_size = 28, map_size = 12, pixels = map_size * map_size, shown = 35;
  const std::vector<double> image = results.values_of_seed(first_image, "image", 1),
                            maps = results.values_of_seed(first_image, "feature maps", 1);
  if (image.size() != image_size * image_size || maps.size() < (shown + 1) * pixels) return {};
  const std::vector<double> map{maps.begin() + shown * pixels, maps.begin() + (shown + 1) * pixels};
  const Tensor<float> filters = filter_bank({});
  const Index kernel = filters.shape()[2];
  const float* filter = filters.data() + shown * kernel * kernel;
  const auto panel = [](const char* title, Index size, const std::vector<double>& values) {
    return tiles({.title = title, .height = size, .width = size, .images = {values}, .colours = symmetric(values)});
  };
  return {.name = "F09-feature-map",
          .title = fmt::format("The last filter, a bar, makes {:.1f} to {:.1f} of the first image",
                               *std::min_element(map.begin(), map.end()), *std::max_element(map.begin(), map.end())),
          .caption =
              "Report C shows channel 35 of the convolved image; which image is unstated: ours is the first "
              "training image, " +
              results.data_label() + ", standardised. Blue is negative, orange positive; each panel has its own scale.",
          .width = 1050,
          .height = 470,
          .layout = {.columns = 3, .axes = false},
          .panels = {panel("image, 28x28", image_size, image),
                     panel("filter 35, 17x17", kernel, {filter, filter + kernel * kernel}),
                     panel("feature map 35, 12x12", map_size, map)}};
}

}  // namespace backcheck::experiments::report_c
