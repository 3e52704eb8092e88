// Results that were damaged or made up, read back: one sentence that names the file and what is wrong, and no change.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <functional>

#include "program.hpp"

namespace backcheck::experiments {
namespace {

namespace fs = std::filesystem;

const std::string header = "run,seed,x,quantity,value\n";
const std::string good = header + "high,1,1,accuracy,0.9\n";

// What stands in runs.csv, and what is said of it.
struct Csv {
  const char* name;
  std::string text, words;
};

const std::vector<Csv> damaged = {
    {"empty", "", "line 1: run,seed,x,quantity,value wanted, '' found"},
    {"header only", header, "line 2: results wanted, the end of the file found"},
    {"header cut", "run,seed,x", "line 1: run,seed,x,quantity,value wanted, 'run,seed,x' found"},
    {"another header", "run,seed,x,value,quantity\nhigh,1,1,0.9,accuracy\n",
     "line 1: run,seed,x,quantity,value wanted"},
    {"no header", "high,1,1,accuracy,0.9\n", "line 1: run,seed,x,quantity,value wanted, 'high,1,1,accuracy,0.9' found"},
    {"byte order mark", "\xef\xbb\xbf" + good, "wanted, '\\xef\\xbb\\xbfrun,seed,x,quantity,value' found"},
    {"column missing", good + "high,1,2,accuracy\n", "line 3: 5 fields wanted, 4 found"},
    {"column too many", good + "high,1,2,accuracy,0.9,\n", "line 3: 5 fields wanted, 6 found"},
    {"empty line", good + "\n", "line 3: 5 fields wanted, 1 found"},
    {"row cut in a field", good + "high,1,2,accur", "line 3: 5 fields wanted, 4 found"},
    {"last digit cut", good + "high,1,2,accuracy,0.9", "line 3: the end of the line wanted, that of the file found"},
    {"seed with a space", good + "high, 1,2,accuracy,0.9\n",
     "line 3: a seed wanted, a whole number from 0 on; ' 1' found"},
    {"seed with a plus", good + "high,+1,2,accuracy,0.9\n",
     "line 3: a seed wanted, a whole number from 0 on; '+1' found"},
    {"negative seed", good + "high,-1,2,accuracy,0.9\n", "line 3: a seed wanted, a whole number from 0 on; '-1' found"},
    {"seed with a point", good + "high,1.0,2,accuracy,0.9\n", "; '1.0' found"},
    {"seed in hexadecimal", good + "high,0x1,2,accuracy,0.9\n", "; '0x1' found"},
    {"seed of 2^64", good + "high,18446744073709551616,2,accuracy,0.9\n", "; '18446744073709551616' found"},
    {"no seed", good + "high,,2,accuracy,0.9\n", "line 3: a seed wanted, a whole number from 0 on; '' found"},
    {"x that is text", good + "high,1,two,accuracy,0.9\n", "line 3: a number wanted, 'two' found"},
    {"x that is no number", good + "high,1,nan,accuracy,0.9\n", "line 3: a finite x wanted, 'nan' found"},
    {"infinite x", good + "high,1,-inf,accuracy,0.9\n", "line 3: a finite x wanted, '-inf' found"},
    {"value that is text", good + "high,1,2,accuracy,high\n", "line 3: a number wanted, 'high' found"},
    {"value with a comma", good + "high,1,2,accuracy,\"0,9\"\n", "line 3: a number wanted, '0,9' found"},
    {"value with a unit", good + "high,1,2,accuracy,90 %\n", "line 3: a number wanted, '90 %' found"},
    {"value beyond double", good + "high,1,2,accuracy,1e999\n", "line 3: a number wanted, '1e999' found"},
    {"no value", good + "high,1,2,accuracy,\n", "line 3: a number wanted, '' found"},
    {"unknown run", good + "higher,1,2,accuracy,0.9\n", "line 3: a run of this experiment wanted, 'higher' found"},
    {"no run", good + ",1,2,accuracy,0.9\n", "line 3: a run of this experiment wanted, '' found"},
    {"a run that is a program", good + "\"z'; system \"\"touch x\"\"; set title 'w\",1,2,accuracy,0.9\n",
     "line 3: a run of this experiment wanted, 'z'; system \"touch x\"; set title 'w' found"},
    {"a run in Latin-1", good + "h\xf6her,1,2,accuracy,0.9\n", "wanted, 'h\\xf6her' found"},
    {"an endless run", good + std::string(1 << 20, 'x') + ",1,2,accuracy,0.9\n", "xxx...' found"},
    {"zero byte", good + std::string("high,1,2,accu\0racy,0.9\n", 23),
     "text wanted, the control character '\\x00' found"},
    {"zeros", std::string(4096, '\0'), "text wanted, the control character '\\x00' found"},
    {"carriage return", good + "hi\rgh,1,2,accuracy,0.9\n", "line 3: text wanted, the control character '\\x0d' found"},
    {"form feed in quotes", good + "\"hi\fgh\",1,2,accuracy,0.9\n",
     "line 3: text wanted, the control character '\\x0c' found"},
    {"carriage return in quotes", good + "\"hi\rgh\",1,2,accuracy,0.9\n",
     "line 3: text wanted, the control character '\\x0d' found"},
    {"open quote", good + "\"high,1,2,accuracy,0.9\n", "a quote is not closed"},
    {"quote in a field", good + "hi\"gh,1,2,accuracy,0.9\n", "line 3: there is a quote inside the field 'hi'"},
    {"text behind a quote", good + "\"high\"er,1,2,accuracy,0.9\n", "behind a quoted field, 'e' found"},
    {"semicolons", "run;seed;x;quantity;value\nhigh;1;1;accuracy;0,9\n", "line 1: run,seed,x,quantity,value wanted"},
    {"binary",
     std::string("\x7f"
                 "ELF\x02\x01\x01",
                 7),
     "line 1: "},
    {"a page", "<!DOCTYPE html>\n<html></html>\n", "line 1: run,seed,x,quantity,value wanted, '<!DOCTYPE html>' found"},
};

class HostileResults : public testing::Test {
 protected:
  HostileResults() {
    EXPECT_EQ(run_program(folder, "a-noise b-exclusive").status, 0);
    whole = snapshot(folder / "reports");
  }
  // Every file as it was.
  void restore() {
    fs::remove_all(folder / "reports");
    for (const auto& [name, text] : whole) {
      const fs::path path = folder / "reports" / name;
      fs::create_directories(path.parent_path());
      if (path.has_extension()) write_file(path, text);
    }
  }

