// Report E's way of training, which its experiments share.
#pragma once

#include <string>
#include <vector>

#include "experiments/presets.hpp"
#include "experiments/support/experiment.hpp"

namespace backcheck::experiments {

// How weights and biases start: both drawn from the same Gaussian, or as Glorot and Bengio advise.
enum class ReportEStart {
  by_width,  // standard deviation 2 / sqrt(in + out), counting channels where a layer is a convolution
  small,     // standard deviation 0.01, the init_std that the report prints
  xavier,    // weights of variance 2 / (fan_in + fan_out), biases 0
};

struct ReportERun {
  Architecture architecture;
  double weight_decay = 0;
  ReportEStart start = ReportEStart::by_width;
  Index epochs = 10;
};

// The first 11/12 of the training images (55,000 of MNIST) to train on, the rest (5,000) for validation; fewer of each,
// and of the test images, at quick effort.
struct ReportESplit {
  std::vector<Index> training, validation, test;
};
ReportESplit report_e_split(const JobContext& context);

// Plain SGD, learning rate 0.001, batches of 100 in the order of the set, each image minus its own mean. After each of
// the first ten epochs, every tenth one and the last records, x being the epoch: "training loss" and "training
// accuracy" (means over the batches, while the weights move), "validation loss", "validation accuracy", "test
// accuracy"; with dropout also "validation loss, dropping" and "validation accuracy, dropping", where validation does
// not switch dropout off.
void train_as_report_e(const ReportERun& run, const JobContext& context);

// A network with that start, before training.
Network<float> report_e_network(const ReportERun& run, const JobContext& context);
TrainingOptions report_e_options(const ReportERun& run);

// The assumptions that these runs rest on.
std::vector<std::string> report_e_assumptions();

}  // namespace backcheck::experiments
