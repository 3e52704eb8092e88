// Training and evaluating a network: the loop that all experiments share.
#pragma once

#include <functional>
#include <optional>

#include "core/architecture.hpp"
#include "core/network.hpp"
#include "core/optimizer.hpp"
#include "core/schedule.hpp"
#include "experiments/data/dataset.hpp"

namespace backcheck::experiments {

// Which of the two implementations of every layer computes.
enum class Twin { naive, fast };

template <Scalar T>
Network<T> make_network(const Architecture& architecture, Twin twin);

template <Scalar T>
LossFunction<T> softmax_cross_entropy(Twin twin);
template <Scalar T>
LossFunction<T> sigmoid_binary_cross_entropy(Twin twin);

// What is known after each update.
struct StepReport {
  Index epoch = 0;                     // from 1
  Index step = 0;                      // updates so far, from 1
  double learning_rate = 0, loss = 0;  // of the batch just seen, before the update
  Index correct = 0, batch_size = 0;   // of the batch just seen, before the update
  double gradient_norm = 0;            // only where TrainingOptions::clip_norm is set
};

struct TrainingOptions {
  Index epochs = 1, batch_size = 100;
  Schedule schedule;
  OptimizerOptions optimizer = SgdOptions{};
  Normalization normalization = Normalization::centred;
  bool shuffle = true;  // a new order each epoch, from the seed; else the order of the set
  bool drop_incomplete_batch = false;
  std::optional<double> clip_norm;
  std::function<bool(const StepReport&)> after_step;  // false ends the training
  std::function<bool(Index epoch)> after_epoch;       // false ends the training
};

struct Metrics {
  double loss = 0, accuracy = 0;  // means over the images; accuracy is a fraction
  Index images = 0;
};

// Trains on `images[indices]` (all of them where `indices` is empty). Shuffling and dropout draw from `seed`. Returns
// the metrics of the last epoch as the reports print them: the mean over its batches, while the weights move. Ends
// early, with a loss that is not finite, when the loss stops being finite.
template <Scalar T>
Metrics train(Network<T>& network, const LossFunction<T>& loss, const ImageSet& images, std::span<const Index> indices,
              const TrainingOptions& options, std::uint64_t seed);

// The metrics of `images[indices]` (all of them where `indices` is empty) with dropout off. `training` is the set whose
// statistics the normalization uses.
template <Scalar T>
Metrics evaluate(Network<T>& network, const LossFunction<T>& loss, const ImageSet& images,
                 std::span<const Index> indices, const ImageSet& training, Normalization normalization);

}  // namespace backcheck::experiments
