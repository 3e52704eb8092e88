// Whatever stands in place of a file of a data set, it is read right or refused at once: one sentence, little memory.
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <functional>
#include <string>
#include <vector>

#include "data_files.hpp"
#include "experiments/data/readers.hpp"

namespace backcheck::experiments {
namespace {

constexpr char whole_set[] = "no fault";

// A whole set is there when a row changes something about it.
template <class Fixture>
struct Damage {
  const char* name;
  std::function<void(Fixture&)> change;
  std::string message;  // what loading the set then says; a beginning where it ends in "..."
};

template <class Fixture>
void PrintTo(const Damage<Fixture>& damage, std::ostream* stream) {
  *stream << damage.name;
}

const auto name_of = [](const auto& test) { return std::string(test.param.name); };

template <class Base, DataNeed need>
struct Hostile : Base, testing::WithParamInterface<Damage<Hostile<Base, need>>> {
  fs::path at(const fs::path& file) const { return this->dir_ / file; }
  // Puts something else in the place of a file.
  void remove(const fs::path& file) const { fs::remove_all(at(file)); }
  void make_fifo(const fs::path& file) const { ASSERT_EQ(mkfifo(at(file).c_str(), 0600), 0); }
  void make_socket(const fs::path& file) const {
    sockaddr_un address{.sun_family = AF_UNIX, .sun_path = {}};
    at(file).string().copy(address.sun_path, sizeof(address.sun_path) - 1);
    const int descriptor = ::socket(AF_UNIX, SOCK_STREAM, 0);
    ASSERT_EQ(::bind(descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof(address)), 0);
    ::close(descriptor);
  }
  void link(const fs::path& file, const fs::path& target) const { fs::create_symlink(target, at(file)); }
  void resize(const fs::path& file, std::uintmax_t size) const { fs::resize_file(at(file), size); }

