// Included before everything in the tests that layers/offload is to pass: those that are written for layers/. Headers
// come from layers/offload, which has the same file names (see CMakeLists.txt), and so do the structs.
#pragma once

namespace backcheck {
namespace offload {}
namespace layers = offload;
}  // namespace backcheck
