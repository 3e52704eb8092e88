// Reading MNIST and CIFAR-10: every spelling of the files, and one sentence for every fault.
#include <gtest/gtest.h>

#include "data_files.hpp"
#include "experiments/data/readers.hpp"

namespace backcheck::experiments {
namespace {

TEST_F(MnistReader, ReadsBothSpellingsCompressedOrNotInAnyOfItsFolders) {
  // SHA-256 of the four files one after the other, computed by another program.
  const std::string checksum = "1a08641c64516fed2b986ced0f1df13176912bf130900017ce123163cbc0784c";
  for (const char* folder : {"", "mnist", "MNIST/raw"}) {
    for (const char* separator : {"-", "."}) {
      for (const char* suffix : {"", ".gz"}) {
        SCOPED_TRACE(std::string(folder) + separator + suffix);
        write_set(folder, separator, suffix);
        const Dataset set = load(DataNeed::mnist, dir_);
        EXPECT_EQ(set.label, "MNIST (unverified)");
        EXPECT_EQ(set.provenance, Provenance::unverified);
        EXPECT_EQ(set.checksum, checksum);
        EXPECT_EQ(set.train.labels, (std::vector{4, 0, 9}));
        EXPECT_EQ(set.test.labels, (std::vector{1, 8}));
        EXPECT_EQ(set.train.image_size(), 784);
        EXPECT_EQ(set.train.pixels.size(), 3u * 784);
        EXPECT_EQ(set.test.pixels.size(), 2u * 784);
        EXPECT_EQ(set.train.image(2)[0], 99);
        EXPECT_EQ(set.train.image(2)[783], 2);
        for (const auto& entry : fs::directory_iterator(dir_)) fs::remove_all(entry);
      }
    }
  }
}

TEST_F(MnistReader, TellsCompressedFilesByTheirNames) {
  write_set();
  write("packed.gz", idx_images(3));
  fs::rename(dir_ / "packed.gz", dir_ / "train-images-idx3-ubyte");
  EXPECT_EQ(fault(), "train-images-idx3-ubyte is gzip data, not IDX");

  fs::remove(dir_ / "train-images-idx3-ubyte");
  write_raw("train-images-idx3-ubyte.gz", idx_images(3));
  EXPECT_EQ(fault(), "train-images-idx3-ubyte.gz is not gzip data, as its name says");
}

TEST_F(MnistReader, NamesABrokenCompressedStream) {
  write_set("", "-", ".gz");
  const fs::path name = "train-images-idx3-ubyte.gz";
  const Bytes whole = read_raw(name);

  write_raw(name, {whole.begin(), whole.end() - 4});
  EXPECT_EQ(
      fault(),
      "train-images-idx3-ubyte.gz: broken gzip stream: it ends after 2368 decompressed bytes, before its checksum");

  Bytes flipped = whole;
  flipped[flipped.size() - 8] ^= 1;  // the first byte of the checksum
  write_raw(name, flipped);
  EXPECT_EQ(fault(), "train-images-idx3-ubyte.gz: broken gzip stream: incorrect data check");
}

TEST_F(MnistReader, NamesAWrongSize) {
  write_set();
  Bytes images = idx_images(3);
  images.resize(1200);
  write("train-images-idx3-ubyte", images);
  EXPECT_EQ(fault(), "train-images-idx3-ubyte: truncated: 2368 bytes wanted, 1200 found");
  images = idx_images(3);
  images.push_back(0);
  write("train-images-idx3-ubyte", images);
  EXPECT_EQ(fault(), "train-images-idx3-ubyte: too long: 2368 bytes wanted, 2369 found");
  write("train-images-idx3-ubyte", {0, 0, 8});
  EXPECT_EQ(fault(), "train-images-idx3-ubyte: truncated: a header of 16 bytes wanted, 3 found");
  write("train-images-idx3-ubyte", {});
  EXPECT_EQ(fault(), "train-images-idx3-ubyte: truncated: a header of 16 bytes wanted, 0 found");
  write("train-images-idx3-ubyte", big_endian({0x803, 0, 28, 28}));
  EXPECT_EQ(fault(), "train-images-idx3-ubyte: 1 to 1000000 images wanted, 0 found");
  // A count that no file can hold must not be believed.
  write("train-images-idx3-ubyte", big_endian({0x803, 0xffffffff, 28, 28}));
  EXPECT_EQ(fault(), "train-images-idx3-ubyte: 1 to 1000000 images wanted, 4294967295 found");
}

TEST_F(MnistReader, NamesAWrongHeader) {
  write_set();
  Bytes images = idx_images(3);
  images[3] = 0x01;
  write("train-images-idx3-ubyte", images);
  EXPECT_EQ(fault(), "train-images-idx3-ubyte: magic number 0x00000803 (images) wanted, 0x00000801 found");
  images = idx_images(3);
  images[15] = 32;
  write("train-images-idx3-ubyte", images);
  EXPECT_EQ(fault(), "train-images-idx3-ubyte: images of 28 x 28 pixels wanted, 28 x 32 found");
  write_set();
  write("t10k-labels-idx1-ubyte", idx_images(1));
  EXPECT_EQ(fault(), "t10k-labels-idx1-ubyte: magic number 0x00000801 (labels) wanted, 0x00000803 found");
}

TEST_F(MnistReader, NamesWrongLabels) {
  write_set();
  write("train-labels-idx1-ubyte", idx_labels({4, 11, 9}));
  EXPECT_EQ(fault(), "train-labels-idx1-ubyte: label 11 at position 1, labels are 0 to 9");
  write("train-labels-idx1-ubyte", idx_labels({4, 1}));
  EXPECT_EQ(fault(),
            "train-labels-idx1-ubyte: 3 labels wanted, one for each image of train-images-idx3-ubyte, 2 found");
}

TEST_F(MnistReader, NamesAMissingFileAndAllItsSpellings) {
  write_set("mnist");
  fs::remove(dir_ / "mnist/t10k-labels-idx1-ubyte");
  EXPECT_EQ(fault(),
            "mnist/t10k-labels-idx1-ubyte is missing; looked for t10k-labels-idx1-ubyte and t10k-labels.idx1-ubyte, "
            "with .gz and without");
  fs::create_directory(dir_ / "mnist/t10k-labels-idx1-ubyte");
  EXPECT_EQ(fault(), "mnist/t10k-labels-idx1-ubyte is a directory, a file was wanted");
}

TEST_F(Cifar10Reader, ReadsLabelAndThreePlanesOfEachRecord) {
  write_set("cifar-10-batches-bin");
  poke("cifar-10-batches-bin/data_batch_2.bin", 3 * 3073, 7);             // the label of its fourth image
  poke("cifar-10-batches-bin/data_batch_2.bin", 3 * 3073 + 1 + 2047, 5);  // its last green pixel
  const Dataset set = load(DataNeed::cifar10, dir_);
  EXPECT_EQ(set.label, "CIFAR-10 (unverified)");
  EXPECT_EQ(set.provenance, Provenance::unverified);
  EXPECT_EQ(set.train.size(), 50000);
  EXPECT_EQ(set.test.size(), 10000);
  EXPECT_EQ(set.train.image_size(), 3 * 32 * 32);
  EXPECT_EQ(set.train.pixels.size(), 50000u * 3072);
  EXPECT_EQ(set.train.labels[10003], 7);
  EXPECT_EQ(set.train.image(10003)[2047], 5);
  EXPECT_EQ(std::count(set.train.labels.begin(), set.train.labels.end(), 0), 49999);
}

TEST_F(Cifar10Reader, NamesEveryFault) {
  write_set("cifar10");
  fs::resize_file(dir_ / "cifar10/data_batch_1.bin", 1200);
  EXPECT_EQ(fault(DataNeed::cifar10), "cifar10/data_batch_1.bin: truncated: 30730000 bytes wanted, 1200 found");
  fs::resize_file(dir_ / "cifar10/data_batch_1.bin", batch_bytes + 1);
  EXPECT_EQ(fault(DataNeed::cifar10), "cifar10/data_batch_1.bin: too long: 30730000 bytes wanted, 30730001 found");
  fs::resize_file(dir_ / "cifar10/data_batch_1.bin", batch_bytes);
  poke("cifar10/data_batch_1.bin", 7 * 3073, 11);
  EXPECT_EQ(fault(DataNeed::cifar10), "cifar10/data_batch_1.bin: label 11 at position 7, labels are 0 to 9");
  poke("cifar10/data_batch_1.bin", 0, '\x1f');
  poke("cifar10/data_batch_1.bin", 1, '\x8b');
  EXPECT_EQ(fault(DataNeed::cifar10), "cifar10/data_batch_1.bin is gzip data, not CIFAR-10 in its binary version");
  fs::remove(dir_ / "cifar10/test_batch.bin");
  EXPECT_EQ(fault(DataNeed::cifar10),
            "cifar10/test_batch.bin is missing; CIFAR-10 is the files data_batch_1.bin, data_batch_2.bin, "
            "data_batch_3.bin, data_batch_4.bin, data_batch_5.bin, test_batch.bin");
}

class Load : public MnistReader {};

TEST_F(Load, DrawsTheSyntheticSetWhereThereIsNoOther) {
  const SetSizes sizes{.train = 20, .test = 10};
  EXPECT_EQ(load(DataNeed::mnist, {}, sizes).checksum, synthetic(DataNeed::mnist, sizes).checksum);
  EXPECT_EQ(load(DataNeed::cifar10, {}, sizes).checksum, synthetic(DataNeed::cifar10, sizes).checksum);
  write_set("data");
  EXPECT_EQ(load(DataNeed::mnist, {}, sizes).label, "MNIST (unverified)");
  EXPECT_EQ(load(DataNeed::cifar10, {}, sizes).label, "synthetic colour shapes");
}

TEST_F(Load, RefusesADirectoryThatLacksTheSet) {
  EXPECT_EQ(fault().substr(dir_.string().size()),
            " has no MNIST: looked for train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-images-idx3-ubyte, "
            "t10k-labels-idx1-ubyte (or spelled train-images.idx3-ubyte and so on; with .gz or without)");
  EXPECT_EQ(fault(DataNeed::cifar10).substr(dir_.string().size()),
            " has no CIFAR-10: looked for data_batch_1.bin, data_batch_2.bin, data_batch_3.bin, data_batch_4.bin, "
            "data_batch_5.bin, test_batch.bin");
  write("file", {1});
  for (const auto& [path, message] :
       {std::pair{"nowhere", "nowhere does not exist, a directory with data sets was wanted"},
        {"file", "file is not a directory, a directory with data sets was wanted"}}) {
    for (const DataNeed need : {DataNeed::none, DataNeed::mnist, DataNeed::cifar10}) {
      try {
        load(need, path);
        ADD_FAILURE() << path << " was taken";
      } catch (const DataError& error) {
        EXPECT_STREQ(error.what(), message);
      }
    }
  }
}

TEST_F(Load, GivesAnEmptySetToWhoNeedsNone) {
  write_set();
  EXPECT_EQ(load(DataNeed::none, dir_).train.size(), 0);
  EXPECT_EQ(load(DataNeed::none).test.size(), 0);
}

TEST_F(Load, LooksInTheEnvironmentsDirectoryThenInData) {
  write_set("elsewhere/mnist");
  write("elsewhere/mnist/t10k-labels-idx1-ubyte", idx_labels({5, 5}));
  write_set("data");
  EXPECT_EQ(load(DataNeed::mnist).test.labels, (std::vector{1, 8}));
  setenv("BACKCHECK_DATA", "elsewhere", 1);
  EXPECT_EQ(load(DataNeed::mnist).test.labels, (std::vector{5, 5}));
  EXPECT_EQ(load(DataNeed::mnist, "data").test.labels, (std::vector{1, 8}));
  setenv("BACKCHECK_DATA", "", 1);
  EXPECT_EQ(load(DataNeed::mnist).test.labels, (std::vector{1, 8}));
}

TEST_F(Load, DoesNotPassOverABrokenSet) {
  write("data/mnist/train-images-idx3-ubyte", idx_images(3));
  EXPECT_THROW(load(DataNeed::mnist), DataError);
  fs::rename(dir_ / "data", dir_ / "elsewhere");
  write_set("data");
  setenv("BACKCHECK_DATA", "elsewhere", 1);
  EXPECT_THROW(load(DataNeed::mnist), DataError);
}

TEST(Digest, IsThatOfThePublishedExamples) {
  const std::string text = "abc";  // RFC 1321, A.5, and FIPS 180-2, B.1
  for (const auto& [algorithm, expected] :
       {std::pair{Digest::Algorithm::md5, "900150983cd24fb0d6963f7d28e17f72"},
        {Digest::Algorithm::sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"}}) {
    Digest digest(algorithm);
    for (const char letter : text) digest.add(Bytes{static_cast<std::uint8_t>(letter)});
    EXPECT_EQ(digest.finish(), expected);
  }
}

TEST(Identify, NamesASetAfterTheFingerprintThatWasPublished) {
  const std::vector<KnownContents> known{
      {.label = "The set", .provenance = Provenance::verified, .fingerprint = {"", {"a", "b"}}},
      {.label = "The set (copy)", .provenance = Provenance::lossy_copy, .fingerprint = {"123", {}}}};
  const auto label_of = [&known](const Fingerprint& found) {
    Dataset dataset;
    identify(dataset, "The set", found, known);
    EXPECT_EQ(dataset.checksum, found.sha256);
    EXPECT_EQ(dataset.provenance == Provenance::verified, dataset.label == "The set");
    EXPECT_EQ(dataset.provenance == Provenance::lossy_copy, dataset.label == "The set (copy)");
    EXPECT_NE(dataset.provenance, Provenance::synthetic);
    return dataset.label;
  };
  EXPECT_EQ(label_of({"456", {"a", "b"}}), "The set");
  EXPECT_EQ(label_of({"123", {"a", "c"}}), "The set (copy)");
  EXPECT_EQ(label_of({"456", {"a", "c"}}), "The set (unverified)");
  EXPECT_EQ(label_of({"456", {}}), "The set (unverified)");
  EXPECT_EQ(label_of({"", {}}), "The set (unverified)");
}

// Only where the real files are: those whose published digests, one a file, are the ones that experiments/fetch-data
// wants.
TEST(RealData, IsRecognised) {
  const char* directory = std::getenv("BACKCHECK_DATA");
  const auto folder = directory ? find_mnist(directory) : std::nullopt;
  if (!folder) GTEST_SKIP() << "no MNIST in $BACKCHECK_DATA";
  for (const auto& [name, sha256] :
       {std::pair{"train-images-idx3-ubyte.gz", "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"},
        {"train-labels-idx1-ubyte.gz", "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"},
        {"t10k-images-idx3-ubyte.gz", "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"},
        {"t10k-labels-idx1-ubyte.gz", "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"}}) {
    if (!fs::exists(*folder / name)) GTEST_SKIP() << "no " << name;
    Digest digest(Digest::Algorithm::sha256);
    digest.add(InputFile(*folder / name, "IDX").read(std::size_t{1} << 30));
    if (digest.finish() != sha256) GTEST_SKIP() << name << " is not the official one";
  }
  const Dataset mnist = read_mnist(*folder);
  EXPECT_EQ(mnist.label, "MNIST");
  EXPECT_EQ(mnist.provenance, Provenance::verified);
  EXPECT_EQ(mnist.train.size(), 60000);
  EXPECT_EQ(mnist.test.size(), 10000);
  EXPECT_EQ(mnist.train.labels[0], 5);
  EXPECT_EQ(mnist.test.labels[0], 7);
}

}  // namespace
}  // namespace backcheck::experiments
