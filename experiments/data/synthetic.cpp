#include "experiments/data/synthetic.hpp"

#include <array>
#include <utility>

#include "experiments/data/dataset.hpp"
#include "experiments/data/file.hpp"

namespace backcheck::experiments {

namespace {

// The classes of images 10 * block to 10 * block + 9: a random order of the ten.
std::array<int, 10> classes_of_block(std::uint64_t seed, std::uint64_t block) {
  std::array<int, 10> classes{0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
  Dice dice(mix(seed, block));
  for (std::size_t last = 9; last > 0; --last) std::swap(classes[last], classes[dice.choice(last + 1)]);
  return classes;
}

template <class Draw>
void fill(ImageSet& set, Index count, std::uint64_t seed, Draw draw) {
  const std::uint64_t label_seed = mix(seed, 0), image_seed = mix(seed, 1);
  const auto size = static_cast<std::size_t>(set.image_size());
  set.pixels.resize(static_cast<std::size_t>(count) * size);
  std::array<int, 10> classes{};
  for (std::size_t n = 0; n < static_cast<std::size_t>(count); ++n) {
    if (n % 10 == 0) classes = classes_of_block(label_seed, n / 10);
    set.labels.push_back(classes[n % 10]);
    draw(set.labels.back(), mix(image_seed, n), std::span(set.pixels).subspan(n * size, size));
  }
}

}  // namespace

SetSizes full_size(DataNeed need) {
  switch (need) {
    case DataNeed::mnist:
      return {.train = 60000, .test = 10000};
    case DataNeed::cifar10:
      return {.train = 50000, .test = 10000};
    case DataNeed::none:
      break;
  }
  return {};
}

Dataset synthetic(DataNeed need, const std::optional<SetSizes>& sizes) {
  Dataset dataset;
  if (need == DataNeed::none) return dataset;
  const bool digits = need == DataNeed::mnist;
  dataset.label = digits ? "synthetic digits" : "synthetic colour shapes";
  const SetSizes wanted = sizes.value_or(full_size(need));
  Digest sha256(Digest::Algorithm::sha256);
  for (const bool train : {true, false}) {
    ImageSet& set = train ? dataset.train : dataset.test;
    set.channels = digits ? 1 : 3;
    set.height = set.width = digits ? 28 : 32;
    fill(set, train ? wanted.train : wanted.test, mix(digits ? 28 : 32, train ? 0 : 1),
         digits ? draw_digit : draw_colour_shape);
    sha256.add(set.pixels);
    sha256.add(Bytes(set.labels.begin(), set.labels.end()));
  }
  dataset.checksum = sha256.finish();
  return dataset;
}

}  // namespace backcheck::experiments
