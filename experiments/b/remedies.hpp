// What could help Report B's full network where it explodes: five remedies, its training with any of
// them, and which of them do.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "experiments/running/experiment.hpp"

namespace backcheck::experiments::report_b {

struct Remedy {
  const char *tag, *name;
};
enum RemedyNumber : std::size_t { scaled_weights, smaller_rate, stable_softmax, clipping, mini_batches, remedy_count };
inline constexpr Remedy remedies[remedy_count] = {{"He", "He instead of N(0, 1)"},
                                                  {"rate 0.001", "learning rate 0.001, not 0.01"},
                                                  {"shift", "softmax with shift"},
                                                  {"clip", "gradient norm at most 1"},
                                                  {"batch 32", "batches of 32, not 1"}};
using Combination = std::array<bool, remedy_count>;  // which remedies are taken

std::vector<Combination> all_combinations();
Combination only(std::size_t remedy);
std::string run_name(const Combination& taken);  // "He + clip", "nothing"

// From weights N(0, 1), at learning rate 0.01, one image an update, softmax without shift, unless a remedy says
// otherwise. Records after the last epoch "training accuracy" and "test accuracy".
void train_with(const JobContext& context, const Combination& taken);

double mean_accuracy(const Results& results, const Combination& taken);  // of the test images
std::vector<Combination> ranked(const Results& results);                 // those that were run, best first
// The remedies that alone train the network, to more than half of the test images; and whether no combination does
// without this one.
std::vector<std::size_t> trains_alone(const Results& results);
bool is_needed(const Results& results, std::size_t remedy);

}  // namespace backcheck::experiments::report_b
