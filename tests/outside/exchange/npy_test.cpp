// What the reader of .npy files reads, and what it refuses in one sentence.
#include "tests/outside/exchange/npy.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cmath>
#include <fstream>
#include <limits>

namespace backcheck::outside {
namespace {

namespace fs = std::filesystem;
using std::string_literals::operator""s;

// A file as NumPy writes it, but for what is given.
std::string file_of(const std::string& header, const std::string& numbers, int version = 1) {
  std::string length{static_cast<char>(header.size() & 0xff), static_cast<char>(header.size() >> 8)};
  if (version > 1) length += "\0\0"s;
  return "\x93NUMPY" + std::string{static_cast<char>(version), 0} + length + header + numbers;
}
const std::string two_by_three = "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3), }          \n";
const Tensor<double> numbers({2, 3}, {1, 2, 3, 4, 5, 6});
std::string bytes_of(const Tensor<double>& tensor) {
  return {reinterpret_cast<const char*>(tensor.data()), static_cast<std::size_t>(tensor.size()) * sizeof(double)};
}

template <class T = double>
std::string refusal_of(const std::string& contents) try {
  parse_npy<T>(contents, "x.npy");
  return "accepted";
} catch (const BadFile& error) {
  return error.what();
}

TEST(Npy, ReadsAllVersions) {
  for (const int version : {1, 2, 3}) {
    EXPECT_EQ(parse_npy<double>(file_of(two_by_three, bytes_of(numbers), version), ""), numbers) << version;
  }
}

TEST(Npy, ReadsFortranOrder) {
  const std::string header = "{'descr': '<f8', 'fortran_order': True, 'shape': (2, 3), }\n";
  EXPECT_EQ(parse_npy<double>(file_of(header, bytes_of(Tensor<double>({6}, {1, 4, 2, 5, 3, 6}))), ""), numbers);
  const std::string deep = "{'descr': '<f8', 'fortran_order': True, 'shape': (2, 2, 2), }\n";
  EXPECT_EQ(parse_npy<double>(file_of(deep, bytes_of(Tensor<double>({8}, {0, 1, 2, 3, 4, 5, 6, 7}))), ""),
            Tensor<double>({2, 2, 2}, {0, 4, 2, 6, 1, 5, 3, 7}));
}

TEST(Npy, ReadsEitherByteOrder) {
  const std::string header = "{'descr': '>f4', 'fortran_order': False, 'shape': (2,), }\n";
  EXPECT_EQ(parse_npy<float>(file_of(header, "\x3f\x80\0\0\xc0\0\0\0"s), ""), Tensor<float>({2}, {1, -2}));
}

TEST(Npy, ReadsKeysInAnyOrderAndEitherQuotes) {
  const std::string header = "{\"shape\":(2,3),\"descr\":\"<f8\",\"fortran_order\":False}\n";
  EXPECT_EQ(parse_npy<double>(file_of(header, bytes_of(numbers)), ""), numbers);
}

TEST(Npy, ReadsANumberWithoutExtentsAsOneNumber) {
  const std::string header = "{'descr': '<f8', 'fortran_order': False, 'shape': (), }\n";
  EXPECT_EQ(parse_npy<double>(file_of(header, bytes_of(Tensor<double>({1}, {7}))), ""), Tensor<double>({1}, {7}));
}

TEST(Npy, WritesWhatItReads) {
  for (const Shape& shape : {Shape{1}, Shape{3, 4}, Shape{2, 3, 4}, Shape{2, 1, 3, 2}, Shape{0, 3}}) {
    Tensor<float> tensor(shape);
    for (Index i = 0; i < tensor.size(); ++i) tensor[i] = static_cast<float>(i) / 7;
    if (!tensor.empty()) tensor[0] = std::numeric_limits<float>::infinity();
    const std::string contents = npy_of(tensor);
    EXPECT_EQ(parse_npy<float>(contents, ""), tensor);
    EXPECT_EQ((contents.size() - static_cast<std::size_t>(tensor.size()) * sizeof(float)) % 64, 0U);
  }
}

TEST(Npy, RefusesInOneSentenceWhatIsNoFileOfTheseNumbers) {
  const auto with_header = [](const std::string& header) {
    return refusal_of(file_of(header + "\n", bytes_of(numbers)));
  };
  EXPECT_EQ(refusal_of(""), "x.npy: a .npy file was wanted, which begins with \\x93NUMPY; found nothing");
  EXPECT_EQ(refusal_of("PK\3\4 and so on"),
            "x.npy: a .npy file was wanted, which begins with \\x93NUMPY; found 'PK?? a'");
  EXPECT_EQ(refusal_of("\x93NUMPY\1"), "x.npy: truncated: it ends within the header");
  EXPECT_EQ(refusal_of("\x93NUMPY\4\0"s), "x.npy: format version 1.0, 2.0 or 3.0 was wanted, found 4.0");
  EXPECT_EQ(refusal_of("\x93NUMPY\2\0\xff\xff\xff\xff"s + "{}"),
            "x.npy: truncated: a header of 4294967295 bytes was wanted, found 2");
  EXPECT_EQ(refusal_of<float>(file_of(two_by_three, bytes_of(numbers))),
            "x.npy: numbers of type '<f4' were wanted, found '<f8'");
  EXPECT_EQ(with_header("{'descr': '<i8', 'fortran_order': False, 'shape': (2, 3), }"),
            "x.npy: numbers of type '<f8' were wanted, found '<i8'");
  EXPECT_EQ(with_header("{'descr': '<f8', 'fortran_order': False, 'shape': (2, 4), }"),
            "x.npy: truncated: 64 bytes of numbers were wanted for the shape (2, 4), found 48");
  EXPECT_EQ(with_header("{'descr': '<f8', 'fortran_order': False, 'shape': (5,), }"),
            "x.npy: too long: 40 bytes of numbers were wanted for the shape (5), found 48");
  EXPECT_EQ(with_header("{'descr': '<f8', 'fortran_order': False, 'shape': (1, 1, 1, 2, 3), }"),
            "x.npy: a shape of at most 4 extents was wanted, found 5");
  EXPECT_EQ(with_header("{'descr': '<f8', 'fortran_order': False, 'shape': (4294967296, 4294967296), }"),
            "x.npy: the extents of its shape multiply to more numbers than any memory holds");
}

TEST(Npy, RefusesHeadersThatAreNoSuchDictionary) {
  for (const std::string header :
       {"", "{", "{}", "{'descr': '<f8', 'shape': (2, 3)}", "{'descr': '<f8', 'fortran_order': 0, 'shape': (2, 3)}",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (2, -3)}",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 99999999999999999999)}",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3)} and more",
        "{'descr': '<f8', 'descr': '<f8', 'fortran_order': False, 'shape': (2, 3)}",
        "{'descr': [('a', '<f8')], 'fortran_order': False, 'shape': (2, 3)}",
        "{'descr': '<f8, 'fortran_order': False, 'shape': (2, 3)}",
        "{'descr': '<f8' 'fortran_order': False 'shape': (2, 3)}"}) {
    EXPECT_EQ(refusal_of(file_of(header, bytes_of(numbers))).rfind("x.npy: the header must be a dictionary", 0), 0U)
        << header;
  }
}

