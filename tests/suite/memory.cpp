// Does the layer touch nothing but its tensors, wherever they lie?
#include "tests/suite/checks.hpp"
#include "tests/suite/compare.hpp"
#include "tests/suite/computation.hpp"
#include "tests/suite/guarded_memory.hpp"

namespace backcheck::suite {
namespace {

// Tensors that end exactly where the program may not read on, and tensors that start at every place in a cache line.
template <Scalar T>
CheckResult stays_inside_its_tensors(const LayerCase<T>& layer_case) {
  const auto run_on = [&] {
    return run(layer_case.layer, make_arguments(layer_case, Numbers::random), layer_case.pass());
  };
  const Computed<T> wanted = run_on();
  CheckResult result;
  const auto run_guarded = [&](std::ptrdiff_t offset, const std::string& where) {
    const GuardedMemory guarded(layer_case.geometry.layer + ", case " + layer_case.line, offset);
    const Computed<T> computed = run_on();
    result += compare_bits(layer_case.layer, wanted, computed, "where tensors " + where, names::alignment);
  };
  run_guarded(GuardedMemory::at_the_end, "end at the end of a page");
  const std::ptrdiff_t cache_line = 64;
  for (std::ptrdiff_t offset = 0; offset < cache_line; offset += sizeof(T)) {
    run_guarded(offset, "start " + std::to_string(offset) + " bytes after a cache line");
  }
  return result;
}

}  // namespace

template <Scalar T>
std::vector<Check<T>> memory_checks() {
  return {{"StaysInsideItsTensors", "memory", [](const LayerCase<T>& c) { return !c.elsewhere; },
           stays_inside_its_tensors<T>}};
}

template std::vector<Check<float>> memory_checks();
template std::vector<Check<double>> memory_checks();

}  // namespace backcheck::suite
