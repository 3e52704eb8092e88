#include "experiments/support/csv.hpp"

#include <stdexcept>

#include "experiments/support/files.hpp"

namespace backcheck::experiments {
namespace {

const std::vector<std::string> header = {"run", "seed", "x", "quantity", "value"};

std::uint64_t to_seed(const std::string& text) {
  std::size_t end = 0;
  const std::uint64_t seed = std::stoull(text, &end);
  if (end != text.size()) throw std::invalid_argument("'" + text + "' is not a seed");
  return seed;
}

}  // namespace

std::string csv_line(const std::vector<std::string>& fields) {
  std::string line;
  for (const std::string& field : fields) {
    if (&field != &fields.front()) line += ',';
    if (field.find_first_of(",\"\r\n") == std::string::npos) {
      line += field;
      continue;
    }
    line += '"';
    for (const char c : field) line += c == '"' ? "\"\"" : std::string(1, c);
    line += '"';
  }
  return line + "\n";
}

std::vector<std::vector<std::string>> parse_csv(std::string_view text) {
  std::vector<std::vector<std::string>> lines;
  bool quotes = false, line_open = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (!line_open) {
      lines.push_back({""});
      line_open = true;
    }
    std::string& field = lines.back().back();
    if (quotes) {
      if (c != '"') {
        field += c;
      } else if (i + 1 < text.size() && text[i + 1] == '"') {
        field += text[++i];
      } else {
        quotes = false;
      }
    } else if (c == '"') {
      quotes = true;
    } else if (c == ',') {
      lines.back().emplace_back();
    } else if (c == '\n') {
      line_open = false;
    } else if (c != '\r') {
      field += c;
    }
  }
  if (quotes) throw std::invalid_argument("a quote is not closed");
  return lines;
}

std::string samples_to_csv(const std::vector<Sample>& samples) {
  std::string csv = csv_line(header);
  for (const Sample& s : samples) {
    csv += csv_line({s.run, std::to_string(s.seed), to_text(s.x), s.quantity, to_text(s.value)});
  }
  return csv;
}

std::vector<Sample> samples_from_csv(std::string_view text) {
  const auto lines = parse_csv(text);
  if (lines.empty() || lines.front() != header) throw std::invalid_argument("line 1 is not run,seed,x,quantity,value");
  std::vector<Sample> samples;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const auto& fields = lines[i];
    try {
      if (fields.size() != header.size()) throw std::invalid_argument("5 fields are wanted");
      samples.push_back({fields[0], to_seed(fields[1]), to_number(fields[2]), fields[3], to_number(fields[4])});
    } catch (const std::exception& error) {
      throw std::invalid_argument("line " + std::to_string(i + 1) + ": " + error.what());
    }
  }
  return samples;
}

}  // namespace backcheck::experiments
