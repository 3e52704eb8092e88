// What becomes of results when gnuplot, or what surrounds it, does not do what it should.
#include <gtest/gtest.h>

#include "program.hpp"

namespace backcheck::experiments {
namespace {

namespace fs = std::filesystem;

struct Fault {
  const char *name, *commands;  // of a shell, in place of gnuplot
  const char* words;            // that the program then says
};

const std::vector<Fault> faults = {
    {"fails", "echo 'line 1: it cannot' >&2; exit 3", "it ended with status 3 (line 1: it cannot)"},
    {"is killed", "kill -9 $$", "it was killed, after 1 s at the latest"},
    {"crashes", "ulimit -c 0; kill -SEGV $$", "it ended with status 139"},
    {"hangs", "sleep 30", "it was stopped after 1 s"},
    {"hangs and does not listen", "trap '' TERM; while :; do sleep 30; done", "it was killed, after 1 s at the latest"},
    {"talks without end", "exec yes", "it was stopped when a file had 64 MiB"},
    {"writes without end", "exec yes >F01-noise.svg", "it was stopped when a file had 64 MiB"},
    {"is not there", "exit 127", "there is none; install the package gnuplot-nox"},
    {"does nothing", "", "gnuplot did not draw F01-noise.svg: it gave no reason"},
    {"draws empty files", ": >F01-noise.svg >F01-noise.png", "gnuplot did not draw F01-noise.svg"},
    {"draws something else", "echo no drawing | tee F01-noise.svg F01-noise.png", "gnuplot did not draw F01-noise.svg"},
    {"draws half a SVG", "echo '<?xml version=\"1.0\"?><svg>' >F01-noise.svg", "gnuplot did not draw F01-noise.svg"},
    {"draws half a PNG",
     "echo '<?xml version=\"1.0\"?><svg></svg>' >F01-noise.svg; printf '\\211PNG\\r\\n' >F01-noise.png",
     "gnuplot did not draw F01-noise.png"},
    {"makes folders", "mkdir F01-noise.svg F01-noise.png", "gnuplot did not draw F01-noise.svg"},
};

// A folder for PATH with a gnuplot that says what it can, and has the fault when it is to draw.
std::string stand_in(const Folder& folder, const std::string& commands, bool answers) {
  fs::create_directories(folder / "bin");
  const std::string answer = "case $line in print*) echo ' svg pngcairo '; exit;; esac\n";
  write_file(folder / "bin/gnuplot", "#!/bin/bash\nread -r line\n" + (answers ? answer : "") + commands + "\n");
  fs::permissions(folder / "bin/gnuplot", fs::perms::owner_all);
  return "PATH='" + (folder / "bin").string() + "':\"$PATH\" BACKCHECK_GNUPLOT_SECONDS=1";
}

class FaultyGnuplot : public testing::TestWithParam<Fault> {};

// The earlier report stays, the jobs that were run are kept, and the next run gives what an uninterrupted one does.
TEST_P(FaultyGnuplot, CostsNoResults) {
  const Folder folder;
  ASSERT_EQ(run_program(folder, "--quick a-noise --seeds 1").status, 0);
  const auto before = snapshot(folder / "reports/quick/a-noise");
  const std::string environment = stand_in(folder, GetParam().commands, true);
  const Output output = run_program(folder, "--quick a-noise --seeds 2", environment);
  EXPECT_EQ(output.status, 1);
  EXPECT_TRUE(contains(output.err, "a-noise: the results are there, but not their summary: gnuplot "));
  EXPECT_TRUE(contains(output.err, GetParam().words));
  EXPECT_TRUE(snapshot(folder / "reports/quick/a-noise") == before) << "the earlier report was changed";
  ASSERT_EQ(run_program(folder, "--quick a-noise --seeds 2", "BACKCHECK_TEST_LOG=again.log").status, 0);
  EXPECT_EQ(count_lines(folder / "again.log"), 0U) << "jobs were run again";
  EXPECT_FALSE(fs::exists(folder / "reports/quick/.jobs"));
  ASSERT_EQ(run_program(folder, "--quick a-noise --seeds 2 --out whole").status, 0);
  for (const char* file : {"a-noise/runs.csv", "a-noise/F01-noise.dat", "a-noise/F01-noise.svg", "ledger.csv"}) {
    EXPECT_EQ(read_file(folder / "reports/quick" / file), read_file(folder / "whole" / file)) << file;
  }
}

TEST_P(FaultyGnuplot, IsSeenBeforeAnythingIsRun) {
  const Folder folder;
  const std::string environment = stand_in(folder, GetParam().commands, false);
  expect_refused(folder, "a-noise", "gnuplot", environment);
}

INSTANTIATE_TEST_SUITE_P(, FaultyGnuplot, testing::ValuesIn(faults), [](const auto& fault) {
  std::string name = fault.param.name;
  for (std::size_t at = name.find(' '); at != std::string::npos; at = name.find(' ')) {
    name.replace(at, 2, 1, static_cast<char>(std::toupper(static_cast<unsigned char>(name[at + 1]))));
  }
  name.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(name.front())));
  return name;
});

