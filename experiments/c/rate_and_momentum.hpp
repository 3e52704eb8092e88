// Report C's MNIST network in the plane of learning rate and momentum: trained, and how far it got.
#pragma once

#include <string>

#include "experiments/running/experiment.hpp"

namespace backcheck::experiments::report_c {

enum class Hidden { relu, sigmoid };
struct Method {
  Index batch_size;
  Hidden hidden;

  std::string name() const;  // "whole subset an update, sigmoid"
};
constexpr Index whole_subset = 500;
constexpr Method methods[] = {
    {1, Hidden::relu}, {1, Hidden::sigmoid}, {whole_subset, Hidden::relu}, {whole_subset, Hidden::sigmoid}};
constexpr double momenta[] = {0, 0.5, 0.9}, learning_rates[] = {0.001, 0.01, 0.1, 0.3, 0.9};
std::string name_of(Hidden hidden);
std::string run_name(const Method& method, double momentum, double rate);

// Records, x being the epoch, "training loss" and "training accuracy" as long as the loss is finite; after the last
// epoch whether it still is, "finite", and "final training accuracy", a fraction.
void train_network(const JobContext& context, const Method& method, double momentum, double rate);

bool was_run(const Results& results, const Method& method, double momentum, double rate);
// In percent, after the last epoch; NaN where the loss of any seed stopped being finite, or nothing was run.
double final_accuracy(const Results& results, const Method& method, double momentum, double rate);
// "97.3", "diverges", "not run"
std::string accuracy_text(const Results& results, const Method& method, double momentum, double rate, int decimals);
double best_rate(const Results& results, const Method& method, double momentum);

// How many configurations with momentum were run at this rate, how many of these train there, and how many at the best
// of all rates: more than half of the training images right.
struct TrainedCounts {
  int run = 0, trained = 0, trained_at_best_rate = 0;
};
TrainedCounts trained_with_momentum(const Results& results, double rate);

plotting::Panel accuracy_map(const Results& results, const Method& method);
// A table: what each method and momentum gets to at this rate, and at its best one.
void add_best_rates(writing::Markdown& text, const Results& results, double rate);

}  // namespace backcheck::experiments::report_c
