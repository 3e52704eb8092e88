// Every number that the five reports print and that is compared with ours, by its id, once. One file a report:
// numbers_a.cpp to numbers_e.cpp.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/shape.hpp"

namespace backcheck::published {

struct Number {
  std::string id = {};        // the item and a short name: "A-20/test-accuracy"
  std::string quantity = {};  // "\"val\" accuracy after one epoch"
  // As the report prints it: "89.12"; its last digit sets the rounding allowed for. Or a list: "4x24x24", "0, 1, 1".
  std::string printed = {};
  std::string unit = {};     // "%", "nats", "s"; empty for a pure number
  std::string meaning = {};  // what it really is, where the report does not say or says otherwise
  std::string given = {};    // the settings that the report gives
  Index sample_size = 0;     // images that an accuracy was measured on, for its binomial interval; 0: not one

  std::string item() const { return id.substr(0, id.find('/')); }                // "A-20"
  std::string report() const { return "Report " + id.substr(0, id.find('-')); }  // "Report A"
  double value() const;  // of `printed`; throws std::logic_error where that is not one number
};

// Throws std::logic_error where there is no such number.
const Number& number(std::string_view id);
inline double value(std::string_view id) { return number(id).value(); }

// Whether the number is a setting that the report chose, such as a number of filters, and not what came of one: our
// networks have it because the report prints it, so that it cannot but agree.
bool is_setting(std::string_view id);

// The ids of an item, in the order in which the report prints the numbers; of those alone that begin with `prefix`:
// ids("A-24"), ids("A-24/training-loss").
std::vector<std::string> ids(std::string_view prefix);

namespace detail {  // the tables, one a report
const std::vector<Number>& report_a();
const std::vector<Number>& report_b();
const std::vector<Number>& report_c();
const std::vector<Number>& report_d();
const std::vector<Number>& report_e();
}  // namespace detail

}  // namespace backcheck::published
