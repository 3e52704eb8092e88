// What a job does after each epoch of its training.
#pragma once

#include <functional>
#include <utility>

#include "experiments/running/experiment.hpp"

namespace backcheck::experiments {

// For TrainingOptions::after_epoch: calls record(epoch, running) and says which part of `epochs` is done. The training
// goes on.
template <class Record>
std::function<bool(Index, const Metrics&)> after_each_epoch(const JobContext& context, Index epochs, Record record) {
  return [&context, epochs, record = std::move(record)](Index epoch, const Metrics& running) {
    const double x = static_cast<double>(epoch);
    record(x, running);
    context.progress(x / static_cast<double>(epochs));
    return true;
  };
}

}  // namespace backcheck::experiments
