// Reading a header of somebody else's: which structs in it are layers or losses, and the program that verifies them.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace backcheck::outside {

// "forward", "backward" or "operator()" as it is declared.
struct Declaration {
  int line = 0;
  std::string text;  // "void forward(const Tensor<T>& input, ...) const", on one line
};

// A struct or class outside of any other.
struct Struct {
  std::string name, scope;  // "Conv2d", "student::"
  int line = 0;
  int template_parameters = 0;  // 0 where it is no template
  std::map<std::string, Declaration> functions;
  bool has_specification = false;  // whether a variable of that name stands in its namespace

  bool is_layer() const { return functions.count("forward") + functions.count("backward") > 0; }
  bool is_loss() const { return !is_layer() && functions.count("operator()") > 0; }
};

// Knows comments, strings, namespaces, structs and braces; macros are not expanded.
std::vector<Struct> structs_in(std::string_view source);

// What a user is told of a file that holds nothing to verify.
struct NothingToVerify {
  std::string sentence;
};

// The layers and losses among them, or the one called `type` (with or without its namespace). Those that are named like
// one of core/layers.def count though forward and backward are missing. Throws NothingToVerify.
std::vector<Struct> to_verify(const std::vector<Struct>& structs, const std::string& file, const std::string& type);

// A program whose arguments are those of verify_command() (verification.hpp). What a layer lacks becomes an error of
// the compiler at the layer's own line, as "[contract] what is wrong; wanted: ...; found: ...".
std::string program_for(const std::vector<Struct>& layers, const std::string& path, const std::string& file);

// The source of a library that bench/own.hpp loads. Throws NothingToVerify where one of them is a loss.
std::string contenders_for(const std::vector<Struct>& layers, const std::string& path, const std::string& file);

}  // namespace backcheck::outside
