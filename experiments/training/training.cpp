#include "experiments/training/training.hpp"

#if defined(__SSE2__)
#include <immintrin.h>
#endif

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>
#include <stdexcept>

#include "layers/make_network.hpp"
#include "layers/sigmoid_binary_cross_entropy.hpp"
#include "layers/softmax_cross_entropy.hpp"
#include "reference/make_network.hpp"
#include "reference/sigmoid_binary_cross_entropy.hpp"
#include "reference/softmax_cross_entropy.hpp"

namespace backcheck::experiments {
namespace {

// The uses of a training seed; initialize() has streams 0, 1, 2, ... of it, one a layer.
constexpr std::uint64_t shuffling = 1000, dropping = 1001;

// Where batches come from: images or examples.
struct ImageSource {
  const ImageSet& images;
  Batcher batcher;

  Index size() const { return images.size(); }
  template <Scalar T>
  void gather(std::span<const Index> indices, Tensor<T>& batch, std::vector<int>& labels) const {
    batcher.gather(images, indices, batch, labels);
  }
};

template <Scalar T>
struct ExampleSource {
  const Examples<T>& examples;

  Index size() const { return static_cast<Index>(examples.labels.size()); }
  void gather(std::span<const Index> indices, Tensor<T>& batch, std::vector<int>& labels) const {
    const Shape& shape = examples.inputs.shape();
    const Index inner = shape.inner_size();
    batch.resize(shape.with_batch(static_cast<Index>(indices.size())));
    labels.resize(indices.size());
    for (std::size_t n = 0; n < indices.size(); ++n) {
      std::copy_n(examples.inputs.data() + indices[n] * inner, inner, batch.data() + static_cast<Index>(n) * inner);
      labels[n] = examples.labels[static_cast<std::size_t>(indices[n])];
    }
  }
};

// Where a weight gets no gradient, its velocity decays through the denormal numbers, on which x86 is so slow that a
// whole training takes five times as long. While one of these lives, this thread takes them for zero; only the
// optimiser's arithmetic is covered, which is serial, so that results do not depend on the number of threads.
class FlushDenormals {
 public:
#if defined(__SSE2__)
  FlushDenormals() : before_(_mm_getcsr()) { _mm_setcsr(before_ | flush_to_zero | denormals_are_zero); }
  ~FlushDenormals() { _mm_setcsr(before_); }
  FlushDenormals(const FlushDenormals&) = delete;
  FlushDenormals& operator=(const FlushDenormals&) = delete;

 private:
  static constexpr unsigned flush_to_zero = 0x8000, denormals_are_zero = 0x0040;
  unsigned before_;
#endif
};

template <Scalar T>
int largest(const T* outputs, Index classes) {
  return static_cast<int>(std::max_element(outputs, outputs + classes) - outputs);
}

template <Scalar T>
Index count_correct(const Tensor<T>& outputs, const std::vector<int>& labels, std::vector<int>* predictions) {
  const Index N = outputs.shape()[0], classes = outputs.shape().inner_size();
  Index correct = 0;
  for (Index n = 0; n < N; ++n) {
    const int predicted = largest(outputs.data() + n * classes, classes);
    correct += predicted == labels[static_cast<std::size_t>(n)];
    if (predictions) predictions->push_back(predicted);
  }
  return correct;
}

// The sums of which Metrics are the means.
struct MetricSums {
  double loss = 0;
  Index correct = 0, images = 0;

