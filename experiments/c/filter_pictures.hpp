// The filter bank, and what its last filter makes of an image.
#pragma once

#include "experiments/running/experiment.hpp"

namespace backcheck::experiments::report_c {

constexpr const char* first_image = "first training image";  // the run

// Records the "image" and its "feature maps", x being the position in memory.
void show_first_image(const JobContext& context);

plotting::Figure bank_figure();
plotting::Figure feature_map_figure(const Results& results);

}  // namespace backcheck::experiments::report_c
