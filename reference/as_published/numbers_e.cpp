// The numbers of Report E.
#include "reference/as_published/numbers.hpp"

namespace backcheck::published::detail {

const std::vector<Number>& report_e() {
  static const std::vector<Number> numbers = {};
  return numbers;
}

}  // namespace backcheck::published::detail