// No file of a prefix of a sound one is sound.
TEST(Npy, RefusesEveryTruncation) {
  const std::string contents = file_of(two_by_three, bytes_of(numbers));
  for (std::size_t size = 0; size < contents.size(); ++size) {
    EXPECT_THROW(parse_npy<double>(std::string_view(contents).substr(0, size), ""), BadFile) << size;
  }
}

class NpyFile : public ::testing::Test {
 protected:
  NpyFile() {
    std::string pattern = fs::temp_directory_path() / "backcheck-npy-XXXXXX";
    folder = mkdtemp(pattern.data());
  }
  ~NpyFile() override { fs::remove_all(folder); }
  static std::string refusal(const fs::path& path) try {
    read_npy<double>(path);
    return "accepted";
  } catch (const BadFile& error) {
    return error.what();
  }
  fs::path folder;
};

TEST_F(NpyFile, IsReadFromTheDisk) {
  std::ofstream(folder / "x.npy") << npy_of(numbers);
  EXPECT_EQ(read_npy<double>(folder / "x.npy"), numbers);
}

TEST_F(NpyFile, MustBeARegularFileOfReasonableSize) {
  const std::string name = folder / "x.npy";
  EXPECT_EQ(refusal(name), name + ": a .npy file was wanted, there is none");
  EXPECT_EQ(refusal(folder), folder.string() + ": a .npy file was wanted, found a directory");
  ASSERT_EQ(mkfifo(name.c_str(), 0600), 0);
  EXPECT_EQ(refusal(name), name + ": a .npy file was wanted, found something that is no regular file");
  fs::remove(name);
  fs::create_symlink("x.npy", name);
  EXPECT_EQ(refusal(name).rfind(name + ": cannot be opened: ", 0), 0U);
  fs::remove(name);
  std::ofstream(name) << "";
  fs::resize_file(name, std::uintmax_t{1} << 40);  // a hole
  EXPECT_EQ(refusal(name), name + ": at most 268435456 bytes were wanted, found 1099511627776");
}

}  // namespace
}  // namespace backcheck::outside
