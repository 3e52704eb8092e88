// What a measurement depends on besides the code: the processor, the compiler and its flags, the libraries.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "bench/contender.hpp"

namespace backcheck::bench {

// Names and values, as they go into the context of the JSON and into the report: "processor", "compiler", "flags",
// "threads", "load" (the average number of processes at work during the minute before), "governor", "peers", "device".
// Limits of the machine are added by main.cpp, the revision by bench/run.
std::vector<std::pair<std::string, std::string>> machine_context(const std::vector<Contender>& contenders);

}  // namespace backcheck::bench
