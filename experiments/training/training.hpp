// Training and evaluating a network: the loop that all experiments share.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <vector>

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

// Labelled data that are not images: points of the plane, features computed beforehand.
template <Scalar T>
struct Examples {
  Tensor<T> inputs;         // (N, ...)
  std::vector<int> labels;  // (N)
};

struct Metrics {
  double loss = 0, accuracy = 0;  // means over the images; accuracy is a fraction
  Index images = 0;
};

// What is known after each update.
struct Update {
  Index epoch = 0;                     // from 1
  Index step = 0;                      // updates so far, from 1
  double learning_rate = 0, loss = 0;  // of the batch just seen, before the update
  Index correct = 0, batch_size = 0;   // of the batch just seen, before the update
  double gradient_norm = 0;            // before clipping; only where clip_norm or measure_gradient_norm is set
  Metrics running;                     // since the epoch began, each batch seen before its update
};

// A callback that is given the network reads what it needs from it by reference: after a step, its outputs are those of
// the batch just seen and its gradients are those that the update used.
struct TrainingOptions {
  Index epochs = 1, batch_size = 100;
  Schedule schedule = {};
  OptimizerOptions optimizer = SgdOptions{};
  Normalization normalization = Normalization::centred;
  bool shuffle = true;  // a new order each epoch, from the seed; else the order of the set
  bool drop_incomplete_batch = false;
  std::optional<double> clip_norm = {};                // see clip_gradients() in core/optimizer.hpp
  bool measure_gradient_norm = false;                  // costs a pass over the gradients
  std::function<bool(const Update&)> after_step = {};  // false ends the training
  // `running` are the metrics of this epoch while the weights moved. False ends the training.
  std::function<bool(Index epoch, const Metrics& running)> after_epoch = {};
};

// Trains on `images[indices]` (all of them where `indices` is empty); their normalization uses the statistics of all of
// `images`. Shuffling and dropout draw from `seed`. Returns the metrics of the last epoch as the reports print them:
// the mean over its batches, while the weights move. Ends early, returning a loss that is not finite, when the loss of
// a batch is not finite: after_step is called for that batch, whose update is not made, and after_epoch is not called.
// Throws std::invalid_argument if there is nothing to train on.
template <Scalar T>
Metrics train(Network<T>& network, const LossFunction<T>& loss, const ImageSet& images, std::span<const Index> indices,
              const TrainingOptions& options, std::uint64_t seed);
// The same on numbers that are used as they are: options.normalization has no effect.
template <Scalar T>
Metrics train(Network<T>& network, const LossFunction<T>& loss, const Examples<T>& examples,
              std::span<const Index> indices, const TrainingOptions& options, std::uint64_t seed);

// The metrics of `images[indices]` (all of them where `indices` is empty) with dropout off. `training` is the set whose
// statistics the normalization uses. The prediction is the class of the largest output, the first one if several are.
// Where `predictions` is given, it is overwritten with the predicted class of each image.
template <Scalar T>
Metrics evaluate(Network<T>& network, const LossFunction<T>& loss, const ImageSet& images,
                 std::span<const Index> indices, const ImageSet& training, Normalization normalization,
                 std::vector<int>* predictions = nullptr);
template <Scalar T>
Metrics evaluate(Network<T>& network, const LossFunction<T>& loss, const Examples<T>& examples,
                 std::span<const Index> indices = {}, std::vector<int>* predictions = nullptr);

// begin, begin + 1, ..., end - 1: `index_range(0, 55000)` is the first 55,000 images.
std::vector<Index> index_range(Index begin, Index end);

}  // namespace backcheck::experiments
