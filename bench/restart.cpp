#include "bench/restart.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

namespace backcheck::bench {

void restart_program() {
  std::ifstream file("/proc/self/cmdline");  // the arguments, each with a zero behind it
  std::vector<std::string> arguments;
  for (std::string argument; std::getline(file, argument, '\0');) arguments.push_back(argument);
  std::vector<char*> pointers;
  for (std::string& argument : arguments) pointers.push_back(argument.data());
  pointers.push_back(nullptr);
  execv("/proc/self/exe", pointers.data());
  std::cerr << "backcheck: the program cannot start itself again: " << std::strerror(errno) << "\n";
  std::exit(2);
}

}  // namespace backcheck::bench
