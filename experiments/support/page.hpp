// root/index.html: everything on one page, for a phone and for a wide screen, without network or script.
#pragma once

#include <filesystem>
#include <vector>

#include "experiments/support/report.hpp"

namespace backcheck::experiments {

void write_page(const std::vector<Report>& reports, const std::filesystem::path& root);

}  // namespace backcheck::experiments
