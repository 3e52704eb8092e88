// A process that is talked to in messages, with limits of time and memory.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <vector>

#include "core/tensor.hpp"
#include "tests/suite/failure.hpp"

namespace backcheck::outside {

// An object, and the numbers of the arrays that it lists under "arrays" as {"name", "type", "shape"}, one after the
// other, as they lie in memory.
struct Message {
  nlohmann::json object = nlohmann::json::object();
  std::string numbers;

  // T is float, double or std::int64_t. A tensor without extents is left out.
  template <Scalar T>
  void add(const std::string& name, const Tensor<T>& tensor);
  // False where no array of this name is listed.
  template <Scalar T>
  bool read(const std::string& name, Tensor<T>& tensor) const;
};
template <Scalar T>
const char* type_of();  // "<f4", "<f8", "<i8"

// Thrown where an answer is due and none comes. what() says what the process did instead: "gave no answer within 5
// seconds".
struct NoAnswer : std::runtime_error {
  explicit NoAnswer(const std::string& what, suite::Failure::Kind how = suite::Failure::Kind::exited)
      : std::runtime_error(what), kind(how) {}
  suite::Failure::Kind kind;
};

class Subprocess {
 public:
  static constexpr std::uint64_t most_memory = std::uint64_t{4} << 30;  // bytes

  // Starts a command (found on the PATH), with nothing on its standard input and output. What it talks through is the
  // open file whose number is appended to the command.
  explicit Subprocess(std::vector<std::string> command);
  // Ends it, if it has not ended.
  ~Subprocess();
  Subprocess(const Subprocess&) = delete;
  Subprocess& operator=(const Subprocess&) = delete;

  // What it says next, or throws NoAnswer. Afterwards it is good for nothing.
  Message hear(double seconds);
  // What it answers.
  Message ask(const Message& request, double seconds);

 private:
  template <class Some>
  void transfer(short event, std::size_t size, const Some& some);
  [[noreturn]] void explain(bool too_late);

  int socket_;
  pid_t process_;
  double deadline_ = 0, seconds_ = 0;
  bool has_spoken_ = false;
};

}  // namespace backcheck::outside
