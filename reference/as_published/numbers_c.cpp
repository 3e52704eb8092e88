// The numbers of Report C: sizes, the results on 500 images, and a confusion matrix.
#include <array>

#include "reference/as_published/numbers.hpp"

namespace backcheck::published::detail {
namespace {

void add_size(std::vector<Number>& numbers, const std::string& id, const std::string& part, const std::string& quantity,
              const char* printed, const std::string& meaning = "") {
  numbers.push_back({id, part + ": " + quantity, printed, "", meaning, ""});
}

void add_sizes(std::vector<Number>& numbers) {
  add_size(numbers, "C-01/training-images", "MNIST", "training images", "60000,784");
  add_size(numbers, "C-01/training-labels", "MNIST", "training labels", "60000,1");
  add_size(numbers, "C-01/testing-images", "MNIST", "testing images", "10000,784");
  add_size(numbers, "C-01/testing-labels", "MNIST", "testing labels", "10000,1");
  add_size(numbers, "C-03/filter", "task 1", "filter", "17x17");
  add_size(numbers, "C-03/features", "task 1", "features", "36");
  add_size(numbers, "C-03/convolved", "task 1", "after the convolution", "12,12,36");
  add_size(numbers, "C-04/pooled", "task 1", "after the pooling", "6,6,36");
  add_size(numbers, "C-05/flattened", "task 1", "flattened", "1296");
  add_size(numbers, "C-06/neurons", "task 1", "neurons of the FC layers", "256,128,10");
  const std::string mnist = "task 2, MNIST", cifar = "task 2, CIFAR-10";
  const std::string last = "channels last, where the MNIST network has them first";
  add_size(numbers, "C-29/image", mnist, "image", "1*28*28");
  add_size(numbers, "C-29/convolution-1", mnist, "after convolution 1", "8*24*24");
  add_size(numbers, "C-29/convolution-2", mnist, "after convolution 2", "8*20*20");
  add_size(numbers, "C-29/pooled", mnist, "after the pooling", "8*10*10");
  add_size(numbers, "C-29/flattened", mnist, "flattened", "800");
  add_size(numbers, "C-27/neurons", mnist, "neurons of the FC layers", "128,10");
  add_size(numbers, "C-28/convolution-biases", mnist, "bias vectors of the convolutions", "2");
  add_size(numbers, "C-28/fc-biases", mnist, "bias vectors of the FC layers", "2");
  add_size(numbers, "C-34/image", cifar, "image", "32*32*3", last);
  add_size(numbers, "C-34/convolution-1", cifar, "after convolution 1", "28*28*10", last);
  add_size(numbers, "C-34/convolution-2", cifar, "after convolution 2", "24*24*10", last);
  add_size(numbers, "C-34/pooled", cifar, "after the pooling", "12*12*10", last);
  add_size(numbers, "C-34/flattened", cifar, "flattened", "1440");
  add_size(numbers, "C-34/neurons", cifar, "neurons of the FC layers", "128,10");
  add_size(numbers, "C-34/convolution-biases", cifar, "bias vectors of the convolutions", "2");
  add_size(numbers, "C-34/fc-biases", cifar, "bias vectors of the FC layers", "2");
}

void add_results_on_500_images(std::vector<Number>& numbers) {
  const std::string given = "8 filters 5x5 twice, one 2x2 pooling, FC 128-10, SGD with momentum";
  numbers.push_back({"C-31/loss", "loss at epoch 1, 500 images", "1.0685072381910588", "nats",
                     "summed over the ten outputs, averaged over the images", given});
  numbers.push_back({"C-31/accuracy", "accuracy at epoch 1, 500 images", "91.8", "%",
                     "on the 500 training images: it is that of the confusion matrix", given, 500});
}

void add_confusion_matrix(std::vector<Number>& numbers) {
  constexpr std::array<std::array<int, 10>, 10> counts{{{58, 0, 0, 0, 0, 0, 0, 0, 0, 0},
                                                        {0, 60, 1, 0, 0, 0, 0, 0, 2, 0},
                                                        {0, 0, 40, 1, 0, 0, 0, 1, 0, 0},
                                                        {0, 0, 1, 46, 0, 1, 0, 1, 1, 0},
                                                        {0, 1, 1, 0, 43, 2, 0, 0, 0, 0},
                                                        {1, 0, 1, 1, 0, 35, 0, 0, 1, 0},
                                                        {0, 0, 1, 0, 0, 0, 47, 0, 0, 0},
                                                        {1, 0, 1, 2, 0, 1, 0, 52, 0, 0},
                                                        {1, 0, 2, 0, 0, 2, 0, 0, 41, 0},
                                                        {2, 0, 0, 0, 4, 5, 0, 2, 0, 37}}};
  for (std::size_t row = 0; row < 10; ++row) {
    std::string list;
    for (const int count : counts[row]) list += (list.empty() ? "" : ", ") + std::to_string(count);
    numbers.push_back({"C-30/row-" + std::to_string(row), "confusion matrix, row " + std::to_string(row), list,
                       "images",
                       "of 500 images in all, the largest of its subsets; which side is the truth is unstated", ""});
  }
}

}  // namespace

const std::vector<Number>& report_c() {
  static const std::vector<Number> all = [] {
    std::vector<Number> numbers;
    add_sizes(numbers);
    add_results_on_500_images(numbers);
    add_confusion_matrix(numbers);
    return numbers;
  }();
  return all;
}

}  // namespace backcheck::published::detail
