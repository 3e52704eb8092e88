// What is measured of Report C's networks, and how it is shown: their loss and their accuracy, on the images that they
// are trained on and on images held out. The loss of an image is the sum over the ten outputs, in nats.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "experiments/running/experiment.hpp"

namespace backcheck::experiments::report_c {

// Records at x "training loss", "training accuracy", "held-out loss" and "held-out accuracy".
void record_metrics(const JobContext& context, double x, const Metrics& training, const Metrics& held_out);
// Measures a network on these images of the training set and on those of the test set, and records that; pixels are
// standardised over the whole training set.
void record_metrics(const JobContext& context, double x, Network<float>& network, const LossFunction<float>& loss,
                    std::span<const Index> training, std::span<const Index> held_out);

// The first test images, at most so many.
std::vector<Index> held_out_images(const JobContext& context, Index quick, Index otherwise);

// A run as a curve over the epochs.
struct Curve {
  std::string run, images;  // "training" or "held-out"
  plotting::Style style = {};
  std::string title = {};
};
// The means of the losses, or of the accuracies in percent, with their intervals. Curves that were not measured are
// left out. The key is beside the accuracies only, which leave room for it.
plotting::Panel loss_panel(const Results& results, const std::vector<Curve>& curves, plotting::Axis y);
plotting::Panel accuracy_panel(const Results& results, const std::vector<Curve>& curves, std::string label,
                               plotting::Key key = {.place = plotting::Key::Place::bottom_right});

}  // namespace backcheck::experiments::report_c
