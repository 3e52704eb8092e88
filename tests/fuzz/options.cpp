// Shapes and options of any numbers: refused, or right as computed with twice as many bits.
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <stdexcept>

#include "core/options.hpp"

namespace backcheck {
namespace {

__extension__ using Wide = __int128;

void require(bool holds) {
  if (!holds) std::abort();
}

// The input as a row of numbers: a byte says how many bytes one takes (0 to 8), zeros follow at the end.
class NumberStream {
 public:
  NumberStream(const std::uint8_t* bytes, std::size_t size) : bytes_(bytes), size_(size) {}
  Index next() {
    Index number = 0;
    if (size_ == 0) return number;
    const std::size_t length = std::min<std::size_t>(*bytes_ % 9, size_ - 1);
    std::memcpy(&number, bytes_ + 1, length);
    bytes_ += length + 1;
    size_ -= length + 1;
    return number;
  }

 private:
  const std::uint8_t* bytes_;
  std::size_t size_;
};

Shape shape_of(NumberStream& numbers) {
  const Index rank = numbers.next() & 7, a = numbers.next(), b = numbers.next(), c = numbers.next(), d = numbers.next();
  return rank == 1 ? Shape{a} : rank == 2 ? Shape{a, b} : rank == 3 ? Shape{a, b, c} : Shape{a, b, c, d};
}

void require_sound(const Shape& shape) {
  Wide product = shape.rank() > 0;
  for (Index axis = 0; axis < shape.rank(); ++axis) product *= shape[axis];
  require(shape.size() == product && product <= Shape::max_size);
}

template <LayerOptions O>
void try_layer(const O& options, const Shape& input) {
  const ParameterShapes params = options.parameter_shapes();
  require_sound(params.weight);
  require_sound(params.bias);
  const Shape output = options.output_shape(input);
  require_sound(output);
  require(output.rank() > 0 && output.size() > 0 && output[0] == input[0]);
  require(options.longest_sum(input) >= 1);
  const Cost cost = options.cost(input);
  for (const double number : {cost.forward_flops, cost.backward_flops, cost.forward_elements, cost.backward_elements}) {
    require(std::isfinite(number) && number >= 0);
  }
  if constexpr (requires { options.stride; }) {
    Wide padding = 0;
    if constexpr (requires { options.padding; }) padding = options.padding;
    for (const Index axis : {2, 3}) {
      require(output[axis] == (input[axis] + 2 * padding - options.kernel_size) / options.stride + 1);
    }
  }
}

}  // namespace
}  // namespace backcheck

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace backcheck;
  NumberStream numbers(bytes, size);
  try {
    const Index kind = numbers.next() & 7;
    const Shape input = shape_of(numbers);
    require_sound(input);
    require_sound(input.with_batch(numbers.next()));
    const Index a = numbers.next(), b = numbers.next(), c = numbers.next(), d = numbers.next(), e = numbers.next();
    const bool bias = (e & 1) != 0;
    if (kind == 0) try_layer(Conv2dOptions{a, b, c, d, e >> 1, bias}, input);
    if (kind == 1) try_layer(LinearOptions{a, b, bias}, input);
    if (kind == 2) try_layer(MaxPool2dOptions{a, b}, input);
    if (kind == 3) try_layer(AvgPool2dOptions{a, b}, input);
    if (kind == 4) try_layer(ReLUOptions{}, input);
    if (kind == 5) try_layer(DropoutOptions{static_cast<double>(a) / static_cast<double>(b)}, input);
  } catch (const std::invalid_argument&) {
  }
  return 0;
}