TEST(GnuplotsSurroundings, DoNotMatter) {
  const Folder folder;
  write_file(folder / ".gnuplot", "set terminal dumb\nset output 'elsewhere'\nexit status 7\n");
  ASSERT_EQ(run_program(folder, "a-noise --out plain").status, 0);
  for (const char* environment :
       {"GNUTERM=nonsense", "GNUTERM=x11", "HOME='.'", "GNUPLOT_LIB=/nowhere", "LC_ALL=nowhere", "DISPLAY=:99",
        "-u HOME", "-u PATH PATH=/usr/bin:/bin", "LC_ALL=de_DE.UTF-8 LANG=tr_TR.UTF-8", "CDPATH=/ ENV=/nowhere"}) {
    const Output output = run_program(folder, "a-noise --out out", environment);
    EXPECT_EQ(output.status, 0) << environment << "\n" << output.err;
    EXPECT_EQ(read_file(folder / "out/a-noise/F01-noise.svg"), read_file(folder / "plain/a-noise/F01-noise.svg"))
        << environment;
  }
}

TEST(GnuplotsSurroundings, FoldersMayHaveAnyName) {
  const Folder folder;
  for (const char* out : {"--out=-dash", "--out -dash", "--out 'two words'", "--out \"it's; touch ran\"",
                          "--out '$HOME'", "--out '`touch ran`'", "--out \"$(printf 'two\\nlines')\"",
                          "--out \"$(printf '\\377')\"", "--out '#'", "--out '\"'", "--out 'a/b/../c'", "--out './'"}) {
    const Output output = run_program(folder, std::string("a-noise ") + out);
    EXPECT_TRUE(output.status == 0) << out << "\n" << output.err;
    EXPECT_FALSE(fs::exists(folder / "ran")) << out;
  }
}

TEST(GnuplotsSurroundings, NeedNoFolderForTemporaryFiles) {
  const Folder folder;
  write_file(folder / "file", "");
  for (const char* name : {"/nonexistent", "/proc", "file", "''"}) {
    const Output output = run_program(folder, "a-noise", std::string("TMPDIR=") + name);
    EXPECT_EQ(output.status, 0) << name << "\n" << output.err;
  }
}

// Names that somebody else has already given to something in a folder that all can write to.
TEST(WrittenFiles, DoNotFollowTheLinksOfOthers) {
  const Folder folder;
  fs::create_directories(folder / "tmp");
  write_file(folder / "precious", "years of work");
  writing::write_file(folder / "tmp/file", "first");
  const fs::path aside = writing::aside_of(folder / "tmp/file");
  fs::create_symlink(folder / "precious", aside);
  writing::write_file(folder / "tmp/file", "second");
  EXPECT_EQ(read_file(folder / "precious"), "years of work");
  EXPECT_EQ(read_file(folder / "tmp/file"), "second");
}

}  // namespace
}  // namespace backcheck::experiments
