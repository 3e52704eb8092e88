// The measurements as Markdown tables.
#pragma once

#include <string>

#include "bench/measurements.hpp"

namespace backcheck::bench {

// All of them, as bench/run prints them: those that have lines.
std::string tables(const Measurements& measurements);

// Naive beside fast: times, speed-ups, scaling, share of peak, traffic, working memory.
std::string twins_table(const Measurements& measurements);
// How many times as long every library takes as the fast layer.
std::string peers_table(const Measurements& measurements);
// The rungs from nested loops to the fast convolution.
std::string ladder_table(const Measurements& measurements);
// Which rows were measured while the machine was busy; empty if none was.
std::string disturbances(const Measurements& measurements);

}  // namespace backcheck::bench
