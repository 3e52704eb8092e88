// The rungs in order, for the report.
#pragma once

#include <string>
#include <vector>

namespace backcheck::bench::ladder {

struct Rung {
  std::string contender;  // "im2col-packed"
  std::string idea;       // what it changes
  std::string file;       // where it stands; the headers beside it that it includes belong to it
  bool all_threads = false;
};
// From slow to fast.
const std::vector<Rung>& rungs();

}  // namespace backcheck::bench::ladder
