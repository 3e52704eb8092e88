// Drawing figures with gnuplot.
#pragma once

#include <filesystem>

#include "experiments/plotting/figure.hpp"

namespace backcheck::plotting {

// Writes NAME.dat and NAME.gp into `folder` and has gnuplot draw NAME.svg and NAME.png there; `gnuplot NAME.gp` in that
// folder redraws them. Throws std::runtime_error, in gnuplot's words, where it complains or a picture is not one, and
// where it takes longer than 120 seconds ($BACKCHECK_GNUPLOT_SECONDS) or writes more than 64 MiB.
void draw(const Figure& figure, const std::filesystem::path& folder);

// Throws std::runtime_error with the reason unless there is a gnuplot that draws SVG and PNG.
void require_gnuplot();

}  // namespace backcheck::plotting