  void add(double mean_loss, Index right, Index count) {
    loss += mean_loss * static_cast<double>(count);
    correct += right;
    images += count;
  }
  Metrics metrics() const {
    const double count = static_cast<double>(images);
    return {loss / count, static_cast<double>(correct) / count, images};
  }
};

template <class Source>
std::vector<Index> chosen(const Source& source, std::span<const Index> indices, const char* purpose) {
  std::vector<Index> order =
      indices.empty() ? index_range(0, source.size()) : std::vector(indices.begin(), indices.end());
  if (order.empty()) throw std::invalid_argument(std::string(purpose) + ": there are no images");
  const auto [low, high] = std::minmax_element(order.begin(), order.end());
  if (*low < 0 || *high >= source.size()) {
    throw std::invalid_argument(std::string(purpose) + ": image " + std::to_string(*low < 0 ? *low : *high) +
                                " wanted of a set of " + std::to_string(source.size()));
  }
  return order;
}

template <Scalar T, class Source>
Metrics train_on(const Source& source, Network<T>& network, const LossFunction<T>& loss, std::span<const Index> indices,
                 const TrainingOptions& options, std::uint64_t seed) {
  if (options.batch_size < 1) {
    throw std::invalid_argument("train: batch_size must be at least 1, got " + std::to_string(options.batch_size));
  }
  const std::vector<Index> unshuffled = chosen(source, indices, "train");
  const std::span<const Index> all = unshuffled;
  const Index images = static_cast<Index>(all.size());
  const Index used = options.drop_incomplete_batch ? images / options.batch_size * options.batch_size : images;
  if (used == 0) {
    throw std::invalid_argument("train: " + std::to_string(images) + " images do not fill a batch of " +
                                std::to_string(options.batch_size));
  }
  Optimizer<T> optimizer(options.optimizer);
  Tensor<T> batch, grad_output;
  std::vector<int> labels;
  std::vector<Index> order;
  Update update;
  MetricSums epoch;

  for (update.epoch = 1; update.epoch <= options.epochs; ++update.epoch) {
    order = unshuffled;
    if (options.shuffle) {
      std::mt19937_64 engine(mix(mix(seed, shuffling), static_cast<std::uint64_t>(update.epoch)));
      std::shuffle(order.begin(), order.end(), engine);
    }
    epoch = {};
    for (Index first = 0; first < used; first += options.batch_size) {
      update.batch_size = std::min(options.batch_size, used - first);
      source.gather(std::span<const Index>(order).subspan(static_cast<std::size_t>(first),
                                                          static_cast<std::size_t>(update.batch_size)),
                    batch, labels);
      update.learning_rate = options.schedule.learning_rate(update.step);
      ++update.step;
      const Pass pass{.training = true, .seed = mix(mix(seed, dropping), static_cast<std::uint64_t>(update.step))};
      const Tensor<T>& outputs = network.forward(batch, pass);
      update.loss = static_cast<double>(loss(outputs, labels, grad_output));
      update.correct = count_correct(outputs, labels, nullptr);
      epoch.add(update.loss, update.correct, update.batch_size);
      update.running = epoch.metrics();

      const bool finite = std::isfinite(update.loss);
      if (finite) {
        network.backward(grad_output, batch);
        if (options.clip_norm) {
          update.gradient_norm = clip_gradients(network.gradients(), *options.clip_norm);
        } else if (options.measure_gradient_norm) {
          update.gradient_norm = gradient_norm(network.gradients());
        }
        const FlushDenormals flush;
        optimizer.step(network.parameters(), network.gradients(), update.learning_rate);
      }
      const bool goes_on = !options.after_step || options.after_step(update);
      if (!finite || !goes_on) return epoch.metrics();
    }
    if (options.after_epoch && !options.after_epoch(update.epoch, epoch.metrics())) break;
  }
  return epoch.metrics();
}

template <Scalar T, class Source>
Metrics evaluate_on(const Source& source, Network<T>& network, const LossFunction<T>& loss,
                    std::span<const Index> indices, std::vector<int>* predictions) {
  constexpr std::size_t batch_size = 100;  // large enough to fill the vector units, small enough for the cache
  const std::vector<Index> order = chosen(source, indices, "evaluate");
  const std::span<const Index> all = order;
  Tensor<T> batch, unused_gradient;
  std::vector<int> labels;
  MetricSums tally;
  if (predictions) predictions->clear();
  for (std::size_t first = 0; first < all.size(); first += batch_size) {
    source.gather(all.subspan(first, std::min(batch_size, all.size() - first)), batch, labels);
    const Tensor<T>& outputs = network.forward(batch);
    const double mean_loss = static_cast<double>(loss(outputs, labels, unused_gradient));
    tally.add(mean_loss, count_correct(outputs, labels, predictions), static_cast<Index>(labels.size()));
  }
  return tally.metrics();
}

}  // namespace

template <Scalar T>
Network<T> make_network(const Architecture& architecture, Twin twin) {
  return twin == Twin::naive ? reference::make_network<T>(architecture) : layers::make_network<T>(architecture);
}

template <Scalar T>
LossFunction<T> softmax_cross_entropy(Twin twin) {
  if (twin == Twin::naive) return reference::SoftmaxCrossEntropy<T>{};
  return layers::SoftmaxCrossEntropy<T>{};
}

template <Scalar T>
LossFunction<T> sigmoid_binary_cross_entropy(Twin twin) {
  if (twin == Twin::naive) return reference::SigmoidBinaryCrossEntropy<T>{};
  return layers::SigmoidBinaryCrossEntropy<T>{};
}

template <Scalar T>
Metrics train(Network<T>& network, const LossFunction<T>& loss, const ImageSet& images, std::span<const Index> indices,
              const TrainingOptions& options, std::uint64_t seed) {
  return train_on(ImageSource{images, Batcher(options.normalization, images)}, network, loss, indices, options, seed);
}

template <Scalar T>
Metrics train(Network<T>& network, const LossFunction<T>& loss, const Examples<T>& examples,
              std::span<const Index> indices, const TrainingOptions& options, std::uint64_t seed) {
  return train_on(ExampleSource<T>{examples}, network, loss, indices, options, seed);
}

template <Scalar T>
Metrics evaluate(Network<T>& network, const LossFunction<T>& loss, const ImageSet& images,
                 std::span<const Index> indices, const ImageSet& training, Normalization normalization,
                 std::vector<int>* predictions) {
  return evaluate_on(ImageSource{images, Batcher(normalization, training)}, network, loss, indices, predictions);
}

template <Scalar T>
Metrics evaluate(Network<T>& network, const LossFunction<T>& loss, const Examples<T>& examples,
                 std::span<const Index> indices, std::vector<int>* predictions) {
  return evaluate_on(ExampleSource<T>{examples}, network, loss, indices, predictions);
}

std::vector<Index> index_range(Index begin, Index end) {
  std::vector<Index> indices(static_cast<std::size_t>(std::max<Index>(0, end - begin)));
  std::iota(indices.begin(), indices.end(), begin);
  return indices;
}

#define BACKCHECK_INSTANTIATE(T)                                                                             \
  template Network<T> make_network(const Architecture&, Twin);                                               \
  template LossFunction<T> softmax_cross_entropy(Twin);                                                      \
  template LossFunction<T> sigmoid_binary_cross_entropy(Twin);                                               \
  template Metrics train(Network<T>&, const LossFunction<T>&, const ImageSet&, std::span<const Index>,       \
                         const TrainingOptions&, std::uint64_t);                                             \
  template Metrics train(Network<T>&, const LossFunction<T>&, const Examples<T>&, std::span<const Index>,    \
                         const TrainingOptions&, std::uint64_t);                                             \
  template Metrics evaluate(Network<T>&, const LossFunction<T>&, const ImageSet&, std::span<const Index>,    \
                            const ImageSet&, Normalization, std::vector<int>*);                              \
  template Metrics evaluate(Network<T>&, const LossFunction<T>&, const Examples<T>&, std::span<const Index>, \
                            std::vector<int>*);
BACKCHECK_INSTANTIATE(float)
BACKCHECK_INSTANTIATE(double)
#undef BACKCHECK_INSTANTIATE

}  // namespace backcheck::experiments
