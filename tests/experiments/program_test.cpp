#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "program.hpp"

namespace backcheck::experiments {
namespace {

namespace fs = std::filesystem;

TEST(ExperimentProgram, WritesEverythingAboutAnExperiment) {
  const Folder folder;
  const Output output = run_program(folder, "a-noise");
  ASSERT_EQ(output.status, 0) << output.err;
  EXPECT_EQ(output.err, "") << "in a pipe there is no progress";
  EXPECT_TRUE(contains(output.out, "a-noise: 2 WITHIN, 1 DIFFERS -> reports/a-noise"));
  const auto files = snapshot(folder / "reports");
  for (const char* name : {"runs.csv", "summary.md", "summary.json", "manifest.json", "F01-noise.svg", "F01-noise.png",
                           "F01-noise.dat", "F01-noise.gp", "F02-noise-again.svg"}) {
    EXPECT_TRUE(files.contains(std::string("a-noise/") + name)) << name;
  }
  for (const char* name : {"ledger.csv", "ledger.md", "index.html", "overview/published-and-ours.svg"}) {
    EXPECT_TRUE(files.contains(name)) << name;
  }
  EXPECT_FALSE(files.contains(".jobs")) << "job files are left";
  EXPECT_EQ(samples_from_csv(files.at("a-noise/runs.csv")).size(), 2U * 5 * 3);
  EXPECT_TRUE(contains(files.at("a-noise/summary.md"), "| A-02 | accuracy <last> | 99.9 % | "));
  EXPECT_TRUE(contains(files.at("a-noise/summary.md"), "| DIFFERS | it was made up & typed in |"));
  EXPECT_TRUE(contains(files.at("a-noise/summary.md"), "experiments/run a-noise"));
  EXPECT_TRUE(contains(files.at("a-noise/manifest.json"), "\"provenance\": \"none\""));
}

TEST(ExperimentProgram, LedgerHasARowForEveryPublishedNumber) {
  const Folder folder;
  ASSERT_EQ(run_program(folder, "a-noise").status, 0);
  const auto lines = parse_csv(read_file(folder / "reports/ledger.csv"));
  ASSERT_EQ(lines.size(), 1U + 5U);
  EXPECT_EQ(lines[1].at(1), "A-01");
  EXPECT_EQ(std::count(lines[1].begin(), lines[1].end(), "WITHIN"), 1);
  EXPECT_EQ(std::count(lines[2].begin(), lines[2].end(), "DIFFERS"), 1);
  EXPECT_EQ(lines[4].at(1), "C-01");
  EXPECT_EQ(std::count(lines[4].begin(), lines[4].end(), "NO-DATA"), 1);
  EXPECT_EQ(lines[4].back(), "not run");
  EXPECT_TRUE(contains(read_file(folder / "reports/ledger.md"), "| Report A |  | 2 |  | 1 |"));
}

TEST(ExperimentProgram, RefusesWhatItCannotDo) {
  const Folder folder;
  ASSERT_EQ(run_program(folder, "a-noise").status, 0);
  write_file(folder / "file", "");
  expect_refused(folder, "a-nois", "the nearest name is 'a-noise'");
  expect_refused(folder, "--epochs -1", "--epochs must be at least 1, got -1");
  expect_refused(folder, "--seeds 0", "--seeds must be at least 1, got 0");
  expect_refused(folder, "--epochs many", "many");
  expect_refused(folder, "--jobs 0", "--jobs must be at least 1");
  expect_refused(folder, "--twin other", "--twin must be naive or fast, got 'other'");
  expect_refused(folder, "--quick --full", "exclude each other");
  expect_refused(folder, "--nonsense", "nonsense");
  for (const char* value : {"1001", "1000000", "9223372036854775807"}) {
    expect_refused(folder, std::string("--list --seeds ") + value, "--seeds must be at most 1000, got");
    expect_refused(folder, std::string("--seeds ") + value, "--seeds must be at most 1000, got");
  }
  for (const char* value : {"1025", "100000", "2147483648", "4294967296", "4294967297", "9223372036854775807"}) {
    expect_refused(folder, std::string("--jobs ") + value, "--jobs must be at most 1024, got");
    expect_refused(folder, std::string("--threads ") + value, "--threads must be at most 1024, got");
  }
  for (const char* value : {"100001", "9223372036854775807"}) {
    expect_refused(folder, std::string("--epochs ") + value, "--epochs must be at most 100000, got");
  }
  for (const char* value : {"9223372036854775808", "1.5", "1e3", "0x10", "''", "1x"}) {
    expect_refused(folder, std::string("--seeds ") + value, "--seeds");
  }
  for (const char* argument : {"--%canonical_option%", "--%option%", "--seeds %value%", "--seeds=%canonical_option%",
                               "--epochs %prefix%", "-%canonical_option%", "--twin=%value% --jobs %value%"}) {
    expect_refused(folder, argument, "--help shows all options");
  }
  for (const char* shard : {"0/2", "3/2", "1", "1/2/3", "a/b", "1/2x", "4294967297/4294967298", "1/99999999999",
                            "1/10001", "-1/2", "+1/2", "' 1/2'", "1/", "/2", "''", "1/2/", "0/0"}) {
    expect_refused(folder, "--shard " + std::string(shard), "--shard must be K/N");
  }
  expect_refused(folder, "--data nowhere", "nowhere does not exist");
  expect_refused(folder, "--data . c-digits", "has no MNIST");
  expect_refused(folder, "a-noise --out file", "cannot write results to file");
  expect_refused(folder, "a-noise --out /proc/nothing", "cannot write results to /proc/nothing");
  expect_refused(folder, "--plots-only c-digits", "there are no results of c-digits");
}

TEST(ExperimentProgram, NeedsGnuplotBeforeItRunsAnything) {
  const Folder folder;
  ASSERT_EQ(run_program(folder, "a-noise").status, 0);
  expect_refused(folder, "a-noise", "install the package gnuplot-nox", "PATH=/nonexistent");
}

TEST(ExperimentProgram, AFailedJobNamesItsRunAndSeedAndSparesTheOthers) {
  const Folder folder;
  ASSERT_EQ(run_program(folder, "a-noise").status, 0);
  const auto before = snapshot(folder / "reports/a-noise");
  const Output output = run_program(folder, "a-noise b-exclusive", "BACKCHECK_TEST_FAIL=1");
  EXPECT_EQ(output.status, 1);
  EXPECT_EQ(output.err, "experiments: a-noise: run 'high', seed 2, failed: the disk is made of cheese\n");
  EXPECT_TRUE(snapshot(folder / "reports/a-noise") == before) << "the earlier report was changed";
  EXPECT_TRUE(fs::exists(folder / "reports/b-exclusive/runs.csv"));
}

TEST(ExperimentProgram, AFailedFigureLeavesTheEarlierReportAndTheJobsDone) {
  const Folder folder;
  ASSERT_EQ(run_program(folder, "a-noise").status, 0);
  const auto before = snapshot(folder / "reports/a-noise");
  const Output output = run_program(folder, "a-noise", "BACKCHECK_TEST_FIGURE=1");
  EXPECT_EQ(output.status, 1);
  EXPECT_TRUE(contains(output.err, "the paper is made of cheese"));
  EXPECT_TRUE(snapshot(folder / "reports/a-noise") == before) << "the earlier report was changed";
  ASSERT_EQ(run_program(folder, "a-noise", "BACKCHECK_TEST_LOG=again.log").status, 0);
  EXPECT_EQ(count_lines(folder / "again.log"), 0U) << "jobs were run again";
}

TEST(ExperimentProgram, GivesTheSameBitsForAnyNumberOfJobs) {
  const Folder folder;
  for (const char* jobs : {"1", "2", "7"}) {
    ASSERT_EQ(
        run_program(folder, "--quick --seeds 3 a-noise c-digits --jobs " + std::string(jobs) + " --out " + jobs).status,
        0);
    for (const char* file : {"a-noise/runs.csv", "c-digits/runs.csv", "a-noise/F01-noise.svg", "ledger.csv"}) {
      EXPECT_EQ(read_file(folder / jobs / file), read_file(folder / "1" / file)) << file << ", --jobs " << jobs;
    }
  }
}

TEST(ExperimentProgram, TwinsAgree) {
  const Folder folder;
  for (const char* twin : {"naive", "fast"}) {
    const Output output = run_program(folder, "--quick c-digits --twin " + std::string(twin) + " --out " + twin);
    ASSERT_EQ(output.status, 0) << output.err;
  }
  const auto naive = samples_from_csv(read_file(folder / "naive/c-digits/runs.csv"));
  const auto fast = samples_from_csv(read_file(folder / "fast/c-digits/runs.csv"));
  ASSERT_EQ(naive.size(), 1U);
  ASSERT_EQ(fast.size(), 1U);
  // Ten updates in double precision: rounding of 1e-16 a term, a thousand terms, and room for its growth.
  EXPECT_NEAR(naive[0].value, fast[0].value, 1e-10);
  EXPECT_TRUE(contains(read_file(folder / "naive/c-digits/manifest.json"), "\"twin\": \"naive\""));
}

TEST(ExperimentProgram, JobsThatMeasureTimeRunAloneWithAllThreads) {
  const Folder folder;
  ASSERT_EQ(run_program(folder, "a-noise b-exclusive --jobs 3", "BACKCHECK_TEST_SLEEP=5").status, 0);
  const auto samples = samples_from_csv(read_file(folder / "reports/b-exclusive/runs.csv"));
  ASSERT_EQ(samples.size(), 2U);
  EXPECT_EQ(samples[0].value, 3);
  EXPECT_EQ(samples[1].value, 0);
}

TEST(ExperimentProgram, RedrawsFromTheCsvWithoutRunning) {
  const Folder folder;
  ASSERT_EQ(run_program(folder, "a-noise").status, 0);
  const auto before = snapshot(folder / "reports");
  fs::remove(folder / "reports/a-noise/F01-noise.svg");
  const Output output = run_program(folder, "--plots-only", "BACKCHECK_TEST_LOG=redraw.log");
  EXPECT_EQ(output.status, 0) << output.err;
  EXPECT_EQ(count_lines(folder / "redraw.log"), 0U);
  EXPECT_TRUE(snapshot(folder / "reports") == before) << "the reports were changed";
}

TEST(ExperimentProgram, DamagedCsvIsRefusedByLine) {
  const Folder folder;
  ASSERT_EQ(run_program(folder, "a-noise").status, 0);
  write_file(folder / "reports/a-noise/runs.csv", "run,seed,x,quantity,value\nhigh,1,1,accuracy\n");
  expect_refused(folder, "--plots-only a-noise", "runs.csv: line 2: 5 fields wanted, 4 found");
}

TEST(ExperimentProgram, ResultsGoWhereTheirDataAllow) {
  const Folder folder;
  ASSERT_EQ(run_program(folder, "--quick").status, 0);
  EXPECT_TRUE(fs::exists(folder / "reports/quick/c-digits/manifest.json"));
  EXPECT_FALSE(fs::exists(folder / "reports/index.html"));
  EXPECT_TRUE(contains(read_file(folder / "reports/quick/c-digits/summary.md"), "| NO-DATA | not judged: "));
}

TEST(ExperimentProgram, SyntheticDataNeverRefuteAPublishedNumber) {
  const Folder folder;
  const Output output = run_program(folder, "--quick c-digits");
  EXPECT_EQ(output.out.substr(0, output.out.find(" ->")), "c-digits: 2 NO-DATA") << output.err;
}

TEST(ExperimentProgram, LesserResultsNeverReplaceBetterOnes) {
  const Folder folder;
  ASSERT_EQ(run_program(folder, "a-noise --out reports").status, 0);
  expect_refused(folder, "--quick a-noise --out reports", "may not replace");
  EXPECT_EQ(run_program(folder, "a-noise --out reports").status, 0);
}

TEST(ExperimentProgram, KeepsResultsOfMoreWorkAndPutsLesserOnesBeside) {
  const Folder folder;
  ASSERT_EQ(run_program(folder, "a-noise --full").status, 0);
  const auto full = snapshot(folder / "reports/a-noise");
  for (const char* lesser : {"a-noise", "a-noise --seeds 2", "a-noise --full --epochs 1"}) {
    fs::remove_all(folder / "reports/again");
    const Output output = run_program(folder, lesser);
    EXPECT_EQ(output.status, 0) << lesser << output.err;
    EXPECT_TRUE(contains(output.out, "are of more work and stay; those of this run go to reports/again")) << lesser;
    EXPECT_TRUE(snapshot(folder / "reports/a-noise") == full) << lesser;
    EXPECT_TRUE(fs::exists(folder / "reports/again/a-noise/summary.md")) << lesser;
  }
  fs::remove_all(folder / "reports/again");
  EXPECT_EQ(run_program(folder, "a-noise --seeds 2").status, 0);
  EXPECT_EQ(run_program(folder, "a-noise").status, 0) << "equal or more replaces";
  EXPECT_EQ(run_program(folder, "a-noise --full").status, 0);
  EXPECT_TRUE(contains(run_program(folder, "a-noise --seeds 2").err, "may not replace"))
      << "what is in again stays, too";
  expect_refused(folder, "a-noise --out reports", "may not replace");
}

TEST(ExperimentProgram, UpdatesTheReadmeBetweenItsMarkersOnly) {
  const Folder folder;
  write_file(folder / "README.md", "before\n<!-- results:begin -->\nold\n<!-- results:end -->\nafter\n");
  ASSERT_EQ(run_program(folder, "a-noise").status, 0);
  const std::string readme = read_file(folder / "README.md");
  EXPECT_TRUE(readme.starts_with("before\n<!-- results:begin -->\n"));
  EXPECT_TRUE(readme.ends_with("<!-- results:end -->\nafter\n"));
  EXPECT_TRUE(contains(readme, "| Report A |"));
  EXPECT_TRUE(contains(readme,
                       "- **Report A**: 2 of 3 numbers that can be judged come out as printed. Numbers that "
                       "differ: A-02. Of what it concludes: 1 SUPPORTED; 1 REFUTED."));
  EXPECT_TRUE(contains(readme, "tested: 1 SUPPORTED, 1 REFUTED. Refuted:\n\n- A-21: *a higher learning rate"));
  EXPECT_FALSE(contains(readme, "A-22")) << "it was not refuted";
  EXPECT_FALSE(contains(readme, "old"));
  ASSERT_EQ(run_program(folder, "--quick a-noise").status, 0);
  EXPECT_EQ(read_file(folder / "README.md"), readme);
}

TEST(ExperimentProgram, JudgesSentencesOfTheReportsUnlessTheRunIsAQuickOne) {
  const Folder folder;
  ASSERT_EQ(run_program(folder, "a-noise").status, 0);
  for (const char* file : {"reports/a-noise/summary.md", "reports/ledger.md", "reports/index.html"}) {
    const std::string text = read_file(folder / file);
    EXPECT_TRUE(contains(text, "SUPPORTED")) << file;
    EXPECT_TRUE(contains(text, "REFUTED")) << file;
  }
  const std::string ledger = read_file(folder / "reports/ledger.md");
  EXPECT_LT(ledger.find("A-21 | a higher"), ledger.find("A-22 | starting with")) << "by item";
  ASSERT_EQ(run_program(folder, "--quick a-noise").status, 0);
  const std::string quick = read_file(folder / "reports/quick/a-noise/summary.md");
  EXPECT_TRUE(contains(quick, "NOT TESTED"));
  EXPECT_FALSE(contains(quick, "SUPPORTED"));
}

TEST(ExperimentProgram, ListsExperimentsAndTheirData) {
  const Folder folder;
  const Output list = run_program(folder, "--list");
  EXPECT_EQ(list.status, 0);
  for (const char* name : {"a-noise", "b-exclusive", "c-digits", "MNIST"}) EXPECT_TRUE(contains(list.out, name));
}

TEST(ExperimentProgram, SelectsByNameReportAndPattern) {
  const Folder folder;
  const auto listed = [&](const std::string& names) {
    std::istringstream lines(run_program(folder, "--list " + names).out);
    std::vector<std::string> first_words;
    for (std::string line; std::getline(lines, line);) first_words.push_back(line.substr(0, line.find(' ')));
    return first_words;
  };
  using Names = std::vector<std::string>;
  EXPECT_EQ(listed("c-digits a-noise"), (Names{"a-noise", "c-digits"}));
  EXPECT_EQ(listed("b"), Names{"b-exclusive"});
  EXPECT_EQ(listed("'a-*' 'c*'"), (Names{"a-noise", "c-digits"}));
  EXPECT_EQ(listed("'*'"), listed(""));
  for (const char* name : {"d", "''", "'d-*'", "A", "a-", "noise", "'[a'"}) {
    expect_refused(folder, "--list " + std::string(name), "there is no experiment '");
    expect_refused(folder, name, "there is no experiment '");
  }
}

TEST(ExperimentProgram, ExplainsItself) {
  const Folder folder;
  const Output help = run_program(folder, "--help");
  EXPECT_EQ(help.status, 0);
  for (const char* option : {"--quick", "--full", "--out", "--data", "--seeds", "--epochs", "--jobs", "--threads",
                             "--plots-only", "--twin", "--shard", "--list"}) {
    EXPECT_TRUE(contains(help.out, option));
  }
}

}  // namespace
}  // namespace backcheck::experiments
