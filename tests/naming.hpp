// How many known mistakes the suite calls by their name.
#pragma once

#include "experiments/writing/markdown.hpp"

namespace backcheck::mutants {

// A table of the mutants by kind, and of the mistakes in homework in Python where there is a Python to run it: named
// right, not named, named wrongly.
void add_naming(writing::Markdown& text);

}  // namespace backcheck::mutants
