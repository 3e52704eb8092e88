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

// `origin` says whose wish it was, for the message.
void require_directory(const fs::path& path, const std::string& origin) {
  std::error_code error;
  const fs::file_type type = fs::status(path, error).type();
  if (type == fs::file_type::directory) return;
  const std::string fault = type == fs::file_type::none        ? " cannot be opened: " + error.message()
                            : type == fs::file_type::not_found ? " does not exist"
                                                               : " is not a directory";
  throw DataError(origin + path.string() + fault + ", a directory with data sets was wanted");
}

}  // namespace

Dataset load(DataNeed need, const std::optional<fs::path>& directory, const std::optional<SetSizes>& synthetic_sizes) {
  if (directory) require_directory(*directory, "");
  if (need == DataNeed::none) return {};
  const Format format = format_of(need);
  if (directory) {
    if (const auto folder = format.find(*directory)) return format.read(*folder);
    throw DataError(directory->string() + " has no " + format.name + ": looked for " + format.files);
  }
  const char* environment = std::getenv("BACKCHECK_DATA");
  if (environment && *environment) {
    require_directory(environment, "$BACKCHECK_DATA: ");
    if (const auto folder = format.find(environment)) return format.read(*folder);
  }
  if (const auto folder = format.find("data")) return format.read(*folder);
  return synthetic(need, synthetic_sizes);
}

}  // namespace backcheck::experiments
