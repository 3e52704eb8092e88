// The loss of Report B's eq. 16 as it is printed, without its minus sign: what descent does with it.
#pragma once

#include "experiments/b/shallow_training.hpp"

namespace backcheck::experiments::report_b {

inline const ShallowSetting compared{he, 0.01};  // with the minus sign and without
constexpr const char* no_minus = "eq. 16 as printed (He, rate 0.01)";

plotting::Figure missing_minus_figure(const Results& results);
void describe_missing_minus(writing::Markdown& text, const Results& results);

}  // namespace backcheck::experiments::report_b