  void expect_message() {
    this->write_set();
    this->GetParam().change(*this);
    rusage before{}, after{};
    getrusage(RUSAGE_SELF, &before);
    const std::string message = this->fault(need), &wanted = this->GetParam().message;
    getrusage(RUSAGE_SELF, &after);
    if (wanted.ends_with("...")) {
      EXPECT_EQ(message.substr(0, wanted.size() - 3), wanted.substr(0, wanted.size() - 3)) << message;
    } else {
      EXPECT_EQ(message, wanted);
    }
    // A whole CIFAR-10 has 180 MB, of which the address sanitizer keeps more after use; Linux counts in KiB.
    EXPECT_LT(after.ru_maxrss - before.ru_maxrss, 1'000'000) << "KiB of memory more than before";
  }
};

using Mnist = Hostile<MnistReader, DataNeed::mnist>;
using Cifar10 = Hostile<Cifar10Reader, DataNeed::cifar10>;
using MnistDamage = Damage<Mnist>;
using Cifar10Damage = Damage<Cifar10>;

TEST_P(Mnist, IsReadOrRefused) { expect_message(); }
TEST_P(Cifar10, IsReadOrRefused) { expect_message(); }

const fs::path images = "train-images-idx3-ubyte", labels = "t10k-labels-idx1-ubyte",
               packed = "train-images-idx3-ubyte.gz", batch = "data_batch_3.bin";

// What may stand in place of a file, and what is said of it.
template <class Fixture>
std::vector<Damage<Fixture>> strangers(const fs::path& file) {
  const auto in_place = [file](auto make) {
    return [file, make](Fixture& here) {
      here.remove(file);
      make(here);
    };
  };
  const std::string not_regular = file.string() + " is not a regular file, one was wanted";
  return {
      {"Fifo", in_place([file](Fixture& here) { here.make_fifo(file); }), not_regular},
      {"LinkToAFifo", in_place([file](Fixture& here) {
         here.make_fifo("fifo");
         here.link(file, "fifo");
       }),
       not_regular},
      {"Socket", in_place([file](Fixture& here) { here.make_socket(file); }), not_regular},
      {"EndlessDevice", in_place([file](Fixture& here) { here.link(file, "/dev/zero"); }), not_regular},
      {"EmptyDevice", in_place([file](Fixture& here) { here.link(file, "/dev/null"); }), not_regular},
      {"Folder", in_place([file](Fixture& here) { fs::create_directory(here.at(file)); }),
       file.string() + " is a directory, a file was wanted"},
      {"LinkToItself", in_place([file](Fixture& here) { here.link(file, file); }),
       file.string() + " cannot be opened: Too many levels of symbolic links"},
      {"LinksInACircle", in_place([file](Fixture& here) {
         here.link(file, "other");
         here.link("other", file);
       }),
       file.string() + " cannot be opened: Too many levels of symbolic links"},
      {"LinkToNothing", in_place([file](Fixture& here) { here.link(file, "nothing"); }),
       file.string() + " is missing; ..."},
      {"Nothing", in_place([](Fixture&) {}), file.string() + " is missing; ..."},
  };
}

INSTANTIATE_TEST_SUITE_P(Images, Mnist, testing::ValuesIn(strangers<Mnist>(images)), name_of);
INSTANTIATE_TEST_SUITE_P(Labels, Mnist, testing::ValuesIn(strangers<Mnist>(labels)), name_of);
INSTANTIATE_TEST_SUITE_P(Batch, Cifar10, testing::ValuesIn(strangers<Cifar10>(batch)), name_of);

INSTANTIATE_TEST_SUITE_P(Spelling, Mnist,
                         testing::Values(MnistDamage{"FolderBesideTheFile",
                                                     [](Mnist& here) {
                                                       fs::rename(here.at(images), here.at("train-images.idx3-ubyte"));
                                                       fs::create_directory(here.at(images));
                                                     },
                                                     whole_set},
                                         MnistDamage{"FifoBesideTheFile",
                                                     [](Mnist& here) {
                                                       fs::rename(here.at(images), here.at("train-images.idx3-ubyte"));
                                                       here.make_fifo(images);
                                                     },
                                                     whole_set},
                                         MnistDamage{"CircleBesideTheCompressedFile",
                                                     [](Mnist& here) {
                                                       here.remove(labels);
                                                       here.write("t10k-labels.idx1-ubyte.gz", idx_labels({1, 8}));
                                                       here.link(labels, labels);
                                                     },
                                                     whole_set},
                                         MnistDamage{"CompressedFileBesideTheFile",
                                                     [](Mnist& here) { here.write_raw(packed, {}); }, whole_set},
                                         MnistDamage{"LinkToTheFile",
                                                     [](Mnist& here) {
                                                       fs::rename(here.at(images), here.at("elsewhere"));
                                                       here.link(images, "elsewhere");
                                                     },
                                                     whole_set}),
                         name_of);

// Bytes in place of the training images.
MnistDamage with_images(const char* name, const Bytes& bytes, const std::string& message) {
  return {name, [bytes](Mnist& here) { here.write_raw(images, bytes); }, images.string() + message};
}

Bytes text(const std::string& characters) { return {characters.begin(), characters.end()}; }

INSTANTIATE_TEST_SUITE_P(
    Contents, Mnist,
    testing::Values(
        with_images("Empty", {}, ": truncated: a header of 16 bytes wanted, 0 found"),
        with_images("OneByte", {0}, ": truncated: a header of 16 bytes wanted, 1 found"),
        with_images("HeaderCut", big_endian({0x803, 3, 28}), ": truncated: a header of 16 bytes wanted, 12 found"),
        with_images("HeaderOnly", big_endian({0x803, 3, 28, 28}), ": truncated: 2368 bytes wanted, 16 found"),
        with_images("Zeros", Bytes(5000), ": magic number 0x00000803 (images) wanted, 0x00000000 found"),
        with_images("LittleEndian", big_endian({0x03080000, 3, 28, 28}),
                    ": magic number 0x00000803 (images) wanted, 0x03080000 found"),
        with_images("SignedBytes", big_endian({0x903, 3, 28, 28}),
                    ": magic number 0x00000803 (images) wanted, 0x00000903 found"),
        with_images("Floats", big_endian({0xd03, 3, 28, 28}),
                    ": magic number 0x00000803 (images) wanted, 0x00000d03 found"),
        with_images("FourExtents", big_endian({0x804, 3, 28, 28}),
                    ": magic number 0x00000803 (images) wanted, 0x00000804 found"),
        with_images("Labels", idx_labels(Bytes(20)), ": magic number 0x00000803 (images) wanted, 0x00000801 found"),
        with_images("WebPage", text("<!DOCTYPE html><html><head></head></html>\n"),
                    ": magic number 0x00000803 (images) wanted, 0x3c21444f found"),
        with_images("NoImages", big_endian({0x803, 0, 28, 28}), ": 1 to 1000000 images wanted, 0 found"),
        with_images("OneImageTooMany", big_endian({0x803, 1000001, 28, 28}),
                    ": 1 to 1000000 images wanted, 1000001 found"),
        with_images("MillionImages", big_endian({0x803, 1000000, 28, 28}),
                    ": truncated: 784000016 bytes wanted, 16 found"),
        with_images("NegativeCount", big_endian({0x803, 0x80000000, 28, 28}),
                    ": 1 to 1000000 images wanted, 2147483648 found"),
        with_images("LargestCount", big_endian({0x803, 0xffffffff, 28, 28}),
                    ": 1 to 1000000 images wanted, 4294967295 found"),
        with_images("NoRows", big_endian({0x803, 3, 0, 28}), ": images of 28 x 28 pixels wanted, 0 x 28 found"),
        with_images("NoColumns", big_endian({0x803, 3, 28, 0}), ": images of 28 x 28 pixels wanted, 28 x 0 found"),
        with_images("LargestExtents", big_endian({0x803, 3, 0xffffffff, 0xffffffff}),
                    ": images of 28 x 28 pixels wanted, 4294967295 x 4294967295 found"),
        with_images("WrappingExtents", big_endian({0x803, 0x10000, 0x10000, 0x10000}),
                    ": images of 28 x 28 pixels wanted, 65536 x 65536 found"),
        MnistDamage{"LastByteMissing", [](Mnist& here) { here.resize(images, 2367); },
                    "train-images-idx3-ubyte: truncated: 2368 bytes wanted, 2367 found"},
        MnistDamage{"OneByteMore", [](Mnist& here) { here.resize(images, 2369); },
                    "train-images-idx3-ubyte: too long: 2368 bytes wanted, 2369 found"},
        MnistDamage{"Sparse3GiB", [](Mnist& here) { here.resize(images, std::uintmax_t{3} << 30); },
                    "train-images-idx3-ubyte: too long: 2368 bytes wanted, 3221225472 found"},
        MnistDamage{"Sparse100GiB", [](Mnist& here) { here.resize(labels, std::uintmax_t{100} << 30); },
                    "t10k-labels-idx1-ubyte: too long: 10 bytes wanted, 107374182400 found"},
        MnistDamage{"LabelTen",
                    [](Mnist& here) {
                      here.write(labels, idx_labels({1, 10}));
                    },
                    "t10k-labels-idx1-ubyte: label 10 at position 1, labels are 0 to 9"},
        MnistDamage{"Label255",
                    [](Mnist& here) {
                      here.write(labels, idx_labels({255, 1}));
                    },
                    "t10k-labels-idx1-ubyte: label 255 at position 0, labels are 0 to 9"},
        MnistDamage{"LabelTooFew", [](Mnist& here) { here.write(labels, idx_labels({1})); },
                    "t10k-labels-idx1-ubyte: 2 labels wanted, one for each image of t10k-images-idx3-ubyte, 1 found"},
        MnistDamage{"LabelTooMany",
                    [](Mnist& here) {
                      here.write(labels, idx_labels({1, 2, 3}));
                    },
                    "t10k-labels-idx1-ubyte: 2 labels wanted, one for each image of t10k-images-idx3-ubyte, 3 found"},
        MnistDamage{"CompressedUnderAPlainName",
                    [](Mnist& here) {
                      here.write("x.gz", idx_images(3));
                      fs::rename(here.at("x.gz"), here.at(images));
                    },
                    "train-images-idx3-ubyte is gzip data, not IDX"}),
    name_of);

Bytes operator+(Bytes a, const Bytes& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

Bytes first(const Bytes& bytes, std::size_t count) {
  return {bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(count)};
}
Bytes without_last(const Bytes& bytes, std::size_t count) { return first(bytes, bytes.size() - count); }
Bytes after_first(const Bytes& bytes, std::size_t count) {
  return {bytes.begin() + static_cast<std::ptrdiff_t>(count), bytes.end()};
}

Bytes with(Bytes bytes, std::size_t position, std::uint8_t value) {
  bytes[position < bytes.size() ? position : bytes.size() + position] = value;
  return bytes;
}

// A gzip member that holds the bytes.
Bytes gzip(Bytes bytes) {
  z_stream stream{};
  if (deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK) throw std::bad_alloc();
  Bytes member(deflateBound(&stream, bytes.size()));
  stream.next_in = bytes.data();
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = member.data();
  stream.avail_out = static_cast<uInt>(member.size());
  deflate(&stream, Z_FINISH);
  member.resize(stream.total_out);
  deflateEnd(&stream);
  return member;
}

// 2 GiB of zeros in 2 MiB.
Bytes bomb() {
  const Bytes member = gzip(Bytes(std::size_t{16} << 20));
  Bytes all;
  for (int i = 0; i < 128; ++i) all = std::move(all) + member;
  return all;
}

// A compressed file in place of the training images. `make` is called when its turn comes.
MnistDamage with_packed(const char* name, std::function<Bytes()> make, const std::string& message) {
  return {name,
          [make = std::move(make)](Mnist& here) {
            here.remove(images);
            here.write_raw(packed, make());
          },
          message == whole_set ? message : packed.string() + message};
}

Bytes whole() { return gzip(idx_images(3)); }
const std::string early = ": broken gzip stream: it ends after 2368 decompressed bytes, before its checksum",
                  garbage = ": broken gzip stream: something else follows its end",
                  broken = ": broken gzip stream: ...";

INSTANTIATE_TEST_SUITE_P(
    Compressed, Mnist,
    testing::Values(
        with_packed("Whole", whole, whole_set),
        with_packed(
            "TwoMembers", [] { return gzip(first(idx_images(3), 1000)) + gzip(after_first(idx_images(3), 1000)); },
            whole_set),
        with_packed(
            "MemberEndsInTheHeader", [] { return gzip(first(idx_images(3), 7)) + gzip(after_first(idx_images(3), 7)); },
            whole_set),
        with_packed(
            "EmptyMembers", [] { return gzip({}) + gzip({}) + whole() + gzip({}); }, whole_set),
        with_packed(
            "ZeroBehind", [] { return whole() + Bytes(1); }, whole_set),
        with_packed(
            "ManyZerosBehind", [] { return whole() + Bytes(200'000); }, whole_set),
        with_packed(
            "Empty", [] { return Bytes(); }, " is not gzip data, as its name says"),
        with_packed(
            "NotCompressed", [] { return idx_images(3); }, " is not gzip data, as its name says"),
        with_packed(
            "MagicOnly", [] { return first(whole(), 2); },
            ": broken gzip stream: it ends after 0 decompressed bytes, before its checksum"),
        with_packed(
            "HeaderCut", [] { return first(whole(), 9); },
            ": broken gzip stream: it ends after 0 decompressed bytes, before its checksum"),
        with_packed(
            "CutInTheMiddle", [] { return first(whole(), 25); }, ": broken gzip stream: it ends after ..."),
        with_packed(
            "LastByteMissing", [] { return without_last(whole(), 1); }, early),
        with_packed(
            "LastTwoMissing", [] { return without_last(whole(), 2); }, early),
        with_packed(
            "LengthMissing", [] { return without_last(whole(), 4); }, early),
        with_packed(
            "ChecksumCut", [] { return without_last(whole(), 6); }, early),
        with_packed(
            "TrailerMissing", [] { return without_last(whole(), 8); }, early),
        with_packed(
            "TrailerAndMoreMissing", [] { return without_last(whole(), 9); },
            ": broken gzip stream: it ends after ..."),
        with_packed(
            "WrongChecksum",
            [] {
              Bytes bytes = whole();
              bytes[bytes.size() - 8] ^= 1;
              return bytes;
            },
            ": broken gzip stream: incorrect data check"),
        with_packed(
            "WrongLength",
            [] {
              Bytes bytes = whole();
              bytes[bytes.size() - 4] ^= 1;
              return bytes;
            },
            ": broken gzip stream: incorrect length check"),
        with_packed(
            "UnknownMethod", [] { return with(whole(), 2, 7); }, ": broken gzip stream: unknown compression method"),
        with_packed(
            "UnknownFlags", [] { return with(whole(), 3, 0xe0); }, ": broken gzip stream: unknown header flags set"),
        with_packed(
            "NameWithoutEnd", [] { return with(first(whole(), 10), 3, 8) + Bytes(5000, 'x'); },
            ": broken gzip stream: it ends after 0 ..."),
        with_packed(
            "GarbageBehind", [] { return whole() + text("garbage"); }, garbage),
        with_packed(
            "GarbageBehindZeros", [] { return whole() + Bytes(9) + text("garbage"); }, garbage),
        with_packed(
            "MemberBehindZeros", [] { return whole() + Bytes(9) + gzip({}); }, garbage),
        with_packed(
            "GarbageLikeAMember",
            [] {
              return whole() + Bytes{0x1f, 1, 2, 3};
            },
            broken),
        with_packed(
            "SecondMemberCut",
            [] { return gzip(first(idx_images(3), 1000)) + without_last(gzip(after_first(idx_images(3), 1000)), 5); },
            early),
        with_packed(
            "SecondMemberMissing", [] { return gzip(first(idx_images(3), 1000)); },
            ": truncated: 2368 bytes wanted, 1000 found"),
        with_packed(
            "SecondMemberTooMuch", [] { return whole() + gzip({1}); }, ": too long: 2368 bytes wanted, more found"),
        with_packed(
            "TarInside", [] { return gzip(text("train-images-idx3-ubyte") + Bytes(10240)); },
            ": magic number 0x00000803 (images) wanted, 0x74726169 found"),
        with_packed(
            "CompressedTwice", [] { return gzip(whole()); }, ": magic number 0x00000803 (images) wanted, ..."),
        with_packed("Bomb", bomb, ": magic number 0x00000803 (images) wanted, 0x00000000 found"),
        with_packed(
            "BombBehindAHeader",
            [] {
              return gzip(big_endian({0x803, 3, 28, 28})) + bomb();
            },
            ": too long: 2368 bytes wanted, more found"),
        with_packed(
            "BombBehindAnImpossibleHeader",
            [] {
              return gzip(big_endian({0x803, 0xffffffff, 28, 28})) + bomb();
            },
            ": 1 to 1000000 images wanted, 4294967295 found")),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    Contents, Cifar10,
    testing::Values(
        Cifar10Damage{"Empty", [](Cifar10& here) { here.resize(batch, 0); },
                      "data_batch_3.bin: truncated: 30730000 bytes wanted, 0 found"},
        Cifar10Damage{"LastByteMissing", [](Cifar10& here) { here.resize(batch, 30729999); },
                      "data_batch_3.bin: truncated: 30730000 bytes wanted, 30729999 found"},
        Cifar10Damage{"OneByteMore", [](Cifar10& here) { here.resize(batch, 30730001); },
                      "data_batch_3.bin: too long: 30730000 bytes wanted, 30730001 found"},
        Cifar10Damage{"Cifar100", [](Cifar10& here) { here.resize(batch, 30740000); },
                      "data_batch_3.bin: too long: 30730000 bytes wanted, 30740000 found"},
        Cifar10Damage{"Sparse100GiB", [](Cifar10& here) { here.resize(batch, std::uintmax_t{100} << 30); },
                      "data_batch_3.bin: too long: 30730000 bytes wanted, 107374182400 found"},
        Cifar10Damage{"LastLabel", [](Cifar10& here) { here.poke(batch, 9999 * 3073, '\x7f'); },
                      "data_batch_3.bin: label 127 at position 9999, labels are 0 to 9"},
        Cifar10Damage{"Label255", [](Cifar10& here) { here.poke(batch, 0, '\xff'); },
                      "data_batch_3.bin: label 255 at position 0, labels are 0 to 9"},
        Cifar10Damage{"Compressed", [](Cifar10& here) { here.write_raw(batch, gzip({})); },
                      "data_batch_3.bin is gzip data, not CIFAR-10 in its binary version"},
        Cifar10Damage{"Pickles",
                      [](Cifar10& here) {
                        for (const auto& entry : fs::directory_iterator(here.dir_)) fs::remove(entry);
                        here.write("cifar-10-batches-py/data_batch_1", text("\x80\x02}q\x01"));
                      },
                      "cifar-10-batches-py/data_batch_1 is of the Python or MATLAB version of CIFAR-10; the binary "
                      "version was wanted, cifar-10-binary.tar.gz, which experiments/fetch-data fetches"},
        Cifar10Damage{"Matlab",
                      [](Cifar10& here) {
                        for (const auto& entry : fs::directory_iterator(here.dir_)) fs::remove(entry);
                        here.write("data_batch_1.mat", text("MATLAB 5.0 MAT-file"));
                      },
                      "data_batch_1.mat is of the Python or MATLAB version of CIFAR-10; ..."},
        Cifar10Damage{"PicklesBeside", [](Cifar10& here) { here.write("data_batch_1", text("\x80\x02}q\x01")); },
                      whole_set}),
    name_of);

// A directory that cannot be one, given by --data and by $BACKCHECK_DATA.
struct NoDirectory {
  const char* name;
  std::function<void(const fs::path&)> make;
  std::string message;
};

void PrintTo(const NoDirectory& row, std::ostream* stream) { *stream << row.name; }

class Directory : public Readers, public testing::WithParamInterface<NoDirectory> {};

TEST_P(Directory, IsRefused) {
  const std::string name = std::string(GetParam().name) == "NameTooLong" ? std::string(5000, 'x') : "sets";
  GetParam().make(name);
  const auto message_of = [&](const std::optional<fs::path>& directory) {
    try {
      load(DataNeed::mnist, directory);
    } catch (const DataError& error) {
      return std::string(error.what());
    }
    return std::string("no fault");
  };
  const std::string wanted = name + GetParam().message + ", a directory with data sets was wanted";
  EXPECT_EQ(message_of(name), wanted);
  setenv("BACKCHECK_DATA", name.c_str(), 1);
  EXPECT_EQ(message_of({}), "$BACKCHECK_DATA: " + wanted);
}

INSTANTIATE_TEST_SUITE_P(
    , Directory,
    testing::Values(
        NoDirectory{"Nothing", [](const fs::path&) {}, " does not exist"},
        NoDirectory{"LinkToNothing", [](const fs::path& path) { fs::create_symlink("nothing", path); },
                    " does not exist"},
        NoDirectory{"File", [](const fs::path& path) { std::ofstream(path) << "x"; }, " is not a directory"},
        NoDirectory{"Fifo", [](const fs::path& path) { mkfifo(path.c_str(), 0600); }, " is not a directory"},
        NoDirectory{"Device", [](const fs::path& path) { fs::create_symlink("/dev/zero", path); },
                    " is not a directory"},
        NoDirectory{"LinkToItself", [](const fs::path& path) { fs::create_symlink(path, path); },
                    " cannot be opened: Too many levels of symbolic links"},
        NoDirectory{"NameTooLong", [](const fs::path&) {}, " cannot be opened: File name too long"}),
    name_of);

}  // namespace
}  // namespace backcheck::experiments
