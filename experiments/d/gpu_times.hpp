// What a GPU says of Report D's CUDA times: the layers that the report times, called on one, by a clock that waits
// until the GPU has finished and by one that does not. experiments/time-gpu measures them and writes them as CSV.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "experiments/judging/comparison.hpp"

namespace backcheck::experiments::report_d {

struct GpuCall {
  double returned = 0;  // seconds from the call until it returned to its caller
  double finished = 0;  // seconds from the call until the GPU had finished
};

struct GpuTimes {
  std::string device = {};                                 // "NVIDIA A100, PyTorch 2.1.0"; empty: none was at hand
  std::map<std::string, std::vector<GpuCall>> calls = {};  // by item, "D-11"; the first call of each included
};

// Lines of device,item,call,returned,finished below a header. Throws std::invalid_argument naming the line that is
// none, or the item that has fewer than three.
GpuTimes parse_gpu_times(std::string_view csv);

// Those in $BACKCHECK_HOME/reports/gpu/report-d.csv, read once; no device where there is no such file. Throws
// std::runtime_error naming the file where it is none of these.
const GpuTimes& measured_gpu_times();

// What becomes of the CUDA numbers of an item. A clock that does not wait is to blame, and the numbers are artefacts,
// where it misses more than half of the time: where the 95 % interval of finished / returned, over all calls but the
// first, lies above 2. Where nothing was measured, that is inferred, and the cause says so.
struct CudaJudgement {
  Verdict verdict = Verdict::artefact;
  std::string cause = {};
};
CudaJudgement judge_cuda(const GpuTimes& times, const std::string& item);

}  // namespace backcheck::experiments::report_d
