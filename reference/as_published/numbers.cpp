#include "reference/as_published/numbers.hpp"

#include <charconv>
#include <functional>
#include <map>
#include <set>
#include <stdexcept>

namespace backcheck::published {
namespace {

const std::vector<const std::vector<Number>*>& tables() {
  static const std::vector<const std::vector<Number>*> all = {
      &detail::report_a(), &detail::report_b(), &detail::report_c(), &detail::report_d(), &detail::report_e()};
  return all;
}

using Lookup = std::map<std::string, const Number*, std::less<>>;
const Lookup& lookup() {
  static const Lookup by_id = [] {
    Lookup all;
    for (const auto* table : tables()) {
      for (const Number& number : *table) {
        if (!all.emplace(number.id, &number).second) {
          throw std::logic_error("published: there are two numbers " + number.id);
        }
      }
    }
    return all;
  }();
  return by_id;
}

}  // namespace

double Number::value() const {
  double value = 0;
  const auto [end, error] = std::from_chars(printed.data(), printed.data() + printed.size(), value);
  if (error != std::errc() || end != printed.data() + printed.size()) {
    throw std::logic_error("published: " + id + " is '" + printed + "', which is not one number");
  }
  return value;
}

const Number& number(std::string_view id) {
  const auto found = lookup().find(id);
  if (found == lookup().end()) throw std::logic_error("published: there is no number " + std::string(id));
  return *found->second;
}

bool is_setting(std::string_view id) {
  static const std::set<std::string, std::less<>> settings{"A-17/Conv1-channels",
                                                           "A-17/Conv2-channels",
                                                           "A-17/FC1-size",
                                                           "A-17/FC2-size",
                                                           "B-03/convolution-1-K",
                                                           "B-03/convolution-2-K",
                                                           "B-03/convolution-1-X",
                                                           "B-11/input",
                                                           "C-03/filter",
                                                           "C-03/features",
                                                           "C-06/neurons",
                                                           "C-27/neurons",
                                                           "C-28/convolution-biases",
                                                           "C-28/fc-biases",
                                                           "C-29/image",
                                                           "C-34/convolution-biases",
                                                           "C-34/fc-biases",
                                                           "C-34/image",
                                                           "C-34/neurons"};
  return id.starts_with("A-26/") || settings.contains(id);
}

std::vector<std::string> ids(std::string_view prefix) {
  std::vector<std::string> found;
  for (const auto* table : tables()) {
    for (const Number& number : *table) {
      if (std::string_view(number.id).starts_with(prefix)) found.push_back(number.id);
    }
  }
  return found;
}

}  // namespace backcheck::published
