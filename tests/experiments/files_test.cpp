#include "experiments/writing/files.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <stdexcept>

#include "experiments/writing/csv.hpp"
#include "experiments/writing/text.hpp"
#include "folder.hpp"

namespace backcheck::writing {
namespace {

namespace fs = std::filesystem;
using experiments::Folder;

TEST(NumberText, ReadsBackAsTheSameNumber) {
  for (const double value : {0.1, 1.0 / 3, -2.5e-310, 1e300, 60000.0, std::numeric_limits<double>::infinity()}) {
    EXPECT_EQ(to_number(to_text(value)), value);
  }
  EXPECT_EQ(to_text(0.1), "0.1");
  EXPECT_TRUE(std::isnan(to_number(to_text(-std::nan("")))));
  for (const char* text : {"", "1 ", "1,5", "x"}) EXPECT_THROW(to_number(text), std::invalid_argument) << text;
}

TEST(Csv, ReadsBackWhatItWrote) {
  const std::vector<std::string> fields = {"plain", "", "a, b", "say \"no\"", "two\nlines"};
  const auto lines = parse_csv(csv_line(fields) + csv_line({"x"}));
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0], fields);
  EXPECT_EQ(lines[1], std::vector<std::string>{"x"});
}

TEST(Files, AreReplacedWholeAndLeaveNothingBeside) {
  const Folder folder;
  write_file(folder / "a", "first, and longer");
  write_file(folder / "a", "second");
  EXPECT_EQ(read_file(folder / "a"), "second");
  EXPECT_EQ(std::distance(fs::directory_iterator(folder.path()), {}), 1);
}

TEST(Files, FailureNamesTheFile) {
  try {
    write_file("/proc/nothing/file", "text");
    FAIL() << "a file was written to /proc";
  } catch (const std::runtime_error& error) {
    EXPECT_NE(std::string(error.what()).find("/proc/nothing"), std::string::npos) << error.what();
  }
  EXPECT_THROW(read_file("/proc/nothing/file"), std::runtime_error);
}

TEST(Folders, AreReplacedWithAllTheirFiles) {
  const Folder folder;
  fs::create_directories(folder / "target");
  write_file(folder / "target/stale", "1");
  {
    NewFolder aside(folder / "new");
    write_file(aside.path() / "fresh", "2");
    aside.replace(folder / "target");
  }
  EXPECT_FALSE(fs::exists(folder / "new"));
  EXPECT_FALSE(fs::exists(folder / "target/stale"));
  EXPECT_EQ(read_file(folder / "target/fresh"), "2");
}

TEST(Folders, ThatAreNotFinishedAreGone) {
  const Folder folder;
  {
    const NewFolder aside(aside_of(folder / "target/"));
    write_file(aside.path() / "half", "1");
    EXPECT_EQ(aside.path().parent_path(), folder.path());
  }
  EXPECT_TRUE(fs::is_empty(folder.path()));
}

TEST(Folders, MustBeWritable) {
  const Folder folder;
  require_writable(folder / "a/b");
  EXPECT_TRUE(fs::is_empty(folder / "a/b"));
  write_file(folder / "file", "");
  EXPECT_THROW(require_writable(folder / "file"), std::runtime_error);
  EXPECT_THROW(require_writable("/proc/nothing"), std::runtime_error);
}

TEST(Checksum, IsSha256) {
  EXPECT_EQ(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");  // FIPS 180-2, B.1
}

}  // namespace
}  // namespace backcheck::writing
