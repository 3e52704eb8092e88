// How much code it takes.
#pragma once

#include <string>

namespace backcheck::bench {

// The lines of a source file, seen from the top folder, that are neither empty nor comment only, together with those of
// the headers of its own folder that it includes, and their sources, and so on: "312". "-" where the file cannot be
// read.
std::string code_lines(const std::string& file);

}  // namespace backcheck::bench
