#include "experiments/training/update_times.hpp"

#include <chrono>

namespace backcheck::experiments {

std::vector<double> update_times(Network<float>& network, const LossFunction<float>& loss, const ImageSet& images,
                                 TrainingOptions options, Index updates, std::uint64_t seed) {
  using Clock = std::chrono::steady_clock;
  Clock::time_point before;
  std::vector<double> times;
  options.after_step = [&](const Update& update) {
    const Clock::time_point now = Clock::now();
    if (update.step > 3) times.push_back(std::chrono::duration<double>(now - before).count());
    before = now;
    return update.step < updates;
  };
  train(network, loss, images, {}, options, seed);
  return times;
}

}  // namespace backcheck::experiments
