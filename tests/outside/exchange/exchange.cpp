#include "tests/outside/exchange/exchange.hpp"

#include <algorithm>
#include <fstream>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>

#include "all_layers/reference.hpp"
#include "experiments/writing/files.hpp"
#include "tests/outside/exchange/npy.hpp"
#include "tests/outside/uncontained.hpp"
#include "tests/outside/values.hpp"
#include "tests/specifications/specifications.hpp"
#include "tests/suite/compare.hpp"
#include "tests/suite/computation.hpp"

namespace backcheck::outside {
namespace {

using nlohmann::json;
using suite::Numbers;
namespace fs = std::filesystem;

template <Scalar T>
const char* type_of() {
  return std::same_as<T, float> ? "<f4" : "<f8";
}

// Nothing of what is no regular file, which could keep us waiting.
std::string contents_of(const fs::path& path) {
  std::error_code ignored;
  if (!fs::is_regular_file(path, ignored)) return "";
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

// To a folder that nobody sees yet.
void write(const fs::path& path, const std::string& contents) {
  std::ofstream stream(path, std::ios::binary);
  if (!stream.write(contents.data(), static_cast<std::streamsize>(contents.size())).flush()) {
    throw BadFile(path.string() + " cannot be written");
  }
}

// One case with one kind of numbers: a folder.
template <Scalar T>
struct Exercise {
  std::string layer, name;
  Numbers numbers;
  json values;  // the options
  std::vector<int> labels;
  suite::LayerCase<T> one;  // whose layer and twin are the textbook's

  fs::path folder() const { return fs::path(layer) / name / (numbers == Numbers::integers ? "integers" : "random"); }
  suite::Arguments<T> arguments() const { return suite::make_arguments(one, numbers); }
};

std::vector<int> labels_of(const suite::LossOptions& o, const Shape& logits) { return o.labels_for(logits); }
template <LayerOptions O>
std::vector<int> labels_of(const O&, const Shape&) {
  return {};
}

template <Scalar T, template <Scalar> class Textbook, LayerOptions O>
void append(std::vector<Exercise<T>>& all, const std::string& layer, const suite::Specification<O>& specification) {
  const auto textbook = [](const O& o) { return suite::implementation_of(Textbook<T>{o}); };
  for (const suite::Case<O>& one : specification.cases) {
    Exercise<T> exercise{layer,
                         one.name,
                         Numbers::random,
                         values_of(one.options),
                         labels_of(one.options, one.input),
                         suite::layer_case_of<T>(specification, one, suite::Builders<T, O>{textbook, textbook})};
    exercise.one.elsewhere = true;
    all.push_back(exercise);
    if (!exercise.one.exact_on_integers) continue;
    exercise.numbers = Numbers::integers;
    all.push_back(exercise);
  }
}

#define BACKCHECK_LOSS(Name, file) \
  template <Scalar T>              \
  struct Name##Layer : suite::LossLayer<reference::Name<T>> {};
#include "core/layers.def"

// The exercises for these layers; for all of them where none is named.
template <Scalar T>
std::vector<Exercise<T>> exercises_of(const std::vector<std::string>& layers) {
  std::vector<Exercise<T>> all;
  std::string known;
  std::set<std::string> unknown(layers.begin(), layers.end());
  const auto wants = [&](const std::string& name) {
    known += (known.empty() ? "" : ", ") + name;
    return unknown.erase(name) > 0 || layers.empty();
  };
#define BACKCHECK_LAYER(Name, file) \
  if (wants(#Name)) append<T, reference::Name>(all, #Name, suite::file##_specification());
#define BACKCHECK_LOSS(Name, file) \
  if (wants(#Name)) append<T, Name##Layer>(all, #Name, suite::file##_specification());
#include "core/layers.def"
  if (!unknown.empty()) throw BadFile("there is no layer '" + *unknown.begin() + "', there are " + known);
  return all;
}

// What dropout's generator drops is no matter of the language: 1 where an element is kept.
template <Scalar T>
Tensor<T> mask_of(const Exercise<T>& exercise) {
  Tensor<T> mask;
  std::any cache;
  exercise.one.layer.forward(Tensor<T>(exercise.one.input, 1), {}, exercise.one.pass(), mask, cache);
  for (T& factor : mask) factor = factor == T(0) ? T(0) : T(1);
  return mask;
}

// The files that a program reads, by name.
template <Scalar T>
std::map<std::string, std::string> inputs_of(const Exercise<T>& exercise) {
  const suite::Arguments<T> arguments = exercise.arguments();
  std::map<std::string, std::string> files{{"input.npy", npy_of(arguments.input)}};
  if (!arguments.params.weight.empty()) files["weight.npy"] = npy_of(arguments.params.weight);
  if (!arguments.params.bias.empty()) files["bias.npy"] = npy_of(arguments.params.bias);
  if (exercise.one.properties.masks) files["mask.npy"] = npy_of(mask_of(exercise));
  if (!exercise.one.properties.loss) {
    files["grad_output.npy"] = npy_of(arguments.grad_output);
    return files;
  }
  Tensor<Index> labels({static_cast<Index>(exercise.labels.size())});
  std::copy(exercise.labels.begin(), exercise.labels.end(), labels.begin());
  files["labels.npy"] = npy_of(labels);
  return files;
}

// "grad_input.npy" for "grads.input".
std::string file_of(suite::Part part) {
  std::string name = suite::name_of(part);
  if (name.starts_with("grads.")) name.replace(0, 6, "grad_");
  return name + ".npy";
}

template <Scalar T>
std::vector<suite::Part> answers_of(const Exercise<T>& exercise) {
  const ParameterShapes& shapes = exercise.one.geometry.parameters;
  std::vector<suite::Part> parts{suite::Part::output, suite::Part::grad_input};
  if (shapes.weight.rank() > 0) parts.push_back(suite::Part::grad_weight);
  if (shapes.bias.rank() > 0) parts.push_back(suite::Part::grad_bias);
  return parts;
}

template <Scalar T>
json description_of(const Exercise<T>& exercise) {
  json description = exercise.values;
  description["layer"] = exercise.layer;
  description["case"] = exercise.name;
  description["numbers"] = exercise.folder().filename();
  description["folder"] = exercise.folder();
  description["inputs"] = description["answers"] = json::array();
  for (const auto& [file, contents] : inputs_of(exercise)) description["inputs"].push_back(file);
  for (const suite::Part part : answers_of(exercise)) description["answers"].push_back(file_of(part));
  return description;
}

// The answers to one exercise; empty tensors where there is no file of a name that other exercises have none of either.
template <Scalar T>
struct Answered {
  suite::Arguments<T> arguments;
  suite::Computed<T> answers;
};

// A layer that has computed all that it will be asked. Gradients of a loss are asked times grad_output.
template <Scalar T>
suite::Implementation<T> layer_that_answered(const std::vector<std::shared_ptr<const Answered<T>>>& answered,
                                             bool is_loss) {
  const auto find = [answered](const Tensor<T>& input) -> const Answered<T>& {
    for (const auto& one : answered) {
      if (suite::same_bits(one->arguments.input, input)) return *one;
    }
    throw suite::CallFailed("the files", "have no answer for these numbers");
  };
  return {.forward = [=](const Tensor<T>& input, const Parameters<T>&, const Pass&, Tensor<T>& output,
                         std::any&) { output = find(input).answers.output; },
          .backward =
              [=](const Tensor<T>& grad_output, const Tensor<T>& input, const Parameters<T>&, const std::any&,
                  Gradients<T>& grads) {
                grads = find(input).answers.grads;
                if (is_loss) {
                  for (T& g : grads.input) g *= grad_output[0];
                }
              },
          .same_cache = [](const std::any&, const std::any&) { return true; }};
}

// What a check calls a tensor that a loss has other words for.
std::string part_called(const std::string& tensor) {
  return tensor == "loss" ? "output" : tensor == "grad_logits" ? "grads.input" : tensor;
}

template <Scalar T>
LayerUnderTest layer_in(const fs::path& directory, const std::vector<Exercise<T>>& exercises) {
  // A name of which a layer has no file at all is not checked.
  std::set<std::string> answered_names;
  for (const Exercise<T>& exercise : exercises) {
    for (const suite::Part part : answers_of(exercise)) {
      if (fs::exists(fs::symlink_status(directory / exercise.folder() / file_of(part)))) {
        answered_names.insert(suite::name_of(part));
      }
    }
  }
  const std::string name = exercises.front().layer;
  LayerUnderTest layer{.name = name, .source = directory};
  layer.command = "tests/exchange check " + layer.source + " " + name;
  if (answered_names.empty()) return layer;

  suite::LayerCases<T> cases;
  std::map<std::string, std::vector<std::shared_ptr<const Answered<T>>>> by_case;
  for (const Exercise<T>& exercise : exercises) {
    const fs::path folder = directory / exercise.folder();
    for (const auto& [file, contents] : inputs_of(exercise)) {
      if (contents_of(folder / file) != contents) {
        throw BadFile((folder / file).string() + ": what was written there was wanted, found something else");
      }
    }
    auto answered = std::make_shared<Answered<T>>(Answered<T>{exercise.arguments(), {}});
    answered->answers = suite::run(exercise.one.layer, answered->arguments, exercise.one.pass());
    for (const suite::Part part : answers_of(exercise)) {
      if (!answered_names.contains(suite::name_of(part))) continue;
      suite::part_of(answered->answers, part) = read_npy<T>(folder / file_of(part));
    }
    by_case[exercise.name].push_back(answered);
  }
  for (const Exercise<T>& exercise : exercises) {
    if (exercise.numbers != Numbers::random) continue;
    suite::LayerCase<T> one = exercise.one;
    one.layer = layer_that_answered(by_case[exercise.name], one.properties.loss);
    cases.cases.push_back({exercise.name, one.line, [one] { return one; }});
  }
  if constexpr (std::same_as<T, float>) {
    layer.in_float = cases;
  } else {
    layer.in_double = cases;
  }
  layer.run = [answered_names](const std::string& name_in_type, std::vector<suite::LayerCheck> checks) {
    std::erase_if(checks, [](const auto& check) { return check.family != "parity"; });
    return run_uncontained(name_in_type, checks, [&](const std::string& tensor) {
      return answered_names.contains(part_called(tensor)) || tensor == "error";
    });
  };
  return layer;
}

template <Scalar T>
std::vector<LayerUnderTest> layers_in(const fs::path& directory, const std::vector<std::string>& wanted) {
  std::vector<LayerUnderTest> found;
  const std::vector<Exercise<T>> all = exercises_of<T>(wanted);
  for (auto begin = all.begin(); begin != all.end();) {
    const auto end = std::find_if(begin, all.end(), [&](const auto& one) { return one.layer != begin->layer; });
    if (fs::exists(directory / begin->layer)) {
      LayerUnderTest layer = layer_in<T>(directory, {begin, end});
      if (layer.in_float || layer.in_double) found.push_back(layer);
    }
    begin = end;
  }
  return found;
}

}  // namespace

template <Scalar T>
void write_exchange(const fs::path& directory, const std::vector<std::string>& layers) {
  if (fs::exists(fs::symlink_status(directory))) {
    throw BadFile(directory.string() + ": a folder that does not exist yet was wanted, this one does");
  }
  const std::vector<Exercise<T>> exercises = exercises_of<T>(layers);
  std::string aside_name = directory.lexically_normal();
  while (aside_name.size() > 1 && aside_name.ends_with('/')) aside_name.pop_back();
  const fs::path aside = aside_name + "." + writing::process_name();
  writing::require_writable(aside);
  try {
    json all{{"type", type_of<T>()}, {"cases", json::array()}};
    for (const Exercise<T>& exercise : exercises) {
      const fs::path folder = aside / exercise.folder();
      fs::create_directories(folder);
      for (const auto& [file, contents] : inputs_of(exercise)) write(folder / file, contents);
      all["cases"].push_back(description_of(exercise));
      write(folder / "case.json", all["cases"].back().dump(2) + "\n");
    }
    write(aside / "exchange.json", all.dump(2) + "\n");
    fs::rename(aside, directory);
  } catch (...) {
    std::error_code ignored;
    fs::remove_all(aside, ignored);
    throw;
  }
}
template void write_exchange<float>(const fs::path&, const std::vector<std::string>&);
template void write_exchange<double>(const fs::path&, const std::vector<std::string>&);

std::vector<LayerUnderTest> read_exchange(const fs::path& directory, const std::vector<std::string>& layers) {
  const fs::path file = directory / "exchange.json";
  const json all = json::parse(contents_of(file), nullptr, false);
  if (!all.is_object() || !all.contains("type") || (all["type"] != "<f4" && all["type"] != "<f8")) {
    throw BadFile(file.string() + ": what 'tests/exchange write' writes was wanted, found " +
                  (fs::exists(file) ? "something else" : "nothing"));
  }
  auto found = all["type"] == "<f4" ? layers_in<float>(directory, layers) : layers_in<double>(directory, layers);
  if (found.empty()) {
    throw BadFile(directory.string() + ": answers (output.npy, grad_input.npy, ...) were wanted beside the inputs, " +
                  "found none");
  }
  return found;
}

}  // namespace backcheck::outside
