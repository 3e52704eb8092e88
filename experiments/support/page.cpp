#include "experiments/support/page.hpp"

namespace backcheck::experiments {

void write_page(const std::vector<Report>&, const std::filesystem::path&) {}

}  // namespace backcheck::experiments
