// bench/run --layer: a layer of somebody else's, compiled by bench/run, is timed beside both twins and the libraries.
#pragma once

#include <string>
#include <vector>

#include "bench/contender.hpp"
#include "bench/tables.hpp"
#include "bench/workloads.hpp"

namespace backcheck::bench {

// The layers in a shared library that was compiled of own_layer.hpp. Throws std::invalid_argument, in a sentence, where
// one is of an unknown kind, or two are of the same.
std::vector<Contender> load_own_layers(const std::string& library);

// The usual workloads that one of `own` has; or, where there are any, those that `shapes` say, for the only one of
// `own`: "64x3x32x32,out_channels=32,kernel_size=7", the extents of the input and the options that they leave open.
// Throws std::invalid_argument, in a sentence, where one is no such text or does not fit the layer.
std::vector<LayerWorkload> own_workloads(const std::vector<Contender>& own, const std::vector<std::string>& shapes);

// Whether a pass over this workload on one thread takes over a second, as far as can be told from a small one.
bool takes_seconds(const Contender& own, const LayerWorkload& workload);

// Times of the layer, and of all others over its own.
void add_own_table(writing::Markdown& text, const Measurements& measurements);

}  // namespace backcheck::bench
