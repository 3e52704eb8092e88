// The networks of the five reports, as data. Shapes are those of one image; (features) where flattened.
#pragma once

#include <vector>

#include "core/architecture.hpp"

namespace backcheck::published {

enum class Pooling { max, average };

// Fully connected layers of these widths with ReLU between them; the last one is linear. {784, 128, 10} is
// Linear(784, 128) - ReLU - Linear(128, 10).
Architecture mlp(const std::vector<Index>& widths);

// Report A, Fig. 1, and Report B's full network: 1x28x28 - Conv 5x5 4x24x24 - ReLU - max pool 4x12x12 - Conv 5x5 8x8x8
// - ReLU - max pool 8x4x4 - FC (128) - ReLU - FC (10). Valid convolutions, stride 1; 2x2 pooling, stride 2.
Architecture report_a_cnn();

// Report A's "only 2 fully connected layers": 784 - 128 - 10. Its width is FC1's of the CNN.
Architecture report_a_two_fc();

// Report A, Fig. 7: 2 - 8 - 8 - 2, ReLU between (unstated there, implied by its question).
Architecture report_a_plane();

// One convolution, one pooling, two FC layers: 1x28x28 - Conv 5x5 4x24x24 - ReLU - max pool 4x12x12 - FC (128) - ReLU -
// FC (10). The channels and the width are those of its full network.
Architecture report_b_shallow();

// Report C, Task 1: the 1296 features of the filter bank - FC (256) - FC (128) - FC (10), sigmoid between.
Architecture report_c_features();

// Report C's MNIST network: 1x28x28 - Conv 5x5 8x24x24 - ReLU - Conv 5x5 8x20x20 - ReLU - one 2x2 pooling 8x10x10 -
// FC (128) - ReLU - FC (10).
Architecture report_c_mnist(Pooling pooling);

// Report C's CIFAR-10 network: 3x32x32 - Conv 5x5 10x28x28 - ReLU - Conv 5x5 10x24x24 - ReLU - one 2x2 pooling
// 10x12x12 - FC (128) - ReLU - FC (10).
Architecture report_c_cifar(Pooling pooling);

// Report D's three-layer network on images (channels, size, size): Conv (filters, same size) - ReLU - 2x2 max pool - FC
// (hidden) - ReLU - FC (classes). The kernel size is odd; padding keeps the size of the image.
struct ThreeLayer {
  Index channels = 3, size = 32, filters = 32, kernel_size = 7, hidden = 100, classes = 10;
};
Architecture report_d_three_layer(const ThreeLayer& options);

// Report E's "2-layer MLP", FC - ReLU - FC - ReLU - FC: 784 - 128 - 128 - 10.
Architecture report_e_mlp();

// Where Report E's CNN has its dropout layer: after the ReLU of its first or second convolution, or of its FC layer.
enum class DropoutPlacement { none, conv1, conv2, fc };

// Report E's CNN: 1x28x28 - Conv 3x3 8x28x28 - ReLU - max pool 8x14x14 - Conv 3x3 16x14x14 - ReLU - max pool 16x7x7 -
// FC (128) - ReLU - FC (10), padding 1; with a dropout layer of this probability of dropping.
Architecture report_e_cnn(DropoutPlacement placement = DropoutPlacement::none, double rate = 0);

}  // namespace backcheck::published
