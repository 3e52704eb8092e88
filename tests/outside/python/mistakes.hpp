// A right homework with one mistake at a time (mistakes.py), and what the suite calls them.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace backcheck::outside {

struct PythonMistake {
  std::filesystem::path file;
  std::string name, layer, tensor;
  std::string called;  // what the name that the suite must give it begins with
};

// Writes one file for each mistake into this folder. Throws std::runtime_error where there is no python3.
std::vector<PythonMistake> write_python_mistakes(const std::filesystem::path& folder);

// What the comparison with the textbook calls it; empty where that has no name for it. Throws Unusable where the
// homework cannot be run.
std::string name_given(const PythonMistake& mistake);

}  // namespace backcheck::outside
