// Report E's way of training, which its experiments share.
#pragma once

#include <string>
#include <vector>

#include "experiments/running/experiment.hpp"
#include "reference/as_published/networks.hpp"

namespace backcheck::experiments::report_e {

// How weights and biases start: both drawn from the same Gaussian, or as Glorot and Bengio advise.
enum class Start {
  by_width,  // standard deviation 2 / sqrt(in + out), counting channels where a layer is a convolution
  small,     // standard deviation 0.01, the init_std that the report prints
  xavier,    // weights of variance 2 / (fan_in + fan_out), biases 0
};

struct Configuration {
  Architecture architecture;
  double weight_decay = 0;
  Start start = Start::by_width;
  Index epochs = 10;
  double start_factor = 1;    // of the standard deviation by width
  bool zero_biases = false;   // instead of a start like the weights'
  bool with_penalty = false;  // records what a loss would be that has the decay's penalty in it
};

// Trains on the first 11/12 of the training images (55,000 of MNIST); the rest (5,000) is for validation. Fewer of
// each, and of the test images, at quick effort. After each of the first ten epochs, every tenth one and the last
// records, x being the epoch: "training loss" and "training accuracy" (means over the batches, while the weights move),
// "validation loss", "validation accuracy", "test accuracy"; with dropout also "validation loss, dropping" and
// "validation accuracy, dropping", where validation does not switch dropout off; where it is wanted "training loss,
// penalty" and "validation loss, penalty", with weight_decay / 2 * (sum of all squared weights) after the epoch added,
// and the same with "double penalty", without the one half.
//
// All of them with plain SGD, learning rate 0.001, batches of 100 in the order of the set, each image minus its own
// mean.
void train_network(const Configuration& configuration, const JobContext& context);

// A run of train_network(); an epoch takes `epoch_seconds`, roughly, at more than quick effort.
Run training_run(std::string name, const Configuration& configuration, Index seeds, double epoch_seconds,
                 const Settings& settings);
// A run that records "seconds an epoch", from the median update.
Run timing_run(std::string name, const Configuration& configuration, const Settings& settings);

// The assumptions that this training rests on, and `more`.
std::vector<std::string> assumptions(const std::vector<std::string>& more);

}  // namespace backcheck::experiments::report_e
