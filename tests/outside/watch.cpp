#include "tests/outside/watch.hpp"

#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstring>
#include <exception>
#include <iostream>
#include <limits>
#include <new>
#include <stdexcept>
#include <string_view>

namespace backcheck::outside {

Notes* notes = nullptr;

namespace {

template <std::size_t size>
void copy(std::string_view text, char (&target)[size]) {
  target[text.copy(target, size - 1)] = '\0';
}

// A tensor that the call under way was passed. It may be resized during the call, so it is asked when needed.
struct PassedTensor {
  const char* name;
  const void* tensor;
  void (*look)(const void* tensor, const char*& data, std::size_t& size, std::size_t& element);
};
std::array<PassedTensor, 8> passed;
std::size_t passed_count = 0;

template <Scalar T>
void pass(const char* name, const Tensor<T>& tensor) {
  if (!notes) return;
  passed[passed_count++] = {name, &tensor,
                            [](const void* any, const char*& data, std::size_t& size, std::size_t& element) {
                              const auto& t = *static_cast<const Tensor<T>*>(any);
                              data = reinterpret_cast<const char*>(t.data());
                              size = static_cast<std::size_t>(t.size());
                              element = sizeof(T);
                            }};
}

// What was written to the standard output since the last call began belongs to that call.
void note_output(const std::string& call, const std::string& case_line) {
  if (notes->place->printed[0] != '\0') return;
  std::cout.flush();
  std::fflush(stdout);
  struct stat file {};
  if (fstat(notes->standard_output, &file) != 0 || file.st_size == 0) return;
  char start[64];
  const ssize_t size = pread(notes->standard_output, start, sizeof start, 0);
  std::string text(start, static_cast<std::size_t>(std::max<ssize_t>(size, 0)));
  text = text.substr(0, text.find('\n'));
  copy(call + " wrote to the standard output, first in case " + case_line + ": '" + text + "'", notes->place->printed);
}

// Notes that a call is under way for as long as it lives, and what was thrown or written in it.
class WatchedCall {
 public:
  WatchedCall(const char* call, const std::string& case_line) : case_line_(case_line) {
    if (!notes) return;
    copy(call, notes->place->call);
    copy(case_line, notes->place->case_line);
    passed_count = 0;
  }
  ~WatchedCall() {
    if (!notes) return;
    if (std::uncaught_exceptions() > thrown_before_) notes->thrown_in[case_line_] = notes->place->call;
    note_output(notes->place->call, case_line_);
    notes->place->call[0] = '\0';
    passed_count = 0;
  }
  WatchedCall(const WatchedCall&) = delete;
  WatchedCall& operator=(const WatchedCall&) = delete;

