// Results of anything: refused, or written again and read as the same.
#include <cstdint>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <string_view>

#include "experiments/judging/results.hpp"
#include "experiments/writing/csv.hpp"

namespace backcheck::experiments {
namespace {

std::string lines_again(std::string_view text) {
  std::string again;
  for (const std::vector<std::string>& fields : writing::parse_csv(text)) again += writing::csv_line(fields);
  return again;
}

std::string samples_again(std::string_view text) { return samples_to_csv(samples_from_csv(text)); }

template <class Again>
void require_same_when_read_again(std::string_view text, const Again& again) {
  std::string once;
  try {
    once = again(text);
  } catch (const std::invalid_argument&) {
    return;
  }
  if (again(once) != once) std::abort();
}

}  // namespace
}  // namespace backcheck::experiments

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace backcheck::experiments;
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  require_same_when_read_again(text, lines_again);
  require_same_when_read_again(text, samples_again);
  return 0;
}