  const Folder folder;
  const fs::path results = folder / "reports/a-noise";
  std::map<std::string, std::string> whole;
};

TEST_F(HostileResults, ARowThatIsNoneIsNamed) {
  for (const auto& [name, text, words] : damaged) {
    SCOPED_TRACE(name);
    write_file(results / "runs.csv", text);
    expect_refused(folder, "--plots-only", "reports/a-noise/runs.csv: ");
    expect_refused(folder, "--plots-only a-noise", words);
  }
}

TEST_F(HostileResults, WhatIsUnusualAndRightIsRead) {
  const std::string all = whole.at("a-noise/runs.csv");
  std::string crlf, quoted;
  for (const char c : all) crlf += c == '\n' ? "\r\n" : std::string(1, c);
  for (const std::string& text : {crlf, header + "\"high\",1,1,\"accuracy\",0.9\n"}) {
    write_file(results / "runs.csv", text);
    const Output output = run_program(folder, "--plots-only a-noise");
    EXPECT_EQ(output.status, 0) << output.err;
  }
}

TEST_F(HostileResults, ResultsThatAreMissingOrNoNumbersAreAnOrdinaryCase) {
  const std::string all = whole.at("a-noise/runs.csv");
  std::string nan = header;
  for (int seed = 1; seed <= 5; ++seed) nan += "high," + std::to_string(seed) + ",1,accuracy,nan\n";
  for (const std::string& text : {all.substr(0, all.find('\n', all.size() / 2) + 1), good, nan,
                                  header + "high,1,1,nothing,0.9\n", header + "high,1,1,accuracy,inf\n"}) {
    write_file(results / "runs.csv", text);
    for (int time = 0; time < 2; ++time) {  // what was written is read again
      const Output output = run_program(folder, "--plots-only");
      EXPECT_EQ(output.status, 0) << text << output.err;
    }
  }
}

// Each in place of runs.csv, manifest.json and the reports' folder.
TEST_F(HostileResults, WhatIsNoFileIsRefusedAtOnce) {
  const std::vector<std::pair<const char*, std::function<void(const fs::path&)>>> cases = {
      {"a pipe", [](const fs::path& path) { ASSERT_EQ(::mkfifo(path.c_str(), 0600), 0); }},
      {"an endless device", [](const fs::path& path) { fs::create_symlink("/dev/zero", path); }},
      {"a folder", [](const fs::path& path) { fs::create_directory(path); }},
      {"a link to itself", [](const fs::path& path) { fs::create_symlink(path.filename(), path); }},
      {"3 GiB of nothing",
       [](const fs::path& path) {
         write_file(path, "");
         fs::resize_file(path, std::uintmax_t{3} << 30);
       }},
  };
  for (const char* name : {"runs.csv", "manifest.json"}) {
    for (const auto& [what, make] : cases) {
      SCOPED_TRACE(what);
      fs::remove_all(results / name);
      make(results / name);
      const Output output = run_program(folder, "--plots-only a-noise");
      EXPECT_EQ(output.status, 2);
      EXPECT_TRUE(contains(output.err, std::string("reports/a-noise/") + name));
      EXPECT_EQ(std::count(output.err.begin(), output.err.end(), '\n'), 1) << output.err;
    }
    fs::remove_all(results / name);
    restore();
  }
}

// The contents of manifest.json: one sentence, for a new run too.
TEST_F(HostileResults, AManifestThatIsNoneIsNamed) {
  for (const char* text : {"", "{", "[]", "null", "7", "{\"effort\": 7}", "{\"seeds\": [\"one\"]}", "{\"jobs\": 1e999}",
                           "{\"jobs\": 1e300}", "{\"jobs\": 1.5}", "{\"threads\": 2147483648}", "{\"seeds\": [-1]}",
                           "{\"seeds\": {}}", "\xff\xfe", "{\"data\": []}", "{\"effort\": \"\xff\"}"}) {
    SCOPED_TRACE(text);
    write_file(results / "manifest.json", text);
    expect_refused(folder, "--plots-only", "reports/a-noise/manifest.json is not a manifest that this program");
    expect_refused(folder, "a-noise", "reports/a-noise/manifest.json is not a manifest that this program");
  }
  for (const char* text : {"{}", "{\"effort\": \"great\"}"}) {
    write_file(results / "manifest.json", text);
    expect_refused(folder, "--plots-only", "the effort quick, standard or full wanted");
  }
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

// What was run is written, with the ledger and the page; the status and a sentence say what is not in them.
TEST_F(HostileResults, OfAnotherExperimentCostItsOwnPlaceOnly) {
  const std::string summary = whole.at("a-noise/summary.json"), drawing = whole.at("a-noise/F01-noise.svg");
  struct Damage {
    const char* file;
    std::string text, words;
  };
  const std::string none = "summary.json is not a summary that this program has written", noise = "\"a-noise\"";
  const std::string svg = "F01-noise.svg is not a drawing made by gnuplot";
  const std::vector<Damage> cases = {
      {"summary.json", "", none},
      {"summary.json", "{}", none},
      {"summary.json", "[1, 2", none},
      {"summary.json", "\"text\"", none},
      {"summary.json", summary.substr(0, summary.size() / 2), none},
      {"summary.json", replaced(summary, "\"WITHIN\"", "\"SPLENDID\""), none},
      {"summary.json", replaced(summary, "\"WITHIN\"", "7"), none},
      {"summary.json", replaced(summary, "\"figures\": [", "\"figures\": [7, "), none},
      {"summary.json", replaced(summary, "\"name\": \"a-noise\"", "\"name\": \"../a-noise\""),
       "the name of its folder wanted, '../a-noise' found"},
      {"summary.json", replaced(summary, "\"name\": \"a-noise\"", "\"name\": \"b-exclusive\""),
       "the name of its folder wanted, 'b-exclusive' found"},
      {"summary.json", replaced(summary, "\"name\": \"F01-noise\"", "\"name\": \"../../etc/passwd\""),
       "the name of a figure, letters, digits, '-', '_' and '.' wanted, '../../etc/passwd' found"},
      {"summary.json", replaced(summary, "\"name\": \"F01-noise\"", "\"name\": \"\""), "the name of a figure"},
      {"summary.json", replaced(summary, "\"name\": \"F01-noise\"", "\"name\": \"..\""), "the name of a figure"},
      {"summary.json", replaced(summary, "\"name\": \"F01-noise\"", "\"name\": \"F09-noise\""),
       "cannot read reports/a-noise/F09-noise.svg: No such file"},
      {"F01-noise.svg", "", svg},
      {"F01-noise.svg", "no drawing", svg},
      {"F01-noise.svg", drawing.substr(0, drawing.size() / 2), svg},
      {"F01-noise.svg", replaced(drawing, "<title>", "<script>alert(1)</script><title>"), svg},
      {"F01-noise.svg", replaced(drawing, "<g ", "<g onclick='alert(1)' "), svg},
      {"F01-noise.svg", replaced(drawing, "<g ", "<a xlink:href='javascript:alert(1)'><g "), svg},
      {"F01-noise.svg", replaced(drawing, "xlink:href='#", "xlink:href='https://example.org/#"), svg},
      {"F01-noise.svg", replaced(drawing, "<defs>", "<style>@import url(https://example.org)</style><defs>"), svg},
      {"F01-noise.svg", replaced(drawing, "<defs>", "<foreignObject><iframe/></foreignObject><defs>"), svg},
      {"F01-noise.svg", drawing + "<script>alert(1)</script>", svg},
  };
  for (const auto& [file, text, words] : cases) {
    SCOPED_TRACE(words + ": " + text.substr(0, 40));
    write_file(results / file, text);
    const Output output = run_program(folder, "b-exclusive");
    EXPECT_EQ(output.status, 1);
    EXPECT_TRUE(contains(output.err, words));
    EXPECT_TRUE(contains(output.err, "'experiments/run --plots-only a-noise' makes it again"));
    EXPECT_EQ(std::count(output.err.begin(), output.err.end(), '\n'), 1) << output.err;
    EXPECT_TRUE(contains(output.out, "overview: reports/index.html"));
    const std::string page = read_file(folder / "reports/index.html");
    for (const char* part : {"<script", "onclick", "javascript", "foreignObject", "example.org"}) {
      EXPECT_EQ(page.find(part), std::string::npos) << part;
    }
    EXPECT_FALSE(fs::exists(folder / "reports/.jobs"));
    EXPECT_EQ(run_program(folder, "--plots-only a-noise").status, 0);
    EXPECT_EQ(read_file(results / "F01-noise.svg"), drawing);
    restore();
  }
}

TEST_F(HostileResults, LinksThatRunSomethingLeadNowhere) {
  const std::string summary = whole.at("a-noise/summary.json");
  for (const char* finding :
       {"[x](javascript:alert)", "![x](JavaScript:alert)", "[x](data:text/html,<b>)", "[x](http://example.org)",
        "<script>alert</script>", "#", "# ", "###### ", "![", "[](", "| a |\\n|---|", "`", "&#"}) {
    SCOPED_TRACE(finding);
    write_file(results / "summary.json", replaced(summary, "There are **2** runs.", finding));
    const Output output = run_program(folder, "b-exclusive");
    EXPECT_EQ(output.status, 0) << output.err;
    const std::string page = read_file(folder / "reports/index.html");
    for (const char* part : {"<script", "=\"javascript:", "=\"JavaScript:", "=\"data:text", "href=\"http:"}) {
      EXPECT_EQ(page.find(part), std::string::npos) << part;
    }
  }
}

// What was there under a name that a report takes, and was not made by the program.
TEST(ForeignFiles, AreNeverReplaced) {
  for (const char* name :
       {"a-noise/thesis.tex", "a-noise", "overview/thesis.tex", "overview", "index.html", "ledger.md", "ledger.csv"}) {
    SCOPED_TRACE(name);
    const Folder folder;
    fs::create_directories((folder / "reports" / name).parent_path());
    write_file(folder / "reports" / name, "years of work");
    expect_refused(folder, "a-noise --out reports", "is in the way: this program has not written it");
    EXPECT_EQ(read_file(folder / "reports" / name), "years of work");
  }
}

TEST(Runs, ThatWriteToOneFolderWaitForNoneOther) {
  const Folder folder;
  ASSERT_EQ(run_program(folder, "a-noise").status, 0);
  const int other = ::open((folder / "reports").c_str(), O_RDONLY);
  ASSERT_EQ(::flock(other, LOCK_EX), 0);
  for (const char* arguments : {"a-noise", "a-noise --shard 1/2", "--plots-only"}) {
    expect_refused(folder, arguments,
                   "another run is writing to reports; wait until it is done, or choose another --out");
  }
  ASSERT_EQ(::flock(other, LOCK_SH), 0);  // as a shard does
  expect_refused(folder, "a-noise", "another run is writing to reports");
  EXPECT_EQ(run_program(folder, "a-noise --shard 1/2").status, 0);
  EXPECT_EQ(run_program(folder, "a-noise --out elsewhere").status, 0);
  ::close(other);
  EXPECT_EQ(run_program(folder, "a-noise").status, 0);
}

}  // namespace
}  // namespace backcheck::experiments
