// A contender: one implementation of layers, or of steps of training, among those that are timed beside each other.
// Each stands in its own file, which registers it:
//
//   const Register eigen{{.name = "eigen", .has = ..., .in_float = prepare<float>, .in_double = prepare<double>}};
//
// The naive and the fast layers are contenders like all others. The answers of every contender are compared with the
// naive ones before it is timed.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/architecture.hpp"
#include "core/network.hpp"

namespace backcheck::bench {

// What is timed of a layer. A network's first layer is also timed without the gradient of its input, which nobody
// reads.
enum class Direction { forward, backward, backward_without_input };
std::string to_string(Direction direction);

// One pass of one layer, on numbers that are the same for every contender: uniform on [-1, 1).
template <Scalar T>
struct LayerProblem {
  LayerProblem(const AnyOptions& options, const Shape& input, Direction direction, int threads);

  AnyOptions options;
  Direction direction;
  int threads;
  Tensor<T> input, grad_output;
  Parameters<T> params;
};

// `output` after a forward pass, `grads` after a backward pass.
template <Scalar T>
struct LayerAnswers {
  Tensor<T> output;
  Gradients<T> grads;
};

// A contender ready to compute one problem: what it needs only once (plans, its own layouts, memory) is made.
template <Scalar T>
class TimedPass {
 public:
  virtual ~TimedPass() = default;
  virtual void run() = 0;
  // Seconds that `count` runs take; overridden where another process keeps the time.
  virtual double seconds(std::int64_t count);
  // The answers of the last run, as tensors of core/tensor.hpp.
  virtual LayerAnswers<T> answers() = 0;
  // Memory in bytes that a run on one thread needs beyond the tensors it is given and those it answers; negative where
  // it is not known.
  virtual double workspace_bytes() { return -1; }
};

// One step of training with plain SGD on softmax cross-entropy: forward, loss, backward, update. With `gather` the
// batch is first copied together from `images` in shuffled order, as training does; without, it is always the first
// one.
struct StepProblem {
  StepProblem(const Architecture& architecture, const Shape& input, bool gather, int threads);

  Architecture architecture;
  Shape input;  // of one batch
  bool gather;
  int threads;
  double learning_rate = 1e-6;            // so small that however many steps are timed, the numbers stay ordinary
  Tensor<float> images;                   // several batches, along the first axis
  std::vector<int> labels;                // of each image
  std::vector<Index> order;               // all images, shuffled
  std::vector<Parameters<float>> params;  // to start from
};

class TimedStep {
 public:
  virtual ~TimedStep() = default;
  virtual double seconds(std::int64_t count) = 0;
  // The gradients of the last step.
  virtual std::vector<Gradients<float>> gradients() = 0;
};

// The problem outlives what is prepared for it.
template <Scalar T>
using PrepareLayer = std::unique_ptr<TimedPass<T>> (*)(const LayerProblem<T>& problem);
using PrepareStep = std::unique_ptr<TimedStep> (*)(const StepProblem& problem);

struct Contender {
  enum class Kind {
    twin,    // naive or fast
    peer,    // a library, timed with --peers only
    rung,    // a step of the ladder from naive to fast: ladder/
    own,     // somebody else's, with --layer only
    device,  // the layers on a device such as a GPU, built with --offload only
  };
  std::string name;  // in the names of the rows: "onednn"
  Kind kind = Kind::twin;
  std::string (*version)() = nullptr;  // of a peer, as it is reported: "oneDNN 2.6.3"; or of the device
  bool threaded = true;                // whether it has rows with more than one thread
  bool (*has)(const AnyOptions& options, Direction direction) = [](const AnyOptions&, Direction) { return true; };
  double magnification = 1;  // how large the products are that it adds up, over those of the naive one: so are errors
  PrepareLayer<float> in_float = nullptr;  // null where it has no layers in these numbers
  PrepareLayer<double> in_double = nullptr;
  PrepareStep step = nullptr;  // null where it trains no networks
  // Called before anything else where the contender takes part; may start the program anew in another environment.
  void (*enter)() = nullptr;

  template <Scalar T>
  PrepareLayer<T> prepare() const {
    if constexpr (std::same_as<T, float>)
      return in_float;
    else
      return in_double;
  }
};

// The naive one first, the others in the order of their names.
const std::vector<Contender>& contenders();

// Adds a contender before main() begins.
struct Register {
  explicit Register(Contender contender);
};

}  // namespace backcheck::bench
