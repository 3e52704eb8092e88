#include "bench/own.hpp"

#include <dlfcn.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <stdexcept>
#include <variant>

namespace backcheck::bench {
namespace {

// What a --shape says, taken apart: the options that are still to be read.
struct Given {
  Shape input;
  std::map<std::string, std::string> options;
};

std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts(1);
  for (const char c : text) {
    if (c == separator) {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  return parts;
}

template <class Number>
bool read(const std::string& text, Number& number) {
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  return error == std::errc() && stop == end;
}

Shape shape_of(const std::string& text) {
  std::vector<Index> extents;
  for (const std::string& part : split(text, 'x')) {
    if (!read(part, extents.emplace_back()) || extents.back() < 1 || extents.size() > 4) {
      throw std::invalid_argument(
          "wanted 1 to 4 extents of at least 1 with an x between them, as in 64x3x32x32; got '" + text + "'");
    }
  }
  const auto& e = extents;
  return e.size() == 1   ? Shape{e[0]}
         : e.size() == 2 ? Shape{e[0], e[1]}
         : e.size() == 3 ? Shape{e[0], e[1], e[2]}
                         : Shape{e[0], e[1], e[2], e[3]};
}

Given taken_apart(const std::string& text) {
  Given given;
  for (const std::string& part : split(text, ',')) {
    if (given.input.rank() == 0) {
      given.input = shape_of(part);
      continue;
    }
    const std::size_t equals = part.find('=');
    if (equals == std::string::npos) throw std::invalid_argument("wanted NAME=NUMBER, got '" + part + "'");
    if (!given.options.emplace(part.substr(0, equals), part.substr(equals + 1)).second) {
      throw std::invalid_argument(part.substr(0, equals) + " is there twice");
    }
  }
  return given;
}

// Takes an option out of `given`; one that is not there keeps its value, unless it is needed.
template <class Number>
void take(Given& given, const std::string& name, Number& value, bool needed = false) {
  const auto found = given.options.find(name);
  if (found == given.options.end()) {
    if (needed) throw std::invalid_argument(name + " is missing: wanted " + name + "=NUMBER");
    return;
  }
  if (!read(found->second, value)) {
    throw std::invalid_argument(name + " must be a number, got '" + found->second + "'");
  }
  given.options.erase(found);
}

void take(Given& given, Conv2dOptions& o) {
  if (given.input.rank() == 4) o.in_channels = given.input[1];
  take(given, "out_channels", o.out_channels, true);
  take(given, "kernel_size", o.kernel_size, true);
  take(given, "stride", o.stride);
  take(given, "padding", o.padding);
}
void take(Given& given, LinearOptions& o) {
  if (given.input.rank() > 1) o.in_features = given.input.inner_size();
  take(given, "out_features", o.out_features, true);
}
template <bool is_max>
void take(Given& given, Pool2dOptions<is_max>& o) {
  take(given, "kernel_size", o.kernel_size);
  take(given, "stride", o.stride);
}
template <Activation activation>
void take(Given&, ActivationOptions<activation>&) {}
void take(Given& given, DropoutOptions& o) { take(given, "rate", o.rate); }

template <LayerOptions O>
LayerWorkload workload_of(const std::string& text) try {
  Given given = taken_apart(text);
  O options;
  take(given, options);
  if (!given.options.empty()) {
    throw std::invalid_argument(std::string(O::name) + " has no option '" + given.options.begin()->first +
                                "' that the shape leaves open");
  }
  options.output_shape(given.input);  // throws where the input does not fit
  // Input, output and their gradients in double, for two contenders at a time.
  const double bytes = 2 * sizeof(double) * options.cost(given.input).backward_elements;
  const double memory = static_cast<double>(sysconf(_SC_PHYS_PAGES)) * static_cast<double>(sysconf(_SC_PAGESIZE));
  if (bytes > memory / 2) {
    throw std::invalid_argument(fmt::format("its tensors take {:.3g} GB, more than half of this machine's {:.3g} GB",
                                            bytes / 1e9, memory / 1e9));
  }
  return {.name = text, .options = options, .input = given.input};
} catch (const std::invalid_argument& error) {
  throw std::invalid_argument("--shape " + text + ": " + error.what());
}

double flops(const LayerWorkload& workload) {
  return std::visit([&](const auto& options) { return options.cost(workload.input).backward_flops; }, workload.options);
}

}  // namespace

std::vector<Contender> load_own_layers(const std::string& library) {
  void* file = dlopen(library.c_str(), RTLD_NOW | RTLD_LOCAL);
  void* add = file ? dlsym(file, "add_own_layers") : nullptr;
  if (!add) throw std::invalid_argument("--layer: " + std::string(dlerror()));
  std::vector<Contender> own;
  reinterpret_cast<void (*)(std::vector<Contender>&)>(add)(own);
#define BACKCHECK_LAYER(Name, file)                                                                               \
  if (std::count_if(own.begin(), own.end(),                                                                       \
                    [](const Contender& one) { return one.has(Name##Options{}, Direction::forward); }) > 1) {     \
    throw std::invalid_argument("--layer: there are two layers with " #Name "Options; name the one to be timed"); \
  }
#include "core/layers.def"
  return own;
}

std::vector<LayerWorkload> own_workloads(const std::vector<Contender>& own, const std::vector<std::string>& shapes) {
  std::vector<LayerWorkload> all;
  if (shapes.empty()) {
    for (const LayerWorkload& workload : layer_workloads()) {
      const auto has = [&](const Contender& one) { return one.has(workload.options, Direction::forward); };
      if (std::any_of(own.begin(), own.end(), has)) all.push_back(workload);
    }
    return all;
  }
  if (own.size() != 1) {
    throw std::invalid_argument("--shape is of one layer, and there are several; name the one to be timed");
  }
  for (const std::string& shape : shapes) {
#define BACKCHECK_LAYER(Name, file) \
  if (own.front().has(Name##Options{}, Direction::forward)) all.push_back(workload_of<Name##Options>(shape));
#include "core/layers.def"
  }
  return all;
}

bool takes_seconds(const Contender& own, const LayerWorkload& workload) {
  if (flops(workload) < 2e9) return false;
  // Of all that such a layer is usually timed on, the smallest.
  LayerWorkload smallest = workload;
  for (const LayerWorkload& other : layer_workloads()) {
    if (own.has(other.options, Direction::backward) && flops(other) < flops(smallest)) smallest = other;
  }
  const LayerProblem<float> problem(smallest.options, smallest.input, Direction::backward, 1);
  const auto pass = own.in_float(problem);
  pass->run();  // so that memory is there
  return pass->seconds(1) / flops(smallest) * flops(workload) > 1;
}

void add_own_table(writing::Markdown& text, const Measurements& measurements) {
  const int all = most_threads(measurements);
  const auto cell = [all](const PassTimings& line, const std::string& contender, const auto& value) {
    std::string both = value(line.seconds(contender, 1), 1);
    if (all > 1 && line.row(contender, all)) both += " / " + value(line.seconds(contender, all), all);
    return line.row(contender, 1) ? both : "-";
  };
  std::vector<std::string> others = peers_of(measurements);
  others.insert(others.begin(), {"naive", "fast"});
  std::vector<writing::Markdown::Row> rows;
  for (const PassTimings& line : passes(measurements)) {
    if (!line.row("yours", 1)) continue;
    const RowName& name = line.name;
    writing::Markdown::Row cells = {
        name.layer, name.workload, name.pass, name.number,
        cell(line, "yours", [](double seconds, int) { return fmt::format("{:.3g}", 1e3 * seconds); })};
    for (const std::string& other : others) {
      cells.push_back(cell(line, other, [&](double theirs, int threads) {
        const double yours = line.seconds("yours", threads);
        const std::string times = theirs > 0 && yours > 0 ? fmt::format("{:.2f}", theirs / yours) : "-";
        return theirs < yours ? "**" + times + "**" : times;
      }));
    }
    rows.push_back(cells);
  }
  if (rows.empty()) return;
  writing::Markdown::Row header = {"layer", "workload", "pass", "numbers", "yours, ms:"};
  for (const std::string& other : others) header.push_back(other + ":");
  text.paragraph("Your layer's medians, then the times of the others over them{}; bold where the other is faster.",
                 all > 1 ? fmt::format(", on 1 thread / {}", threads_of(all)) : "");
  text.table(header, rows);
}

}  // namespace backcheck::bench
