#include "layers/offload/device.hpp"

#include <dlfcn.h>
#include <omp.h>

#include <array>

namespace backcheck::offload {
namespace {

// OpenMP does not know the names of devices, NVIDIA's driver does; empty where it is not that driver's device.
std::string name_from_driver(int device) {
  void* driver = dlopen("libcuda.so.1", RTLD_LAZY);
  if (driver == nullptr) return "";
  const auto initialise = reinterpret_cast<int (*)(unsigned)>(dlsym(driver, "cuInit"));
  const auto get_name = reinterpret_cast<int (*)(char*, int, int)>(dlsym(driver, "cuDeviceGetName"));
  std::array<char, 128> name{};
  const bool known = initialise != nullptr && get_name != nullptr && initialise(0) == 0 &&
                     get_name(name.data(), static_cast<int>(name.size()), device) == 0;
  dlclose(driver);
  return known ? name.data() : "";
}

}  // namespace

bool has_device() {
  int on_host = 1;
#pragma omp target map(from : on_host)
  on_host = omp_is_initial_device();
  return on_host == 0;
}

std::string device_name() {
  if (!has_device()) return "the host's processors";
  const int device = omp_get_default_device();
  const std::string name = name_from_driver(device);
  return (name.empty() ? "unnamed" : name) + " (device " + std::to_string(device) + " of " +
         std::to_string(omp_get_num_devices()) + ")";
}

void OnDevice::keep(const void* begin, Index bytes) {
  if (bytes == 0) return;
  [[maybe_unused]] const char* stretch = static_cast<const char*>(begin);
#pragma omp target enter data map(to : stretch[:bytes])
  kept_.push_back({begin, bytes});
}

OnDevice::~OnDevice() {
  for (const Stretch& kept : kept_) {
    [[maybe_unused]] char* stretch = static_cast<char*>(const_cast<void*>(kept.begin));
    const Index bytes = kept.bytes;
#pragma omp target exit data map(from : stretch[:bytes])
  }
}

template <Scalar T>
void to_device(const Tensor<T>& tensor) {
  if (tensor.empty()) return;
  const T* elements = tensor.data();
#pragma omp target update to(elements[:tensor.size()])
}

template <Scalar T>
void to_host(const Tensor<T>& tensor) {
  if (tensor.empty()) return;
  T* elements = const_cast<T*>(tensor.data());
#pragma omp target update from(elements[:tensor.size()])
}

template void to_device(const Tensor<float>&);
template void to_device(const Tensor<double>&);
template void to_host(const Tensor<float>&);
template void to_host(const Tensor<double>&);

}  // namespace backcheck::offload
