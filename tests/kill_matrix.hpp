// What the suite, and the usual ways to check a gradient, find of the mutants.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "tests/mutants/kill.hpp"

namespace backcheck::mutants {

enum class Seen { no, yes, not_applicable };

// One row of the matrix: a check of the suite, or one that is used elsewhere, as a function of a mutant's cases.
struct CheckingMethod {
  std::string name, family;  // "elsewhere", or the family of the check
  std::function<Seen(const Cases&)> look;
};

struct KillMatrix {
  std::vector<CheckingMethod> methods;
  std::vector<std::vector<Seen>> seen;  // [mutant][row], in the order of the registry
  std::vector<bool> wrong_gradient;     // [mutant]
};

inline constexpr const char* field_guide_title = "A field guide to wrong gradients";

// Writes the field guide to wrong gradients into this folder: summary.md, index.html and the pictures.
void make_field_guide(const KillMatrix& matrix, const std::filesystem::path& folder);

}  // namespace backcheck::mutants
