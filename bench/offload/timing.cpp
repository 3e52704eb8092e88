// Times the layers on a device: the kernels alone, with the device awake and all tensors there, and whole calls, in
// which tensors travel to the device and back. Both end when the device has finished, because every function of
// layers/offload does. Beside them the fast twin on the host's processors. Prints a table as CSV.
//
// Median of 15 calls after one that is not timed, in microseconds. Answers are compared before anything is timed:
// numbers are small integers, whose sums are exact in any order, and must be equal.
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <functional>
#include <iostream>
#include <string>
#include <vector>

#include "core/random.hpp"
#include "layers/make_network.hpp"
#include "layers/offload/device.hpp"
#include "layers/offload/make_network.hpp"

namespace backcheck::bench {
namespace {

struct Workload {
  std::string name;
  AnyOptions options;
  Shape input;
};
// The first two are the ones that Report D times, in double; letters are those of the tables in reports/bench.
const std::vector<Workload> workloads = {
    {"report-d-convolution",
     Conv2dOptions{.in_channels = 3, .out_channels = 25, .kernel_size = 3, .stride = 2, .padding = 1},
     {10, 3, 31, 31}},
    {"report-d-max-pooling", MaxPool2dOptions{}, {40, 3, 32, 32}},
    {"conv2d/a", Conv2dOptions{.in_channels = 1, .out_channels = 4, .kernel_size = 5}, {100, 1, 28, 28}},
    {"conv2d/b", Conv2dOptions{.in_channels = 4, .out_channels = 8, .kernel_size = 5}, {100, 4, 12, 12}},
    {"conv2d/d", Conv2dOptions{.in_channels = 3, .out_channels = 32, .kernel_size = 7, .padding = 3}, {64, 3, 32, 32}},
    {"linear/784to128", LinearOptions{.in_features = 784, .out_features = 128}, {100, 784}},
    {"max_pool2d/32x32x32", MaxPool2dOptions{}, {64, 32, 32, 32}},
    {"relu/32x32x32", ReLUOptions{}, {64, 32, 32, 32}}};

template <Scalar T>
void fill_with_integers(Tensor<T>& tensor, std::uint64_t seed) {
  for (Index i = 0; i < tensor.size(); ++i) {
    tensor[i] = static_cast<T>(random_bits(seed, static_cast<std::uint32_t>(i)) % 5) - T(2);
  }
}

double median_microseconds(const std::function<void()>& call) {
  std::vector<double> times;
  for (int i = 0; i < 16; ++i) {
    const auto start = std::chrono::steady_clock::now();
    call();
    times.push_back(std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - start).count());
  }
  times.erase(times.begin());
  std::nth_element(times.begin(), times.begin() + 7, times.end());
  return times[7];
}

// One layer with its data.
template <Scalar T>
struct Layer {
  Network<T> network;
  Tensor<T> input, grad_output;

  Layer(const Workload& workload, Network<T> made) : network(std::move(made)), input(workload.input) {
    network.want_input_gradient(true);
    grad_output.resize(network.shapes(workload.input)[0]);
    fill_with_integers(input, 1);
    fill_with_integers(grad_output, 2);
    fill_with_integers(network.parameters()[0].weight, 3);
    fill_with_integers(network.parameters()[0].bias, 4);
    forward();
    backward();
  }
  void forward() { network.forward(input); }
  void backward() { network.backward(grad_output, input); }
};

template <Scalar T>
void require_equal_answers(const std::string& name, const Network<T>& one, const Network<T>& other) {
  const Gradients<T>&a = one.gradients()[0], &b = other.gradients()[0];
  if (one.output(0) == other.output(0) && a.input == b.input && a.weight == b.weight && a.bias == b.bias) return;
  std::cerr << "backcheck: " << name << ": the layer on the device and the fast twin differ, so neither is timed\n";
  std::exit(2);
}

template <Scalar T>
void measure(const Workload& workload, const char* type) {
  Layer<T> device(workload, offload::make_network<T>({workload.options}));
  Layer<T> fast(workload, layers::make_network<T>({workload.options}));
  require_equal_answers(workload.name, device.network, fast.network);
  const double call_forward = median_microseconds([&] { device.forward(); });
  const double call_backward = median_microseconds([&] { device.backward(); });
  offload::OnDevice on_device;
  on_device.keep(device.input);
  on_device.keep(device.grad_output);
  on_device.keep(device.network);
  const double kernel_forward = median_microseconds([&] { device.forward(); });
  const double kernel_backward = median_microseconds([&] { device.backward(); });
  const auto print = [&](const char* direction, double kernel, double call, const std::function<void()>& fast_call) {
    std::cout << workload.name << ',' << type << ',' << direction << ',' << kernel << ',' << call << ','
              << median_microseconds(fast_call) << std::endl;
  };
  print("forward", kernel_forward, call_forward, [&] { fast.forward(); });
  print("backward", kernel_backward, call_backward, [&] { fast.backward(); });
}

}  // namespace
}  // namespace backcheck::bench

int main() {
  using namespace backcheck::bench;
  std::cout << "# the layers on the device run on " << backcheck::offload::device_name() << "\n"
            << "workload,numbers,direction,kernels us,whole call us,fast twin us\n";
  for (const Workload& workload : workloads) {
    if (workload.name.starts_with("report-d"))
      measure<double>(workload, "double");
    else
      measure<float>(workload, "float");
  }
}
