// The numbers of Report C.
#include "reference/as_published/numbers.hpp"

namespace backcheck::published::detail {

const std::vector<Number>& report_c() {
  static const std::vector<Number> numbers = {};
  return numbers;
}

}  // namespace backcheck::published::detail
