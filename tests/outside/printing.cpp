#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>
#include <ostream>

#include "tests/outside/verification.hpp"

namespace backcheck::outside {
namespace {

using suite::Failure;
using Json = nlohmann::json;

std::string joined(const std::vector<std::string>& words) { return fmt::format("{}", fmt::join(words, ", ")); }

std::string name_of_case(const std::string& line) {  // {"Padding", {...
  const std::size_t start = line.find('"'), end = line.find('"', start + 1);
  return start == std::string::npos || end == std::string::npos ? "" : line.substr(start + 1, end - start - 1);
}

// The text, broken into lines of at most 110 characters, those after the first indented.
std::string wrapped(const std::string& text, const std::string& indent) {
  std::string lines;
  std::size_t column = indent.size();
  for (std::size_t start = 0; start < text.size();) {
    std::size_t end = text.find(' ', start);
    if (end == std::string::npos) end = text.size();
    if (column + (end - start) > 110 && column > indent.size()) lines += "\n" + indent, column = indent.size();
    if (column > indent.size()) lines += " ";
    lines += text.substr(start, end - start);
    column += end - start + 1;
    start = end + 1;
  }
  return lines;
}

std::string repeat_of(const Verification& verification, const Fault& fault) {
  const std::string case_name = name_of_case(fault.failure.case_line);
  return fmt::format("{}{}{}", verification.command, " --check " + fault.check.substr(fault.check.find('.') + 1),
                     case_name.empty() ? "" : " --case " + case_name);
}

const char* verdict_of(const Verification& verification, const Summary& summary) {
  return verification.is_right() ? "right" : summary.not_written.empty() ? "wrong" : "not written yet";
}

double seconds_of(const Verification& verification) {
  double seconds = 0;
  for (const CheckRecord& one : verification.checks) seconds += one.seconds;
  return seconds;
}

std::string escaped(const std::string& text) {
  std::string result;
  for (const char c : text) {
    const auto code = static_cast<unsigned char>(c);
    if (c == '&') {
      result += "&amp;";
    } else if (c == '<') {
      result += "&lt;";
    } else if (c == '"') {
      result += "&quot;";
    } else if (c == '\n') {
      result += "&#10;";
    } else {
      result += code < 32 ? '?' : c;
    }
  }
  return result;
}

void print_fault(std::ostream& stream, const Verification& verification, const Fault& fault) {
  const Failure& failure = fault.failure;
  stream << "\n  "
         << wrapped(fmt::format("{}: {}: {}", suite::name_of(failure.kind), failure.tensor, failure.message), "    ")
         << "\n";
  if (!failure.likely_bug.empty()) stream << "    most likely: " << wrapped(failure.likely_bug, "      ") << "\n";
  if (!failure.case_line.empty()) stream << "    case " << failure.case_line << "\n";
  stream << "    repeat with: " << repeat_of(verification, fault) << "\n";
}

}  // namespace

void print(std::ostream& stream, const Verification& verification, bool everything) {
  const Summary summary = summarize(verification);
  const std::string name = verification.source + ": " + verification.name;
  if (summary.checks == 0) {
    stream << name << " has no such check or case\n";
    return;
  }
  if (summary.not_written.empty()) {
    stream << fmt::format("{} is {}: {} of {} checks passed\n", name, verification.is_right() ? "right" : "wrong",
                          summary.checks - summary.failed, summary.checks);
  } else {
    stream << name << ": " << summary.not_written << " not written yet\n";
  }
  if (!summary.right.empty()) stream << "  right: " << joined(summary.right) << "\n";
  if (!summary.wrong.empty()) stream << "  wrong: " << joined(summary.wrong) << "\n";
  if (summary.cases_skipped > 0) {
    stream << fmt::format("  skipped: {} cases of the size of real networks, which would take too long\n",
                          summary.cases_skipped);
  }
  if (everything) {
    for (const CheckRecord& record : verification.checks) {
      for (const Failure& failure : record.result.failures) {
        print_fault(stream, verification, {failure, record.layer + "." + record.check});
      }
    }
    return;
  }
  const std::size_t most = 4;
  for (std::size_t i = 0; i < std::min(most, summary.faults.size()); ++i) {
    print_fault(stream, verification, summary.faults[i]);
  }
  if (summary.failed > 1 && summary.not_written.empty()) {
    stream << "\n  all that failed: " << verification.command << " --all\n";
  }
}

void print_brief(std::ostream& stream, const Verification& verification) {
  const Summary summary = summarize(verification);
  stream << verification.source << ": " << verification.name << ": "
         << (summary.checks == 0 ? "not checked" : verdict_of(verification, summary));
  if (!summary.not_written.empty()) stream << " (" << summary.not_written << ")";
  if (!summary.wrong.empty()) stream << ": " << joined(summary.wrong);
  for (const Fault& one : summary.faults) {
    if (one.failure.likely_bug.empty()) continue;
    stream << "; most likely " << one.failure.likely_bug;
    break;
  }
  stream << fmt::format(" ({} of {} checks passed)\n", summary.checks - summary.failed, summary.checks);
}

std::string json_of(const std::vector<Verification>& verifications) {
  Json layers = Json::array();
  for (const Verification& verification : verifications) {
    const Summary summary = summarize(verification);
    Json checks = Json::array(), findings = Json::array();
    const auto failure_as_json = [](const Failure& f) {
      return Json{{"kind", suite::name_of(f.kind)}, {"tensor", f.tensor}, {"message", f.message}, {"case", f.case_line},
                  {"likely_bug", f.likely_bug},     {"ours", f.ours},     {"wanted", f.wanted},   {"bound", f.bound}};
    };
    for (const CheckRecord& record : verification.checks) {
      if (!record.applies) continue;
      Json failures = Json::array();
      for (const Failure& failure : record.result.failures) failures.push_back(failure_as_json(failure));
      checks.push_back({{"layer", record.layer},
                        {"check", record.check},
                        {"family", record.family},
                        {"passed", record.result.failures.empty()},
                        {"seconds", record.seconds},
                        {"cases", record.result.cases},
                        {"skipped", record.result.skipped},
                        {"failures", failures}});
    }
    for (const Fault& one : summary.faults) {
      Json fault = failure_as_json(one.failure);
      fault["check"] = one.check;
      fault["repeat"] = repeat_of(verification, one);
      findings.push_back(fault);
    }
    layers.push_back({{"layer", verification.name},
                      {"source", verification.source},
                      {"verdict", verdict_of(verification, summary)},
                      {"not_written", summary.not_written},
                      {"right", summary.right},
                      {"wrong", summary.wrong},
                      {"findings", findings},
                      {"checks", checks}});
  }
  return Json{{"layers", layers}}.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string junit_of(const std::vector<Verification>& verifications) {
  std::string xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n";
  for (const Verification& verification : verifications) {
    const Summary summary = summarize(verification);
    xml += fmt::format("  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" time=\"{:.3f}\">\n",
                       escaped(verification.source + ": " + verification.name), summary.checks, summary.failed,
                       seconds_of(verification));
    for (const CheckRecord& record : verification.checks) {
      if (!record.applies) continue;
      xml += fmt::format("    <testcase classname=\"{}\" name=\"{}\" time=\"{:.3f}\"", escaped(record.layer),
                         escaped(record.check), record.seconds);
      if (record.result.failures.empty()) {
        xml += "/>\n";
        continue;
      }
      xml += ">\n";
      for (const Failure& failure : record.result.failures) {
        std::string text = failure.tensor + ": " + failure.message;
        if (!failure.likely_bug.empty()) text += "\nmost likely: " + failure.likely_bug;
        xml += fmt::format("      <failure type=\"{}\" message=\"{}\">{}</failure>\n", suite::name_of(failure.kind),
                           escaped(text), escaped(failure.case_line));
      }
      xml += "    </testcase>\n";
    }
    xml += "  </testsuite>\n";
  }
  return xml + "</testsuites>\n";
}

}  // namespace backcheck::outside
