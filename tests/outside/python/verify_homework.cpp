// The part of tests/verify that verifies a homework in Python.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <string>
#include <vector>

#include "tests/outside/python/homework_layers.hpp"

namespace {

using namespace backcheck::outside;
namespace fs = std::filesystem;

struct Request {
  std::string file;
  std::vector<std::string> layers;  // empty: all
  std::vector<fs::path> conventions;
  bool is_brief = false;
  double seconds = 5;   // a call
  std::string options;  // what of the command says so
};

// The layers that are found; says of each other that it is not checked.
std::vector<LayerUnderTest> layers_under_test(const Request& request) {
  if (request.file.empty()) throw Unusable("usage: tests/verify FILE.py [LAYER...] [--convention FILE]... [options]");
  const Homework homework(request.file, request.conventions, request.seconds);
  for (const std::string& wanted : request.layers) {
    const auto& known = homework.layers();
    if (std::any_of(known.begin(), known.end(), [&](const auto& one) { return one.name == wanted; })) continue;
    std::string names;
    for (const auto& one : known) names += (names.empty() ? "" : ", ") + one.name;
    throw Unusable("the convention '" + homework.convention() + "' has no layer '" + wanted + "'; it has " + names);
  }
  for (const std::string& module : homework.stand_ins()) {
    std::cout << request.file << ": the module " << module << " is missing; what it has fails when it is called\n";
  }
  std::vector<LayerUnderTest> found;
  for (const HomeworkLayer& one : layers_of(homework, request.file)) {
    if (!request.layers.empty() && std::count(request.layers.begin(), request.layers.end(), one.name) == 0) continue;
    if (one.layer) {
      found.push_back(*one.layer);
      found.back().command = "tests/verify " + request.file + " " + one.name + request.options;
      std::string skipped;
      for (const std::string& name : one.skipped) skipped += (skipped.empty() ? "" : ", ") + name;
      if (!request.is_brief && !skipped.empty()) {
        std::cout << request.file << ": " << one.name
                  << " is not asked for cases that are too long for Python, or that "
                  << "its course does not have: " << skipped << "\n";
      }
    } else {
      std::cout << request.file << ": " << one.name << " is not checked: there is no " << one.functions.front() << "\n";
    }
  }
  if (found.empty()) throw Unusable("none of the layers asked for is there");
  return found;
}

}  // namespace

// usage: verify_homework FILE.py [LAYER...] [--convention FILE]... [options of verify_command()]
int main(int argc, char** argv) {
  Request request;
  int next = 1;
  if (next < argc && argv[next][0] != '-') request.file = argv[next++];
  while (next < argc && argv[next][0] != '-') request.layers.emplace_back(argv[next++]);
  std::vector<const char*> options{argv[0]};
  while (next < argc) {
    if (argv[next] == std::string("--convention") && next + 1 < argc) {
      request.conventions.emplace_back(argv[next + 1]);
      request.options += std::string(" --convention ") + argv[next + 1];
      next += 2;
    } else {
      // What a check may take is what a call may take here; verify_command() says where it is no number.
      if (argv[next] == std::string("--seconds") && next + 1 < argc) request.seconds = std::atof(argv[next + 1]);
      request.is_brief = request.is_brief || argv[next] == std::string("--brief");
      options.push_back(argv[next++]);
    }
  }
  if (request.conventions.empty()) request.conventions = {CONVENTIONS "/cs231n.json", CONVENTIONS "/eecs598.json"};
  return verify_command(static_cast<int>(options.size()), options.data(), [&] { return layers_under_test(request); });
}
