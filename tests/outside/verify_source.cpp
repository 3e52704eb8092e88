// Prints the program that verifies the layers of a header, the source of the library that times them, or the names of
// all checks, their families and tensors.
// usage: verify_source FILE SHOWN_AS [TYPE]        verify_source --time FILE SHOWN_AS [TYPE]        verify_source
// --names
#include <filesystem>
#include <iostream>
#include <set>

#include "experiments/writing/files.hpp"
#include "tests/outside/source.hpp"
#include "tests/suite/layer_checks.hpp"

namespace {

void print_names() {
  std::set<std::string> names{"output",       "loss",       "grads.input", "grad_logits",
                              "grads.weight", "grads.bias", "KeepsQuiet",  "KeepsNothingBesidesItsOptions"};
  const auto add = [&](const std::vector<backcheck::suite::LayerCheck>& checks) {
    for (const auto& check : checks) names.insert({check.name, check.family});
  };
  add(backcheck::suite::checks_of(backcheck::suite::LayerCases<float>{}));
  add(backcheck::suite::checks_of(backcheck::suite::LayerCases<double>{}));
  for (const std::string& name : names) std::cout << name << "\n";
}

}  // namespace

int main(int argc, char** argv) try {
  using namespace backcheck;
  if (argc == 2 && std::string(argv[1]) == "--names") {
    print_names();
    return 0;
  }
  const bool times = argc > 1 && argv[1] == std::string("--time");
  if (times) --argc, ++argv;
  if (argc != 3 && argc != 4) {
    std::cerr << "usage: verify_source [--time] FILE SHOWN_AS [TYPE]\n";
    return 2;
  }
  const std::string path = std::filesystem::absolute(argv[1]), shown = argv[2], type = argc == 4 ? argv[3] : "";
  const auto layers = outside::to_verify(outside::structs_in(writing::read_file(path)), shown, type);
  std::cout << (times ? outside::contenders_for : outside::program_for)(layers, path, shown);
  return 0;
} catch (const backcheck::outside::NothingToVerify& nothing) {
  std::cerr << "backcheck: " << nothing.sentence << "\n";
  return 2;
} catch (const std::exception& error) {
  std::cerr << "backcheck: " << error.what() << "\n";
  return 2;
}
