// The fast twins. CMake compiles this file and those of layers/ a second time for processors with AVX2, with the
// namespace `layers` renamed and BACKCHECK_FAST naming that contender.
#include "bench/network_contender.hpp"
#include "layers/make_network.hpp"
#include "layers/softmax_cross_entropy.hpp"

#ifndef BACKCHECK_FAST
#define BACKCHECK_FAST "fast"
#endif

namespace backcheck::bench {
namespace {

const Register fast{{.name = BACKCHECK_FAST,
                     .in_float = prepare_layer<float, layers::make_network<float>>,
                     .in_double = prepare_layer<double, layers::make_network<double>>,
                     .step = prepare_step<layers::make_network<float>, layers::SoftmaxCrossEntropy<float>>}};

}  // namespace
}  // namespace backcheck::bench