 private:
  const std::string& case_line_;
  int thrown_before_ = std::uncaught_exceptions();
};

// Calls; what is thrown leaves as a std::exception with a sentence of ours where it has none of its own.
template <class Function>
auto call(const char* name, const std::string& case_line, const Function& function) {
  const WatchedCall noted(name, case_line);
  try {
    return function();
  } catch (const std::bad_alloc&) {
    throw std::runtime_error("more memory than there is, or than the limit allows");
  } catch (const std::exception&) {
    throw;
  } catch (...) {
    throw std::runtime_error("something that is not derived from std::exception");
  }
}

template <Scalar T>
suite::Implementation<T> watched(const suite::Implementation<T>& layer, const std::string& line) {
  const auto forward = [=](const Tensor<T>& input, const Parameters<T>& params, const Pass& pass_, Tensor<T>& output,
                           std::any& cache) {
    call("forward", line, [&] {
      pass("output", output), pass("input", input), pass("weight", params.weight), pass("bias", params.bias);
      layer.forward(input, params, pass_, output, cache);
    });
  };
  const auto backward = [=](const Tensor<T>& grad_output, const Tensor<T>& input, const Parameters<T>& params,
                            const std::any& cache, Gradients<T>& grads) {
    try {
      call("backward", line, [&] {
        pass("grads.input", grads.input), pass("grads.weight", grads.weight), pass("grads.bias", grads.bias);
        pass("grad_output", grad_output), pass("input", input);
        pass("weight", params.weight), pass("bias", params.bias);
        layer.backward(grad_output, input, params, cache, grads);
      });
    } catch (const std::exception& error) {
      if (!notes || std::string_view(error.what()) != not_written) throw;
      notes->backward_is_unwritten = true;
      const T nan = std::numeric_limits<T>::quiet_NaN();
      grads.input = Tensor<T>(input.shape(), nan);
      grads.weight = Tensor<T>(params.weight.shape(), nan);
      grads.bias = Tensor<T>(params.bias.shape(), nan);
    }
  };
  return {forward, backward, layer.same_cache};
}

template <Scalar T>
suite::LazyCase<T> watched(suite::LazyCase<T> lazy) {
  lazy.make = [make = lazy.make, line = lazy.line] {
    suite::LayerCase<T> made = call("the constructor", line, make);
    made.layer = watched(made.layer, line);
    if (made.in_double) made.in_double = watched(*made.in_double, line);
    auto& geometry = made.geometry;
    geometry.output_shape = [=, f = geometry.output_shape](const Shape& input) {
      return call("output_shape", line, [&] { return f(input); });
    };
    geometry.cost = [=, f = geometry.cost](const Shape& input) { return call("cost", line, [&] { return f(input); }); };
    geometry.longest_sum = [=, f = geometry.longest_sum](const Shape& input) {
      return call("longest_sum", line, [&] { return f(input); });
    };
    return made;
  };
  return lazy;
}

// "output, element 12 (it has 12)": what the address belongs to, if it lies in or close to one of the tensors passed.
void note_access(const void* address) {
  const auto at = reinterpret_cast<std::ptrdiff_t>(address);
  const std::ptrdiff_t page = 4096;
  for (std::size_t i = 0; i < passed_count; ++i) {
    const char* data = nullptr;
    std::size_t size = 0, element = 1;
    passed[i].look(passed[i].tensor, data, size, element);
    const auto start = reinterpret_cast<std::ptrdiff_t>(size == 0 ? nullptr : data);
    const auto bytes = static_cast<std::ptrdiff_t>(size * element);
    if (at < start - page || at >= start + bytes + page) continue;
    const std::ptrdiff_t offset = at - start, width = static_cast<std::ptrdiff_t>(element);
    const std::ptrdiff_t position = (offset >= 0 ? offset : offset - width + 1) / width;
    if (size == 0) {
      std::snprintf(notes->place->access, sizeof notes->place->access,
                    "%s is still empty: %s.resize(...) must come first", passed[i].name, passed[i].name);
    } else {
      std::snprintf(notes->place->access, sizeof notes->place->access,
                    "element %td of %s was read or written, which has elements 0 to %zu only", position, passed[i].name,
                    size - 1);
    }
    return;
  }
}

void end_process(int number, siginfo_t* information, void*) {
  notes->place->signal = number;
  if (number == SIGSEGV || number == SIGBUS) note_access(information->si_addr);
  signal(number, SIG_DFL);
  raise(number);
}

}  // namespace

template <Scalar T>
suite::LayerCases<T> watched(suite::LayerCases<T> cases) {
  for (suite::LazyCase<T>& one : cases.cases) one = watched(one);
  for (auto& [one, says] : cases.refusals) one = watched(one);
  if (cases.random_case) {
    cases.random_case = [make = cases.random_case](const std::vector<Index>& drawn) {
      suite::LayerCase<T> made = make(drawn);
      return watched(suite::LazyCase<T>{"Random", made.line, [&] { return made; }}).make();
    };
  }
  return cases;
}

void note_signals() {
  static std::array<char, 65536> stack;
  const stack_t alternative{.ss_sp = stack.data(), .ss_flags = 0, .ss_size = stack.size()};
  sigaltstack(&alternative, nullptr);
  struct sigaction action {};
  action.sa_sigaction = end_process;
  action.sa_flags = SA_SIGINFO | SA_ONSTACK;
  for (const int number : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT}) sigaction(number, &action, nullptr);
}

template suite::LayerCases<float> watched(suite::LayerCases<float>);
template suite::LayerCases<double> watched(suite::LayerCases<double>);

}  // namespace backcheck::outside
