#include <cstdlib>

#include "experiments/data/dataset.hpp"
#include "experiments/data/readers.hpp"

namespace backcheck::experiments {

namespace {

namespace fs = std::filesystem;

// How one kind of set is found and read.
struct Format {
  std::string name, files;
  std::optional<fs::path> (*find)(const fs::path& dir);
  Dataset (*read)(const fs::path& folder);
};

Format format_of(DataNeed need) {
  if (need == DataNeed::mnist) return {"MNIST", mnist_files(), find_mnist, read_mnist};
  return {"CIFAR-10", cifar10_files(), find_cifar10, read_cifar10};
}

}  // namespace

Dataset load(DataNeed need, const std::optional<fs::path>& directory, const std::optional<SetSizes>& synthetic_sizes) {
  if (directory && !fs::is_directory(*directory)) {
    throw DataError(directory->string() + (fs::exists(*directory) ? " is not a directory" : " does not exist") +
                    ", a directory with data sets was wanted");
  }
  if (need == DataNeed::none) return {};
  const Format format = format_of(need);
  if (directory) {
    if (const auto folder = format.find(*directory)) return format.read(*folder);
    throw DataError(directory->string() + " has no " + format.name + ": looked for " + format.files);
  }
  const char* environment = std::getenv("BACKCHECK_DATA");
  for (const fs::path dir : {environment ? environment : "", "data"}) {
    if (dir.empty()) continue;
    if (const auto folder = format.find(dir)) return format.read(*folder);
  }
  return synthetic(need, synthetic_sizes);
}

}  // namespace backcheck::experiments
