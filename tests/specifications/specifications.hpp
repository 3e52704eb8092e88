// What the layers and losses of core/layers.def promise, and the cases they are verified on: conv2d_specification() in
// conv2d.cpp, and so on. They are the cases of every implementation, those of other people included (tests/verify).
#pragma once

#include "tests/suite/loss.hpp"
#include "tests/suite/specification.hpp"

namespace backcheck::suite {

#define BACKCHECK_LAYER(Name, file) const Specification<Name##Options>& file##_specification();
#define BACKCHECK_LOSS(Name, file) const Specification<LossOptions>& file##_specification();
#include "core/layers.def"

}  // namespace backcheck::suite
