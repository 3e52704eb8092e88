// Report D's CUDA numbers are judged by what a GPU says, whatever it says, and by nothing that is not there.
#include "experiments/d/gpu_times.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <stdexcept>

#include "experiments/d/published_times.hpp"

namespace backcheck::experiments::report_d {
namespace {

const std::string header = "device,item,call,returned,finished\n";

// One device on which all calls of an item but the first take these times.
GpuTimes made_up(const std::string& item, const std::vector<GpuCall>& calls) {
  GpuTimes times{.device = "Made-up GPU"};
  times.calls[item] = {{1, 1}};
  times.calls[item].insert(times.calls[item].end(), calls.begin(), calls.end());
  return times;
}

const Comparison& comparison_of(const std::vector<Comparison>& all, const std::string& number) {
  return *std::find_if(all.begin(), all.end(), [&](const Comparison& one) { return one.number == number; });
}

TEST(GpuTimes, AreReadAsTheyAreWritten) {
  const std::string call = "\"G, 1\",D-11,1,0.5,0.75\n";
  const GpuTimes times = parse_gpu_times(header + call + call + call);
  EXPECT_EQ(times.device, "G, 1");
  ASSERT_EQ(times.calls.at("D-11").size(), 3U);
  EXPECT_EQ(times.calls.at("D-11").front().returned, 0.5);
  EXPECT_EQ(times.calls.at("D-11").front().finished, 0.75);
}

TEST(GpuTimes, AreRefusedWithTheLineThatIsNone) {
  const std::string good = "G,D-11,1,0.5,0.75\n";
  for (const char* bad : {"G,D-11,2,0.5\n", "H,D-11,2,0.5,0.75\n", ",D-11,2,0.5,0.75\n", "G,D-11,2,fast,0.75\n",
                          "G,D-11,2,0.75,0.5\n", "G,D-11,2,0,0.5\n", "G,D-11,2,0.5,inf\n", "G,D-11,2,nan,nan\n"}) {
    try {
      parse_gpu_times(header + good + bad);
      ADD_FAILURE() << bad << " is taken";
    } catch (const std::invalid_argument& error) {
      EXPECT_EQ(std::string(error.what()).rfind("line 3 of the GPU times: ", 0), 0U) << error.what();
    }
  }
  EXPECT_THROW(parse_gpu_times(""), std::invalid_argument);
  EXPECT_THROW(parse_gpu_times(header), std::invalid_argument);
  EXPECT_THROW(parse_gpu_times(good), std::invalid_argument);
  EXPECT_THROW(parse_gpu_times(header + good + good), std::invalid_argument);
}

TEST(CudaJudgement, IsInferredAndSaysSoWhereNoGpuWasAtHand) {
  for (const Comparison& comparison : compare_times({})) {
    if (comparison.number.find("cuda") == std::string::npos || comparison.settled != Verdict::artefact) continue;
    EXPECT_EQ(comparison.cause.rfind("inferred, not measured: ", 0), 0U) << comparison.number;
  }
  EXPECT_EQ(comparison_of(compare_times({}), "D-11/cuda").settled, Verdict::artefact);
}

TEST(CudaJudgement, BlamesAClockThatMissesMostOfTheTime) {
  const GpuTimes times = made_up("D-11", {{1e-5, 9e-5}, {1e-5, 1e-4}, {1.1e-5, 1e-4}});
  const CudaJudgement judgement = judge_cuda(times, "D-11");
  EXPECT_EQ(judgement.verdict, Verdict::artefact);
  EXPECT_EQ(
      judgement.cause.rfind("measured on Made-up GPU: a call returns after 10 microseconds and the GPU has finished "
                            "after 100, ",
                            0),
      0U)
      << judgement.cause;
  EXPECT_EQ(comparison_of(compare_times(times), "D-11/cuda-speed-up").cause, judgement.cause);
  EXPECT_NE(judge_cuda(times, "D-13").cause.find("inferred"), std::string::npos);
}

TEST(CudaJudgement, AcquitsAClockThatSeesMostOfTheTime) {
  const GpuTimes times = made_up("D-13", {{9e-5, 1e-4}, {9e-5, 1.1e-4}, {8e-5, 1e-4}});
  const CudaJudgement judgement = judge_cuda(times, "D-13");
  EXPECT_EQ(judgement.verdict, Verdict::unknowable);
  EXPECT_NE(judgement.cause.find("are not explained by one"), std::string::npos) << judgement.cause;
  EXPECT_EQ(comparison_of(compare_times(times), "D-13/cuda").settled, Verdict::unknowable);
}

TEST(CudaJudgement, IsOpenWhereCallsScatterOrAreTooFew) {
  for (const GpuTimes& times :
       {made_up("D-11", {{1e-5, 1e-4}, {1e-4, 1e-4}, {1e-5, 2e-5}}), made_up("D-11", {{1e-5, 1e-4}})}) {
    const CudaJudgement judgement = judge_cuda(times, "D-11");
    EXPECT_EQ(judgement.verdict, Verdict::unknowable);
    EXPECT_NE(judgement.cause.find("too close to say"), std::string::npos) << judgement.cause;
  }
}

TEST(CudaJudgement, PutsNoTimeOfAProcessorBesideACudaTime) {
  for (const Comparison& comparison : compare_times({})) {
    if (comparison.number.find("/cuda") == std::string::npos) continue;
    EXPECT_TRUE(comparison.ours.empty()) << comparison.number;
  }
}

}  // namespace
}  // namespace backcheck::experiments::report_d
