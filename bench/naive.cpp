// The naive twins: nested loops on one thread, timed as they are read.
#include "bench/network_contender.hpp"
#include "reference/make_network.hpp"
#include "reference/softmax_cross_entropy.hpp"

namespace backcheck::bench {
namespace {

const Register naive{{.name = "naive",
                      .threaded = false,
                      .in_float = prepare_layer<float, reference::make_network<float>>,
                      .in_double = prepare_layer<double, reference::make_network<double>>,
                      .step = prepare_step<reference::make_network<float>, reference::SoftmaxCrossEntropy<float>>}};

}  // namespace
}  // namespace backcheck::bench
