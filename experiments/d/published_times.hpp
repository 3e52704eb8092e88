// The times that Report D prints for its naive, fast and CUDA layers, and what its own numbers say of them.
#pragma once

#include <string>
#include <vector>

#include "experiments/d/gpu_times.hpp"
#include "experiments/judging/comparison.hpp"
#include "reference/as_published/numbers.hpp"

namespace backcheck::experiments::report_d {

// One layer in one direction.
struct PublishedTime {
  std::string item, layer, direction;
  // The iterations of the report's Python loops: images x filters x positions; in pooling forward, which treats all
  // images and channels at once, positions.
  double python_steps = 0;
  // The numbers of the item with the CUDA time that belongs to it: the two backward times are exchanged in the text.
  std::string item_of_cuda_time = item;

  const std::string& printed(const std::string& name) const { return published::number(item + "/" + name).printed; }
  double value(const std::string& name) const { return published::value(item + "/" + name); }
  double cuda_time() const { return published::value(item_of_cuda_time + "/cuda"); }
  bool is_exchanged() const { return item_of_cuda_time != item; }
  double microseconds_per_step() const { return value("naive") / python_steps * 1e6; }
};

inline const PublishedTime published_times[] = {{"D-11", "convolution", "forward", 10 * 25 * 16 * 16},
                                                {"D-12", "convolution", "backward", 10 * 25 * 16 * 16, "D-14"},
                                                {"D-13", "max pooling", "forward", 16 * 16},
                                                {"D-14", "max pooling", "backward", 40 * 3 * 16 * 16, "D-12"}};

// All numbers of section 3 against ours: the times above, then how far the fast layers differ from the naive ones. No
// time of ours stands beside a CUDA time: ours are of processors, and `gpu` judges the report's clock alone.
std::vector<Comparison> compare_times(const GpuTimes& gpu);

}  // namespace backcheck::experiments::report_d
