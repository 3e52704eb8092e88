// The experiments of the real catalogue, given results that are not what they expect: each judges and draws what there
// is, and what that writes is read back.
#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <limits>
#include <nlohmann/json.hpp>

#include "program.hpp"

namespace backcheck::experiments {
namespace {

namespace fs = std::filesystem;
using Samples = std::vector<Sample>;

struct Change {
  const char* name;
  std::function<void(Samples&)> apply;
};

std::function<void(Samples&)> with_values(double value) {
  return [value](Samples& samples) {
    for (Sample& sample : samples) sample.value = value;
  };
}

std::function<void(Samples&)> keeping(const std::function<bool(const Sample&, const Samples&)>& wanted) {
  return [wanted](Samples& samples) {
    const Samples all = samples;
    std::erase_if(samples, [&](const Sample& sample) { return !wanted(sample, all); });
  };
}

// Text that would run a command, of gnuplot or of a shell, if it were not quoted.
const std::string payload = "z'; system \"touch ran\"; set title 'w $(touch ran) `touch ran` @{_^";

const std::vector<Change> changes = {
    {"NoQuantity",
     [](Samples& samples) {
       samples.resize(1);
       samples[0].quantity = "nothing";
     }},
    {"NoNumber", with_values(std::nan(""))},
    {"NothingFinite", with_values(std::numeric_limits<double>::infinity())},
    {"AllZero", with_values(0)},
    {"AllNegative", with_values(-1)},
    {"Huge", with_values(1e300)},
    {"HalfTheRows", [](Samples& samples) { samples.resize(samples.size() / 2 + 1); }},
    {"EverySecondRow",
     [](Samples& samples) {
       std::size_t n = 0;
       std::erase_if(samples, [&](const Sample&) { return n++ % 2; });
     }},
    {"FirstRunAlone", keeping([](const Sample& s, const Samples& all) { return s.run == all.front().run; })},
    {"LastRunAlone", keeping([](const Sample& s, const Samples& all) { return s.run == all.back().run; })},
    {"OneSeed", keeping([](const Sample& s, const Samples& all) { return s.seed == all.front().seed; })},
    {"FirstXAlone", keeping([](const Sample& s, const Samples& all) { return s.x == all.front().x; })},
    {"ProgramsAsQuantities",
     [](Samples& samples) {
       for (std::size_t i = 0; i < samples.size(); i += 2) samples[i].quantity = payload;
     }},
};

class Catalogue : public testing::TestWithParam<Change> {};

void PrintTo(const Change& change, std::ostream* out) { *out << change.name; }

TEST_P(Catalogue, JudgesAndDraws) {
  const Folder folder;
  std::size_t experiments = 0;
  for (const auto& entry : fs::directory_iterator(REPORTS)) {
    if (!fs::exists(entry.path() / "runs.csv")) continue;
    ++experiments;
    const fs::path target = folder / "reports" / entry.path().filename();
    fs::create_directories(target);
    Samples samples = samples_from_csv(read_file(entry.path() / "runs.csv"));
    GetParam().apply(samples);
    write_file(target / "runs.csv", samples_to_csv(samples));
    auto manifest = nlohmann::json::parse(read_file(entry.path() / "manifest.json"));
    manifest["data"]["label"] = payload;
    write_file(target / "manifest.json", manifest.dump());
  }
  ASSERT_GT(experiments, 0U);
  Output output = run_program(folder, "--plots-only --out reports");
  EXPECT_EQ(output.status, 0) << output.err;
  output = run_program(folder, "--plots-only --out reports b-shapes");  // reads what is written of all
  EXPECT_EQ(output.status, 0) << output.err;
  for (const auto& [name, text] : snapshot(folder.path())) {
    EXPECT_NE(fs::path(name).filename(), "ran") << "the program in a name was run";
  }
  EXPECT_FALSE(fs::exists(folder / "reports/.jobs"));
}

INSTANTIATE_TEST_SUITE_P(, Catalogue, testing::ValuesIn(changes), [](const auto& fault) { return fault.param.name; });

TEST(TimesOfAGpu, AreRefusedWhereTheyAreDamaged) {
  const Folder folder;
  fs::create_directories(folder / "reports/gpu");
  const std::string head = "device,item,call,returned,finished\n";
  for (const std::string& text : {std::string(), head, head + "G,D-11,1,0.5\n", head + "G,D-11,1,0.5,\"0.75\n",
                                  std::string("\x7f"
                                              "ELF"),
                                  std::string(100, '\0')}) {
    write_file(folder / "reports/gpu/report-d.csv", text);
    expect_refused(folder, "--list", "reports/gpu/report-d.csv: ", "BACKCHECK_HOME='" + folder.path().string() + "'");
  }
}

}  // namespace
}  // namespace backcheck::experiments
