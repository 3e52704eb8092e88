// The training losses that Report A prints of its network in PyTorch, after each hundred batches of its one epoch. They
// are taken for means since the first batch; this averaging can be undone.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "experiments/running/experiment.hpp"

namespace backcheck::experiments::report_a {

constexpr Index batches = 600, batches_of_segment = 100;  // of the epoch; between two losses

// The batch of a printed loss, from its id: "A-24/loss-at-100".
double batch_of(std::string_view id);

// What a training records to be compared with them, after each hundred batches: the mean loss since the first batch,
// "running loss", and of the hundred alone, "segment loss".
std::function<bool(const Update&)> record_losses(const JobContext& context);

// How far our running losses are from the printed ones (distance_of_ratios() in judging/statistics.hpp); NaN where one
// of ours is missing.
double distance_to_printed(const Results& results, const std::string& run);

// The printed losses beside those of our runs, as they are and with the averaging undone; and what follows from them.
plotting::Figure printed_losses_figure(const Results& results, const std::vector<std::string>& runs);
std::string printed_losses_finding();

}  // namespace backcheck::experiments::report_a
