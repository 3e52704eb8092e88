// Where the layers of this folder compute, and which tensors stay there.
//
// A device, such as a GPU, has a memory of its own. OpenMP keeps a table of the stretches of the host's memory that
// have a copy on the device. Every function in this folder says what it reads and what it writes,
//
//   #pragma omp target data map(to : input[:n]) map(from : output[:m])
//
// and for each stretch
//   that is not in the table,  a copy is made before the kernels run and brought back, or dropped, when they have
//   ended:
//                              a layer that is called alone works on the host's tensors, as its contract says
//                              (core/layer.hpp), at the price of the copies;
//   that is in the table,      nothing is copied: the kernels work on what is there.
//
// OnDevice puts tensors into the table. Layers that are called on them one after the other, as in a network, leave
// their results on the device for the next, and the host's copies are out of date until to_host.
//
// All functions return when the device has finished. Where there is no device, kernels run on the host's processors,
// memory is shared, nothing is ever copied, and the results are the same.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/network.hpp"

namespace backcheck::offload {

// Whether kernels run on a device: false means that they run on the host's processors.
bool has_device();

// "NVIDIA A100-SXM4-40GB (device 0 of 1)" or "the host's processors".
std::string device_name();

// Keeps tensors on the device as long as it lives; then brings the host's copies up to date. Meanwhile a tensor must
// neither grow nor be destroyed, for its memory on the host would move: run the largest batch once before.
class OnDevice {
 public:
  OnDevice() = default;
  OnDevice(const OnDevice&) = delete;
  OnDevice& operator=(const OnDevice&) = delete;
  ~OnDevice();

  // Copies the tensor to the device. Nothing happens to an empty one.
  template <Scalar T>
  void keep(const Tensor<T>& tensor) {
    keep(tensor.data(), tensor.size() * static_cast<Index>(sizeof(T)));
  }
  // Parameters, outputs and gradients of a network that has run forward and backward.
  template <Scalar T>
  void keep(const Network<T>& network) {
    for (Index l = 0; l < network.depth(); ++l) keep(network.output(l));
    for (const Parameters<T>& params : network.parameters()) keep(params.weight), keep(params.bias);
    for (const Gradients<T>& grads : network.gradients()) keep(grads.input), keep(grads.weight), keep(grads.bias);
  }

 private:
  struct Stretch {
    const void* begin;
    Index bytes;
  };
  void keep(const void* begin, Index bytes);
  std::vector<Stretch> kept_;
};

// After the host has changed the tensor: copies it to the device, where that has a copy.
template <Scalar T>
void to_device(const Tensor<T>& tensor);

// Before the host reads the tensor: copies it from the device, where that has a copy. (Const, because its value is what
// the device has; only now the host knows it, too.)
template <Scalar T>
void to_host(const Tensor<T>& tensor);

// The parameters of a network after, and their gradients before the host's optimizer has its turn.
template <Scalar T>
void parameters_to_device(const Network<T>& network) {
  for (const Parameters<T>& params : network.parameters()) to_device(params.weight), to_device(params.bias);
}
template <Scalar T>
void gradients_to_host(const Network<T>& network) {
  for (const Gradients<T>& grads : network.gradients()) to_host(grads.weight), to_host(grads.bias);
}

}  // namespace backcheck::offload
