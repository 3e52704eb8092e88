// A layer of somebody else's as a contender: what bench/run --layer compiles a header with.
#pragma once

#include <stdexcept>
#include <string>
#include <utility>
#include <variant>

#include "bench/network_contender.hpp"
#include "tests/outside/adapt.hpp"

namespace backcheck::bench {

template <class S, LayerOptions O, Scalar T>
std::unique_ptr<TimedPass<T>> prepare_own_layer(const LayerProblem<T>& problem) {
  Network<T> network;
  network.add(typename outside::Adapted<S, O>::template Layer<T>{std::get<O>(problem.options)});
  return std::make_unique<NetworkPass<T>>(problem, std::move(network));
}

// `S` names the template that somebody else wrote, `Known` the options of the layer of its name
// (tests/outside/adapt.hpp). Throws std::invalid_argument where the project has no layer with such options, so that
// nothing could stand beside it.
template <class S, class Known>
Contender own_layer(const std::string& name) {
  using O = outside::OptionsOf<S, Known>;
  if constexpr (outside::is_known<O>) {
    return {.name = "yours",
            .kind = Contender::Kind::own,
            .has = [](const AnyOptions& options, Direction) { return std::holds_alternative<O>(options); },
            .in_float = prepare_own_layer<S, O, float>,
            .in_double = prepare_own_layer<S, O, double>};
  } else {
    throw std::invalid_argument(
        name + " is of a kind that this project has no layer of, so there is nothing to time it beside");
  }
}

}  // namespace backcheck::bench
