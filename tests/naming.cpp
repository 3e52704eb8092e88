#include "naming.hpp"

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

#include "experiments/writing/files.hpp"
#include "tests/mutants/kill.hpp"
#include "tests/outside/python/homework.hpp"
#include "tests/outside/python/mistakes.hpp"

namespace backcheck::mutants {
namespace {

struct Count {
  std::string kind;
  int right = 0, none = 0, wrong = 0;

  // A mistake that got these names where `called` begins the right one.
  void add(const std::vector<std::string>& names, const std::string& called) {
    const bool all_right =
        std::all_of(names.begin(), names.end(), [&](const auto& name) { return name.starts_with(called); });
    ++(names.empty() ? none : all_right ? right : wrong);
  }
};

std::string kind_of(const std::string& tensor) {
  if (tensor == "output" || tensor == "loss") return "a wrong output or loss";
  if (tensor.starts_with("grads.") || tensor == "grad_logits") return "a wrong gradient";
  return tensor == "error" ? "a shape not refused, or not in words" : "an argument or the cache changed";
}

Count& entry(std::vector<Count>& counts, const std::string& kind) {
  const auto found = std::find_if(counts.begin(), counts.end(), [&](const Count& one) { return one.kind == kind; });
  return found != counts.end() ? *found : counts.emplace_back(Count{.kind = kind});
}

void count_python(std::vector<Count>& counts) try {
  writing::NewFolder folder(std::filesystem::temp_directory_path() / "backcheck-python-mistakes");
  std::vector<Count> python;
  for (const outside::PythonMistake& mistake : outside::write_python_mistakes(folder.path())) {
    const std::string name = outside::name_given(mistake);
    entry(python, "in Python: " + kind_of(mistake.tensor))
        .add(name.empty() ? std::vector<std::string>{} : std::vector{name}, mistake.called);
  }
  counts.insert(counts.end(), python.begin(), python.end());
} catch (const outside::Unusable& error) {
  std::cerr << "backcheck: mistakes in Python are left out: " << error.what() << "\n";
}

}  // namespace

void add_naming(writing::Markdown& text) {
  std::vector<Count> counts;
  for (const Registered& mutant : registry()) {
    if (mutant.bug.name.empty()) continue;
    entry(counts, kind_of(mutant.bug.tensor)).add(names_given(mutant.cases(), mutant.bug.tensor), mutant.bug.says);
  }
  count_python(counts);
  std::vector<writing::Markdown::Row> rows;
  for (const Count& one : counts) {
    rows.push_back({one.kind, std::to_string(one.right + one.none + one.wrong), std::to_string(one.right),
                    std::to_string(one.none), std::to_string(one.wrong)});
  }
  text.paragraph(
      "A mistake is named right where every check that finds it in the tensor that is wrong, and has a name for it, "
      "says "
      "what it is. Those in Python are slips in a homework (tests/outside/python/mistakes.py).");
  text.table({"mistakes", "count:", "named right:", "not named:", "named wrongly:"}, rows);
}

}  // namespace backcheck::mutants
