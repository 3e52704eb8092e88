// What nlohmann's macros need beyond what they know: optional values, and files that say which they are when damaged.
#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>
#include <type_traits>
#include <utility>

#include "experiments/writing/files.hpp"

namespace nlohmann {

template <class V>
struct adl_serializer<std::optional<V>> {
  template <class Json>
  static void to_json(Json& json, const std::optional<V>& value) {
    if (value) {
      json = *value;
    } else {
      json = nullptr;
    }
  }
  template <class Json>
  static void from_json(const Json& json, std::optional<V>& value) {
    value = json.is_null() ? std::optional<V>() : std::optional<V>(json.template get<V>());
  }
};

// A whole number is taken from one alone: the library would cut 1.5 to 1, and what becomes of 1e300 is undefined.
template <class I>
struct adl_serializer<I, std::enable_if_t<std::is_integral_v<I> && !std::is_same_v<I, bool>>> {
  template <class Json>
  static void to_json(Json& json, I value) {
    ::nlohmann::to_json(json, value);
  }
  template <class Json>
  static void from_json(const Json& json, I& value) {
    const auto take = [&](auto whole) {
      if (!std::in_range<I>(whole)) throw std::invalid_argument("too large");
      value = static_cast<I>(whole);
    };
    if (json.is_number_unsigned()) return take(json.template get_ref<const std::uint64_t&>());
    if (json.is_number_integer()) return take(json.template get_ref<const std::int64_t&>());
    throw std::invalid_argument("no whole number");
  }
};

}  // namespace nlohmann

namespace backcheck::experiments {

using Json = nlohmann::json;

// Text that is no UTF-8, as the name of a folder may be, is written with marks in place of what is wrong.
inline std::string to_json_text(const Json& json) {
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

// Empty where there is no such file. Throws std::runtime_error with a sentence naming the file where it is none of
// ours.
template <class V>
std::optional<V> load_json(const std::filesystem::path& file, const std::string& what) {
  std::error_code error;  // of reading it, below
  if (std::filesystem::status(file, error).type() == std::filesystem::file_type::not_found) return {};
  const auto refuse = [&] {
    throw std::runtime_error(file.string() + " is not " + what + " that this program has written: damaged?");
  };
  try {
    return Json::parse(writing::read_file(file)).get<V>();
  } catch (const nlohmann::json::exception&) {
    refuse();
  } catch (const std::invalid_argument&) {
    refuse();
  }
  return {};
}

}  // namespace backcheck::experiments
