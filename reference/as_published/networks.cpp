#include "reference/as_published/networks.hpp"

namespace backcheck::published {
namespace {

AnyOptions pool(Pooling pooling) {
  if (pooling == Pooling::max) return MaxPool2dOptions{.kernel_size = 2, .stride = 2};
  return AvgPool2dOptions{.kernel_size = 2, .stride = 2};
}

}  // namespace

Architecture mlp(const std::vector<Index>& widths) {
  Architecture architecture;
  for (std::size_t l = 1; l < widths.size(); ++l) {
    if (l > 1) architecture.push_back(ReLUOptions{});
    architecture.push_back(LinearOptions{.in_features = widths[l - 1], .out_features = widths[l]});
  }
  return architecture;
}

Architecture report_a_cnn() {
  return {Conv2dOptions{.in_channels = 1, .out_channels = 4, .kernel_size = 5},
          ReLUOptions{},
          pool(Pooling::max),
          Conv2dOptions{.in_channels = 4, .out_channels = 8, .kernel_size = 5},
          ReLUOptions{},
          pool(Pooling::max),
          LinearOptions{.in_features = 8 * 4 * 4, .out_features = 128},
          ReLUOptions{},
          LinearOptions{.in_features = 128, .out_features = 10}};
}

Architecture report_a_two_fc() { return mlp({784, 128, 10}); }

Architecture report_a_plane() { return mlp({2, 8, 8, 2}); }

Architecture report_b_shallow() {
  return {Conv2dOptions{.in_channels = 1, .out_channels = 4, .kernel_size = 5},
          ReLUOptions{},
          pool(Pooling::max),
          LinearOptions{.in_features = 4 * 12 * 12, .out_features = 128},
          ReLUOptions{},
          LinearOptions{.in_features = 128, .out_features = 10}};
}

Architecture report_c_features() {
  return {LinearOptions{.in_features = 1296, .out_features = 256}, SigmoidOptions{},
          LinearOptions{.in_features = 256, .out_features = 128}, SigmoidOptions{},
          LinearOptions{.in_features = 128, .out_features = 10}};
}

Architecture report_c_mnist(Pooling pooling) {
  return {Conv2dOptions{.in_channels = 1, .out_channels = 8, .kernel_size = 5},
          ReLUOptions{},
          Conv2dOptions{.in_channels = 8, .out_channels = 8, .kernel_size = 5},
          ReLUOptions{},
          pool(pooling),
          LinearOptions{.in_features = 8 * 10 * 10, .out_features = 128},
          ReLUOptions{},
          LinearOptions{.in_features = 128, .out_features = 10}};
}

Architecture report_c_cifar(Pooling pooling) {
  return {Conv2dOptions{.in_channels = 3, .out_channels = 10, .kernel_size = 5},
          ReLUOptions{},
          Conv2dOptions{.in_channels = 10, .out_channels = 10, .kernel_size = 5},
          ReLUOptions{},
          pool(pooling),
          LinearOptions{.in_features = 10 * 12 * 12, .out_features = 128},
          ReLUOptions{},
          LinearOptions{.in_features = 128, .out_features = 10}};
}

Architecture report_d_three_layer(const ThreeLayer& options) {
  const Index pooled = options.size / 2;
  return {Conv2dOptions{.in_channels = options.channels,
                        .out_channels = options.filters,
                        .kernel_size = options.kernel_size,
                        .padding = options.kernel_size / 2},
          ReLUOptions{},
          pool(Pooling::max),
          LinearOptions{.in_features = options.filters * pooled * pooled, .out_features = options.hidden},
          ReLUOptions{},
          LinearOptions{.in_features = options.hidden, .out_features = options.classes}};
}

Architecture report_e_mlp() { return mlp({784, 128, 128, 10}); }

Architecture report_e_cnn(DropoutPlacement placement, double rate) {
  Architecture architecture{Conv2dOptions{.in_channels = 1, .out_channels = 8, .kernel_size = 3, .padding = 1},
                            ReLUOptions{},
                            pool(Pooling::max),
                            Conv2dOptions{.in_channels = 8, .out_channels = 16, .kernel_size = 3, .padding = 1},
                            ReLUOptions{},
                            pool(Pooling::max),
                            LinearOptions{.in_features = 16 * 7 * 7, .out_features = 128},
                            ReLUOptions{},
                            LinearOptions{.in_features = 128, .out_features = 10}};
  const auto drop_before = [&](Index layer) {
    architecture.insert(architecture.begin() + layer, DropoutOptions{.rate = rate});
  };
  switch (placement) {
    case DropoutPlacement::none:
      break;
    case DropoutPlacement::conv1:
      drop_before(2);
      break;
    case DropoutPlacement::conv2:
      drop_before(5);
      break;
    case DropoutPlacement::fc:
      drop_before(8);
      break;
  }
  return architecture;
}

}  // namespace backcheck::published
