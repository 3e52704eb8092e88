#include "experiments/c/features.hpp"

#include <algorithm>
#include <vector>

#include "experiments/c/bank.hpp"

namespace backcheck::experiments::report_c {

Network<float> feature_extractor(Twin twin) {
  const FilterBank bank;
  Network<float> network = make_network<float>(
      {Conv2dOptions{.in_channels = 1, .out_channels = bank.count(), .kernel_size = bank.size, .bias = false},
       MaxPool2dOptions{}},
      twin);
  network.parameters()[0].weight = filter_bank(bank);
  return network;
}

Examples<float> features(const ImageSet& images, std::span<const Index> indices, const ImageSet& training, Twin twin) {
  constexpr std::size_t batch_size = 100;
  Network<float> network = feature_extractor(twin);
  const Batcher batcher(feature_normalization, training);
  Tensor<float> batch;
  std::vector<int> labels;
  Examples<float> examples;
  Index done = 0;
  for (std::size_t first = 0; first < indices.size(); first += batch_size) {
    batcher.gather(images, indices.subspan(first, std::min(batch_size, indices.size() - first)), batch, labels);
    const Tensor<float>& maps = network.forward(batch);
    if (first == 0) examples.inputs = Tensor<float>(maps.shape().with_batch(static_cast<Index>(indices.size())));
    std::copy(maps.begin(), maps.end(), examples.inputs.begin() + done);
    done += maps.size();
    examples.labels.insert(examples.labels.end(), labels.begin(), labels.end());
  }
  return examples;
}

}  // namespace backcheck::experiments::report_c
