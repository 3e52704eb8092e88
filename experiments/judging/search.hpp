// A search of the settings that a report leaves open. Each is a range or one of a few kinds; the trials are points of a
// sequence that fills the space evenly however many are taken (Roberts' R_d, 2018, the plastic number's generalisation
// of the golden ratio). All are declared, run and recorded like any other run, and judged like any other choice of
// settings (verdict.hpp).
#pragma once

#include <limits>
#include <string>
#include <vector>

#include "experiments/judging/published_run.hpp"
#include "experiments/plotting/figure.hpp"
#include "experiments/writing/markdown.hpp"

namespace backcheck::experiments {

struct Setting {
  std::string name = {};  // "momentum"
  double low = 0, high = 1;
  bool logarithmic = false, whole = false;  // how it is spaced; whether it is rounded to a whole number
  std::vector<std::string> kinds = {};      // instead of a range: "one image an update", ...
};

// A part of the space, and how many trials are made in it. A search is a list of these: the first is all of the space,
// the others lie where the trials before came nearest. They have the same settings in the same order; the kinds of
// later ones are among those of the first.
struct Region {
  Index trials = 0;
  std::vector<Setting> settings = {};
};
using Search = std::vector<Region>;

// The values are those that the name says, three digits of each; of kinds, their numbers in the first region.
struct Trial {
  std::string run = {};  // "momentum 0.873, pixels in [-1, 1]"
  std::vector<double> values = {};
  std::size_t region = 0;
};
// The first `most` of each region. Throws std::logic_error where two have one name.
std::vector<Trial> trials(const Search& search, Index most = std::numeric_limits<Index>::max());

// A panel a setting: how far each trial is from the published run, in half-widths of the interval that decides, as
// `choices` has it; a trial that is read in several ways, by the best of them. `choices` named "RUN" or "RUN, ..." are
// of the trial RUN.
plotting::Figure search_figure(std::string name, const std::string& what, const Search& search,
                               const std::vector<Choice>& tried, const std::string& caption);

// What came of it: how many explain the run and in which ranges, or the nearest; then the nearest, number by number.
void describe_search(writing::Markdown& text, const Search& search, const std::vector<Comparison>& run,
                     const Results& results);

}  // namespace backcheck::experiments
