// One epoch of Report A's training, the four numbers that the report prints of it, and how far ours are from them.
#pragma once

#include <string>
#include <vector>

#include "experiments/running/experiment.hpp"

namespace backcheck::experiments::report_a {

// The number of training images that one epoch of Report A uses: all 60,000, or a few hundred where the effort is
// quick.
Index training_images(const JobContext& context);

// One epoch with these options; at `x`: "train loss" and "train accuracy" are running means over the epoch while the
// weights move, "test loss" and "test accuracy" those of the test images afterwards (as fractions). Where the training
// loss stops being finite nothing is recorded of them.
void one_epoch(const JobContext& context, Network<float>& network, const LossFunction<float>& loss,
               TrainingOptions options, double x = 1);

// How the four numbers of an item ("A-20") are compared with what each of `runs` recorded; `common` says the rest.
std::vector<Comparison> compare_epoch(const std::string& item, const Comparison& common,
                                      const std::vector<std::string>& runs);

// How far a run's typical seed, of the median numbers, is from the item's, by four ratios: those of the losses and of
// the error rates (distance_of_ratios() in judging/statistics.hpp; 0.1 is 10 % off). NaN if the run recorded no
// numbers.
double distance(const Results& results, const std::string& run, const std::string& item);
// A bullet that names the nearest of these runs and gives its numbers; none where none was run.
void add_nearest_run(writing::Markdown& text, const Results& results, const std::vector<std::string>& runs,
                     const std::string& item);

// How many seeds of these runs ended near chance, with a test accuracy below 15 %.
struct NearChance {
  Index seeds = 0, of = 0;
};
NearChance near_chance(const Results& results, const std::vector<std::string>& runs);

}  // namespace backcheck::experiments::report_a
