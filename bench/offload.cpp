// The layers on a device, as two contenders: kernels alone, with the device awake and all tensors there, and whole
// calls, in which tensors travel to the device and back. Both clocks stop when the device has finished: every function
// of layers/offload waits for it.
#include <cstdlib>
#include <stdexcept>
#include <string_view>

#include "bench/network_contender.hpp"
#include "layers/offload/device.hpp"
#include "layers/offload/make_network.hpp"

namespace backcheck::bench {
namespace {

template <Scalar T>
class KernelPass : public NetworkPass<T> {
 public:
  explicit KernelPass(const LayerProblem<T>& problem)
      : NetworkPass<T>(problem, offload::make_network<T>({problem.options})) {
    this->run();  // which gives all tensors their memory
    on_device_.keep(problem.input);
    on_device_.keep(problem.grad_output);
    on_device_.keep(this->network());
  }
  LayerAnswers<T> answers() override {
    offload::to_host(this->network().output(0));
    offload::to_host(this->network().gradients()[0].input);
    offload::gradients_to_host(this->network());
    return NetworkPass<T>::answers();
  }

 private:
  offload::OnDevice on_device_;
};

template <Scalar T>
std::unique_ptr<TimedPass<T>> prepare_kernels(const LayerProblem<T>& problem) {
  return std::make_unique<KernelPass<T>>(problem);
}

// The processors are not taken for a device by mistake.
void require_device() {
  const char* setting = std::getenv("OMP_TARGET_OFFLOAD");
  if (offload::has_device() || (setting != nullptr && std::string_view(setting) == "disabled")) return;
  throw std::runtime_error(
      "there is no GPU that OpenMP can reach; OMP_TARGET_OFFLOAD=disabled times the kernels on the host's processors");
}

const Register kernels{{.name = "offload-kernels",
                        .kind = Contender::Kind::device,
                        .version = offload::device_name,
                        .threaded = false,
                        .in_float = prepare_kernels<float>,
                        .in_double = prepare_kernels<double>,
                        .enter = require_device}};
const Register calls{{.name = "offload-calls",
                      .kind = Contender::Kind::device,
                      .version = offload::device_name,
                      .threaded = false,
                      .in_float = prepare_layer<float, offload::make_network<float>>,
                      .in_double = prepare_layer<double, offload::make_network<double>>}};

}  // namespace
}  // namespace backcheck::bench
