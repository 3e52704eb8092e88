// The search of unstated settings: its points, their names, and what is said of how they fared.
#include "experiments/judging/search.hpp"

#include <gtest/gtest.h>

#include <fmt/format.h>

#include <array>
#include <cmath>

namespace backcheck::experiments {
namespace {

const Search plain{{64,
                    {{.name = "rate", .low = 1e-4, .high = 1, .logarithmic = true},
                     {.name = "width", .low = 16, .high = 256, .whole = true},
                     {.name = "start", .kinds = {"cold", "warm"}}}}};

TEST(SearchPoints, FillEveryRangeMoreEvenlyThanNumbersDrawnAtRandom) {
  // Of 64 numbers drawn at random, 16 are expected in each quarter of a range, with variance 64 * 1/4 * 3/4 = 12.
  std::array<int, 4> of_rate{}, of_width{};
  int warm = 0;
  for (const Trial& trial : trials(plain)) {
    ++of_rate[static_cast<std::size_t>(4 + std::log10(trial.values[0]))];
    ++of_width[static_cast<std::size_t>((trial.values[1] - 16) / 60.001)];
    warm += trial.values[2] == 1;
  }
  const auto unevenness = [](const std::array<int, 4>& counts) {
    int sum = 0;
    for (const int count : counts) sum += (count - 16) * (count - 16);
    return sum;
  };
  EXPECT_LT(unevenness(of_rate), 4 * 12);
  EXPECT_LT(unevenness(of_width), 4 * 12);
  EXPECT_LT(unevenness(of_rate) + unevenness(of_width), 8 * 12 / 3);  // as 8 of 100 draws at random are
  EXPECT_NEAR(warm, 32, 2);
}

TEST(SearchPoints, AreTheFirstOfMore) {
  const std::vector<Trial> few = trials(plain, 3), all = trials(plain);
  ASSERT_EQ(few.size(), 3U);
  for (std::size_t i = 0; i < few.size(); ++i) EXPECT_EQ(few[i].run, all[i].run);
}

TEST(SearchPoints, AreWhatTheirNamesSay) {
  for (const Trial& trial : trials(plain)) {
    EXPECT_EQ(trial.run, fmt::format("rate {:g}, width {:g}, {}", trial.values[0], trial.values[1],
                                     trial.values[2] == 0 ? "cold" : "warm"));
  }
}

TEST(SearchPoints, OfALaterRegionLieInItAndKeepTheNumbersOfTheKinds) {
  Search search = plain;
  search.push_back({8,
                    {{.name = "rate", .low = 0.01, .high = 0.1, .logarithmic = true},
                     {.name = "width", .low = 32, .high = 64, .whole = true},
                     {.name = "start", .kinds = {"warm"}}}});
  const std::vector<Trial> all = trials(search);
  ASSERT_EQ(all.size(), 72U);
  for (std::size_t i = 64; i < 72; ++i) {
    EXPECT_EQ(all[i].region, 1U);
    EXPECT_TRUE(0.01 <= all[i].values[0] && all[i].values[0] <= 0.1) << all[i].run;
    EXPECT_EQ(all[i].values[2], 1);
  }
}

// Report A's run with a schedule, searched by one setting: a loss that is the setting itself.
struct Searched {
  const Search search{{16, {{.name = "loss", .low = 0.1, .high = 1}}}};
  std::vector<Comparison> published{{.number = "A-22/test-loss"}};
  std::vector<Sample> samples;

  explicit Searched(double factor) {
    for (const Trial& trial : trials(search)) {
      published[0].ours.push_back({trial.run, "loss"});
      for (const int seed : {1, 2, 3}) {
        const double loss = factor * trial.values[0] * (1 + 0.02 * seed);
        samples.push_back({trial.run, static_cast<std::uint64_t>(seed), 1, "loss", loss});
      }
    }
  }
  std::string said() const {
    writing::Markdown text;
    describe_search(text, search, published, Results(samples, "test"));
    return text.text();
  }
};

TEST(SearchFindings, NameTheRangeThatExplains) {
  const std::string said = Searched(1).said();
  EXPECT_NE(said.find("of 16 settings explain"), std::string::npos) << said;
  EXPECT_NE(said.find("loss 0.2"), std::string::npos) << said;
}

TEST(SearchFindings, NameTheNearestWhereNoneExplains) {
  const std::string said = Searched(100).said();
  EXPECT_NE(said.find("none of 16 settings explains"), std::string::npos) << said;
  EXPECT_NE(said.find("Nearest of all that was tried: loss 0.1"), std::string::npos) << said;
}

TEST(SearchFindings, SayNothingWhereNothingWasRun) {
  writing::Markdown text;
  describe_search(text, Searched(1).search, Searched(1).published, Results({}, "test"));
  EXPECT_EQ(text.text(), "");
}

TEST(SearchFigure, CountsTheSettingsThatExplain) {
  const Searched searched(100);
  const auto tried = choices(searched.published, Results(searched.samples, "test"));
  EXPECT_EQ(search_figure("F", "The loss", searched.search, tried, "").title,
            "The loss: none of 16 settings explains it");
}

}  // namespace
}  // namespace backcheck::experiments
