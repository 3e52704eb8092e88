// Report C's features, which are computed once and then trained on: images through the filter bank and a 2x2 max
// pooling.
#pragma once

#include <span>

#include "experiments/data/dataset.hpp"
#include "experiments/training/training.hpp"

namespace backcheck::experiments::report_c {

constexpr Normalization feature_normalization = Normalization::standardized;

// 1x28x28 - convolution with the filters 36x12x12 - max pooling 36x6x6.
Network<float> feature_extractor(Twin twin);

// The features of images[indices], (N, 36, 6, 6), with their labels. The pixels are standardised over all of
// `training`.
Examples<float> features(const ImageSet& images, std::span<const Index> indices, const ImageSet& training, Twin twin);

}  // namespace backcheck::experiments::report_c
