// The command line of tests/verify.
#include <algorithm>
#include <boost/program_options.hpp>
#include <exception>
#include <filesystem>
#include <iostream>
#include <sstream>
#include <thread>

#include "experiments/writing/files.hpp"
#include "tests/outside/colours.hpp"
#include "tests/outside/verification.hpp"

namespace backcheck::outside {
namespace {

namespace options = boost::program_options;

constexpr int is_right = 0, is_wrong = 1, is_not_checked = 2;

int refuse(const std::string& sentence) {
  std::cerr << "backcheck: " << sentence << "\n";
  return is_not_checked;
}

// What would be checked. Whether a check applies is known only to the layer, so all of them are named.
void list(const std::vector<LayerUnderTest>& layers) {
  for (const LayerUnderTest& layer : layers) {
    std::cout << layer.source << ": " << layer.name << "\n";
    const auto print_all = [](const auto& cases, const char* number) {
      std::cout << "  in " << number << ", on these cases:\n";
      for (const auto& one : cases.cases) std::cout << "    " << one.line << "\n";
      std::cout << "  by those of these checks that concern it:\n";
      for (const suite::LayerCheck& check : suite::checks_of(cases)) {
        std::cout << "    " << check.name << " (" << check.family << ")\n";
      }
    };
    if (layer.in_double) print_all(*layer.in_double, "double");
    if (layer.in_float) print_all(*layer.in_float, "float");
  }
}

template <Scalar T>
bool knows(const std::optional<suite::LayerCases<T>>& cases, const Filter& filter) {
  if (!cases) return false;
  const auto checks = suite::checks_of(*cases);
  const bool has_check = filter.check.empty() || std::any_of(checks.begin(), checks.end(),
                                                             [&](const auto& one) { return one.name == filter.check; });
  const bool has_case = filter.case_name.empty() || filter.case_name == "Random" ||
                        std::any_of(cases->cases.begin(), cases->cases.end(),
                                    [&](const auto& one) { return one.name == filter.case_name; }) ||
                        std::any_of(cases->refusals.begin(), cases->refusals.end(),
                                    [&](const auto& one) { return one.first.name == filter.case_name; });
  return has_check && has_case;
}

}  // namespace

int verify_command(int argc, const char* const* argv, const LayersUnderTest& layers) try {
  Filter filter;
  Limits limits;
  double megabytes = static_cast<double>(limits.bytes >> 20);
  int jobs = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  std::string json_file, junit_file;
  options::options_description all("options");
  all.add_options()("brief", "one line for each layer")("all", "every failure, not only the most telling ones")(
      "list", "the checks and cases, without running anything")("json", options::value(&json_file)->value_name("FILE"),
                                                                "writes all of it to FILE, too")(
      "junit", options::value(&junit_file)->value_name("FILE"), "the same as JUnit's XML")(
      "check", options::value(&filter.check)->value_name("NAME"), "this check only")(
      "case", options::value(&filter.case_name)->value_name("NAME"), "this case only")(
      "seconds", options::value(&limits.seconds)->value_name("S"), "that a check may take (10)")(
      "memory", options::value(&megabytes)->value_name("MB"), "that a check may use (2048)")(
      "jobs,j", options::value(&jobs)->value_name("N"), "checks at a time (one for each processor)");
  options::variables_map given;
  try {
    const options::positional_options_description none;
    options::store(options::command_line_parser(argc, argv).options(all).positional(none).run(), given);
    options::notify(given);
  } catch (const options::error& error) {
    return refuse(std::string(error.what()) + " (tests/verify --help shows all options)");
  }
  if (!(limits.seconds > 0 && limits.seconds <= 86400)) return refuse("--seconds must be above 0 and at most 86400");
  if (!(megabytes >= 64 && megabytes <= 1e6)) return refuse("--memory must be between 64 and 1000000 megabytes");
  if (jobs < 1 || jobs > 1024) return refuse("--jobs must be between 1 and 1024");
  limits.bytes = static_cast<std::size_t>(megabytes) << 20;

  const std::vector<LayerUnderTest> found = layers();
  if (given.count("list")) {
    list(found);
    return is_right;
  }
  const auto known = [&](const LayerUnderTest& one) {
    const auto names = [&](const suite::LayerCheck& check) { return check.name == filter.check; };
    return knows(one.in_double, filter) || knows(one.in_float, filter) ||
           std::any_of(one.more_checks.begin(), one.more_checks.end(), names);
  };
  if (std::none_of(found.begin(), found.end(), known)) {
    return refuse("there is no check" + (filter.check.empty() ? std::string() : " '" + filter.check + "'") +
                  (filter.case_name.empty() ? "" : " with a case '" + filter.case_name + "'") +
                  " (tests/verify FILE --list shows all)");
  }
  for (const std::string& file : {json_file, junit_file}) {
    if (!file.empty()) writing::require_writable(std::filesystem::absolute(file).parent_path());
  }
  std::vector<Verification> verifications;
  for (const LayerUnderTest& layer : found) {
    verifications.push_back(verify(layer, filter, limits, jobs));
    std::ostringstream text;
    if (given.count("brief")) {
      print_brief(text, verifications.back());
    } else {
      print(text, verifications.back(), given.count("all") > 0);
    }
    std::cout << (wants_colours() ? coloured(text.str()) : text.str()) << std::flush;
  }
  if (!json_file.empty()) writing::write_file(json_file, json_of(verifications));
  if (!junit_file.empty()) writing::write_file(junit_file, junit_of(verifications));
  const bool all_right =
      std::all_of(verifications.begin(), verifications.end(), [](const auto& one) { return one.is_right(); });
  return all_right ? is_right : is_wrong;
} catch (const std::exception& error) {
  return refuse(error.what());
}

}  // namespace backcheck::outside
