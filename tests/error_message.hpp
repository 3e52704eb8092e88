// What a rejected call says.
#pragma once

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>

namespace backcheck {

// The message of the std::invalid_argument that `call` throws; the test fails if it throws none.
template <class Call>
std::string error_message(const Call& call) {
  try {
    call();
  } catch (const std::invalid_argument& error) {
    return error.what();
  }
  ADD_FAILURE() << "nothing was rejected";
  return {};
}

}  // namespace backcheck
