// A chain of layers with their parameters. This is the only place with type erasure: it takes any type that satisfies
// Layer, a student's included, so that an experiment can choose its twins at run time.
#pragma once

#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "core/layer.hpp"
#include "core/random.hpp"

namespace backcheck {

// How weights start; biases start at zero unless said otherwise. With fan_in and fan_out the number of inputs and
// outputs of one unit (C * K * K and F * K * K for a convolution):
//   gaussian        N(0, standard_deviation^2)
//   he              N(0, 2 / fan_in)                   He et al., 2015
//   xavier          N(0, 2 / (fan_in + fan_out))       Glorot and Bengio, 2010
//   uniform_fan_in  U(-1 / sqrt(fan_in), 1 / sqrt(fan_in)), biases too: PyTorch's default
struct Initializer {
  enum class Kind { gaussian, he, xavier, uniform_fan_in };
  Kind kind = Kind::he;
  double standard_deviation = 0.01;  // gaussian
};

template <Scalar T>
class Network {
 public:
  using Number = T;

  // Appends a layer, its parameters zero. `name` is for messages and figures; by default the layer's own.
  template <Layer L>
  requires std::same_as<typename L::Number, T> Network& add(L layer, std::string name = std::string(L::Options::name)) {
    const ParameterShapes shapes = layer.options.parameter_shapes();
    parameters_.push_back({Tensor<T>(shapes.weight), Tensor<T>(shapes.bias)});
    gradients_.emplace_back();
    gradients_.back().wants_input = gradients_.size() > 1;  // nobody reads the gradient of the images
    outputs_.emplace_back();
    names_.push_back(std::move(name));
    layers_.push_back(std::make_unique<Erased<L>>(std::move(layer)));
    return *this;
  }

  Index depth() const { return static_cast<Index>(layers_.size()); }
  const std::string& name(Index layer) const { return names_[at(layer)]; }

  // One entry per layer, in order; empty tensors where a layer has no parameters.
  std::vector<Parameters<T>>& parameters() { return parameters_; }
  const std::vector<Parameters<T>>& parameters() const { return parameters_; }
  // The gradients of the last backward pass.
  std::vector<Gradients<T>>& gradients() { return gradients_; }
  const std::vector<Gradients<T>>& gradients() const { return gradients_; }
  // The outputs of the last forward pass.
  const Tensor<T>& output(Index layer) const { return outputs_[at(layer)]; }

  // Whether backward computes the gradient of the network's input (gradients()[0].input); by default not.
  void want_input_gradient(bool wanted) { gradients_.at(0).wants_input = wanted; }

  // The shape that each layer gives an input of this shape, without computing anything.
  std::vector<Shape> shapes(Shape input) const {
    std::vector<Shape> shapes;
    for (std::size_t l = 0; l < layers_.size(); ++l) {
      naming_layer(l, [&] { input = layers_[l]->output_shape(input); });
      shapes.push_back(input);
    }
    return shapes;
  }

  // The output of the last layer; valid until the next forward pass.
  const Tensor<T>& forward(const Tensor<T>& input, const Pass& pass = {}) {
    if (layers_.empty()) throw std::invalid_argument("Network: it has no layers");
    for (std::size_t l = 0; l < layers_.size(); ++l) {
      const Pass layer_pass{pass.training, mix(pass.seed, l)};
      naming_layer(
          l, [&] { layers_[l]->forward(l == 0 ? input : outputs_[l - 1], parameters_[l], layer_pass, outputs_[l]); });
    }
    return outputs_.back();
  }

  // Overwrites all gradients, given dL/d(output) of the last forward pass, which must have been on this `input`.
  void backward(const Tensor<T>& grad_output, const Tensor<T>& input) {
    for (std::size_t l = layers_.size(); l-- > 0;) {
      const Tensor<T>& grad = l + 1 == layers_.size() ? grad_output : gradients_[l + 1].input;
      naming_layer(
          l, [&] { layers_[l]->backward(grad, l == 0 ? input : outputs_[l - 1], parameters_[l], gradients_[l]); });
    }
  }

 private:
  struct AnyLayer {
    virtual ~AnyLayer() = default;
    virtual Shape output_shape(const Shape& input) const = 0;
    virtual void forward(const Tensor<T>& input, const Parameters<T>& params, const Pass& pass, Tensor<T>& output) = 0;
    virtual void backward(const Tensor<T>& grad_output, const Tensor<T>& input, const Parameters<T>& params,
                          Gradients<T>& grads) = 0;
  };

  template <Layer L>
  struct Erased final : AnyLayer {
    explicit Erased(L given) : layer(std::move(given)) {}
    Shape output_shape(const Shape& input) const override { return layer.options.output_shape(input); }
    void forward(const Tensor<T>& input, const Parameters<T>& params, const Pass& pass, Tensor<T>& output) override {
      layer.forward(input, params, pass, output, cache);
    }
    void backward(const Tensor<T>& grad_output, const Tensor<T>& input, const Parameters<T>& params,
                  Gradients<T>& grads) override {
      layer.backward(grad_output, input, params, cache, grads);
    }
    L layer;
    typename L::Cache cache;
  };

  // A layer does not know where it stands: adds that to what it complains about.
  template <class Action>
  void naming_layer(std::size_t l, const Action& action) const {
    try {
      action();
    } catch (const std::invalid_argument& error) {
      throw std::invalid_argument("Network, layer " + std::to_string(l + 1) + " of " + std::to_string(layers_.size()) +
                                  " (" + names_[l] + "): " + error.what());
    }
  }

  std::size_t at(Index layer) const { return static_cast<std::size_t>(layer); }

  std::vector<std::unique_ptr<AnyLayer>> layers_;
  std::vector<std::string> names_;
  std::vector<Parameters<T>> parameters_;
  std::vector<Gradients<T>> gradients_;
  std::vector<Tensor<T>> outputs_;
};

// Draws every weight anew and sets every bias as the initializer says. Layer l draws from mix(seed, l), so that one
// layer's weights do not depend on the sizes of the layers before it.
template <Scalar T>
void initialize(Network<T>& network, const Initializer& initializer, std::uint64_t seed);

// The number of weights and biases.
template <Scalar T>
Index parameter_count(const Network<T>& network);

}  // namespace backcheck
