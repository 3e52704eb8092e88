#include "bench/code_lines.hpp"

#include <filesystem>
#include <fstream>
#include <set>

namespace backcheck::bench {
namespace {

namespace fs = std::filesystem;

void collect(const fs::path& file, const std::string& folder, std::set<fs::path>& files) {
  if (!fs::exists(file) || !files.insert(file).second) return;
  std::ifstream lines(file);
  const std::string include = "#include \"" + folder + "/";
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with(include)) continue;
    const fs::path header = line.substr(10, line.rfind('"') - 10);
    collect(header, folder, files);
    collect(fs::path(header).replace_extension(".cpp"), folder, files);
  }
}

int lines_of(const fs::path& file) {
  std::ifstream lines(file);
  int count = 0;
  for (std::string line; std::getline(lines, line);) {
    const std::size_t first = line.find_first_not_of(' ');
    count += first != std::string::npos && line.compare(first, 2, "//") != 0;
  }
  return count;
}

}  // namespace

std::string code_lines(const std::string& file) {
  std::set<fs::path> files;
  collect(file, fs::path(file).parent_path().string(), files);
  int count = 0;
  for (const fs::path& each : files) count += lines_of(each);
  return files.empty() ? "-" : std::to_string(count);
}

}  // namespace backcheck::bench
