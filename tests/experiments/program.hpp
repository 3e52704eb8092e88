// Runs the program as a user would, in a folder of its own.
#pragma once

#include <sys/wait.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <string>
#include <vector>

#include "experiments/judging/results.hpp"
#include "experiments/writing/csv.hpp"
#include "experiments/writing/files.hpp"
#include "folder.hpp"

namespace backcheck::experiments {

using writing::parse_csv;
using writing::read_file;
using writing::write_file;

struct Output {
  int status = -1;
  std::string out, err;
};

// The environment is given as in a shell: "NAME=value NAME=value".
inline Output run_program(const Folder& folder, const std::string& arguments, const std::string& environment = "") {
  const std::string out = folder / "stdout.txt", err = folder / "stderr.txt";
  const int status = std::system(("cd '" + folder.path().string() + "' && env -u BACKCHECK_DATA -u BACKCHECK_HOME " +
                                  environment + " '" PROGRAM "' " + arguments + " >'" + out + "' 2>'" + err + "'")
                                     .c_str());
  return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, read_file(out), read_file(err)};
}

inline testing::AssertionResult contains(const std::string& text, const std::string& part) {
  if (text.find(part) != std::string::npos) return testing::AssertionSuccess() << "'" << part << "' is in:\n" << text;
  return testing::AssertionFailure() << "'" << part << "' is not in:\n" << text;
}

// The contents of every file under a folder, by relative path.
inline std::map<std::string, std::string> snapshot(const std::filesystem::path& folder) {
  std::map<std::string, std::string> files;
  if (!std::filesystem::exists(folder)) return files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    const std::string name = std::filesystem::relative(entry.path(), folder);
    files[name] = entry.is_regular_file() ? read_file(entry.path()) : "";
  }
  return files;
}

inline std::size_t count_lines(const std::filesystem::path& file) {
  if (!std::filesystem::exists(file)) return 0;
  const std::string text = read_file(file);
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

// One sentence, exit status 2, and nothing written.
inline void expect_refused(const Folder& folder, const std::string& arguments, const std::string& words,
                           const std::string& environment = "") {
  const auto before = snapshot(folder / "reports");
  const Output output = run_program(folder, arguments, environment + " BACKCHECK_TEST_LOG=refused.log");
  EXPECT_EQ(output.status, 2) << arguments << "\n" << output.err;
  EXPECT_TRUE(contains(output.err, words));
  EXPECT_EQ(std::count(output.err.begin(), output.err.end(), '\n'), 1) << output.err;
  EXPECT_EQ(count_lines(folder / "refused.log"), 0U) << "jobs were run before the refusal";
  EXPECT_TRUE(snapshot(folder / "reports") == before) << arguments << " changed the reports";
}

}  // namespace backcheck::experiments
