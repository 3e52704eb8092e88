// The numbers of Report A.
#include "reference/as_published/numbers.hpp"

namespace backcheck::published::detail {
namespace {

void add_size(std::vector<Number>& numbers, const std::string& id, const std::string& quantity, const char* printed) {
  numbers.push_back({"A-17/" + id, quantity, printed, "", "", "kernel size, stride, channels"});
}

void add_sizes(std::vector<Number>& numbers) {
  const auto layer = [&](const std::string& name, const char* channels, const char* size) {
    add_size(numbers, name + "-channels", name + ", channels", channels);
    add_size(numbers, name + "-size", name + ", height and width", size);
  };
  layer("Conv1", "4", "24");
  layer("MaxPool1", "4", "12");
  layer("Conv2", "8", "8");
  layer("MaxPool2", "8", "4");
  add_size(numbers, "FC1-size", "FC1, outputs", "128");
  add_size(numbers, "FC2-size", "FC2, outputs", "10");
}

// What the report prints after one epoch. Its "val" numbers are those of the test images.
void add_epoch(std::vector<Number>& numbers, const std::string& item, const std::string& given, const char* train_loss,
               const char* train_accuracy, const char* test_loss, const char* test_accuracy) {
  const std::string running = "running mean while the weights move", afterwards = "of the 10,000 test images";
  numbers.push_back({item + "/train-loss", "training loss, first epoch", train_loss, "nats", running, given});
  numbers.push_back(
      {item + "/train-accuracy", "training accuracy, first epoch", train_accuracy, "%", running, given, 60000});
  numbers.push_back({item + "/test-loss", "\"val\" loss after one epoch", test_loss, "nats", afterwards, given});
  numbers.push_back(
      {item + "/test-accuracy", "\"val\" accuracy after one epoch", test_accuracy, "%", afterwards, given, 10000});
}

void add_framework(std::vector<Number>& numbers) {
  const std::string given = "the network, one epoch, learning rate 0.01";
  constexpr const char* losses[] = {"1.567751", "0.969617", "0.721266", "0.586809", "0.500713", "0.439780"};
  int batch = 0;
  for (const char* loss : losses) {
    const std::string at = std::to_string(batch += 100);
    numbers.push_back(
        {"A-24/loss-at-" + at, "training loss at batch " + at, loss, "", "mean since the first batch", given});
  }
  numbers.push_back({"A-24/test-loss", "test loss", "0.109147", "", "", given});
  numbers.push_back({"A-24/test-accuracy", "test accuracy", "0.963", "", "", given, 10000});
}

void add_plane_layers(std::vector<Number>& numbers) {
  const auto layer = [&](const std::string& name, const char* in, const char* out) {
    numbers.push_back({"A-26/" + name + "-inputs", "network of the plane, " + name + ", inputs", in});
    numbers.push_back({"A-26/" + name + "-outputs", "network of the plane, " + name + ", outputs", out});
  };
  layer("fc1", "2", "8");
  layer("fc2", "8", "8");
  layer("fc3", "8", "2");
}

void add_plane(std::vector<Number>& numbers, const std::string& epoch, const char* train_loss, const char* test_loss,
               const char* test_accuracy) {
  const std::string given = "network 2-8-8-2";
  numbers.push_back({"A-27/train-loss-" + epoch, "training loss, epoch " + epoch, train_loss, "", "", given});
  numbers.push_back({"A-27/test-loss-" + epoch, "test loss, epoch " + epoch, test_loss, "", "", given});
  numbers.push_back({"A-27/test-accuracy-" + epoch, "test accuracy, epoch " + epoch, test_accuracy, "", "", given, 40});
}

}  // namespace

const std::vector<Number>& report_a() {
  static const std::vector<Number> all = [] {
    std::vector<Number> numbers;
    add_sizes(numbers);
    add_epoch(numbers, "A-20", "the network, one epoch, stochastic gradient descent, inputs in [-0.5, 0.5]",
              "0.8496868569922696", "72.52", "0.3427774430097381", "89.12");
    add_epoch(numbers, "A-23", "two fully connected layers, one epoch", "1.268726570460975", "70.94833333333333",
              "0.5366752182892833", "84.89");
    add_epoch(numbers, "A-22", "a schedule from a high learning rate to a low one, one epoch", "0.3814448263437876",
              "88.55499999999999", "0.276766048433187", "91.67");
    add_framework(numbers);
    add_plane_layers(numbers);
    add_plane(numbers, "18", "0.481894", "0.559333", "0.675");
    add_plane(numbers, "19", "0.471488", "0.491197", "0.850");
    numbers.push_back({"A-30/minus-one-after", "-1 * ReLU(1)", "-1"});
    numbers.push_back({"A-30/minus-one-before", "ReLU(-1 * 1)", "0"});
    return numbers;
  }();
  return all;
}

}  // namespace backcheck::published::detail
