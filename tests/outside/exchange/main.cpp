// The command line of tests/exchange.
#include <algorithm>
#include <exception>
#include <iostream>

#include "tests/outside/exchange/exchange.hpp"

namespace {

using namespace backcheck::outside;

int refuse(const std::string& sentence) {
  std::cerr << "backcheck: " << sentence << "\n";
  return 2;
}

}  // namespace

int main(int argc, char** argv) try {
  const std::string what = argc > 1 ? argv[1] : "";
  int next = 3;
  std::vector<std::string> layers;
  while (next < argc && argv[next][0] != '-') layers.emplace_back(argv[next++]);
  if (argc < 3 || (what != "write" && what != "check")) {
    return refuse("tests/exchange write DIR [LAYER...] [--float], or check DIR [LAYER...] (--help says more)");
  }
  if (what == "check") {
    std::vector<const char*> options{argv[0]};
    options.insert(options.end(), argv + next, argv + argc);
    return verify_command(static_cast<int>(options.size()), options.data(),
                          [&] { return read_exchange(argv[2], layers); });
  }
  const bool in_float = next < argc && argv[next] == std::string("--float");
  if (next + in_float < argc) {
    return refuse("'" + std::string(argv[next + in_float]) + "' is no option of 'write', whose only one is --float");
  }
  in_float ? write_exchange<float>(argv[2], layers) : write_exchange<double>(argv[2], layers);
  std::cout << argv[2] << "/exchange.json lists the cases; the answers are to stand beside the inputs\n";
  return 0;
} catch (const std::filesystem::filesystem_error& error) {
  return refuse(error.path1().string() + ": " + error.code().message());
} catch (const std::exception& error) {
  return refuse(error.what());
}
