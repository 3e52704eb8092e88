// Judging and drawing again from results that are there (--plots-only), without running anything.
#pragma once

#include "experiments/request.hpp"

namespace backcheck::experiments {

// Redraws the experiments asked for, wherever the request says that their results are. Throws BadInput, before anything
// is written, where there are none or they are damaged. Returns the exit status, as run() in invocation.hpp.
int redraw(const Request& request, const Catalogue& catalogue);

}  // namespace backcheck::experiments
