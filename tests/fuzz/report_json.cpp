// A manifest and a summary of anything: refused, or put into words, and the manifest written again as the same text.
#include <cstdint>
#include <cstdlib>
#include <stdexcept>

#include "experiments/publishing/manifest.hpp"
#include "experiments/publishing/summary.hpp"
#include "memory_file.hpp"

namespace backcheck::experiments {
namespace {

void read_manifest(std::span<const std::uint8_t> bytes) {
  static fuzz::MemoryFile file("b-shapes/manifest.json");
  file.set(bytes);
  try {
    const Manifest manifest = load_manifest(fuzz::folder() / "b-shapes").value();
    rank_of(manifest);
    const std::string text = to_json_text(manifest);
    file.set({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
    if (to_json_text(load_manifest(fuzz::folder() / "b-shapes").value()) != text) std::abort();
  } catch (const std::runtime_error&) {
  }
}

void read_summary(std::span<const std::uint8_t> bytes) {
  static fuzz::MemoryFile file("b-shapes/summary.json");
  file.set(bytes);
  try {
    const ExperimentSummary summary = load_summary(fuzz::folder() / "b-shapes").value();
    for (const JudgedNumber& number : summary.numbers) {
      our_texts(number);
      published_text(number);
      verdict_text(number.judgement);
    }
    writing::Markdown text;
    add_claims(text, summary.claims);
  } catch (const std::runtime_error&) {
  }
}

}  // namespace
}  // namespace backcheck::experiments

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  backcheck::experiments::read_manifest({bytes, size});
  backcheck::experiments::read_summary({bytes, size});
  return 0;
}
