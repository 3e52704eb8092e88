// A network as data: the options of its layers in order, from which either twin is built.
#pragma once

#include <utility>
#include <variant>
#include <vector>

#include "core/options.hpp"

namespace backcheck {

using AnyOptions = std::variant<Conv2dOptions, LinearOptions, MaxPool2dOptions, AvgPool2dOptions, ReLUOptions,
                                SigmoidOptions, TanhOptions, DropoutOptions>;
using Architecture = std::vector<AnyOptions>;

}  // namespace backcheck
