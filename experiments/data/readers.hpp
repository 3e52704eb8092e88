// Readers of the formats that MNIST and CIFAR-10 are distributed in. Everything is checked before it is used.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "experiments/data/dataset.hpp"

namespace backcheck::experiments {

// IDX: a big-endian magic number, the extents, then the bytes. The four files may be spelled train-images-idx3-ubyte or
// train-images.idx3-ubyte, with .gz or without. Source: LeCun, Cortes and Burges, "The MNIST database".
//
// `folder` as found by find_mnist: the first of dir, dir/mnist and dir/MNIST/raw that has one of the four files.
std::optional<std::filesystem::path> find_mnist(const std::filesystem::path& dir);
Dataset read_mnist(const std::filesystem::path& folder);
std::string mnist_files();  // the names looked for, for messages

// The binary version: six files of 10,000 records, each the label and then 1024 red, 1024 green and 1024 blue bytes.
// Source: Krizhevsky, "Learning multiple layers of features from tiny images", 2009.
//
// `folder` as found by find_cifar10: the first of dir, dir/cifar10 and dir/cifar-10-batches-bin that has one of the
// six. Throws DataError where there is another version of the set only.
std::optional<std::filesystem::path> find_cifar10(const std::filesystem::path& dir);
Dataset read_cifar10(const std::filesystem::path& folder);
std::string cifar10_files();

}  // namespace backcheck::experiments
