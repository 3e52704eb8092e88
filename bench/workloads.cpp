#include "bench/workloads.hpp"

#include "reference/as_published/networks.hpp"

namespace backcheck::bench {

std::vector<LayerWorkload> layer_workloads() {
  const Shape pool_small{100, 4, 24, 24}, pool_large{64, 32, 32, 32};
  return {
      // Report A: the two convolutions of its MNIST network, one image at a time and in batches.
      {"a-1to4-k5-28x28-n100",
       Conv2dOptions{.in_channels = 1, .out_channels = 4, .kernel_size = 5},
       {100, 1, 28, 28},
       true},
      {"a-1to4-k5-28x28-n1",
       Conv2dOptions{.in_channels = 1, .out_channels = 4, .kernel_size = 5},
       {1, 1, 28, 28},
       true},
      {"b-4to8-k5-12x12-n100", Conv2dOptions{.in_channels = 4, .out_channels = 8, .kernel_size = 5}, {100, 4, 12, 12}},
      {"b-4to8-k5-12x12-n1", Conv2dOptions{.in_channels = 4, .out_channels = 8, .kernel_size = 5}, {1, 4, 12, 12}},
      // Report C: the second convolutions of its MNIST and CIFAR-10 networks.
      {"c2-8to8-k5-24x24-n100", Conv2dOptions{.in_channels = 8, .out_channels = 8, .kernel_size = 5}, {100, 8, 24, 24}},
      {"e2-10to10-k5-28x28-n100",
       Conv2dOptions{.in_channels = 10, .out_channels = 10, .kernel_size = 5},
       {100, 10, 28, 28}},
      // Report D: the convolution of its CIFAR-10 network, and the one it times.
      {"d-3to32-k7-32x32-n64",
       Conv2dOptions{.in_channels = 3, .out_channels = 32, .kernel_size = 7, .padding = 3},
       {64, 3, 32, 32},
       true},
      {"g-3to25-k3s2-31x31-n100",
       Conv2dOptions{.in_channels = 3, .out_channels = 25, .kernel_size = 3, .stride = 2, .padding = 1},
       {100, 3, 31, 31}},
      // Wider than any report: where blocking for the caches decides.
      {"f1-64to64-k3-32x32-n64",
       Conv2dOptions{.in_channels = 64, .out_channels = 64, .kernel_size = 3, .padding = 1},
       {64, 64, 32, 32}},
      {"f2-128to128-k3-16x16-n64",
       Conv2dOptions{.in_channels = 128, .out_channels = 128, .kernel_size = 3, .padding = 1},
       {64, 128, 16, 16}},

      {"784to128-n100", LinearOptions{.in_features = 784, .out_features = 128}, {100, 784}, true},
      {"1296to256-n100", LinearOptions{.in_features = 1296, .out_features = 256}, {100, 1296}},
      {"8192to100-n100", LinearOptions{.in_features = 8192, .out_features = 100}, {100, 8192}},
      {"128to10-n1", LinearOptions{.in_features = 128, .out_features = 10}, {1, 128}},

      {"2x2-4x24x24-n100", MaxPool2dOptions{}, pool_small},
      {"2x2-32x32x32-n64", MaxPool2dOptions{}, pool_large},
      {"2x2-4x24x24-n100", AvgPool2dOptions{}, pool_small},
      {"2x2-32x32x32-n64", AvgPool2dOptions{}, pool_large},
      {"4x24x24-n100", ReLUOptions{}, pool_small},
      {"32x32x32-n64", ReLUOptions{}, pool_large},
      {"32x32x32-n64", SigmoidOptions{}, pool_large},
      {"32x32x32-n64", TanhOptions{}, pool_large},
      {"4x24x24-n100", DropoutOptions{.rate = 0.2}, pool_small},
      {"32x32x32-n64", DropoutOptions{.rate = 0.2}, pool_large},
  };
}

std::vector<NetworkWorkload> network_workloads() {
  using namespace published;
  return {{"cnn-a-n100", report_a_cnn(), {100, 1, 28, 28}, 60000},
          {"cnn-a-n1", report_a_cnn(), {1, 1, 28, 28}, 60000},
          {"mlp-784-128-128-10-n100", mlp({784, 128, 128, 10}), {100, 1, 28, 28}, 60000},
          {"cnn-b-n100", report_c_mnist(Pooling::max), {100, 1, 28, 28}, 60000},
          {"cifar-net-n64", report_d_three_layer({}), {64, 3, 32, 32}, 40000}};
}

}  // namespace backcheck::bench
