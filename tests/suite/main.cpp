// Runs the tests of the layers; with --ctest-labels, prints their labels for ctest instead.
#include <gtest/gtest.h>

#include <iostream>
#include <string_view>

#include "tests/suite/verify.hpp"

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  if (argc == 2 && std::string_view(argv[1]) == "--ctest-labels") {
    std::cout << backcheck::suite::ctest_labels();
    return 0;
  }
  return RUN_ALL_TESTS();
}
