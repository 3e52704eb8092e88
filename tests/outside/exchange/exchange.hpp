// Layers in any language: their cases as files, and their answers.
//
//   DIR/exchange.json                        {"type": "<f8", "cases": [{...}, ...]}
//   DIR/LAYER/CASE/NUMBERS/case.json         one of the cases: {"layer", "case", "numbers", "folder", "inputs",
//                                            "answers", and the layer's options: "stride", ...}
//                          input.npy, ...    what "inputs" lists
//                          output.npy, ...   what the program is to write: "answers"
//
// NUMBERS is "integers", on which the answer is exact, or "random".
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "tests/outside/verification.hpp"

namespace backcheck::outside {

// Makes DIR, whole or not at all, with the cases of these layers (of core/layers.def; all, where none is named) in
// numbers of type T. Throws BadFile where there is something of that name already, or no such layer.
template <Scalar T>
void write_exchange(const std::filesystem::path& directory, const std::vector<std::string>& layers);

// The layers that DIR has answers for, to be compared with the textbook's. Throws BadFile for a file that is malformed,
// of other numbers, or missing beside others of its layer and name; and where there are no answers at all.
std::vector<LayerUnderTest> read_exchange(const std::filesystem::path& directory,
                                          const std::vector<std::string>& layers);

}  // namespace backcheck::outside
