#include "bench/contender.hpp"

#include <algorithm>
#include <chrono>
#include <numeric>
#include <utility>
#include <variant>

#include "core/random.hpp"
#include "reference/make_network.hpp"

namespace backcheck::bench {
namespace {

std::vector<Contender>& registered() {
  static std::vector<Contender> all;
  return all;
}

}  // namespace

const std::vector<Contender>& contenders() { return registered(); }

Register::Register(Contender contender) {
  std::vector<Contender>& all = registered();
  all.push_back(std::move(contender));
  const auto rank = [](const Contender& c) { return std::pair(c.name != "naive", c.name); };
  std::sort(all.begin(), all.end(), [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
}

std::string to_string(Direction direction) {
  switch (direction) {
    case Direction::forward:
      return "forward";
    case Direction::backward:
      return "backward";
    case Direction::backward_without_input:
      return "backward-without-input";
  }
  return "";
}

template <Scalar T>
LayerProblem<T>::LayerProblem(const AnyOptions& given, const Shape& shape, Direction direction_, int threads_)
    : options(given), direction(direction_), threads(threads_), input(shape) {
  std::visit(
      [&](const auto& o) {
        const ParameterShapes shapes = o.parameter_shapes();
        params = {Tensor<T>(shapes.weight), Tensor<T>(shapes.bias)};
        grad_output.resize(o.output_shape(shape));
      },
      options);
  fill_uniform(input, -1, 1, 1);
  fill_uniform(params.weight, -1, 1, 2);
  fill_uniform(params.bias, -1, 1, 3);
  fill_uniform(grad_output, -1, 1, 4);
}

template <Scalar T>
double TimedPass<T>::seconds(std::int64_t count) {
  const auto start = std::chrono::steady_clock::now();
  for (std::int64_t i = 0; i < count; ++i) run();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

StepProblem::StepProblem(const Architecture& given, const Shape& batch, bool gather_, int threads_)
    : architecture(given), input(batch), gather(gather_), threads(threads_) {
  constexpr Index image_count = 6000;  // more than the caches hold, so that gathering is as slow as in training
  images.resize(batch.with_batch(image_count));
  fill_uniform(images, -0.5, 0.5, 1);
  Network<float> network = reference::make_network<float>(architecture);
  const Index classes = network.shapes(batch).back()[1];
  for (Index i = 0; i < image_count; ++i) {
    labels.push_back(static_cast<int>(random_bits(2, static_cast<std::uint32_t>(i)) % classes));
  }
  order.resize(static_cast<std::size_t>(image_count));
  std::iota(order.begin(), order.end(), Index{0});
  for (Index i = image_count - 1; i > 0; --i) {  // Fisher and Yates
    std::swap(order[static_cast<std::size_t>(i)],
              order[random_bits(3, static_cast<std::uint32_t>(i)) % static_cast<std::size_t>(i + 1)]);
  }
  initialize(network, {.kind = Initializer::Kind::he}, 4);
  params = network.parameters();
}

template struct LayerProblem<float>;
template struct LayerProblem<double>;
template class TimedPass<float>;
template class TimedPass<double>;

}  // namespace backcheck::bench
