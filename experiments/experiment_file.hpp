// What the file of an experiment includes, and what it defines: these four functions, in this order. Defining them is
// all it takes, the file registers itself.
//
//   declaration   name, question, source, assumptions, and how each published number is compared with ours
//   runs          a line for each configuration, with the function that carries it out; those functions come after it
//   figures       from the results alone, so that they can be drawn again without training
//   findings      sentences whose numbers, and whose conclusions, are taken from the results
//
// What was not measured is NaN. A sentence with such a number is left out, and so are an element of a figure without
// points and a figure without a title; where nothing can be said, the findings are "Not run."
#pragma once

#include "experiments/judging/curves.hpp"
#include "experiments/judging/statistics.hpp"
#include "experiments/judging/tables.hpp"
#include "experiments/judging/verdict.hpp"
#include "experiments/registry.hpp"
#include "experiments/writing/text.hpp"
#include "reference/as_published/networks.hpp"
#include "reference/as_published/numbers.hpp"

namespace backcheck::experiments {

using namespace plotting;
using writing::joined;
using writing::Markdown;
using writing::sentence;

namespace {

Experiment declaration();
std::vector<Run> runs(const Settings& settings);
std::vector<Figure> figures(const Results& results);
Markdown findings(const Results& results);

[[maybe_unused]] const bool registered = register_experiment({declaration, runs, figures, findings});

}  // namespace
}  // namespace backcheck::experiments
