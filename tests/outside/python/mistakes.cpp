#include "tests/outside/python/mistakes.hpp"

#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "tests/outside/python/homework_layers.hpp"

namespace backcheck::outside {
namespace {

namespace fs = std::filesystem;
const fs::path here = HERE;

}  // namespace

std::vector<PythonMistake> write_python_mistakes(const fs::path& folder) {
  const std::string command = "python3 '" + (here / "mistakes.py").string() + "' '" + folder.string() + "'";
  if (std::system(command.c_str()) != 0) throw std::runtime_error("'" + command + "' failed");
  std::vector<PythonMistake> mistakes;
  for (const nlohmann::json& one : nlohmann::json::parse(std::ifstream(folder / "mistakes.json"))) {
    const std::string name = one.at("name");
    mistakes.push_back({folder / (name + ".py"), name, one.at("layer"), one.at("tensor"), one.at("called")});
  }
  return mistakes;
}

std::string name_given(const PythonMistake& mistake) {
  const Homework homework(mistake.file, {here / "conventions/cs231n.json"}, 1);
  for (const HomeworkLayer& one : layers_of(homework, mistake.file.filename())) {
    if (one.name != mistake.layer || !one.layer) continue;
    // Zeros and ties are among the integers alone.
    for (const char* check : {"AgreesWithTwinWithinRounding", "AgreesExactlyWithTwinOnIntegers"}) {
      const Verification verification = verify(*one.layer, {.check = check, .case_name = {}}, {}, 1);
      for (const Fault& fault : summarize(verification).faults) {
        if (fault.failure.tensor == mistake.tensor) return fault.failure.likely_bug;
      }
    }
  }
  return {};
}

}  // namespace backcheck::outside
