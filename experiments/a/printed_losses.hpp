// The training losses that Report A prints of its network in PyTorch, after each hundred batches of its one epoch. They
// are taken for means since the first batch; this averaging can be undone.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "experiments/running/experiment.hpp"

namespace backcheck::experiments::report_a {

constexpr Index batches = 600, batches_of_segment = 100;  // of the epoch; between two losses

// How the losses of the item, A-24, and its test loss and accuracy are compared with what each of `runs` recorded;
// `common` says the rest.
std::vector<Comparison> compare_framework(const Comparison& common, const std::vector<std::string>& runs);

// What a training records to be compared with them, after each hundred batches: the mean loss since the first batch,
// "running loss", and of the hundred alone, "segment loss".
std::function<bool(const Update&)> record_losses(const JobContext& context);

// How far our running losses are from the printed ones (distance_of_ratios() in judging/statistics.hpp); NaN where one
// of ours is missing.
double distance_to_printed(const Results& results, const std::string& run);
// The nearest of these runs; empty where none was run.
std::optional<std::string> nearest_to_printed(const Results& results, const std::vector<std::string>& runs);
// A row for each of these runs: its distance, and its last loss and test metrics.
void add_printed_losses_table(writing::Markdown& text, const Results& results, const std::vector<std::string>& runs);

// The printed losses beside those of our runs, as they are and with the averaging undone; and what follows from them.
plotting::Figure printed_losses_figure(const Results& results, const std::vector<std::string>& runs);
std::string printed_losses_finding();

}  // namespace backcheck::experiments::report_a
