#include "bench/workloads.hpp"

#include <variant>

#include "bench/crossover.hpp"
#include "reference/as_published/networks.hpp"

namespace backcheck::bench {
namespace {

using namespace published;

// The layer at this position of a network, from 0, that is given images of this shape.
LayerWorkload layer_of(const std::string& name, const Architecture& network, Shape images, std::size_t position) {
  for (std::size_t l = 0; l < position; ++l) {
    images = std::visit([&](const auto& options) { return options.output_shape(images); }, network.at(l));
  }
  return {.name = name, .options = network.at(position), .input = images, .first_layer = position == 0};
}

LayerWorkload on_the_ladder(LayerWorkload workload) {
  workload.ladder = true;
  return workload;
}

}  // namespace

std::vector<LayerWorkload> layer_workloads() {
  const Shape mnist{100, 1, 28, 28}, cifar{64, 3, 32, 32}, one_digit{1, 1, 28, 28};
  std::vector<LayerWorkload> all = {
      on_the_ladder(layer_of("report-a-conv1-batch100", report_a_cnn(), mnist, 0)),
      layer_of("report-a-conv1-batch1", report_a_cnn(), one_digit, 0),
      layer_of("report-a-conv2-batch100", report_a_cnn(), mnist, 3),
      layer_of("report-a-conv2-batch1", report_a_cnn(), one_digit, 3),
      layer_of("report-c-mnist-conv2-batch100", report_c_mnist(Pooling::max), mnist, 2),
      layer_of("report-c-cifar-conv2-batch100", report_c_cifar(Pooling::max), {100, 3, 32, 32}, 2),
      on_the_ladder(layer_of("report-d-conv-batch64", report_d_three_layer({}), cifar, 0)),
      {"report-d-timed-conv-batch100",
       Conv2dOptions{.in_channels = 3, .out_channels = 25, .kernel_size = 3, .stride = 2, .padding = 1},
       {100, 3, 31, 31}},
      // Wider than any report: where blocking for the caches decides.
      on_the_ladder({"wide-64-channels-batch64",
                     Conv2dOptions{.in_channels = 64, .out_channels = 64, .kernel_size = 3, .padding = 1},
                     {64, 64, 32, 32}}),
      {"wide-128-channels-batch64",
       Conv2dOptions{.in_channels = 128, .out_channels = 128, .kernel_size = 3, .padding = 1},
       {64, 128, 16, 16}},

      layer_of("report-e-fc1-batch100", report_e_mlp(), mnist, 0),
      layer_of("report-c-features-fc1-batch100", report_c_features(), {100, 1296}, 0),
      layer_of("report-d-fc1-batch100", report_d_three_layer({}), {100, 3, 32, 32}, 3),
      layer_of("report-a-fc2-batch1", report_a_cnn(), one_digit, 8),
  };
  // Layers that memory limits, on the output of a small and of a large convolution.
  const Shape small{100, 4, 24, 24}, large{64, 32, 32, 32};
  const std::string on_small = "report-a-conv1-output-batch100", on_large = "report-d-conv-output-batch64";
  for (const AnyOptions& options :
       {AnyOptions(MaxPool2dOptions{}), AnyOptions(AvgPool2dOptions{}), AnyOptions(ReLUOptions{}),
        AnyOptions(SigmoidOptions{}), AnyOptions(TanhOptions{}), AnyOptions(DropoutOptions{.rate = 0.2})}) {
    all.push_back({.name = on_small, .options = options, .input = small});
    all.push_back({.name = on_large, .options = options, .input = large});
  }
  return all;
}

std::vector<LayerWorkload> crossover_workloads() {
  std::vector<LayerWorkload> all;
  for (const Index c : crossover_channels) {
    for (const Index size : crossover_sizes) {
      all.push_back({.name = crossover_name(c, size),
                     .options = Conv2dOptions{.in_channels = c, .out_channels = c, .kernel_size = 3, .padding = 1},
                     .input = {1, c, size, size},
                     .only_forward_in_float = true});
    }
  }
  return all;
}

std::vector<NetworkWorkload> network_workloads() {
  return {{"report-a-cnn-batch100", report_a_cnn(), {100, 1, 28, 28}, 60000},
          {"report-a-cnn-batch1", report_a_cnn(), {1, 1, 28, 28}, 60000},
          {"report-e-mlp-batch100", report_e_mlp(), {100, 1, 28, 28}, 60000},
          {"report-c-mnist-cnn-batch100", report_c_mnist(Pooling::max), {100, 1, 28, 28}, 60000},
          {"report-d-three-layer-batch64", report_d_three_layer({}), {64, 3, 32, 32}, 40000}};
}

}  // namespace backcheck::bench
