#include "tests/outside/source.hpp"

#include <algorithm>
#include <cctype>
#include <optional>

namespace backcheck::outside {
namespace {

// The source with comments, the contents of strings, and directives blanked out; of the same length, with the same
// lines.
std::string without_comments(std::string_view source) {
  std::string code(source);
  const auto blank = [&](std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < std::min(to, code.size()); ++i) {
      if (code[i] != '\n') code[i] = ' ';
    }
  };
  bool line_is_empty = true;
  for (std::size_t i = 0; i < source.size();) {
    const char c = source[i];
    std::size_t end = i + 1;
    if (source.substr(i, 2) == "//" || (c == '#' && line_is_empty)) {
      end = std::min(source.find('\n', i), source.size());
      while (end < source.size() && source[end - 1] == '\\') end = std::min(source.find('\n', end + 1), source.size());
      blank(i, end);
    } else if (source.substr(i, 2) == "/*") {
      end = source.find("*/", i + 2);
      end = end == std::string_view::npos ? source.size() : end + 2;
      blank(i, end);
    } else if (source.substr(i, 2) == "R\"") {
      const std::size_t open = std::min(source.find('(', i), source.size());
      const std::string closing = ")" + std::string(source.substr(i + 2, open - i - 2)) + "\"";
      end = source.find(closing, open);
      end = end == std::string_view::npos ? source.size() : end + closing.size();
      blank(i, end);
    } else if (c == '"' || (c == '\'' && (i == 0 || !std::isalnum(static_cast<unsigned char>(source[i - 1]))))) {
      while (end < source.size() && source[end] != c && source[end] != '\n') end += source[end] == '\\' ? 2 : 1;
      blank(i + 1, end);
      ++end;
    }
    line_is_empty = c == '\n' || (line_is_empty && std::isspace(static_cast<unsigned char>(c)));
    i = end;
  }
  return code;
}

struct Token {
  std::string text;
  std::size_t start;
};

std::vector<Token> tokens_of(const std::string& code) {
  const auto is_word = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; };
  std::vector<Token> tokens;
  for (std::size_t i = 0; i < code.size();) {
    std::size_t end = i + 1;
    if (is_word(code[i])) {
      while (end < code.size() && is_word(code[end])) ++end;
    } else if (std::isspace(static_cast<unsigned char>(code[i]))) {
      i = end;
      continue;
    }
    tokens.push_back({code.substr(i, end - i), i});
    i = end;
  }
  return tokens;
}

std::string on_one_line(std::string_view text) {
  std::string line;
  for (const char c : text) {
    const bool is_space = std::isspace(static_cast<unsigned char>(c));
    if (!is_space) {
      line += c;
    } else if (!line.empty() && line.back() != ' ') {
      line += ' ';
    }
  }
  line.erase(line.find_last_not_of(' ') + 1);
  return line;
}

class Scanner {
 public:
  explicit Scanner(std::string_view source) : code_(without_comments(source)), tokens_(tokens_of(code_)) {}

  std::vector<Struct> structs() {
    while (at_ < tokens_.size()) step();
    for (Struct& one : structs_) one.has_specification = specified_.count(one.scope) > 0;
    return std::move(structs_);
  }

 private:
  enum class Kind { a_namespace, a_struct, other };
  struct Scope {
    Kind kind;
    std::string prefix;  // "student::"
  };

  const std::string& text(std::size_t at) const {
    static const std::string none;
    return at < tokens_.size() ? tokens_[at].text : none;
  }
  int line_of(std::size_t position) const {
    return 1 + static_cast<int>(std::count(code_.begin(), code_.begin() + static_cast<std::ptrdiff_t>(position), '\n'));
  }
  std::string prefix() const {
    std::string all;
    for (const Scope& scope : scopes_) all += scope.prefix;
    return all;
  }
  bool in_namespace() const {
    return std::all_of(scopes_.begin(), scopes_.end(), [](const Scope& s) { return s.kind == Kind::a_namespace; });
  }
  bool in_struct() const {
    return !scopes_.empty() && scopes_.back().kind == Kind::a_struct &&
           std::all_of(scopes_.begin(), scopes_.end() - 1, [](const Scope& s) { return s.kind == Kind::a_namespace; });
  }

  // At the first of `ends` from here on that stands outside of parentheses.
  std::size_t find(const std::string& ends) const {
    int depth = 0;
    for (std::size_t at = at_; at < tokens_.size(); ++at) {
      const char c = tokens_[at].text[0];
      if (depth == 0 && ends.find(c) != std::string::npos) return at;
      depth += (c == '(') - (c == ')');
    }
    return tokens_.size();
  }

  void step() {
    const std::string& token = text(at_);
    if (token == "{") {
      scopes_.push_back({Kind::other, ""});
    } else if (token == "}") {
      if (!scopes_.empty()) scopes_.pop_back();
    } else if (token == "template" && text(at_ + 1) == "<") {
      return read_template();
    } else if (token == "namespace") {
      return read_namespace();
    } else if ((token == "struct" || token == "class") && in_namespace()) {
      return read_struct();
    } else if (in_struct() && (token == "forward" || token == "backward" || token == "operator")) {
      return read_function();
    } else if (in_namespace() && token == "specification") {
      specified_.insert({prefix(), true});
    }
    if (token == "{" || token == "}" || token == ";") declaration_ = at_ + 1, template_parameters_ = 0;
    if (token == ":" && text(at_ + 1) != ":" && at_ > 0 && text(at_ - 1) != ":") declaration_ = at_ + 1;
    ++at_;
  }

  void read_template() {
    int depth = 0;
    template_parameters_ = 1;
    for (++at_; at_ < tokens_.size(); ++at_) {
      const std::string& token = text(at_);
      depth += (token == "<") - (token == ">");
      template_parameters_ += token == "," && depth == 1;
      if (depth == 0) break;
    }
    ++at_;
  }

  void read_namespace() {
    std::string prefix;
    for (++at_; at_ < tokens_.size() && text(at_) != "{"; ++at_) {
      if (text(at_) == ";" || text(at_) == "=") return;  // an alias, or a using directive
      if (text(at_) != "inline") prefix += text(at_);
    }
    scopes_.push_back({Kind::a_namespace, prefix.empty() ? "" : prefix + "::"});
    declaration_ = ++at_;
  }

  void read_struct() {
    const std::size_t name = at_ + 1, body = find("{;");
    Struct found{.name = text(name), .scope = prefix(), .line = line_of(tokens_[at_].start), .functions = {}};
    found.template_parameters = template_parameters_;
    template_parameters_ = 0;
    at_ = body + 1;
    declaration_ = at_;
    if (text(body) != "{" || found.name.empty()) return;
    structs_.push_back(found);
    scopes_.push_back({Kind::a_struct, ""});
  }

  void read_function() {
    const bool is_call = text(at_) == "operator";
    const std::string name = is_call ? "operator()" : text(at_);
    const std::size_t open = is_call ? at_ + 3 : at_ + 1;
    const bool is_declared = text(open) == "(" && (!is_call || (text(at_ + 1) == "(" && text(at_ + 2) == ")"));
    if (is_declared && declaration_ < at_ && !structs_.back().functions.count(name)) {
      const std::size_t start = tokens_[declaration_].start;
      at_ = open;
      const std::size_t end = find("{;");
      const std::size_t stop = end < tokens_.size() ? tokens_[end].start : code_.size();
      structs_.back().functions[name] = {line_of(tokens_[open].start), on_one_line(code_.substr(start, stop - start))};
      at_ = end;
      return;
    }
    ++at_;
  }

  std::string code_;
  std::vector<Token> tokens_;
  std::size_t at_ = 0, declaration_ = 0;  // where the declaration under way began
  int template_parameters_ = 0;
  std::vector<Scope> scopes_;
  std::vector<Struct> structs_;
  std::map<std::string, bool> specified_;
};

struct KnownLayer {
  std::string_view name;
  bool is_loss;
};
constexpr KnownLayer known[] = {
#define BACKCHECK_LAYER(Name, file) {#Name, false},
#define BACKCHECK_LOSS(Name, file) {#Name, true},
#include "core/layers.def"
};

std::optional<bool> is_known_loss(const std::string& name) {
  for (const KnownLayer& one : known) {
    if (one.name == name) return one.is_loss;
  }
  return std::nullopt;
}

bool is_loss(const Struct& one) {
  return one.is_loss() || (!one.is_layer() && is_known_loss(one.name).value_or(false));
}

std::string quoted(const std::string& text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    result += c;
  }
  return result + "\"";
}

// What the layer is called in the program: see adapt.hpp.
std::string alias(const Struct& layer) { return "TheLayer" + std::to_string(layer.line); }

std::string alias_of(const Struct& layer) {
  return "struct " + alias(layer) + " {\n  template <backcheck::Scalar T>\n  using Of = ::" + layer.scope + layer.name +
         "<T>;\n};\n";
}

constexpr const char* forward_wanted =
    "void forward(const Tensor<T>& input, const Parameters<T>& params, const Pass& pass, Tensor<T>& output, "
    "Cache& cache) const";
constexpr const char* backward_wanted =
    "void backward(const Tensor<T>& grad_output, const Tensor<T>& input, const Parameters<T>& params, "
    "const Cache& cache, Gradients<T>& grads) const";
constexpr const char* loss_wanted =
    "T operator()(const Tensor<T>& logits, Labels labels, Tensor<T>& grad_logits) const";

// Assertions, in the order in which they should be told, that one function is as the contract wants it.
std::string assertions_on(const Struct& layer, const std::string& file, const std::string& function,
                          const std::string& trait, const std::string& wanted) {
  const auto found = layer.functions.find(function);
  const bool is_there = found != layer.functions.end();
  const int line = is_there ? found->second.line : layer.line;
  std::string text;
  const auto expect = [&](const std::string& condition, const std::string& sentence) {
    text += "#line " + std::to_string(line) + " " + quoted(file) + "\nstatic_assert(" + condition + ", " +
            quoted("[contract] " + layer.name + ": " + sentence + "; wanted: " + wanted +
                   "; found: " + (is_there ? found->second.text : "nothing of that name")) +
            ");\n";
  };
  const std::string type = "backcheck::outside::" + trait + "<" + alias(layer) + ", double>";
  if (!is_there) {
    expect("false", "there is no function " + function);
    return text;
  }
  expect(type + "::is_one_function", function + " is private, a template, or there is more than one of it");
  expect(type + "::has_right_count", function + " has the wrong number of arguments");
  for (int i = 0; i < (trait == "LossSignature" ? 3 : 5); ++i) {
    expect(type + "::template has_right_argument<" + std::to_string(i) + ">",
           "argument " + std::to_string(i + 1) + " of " + function + " has another type than the contract's");
  }
  expect(type + "::has_right_result", function + " returns another type than the contract's");
  expect(type + "::is_const", function + " is not const, so it could keep something between calls");
  return text;
}

// The options of the layer of this name, if there is one.
std::string known_options(const Struct& one) {
  return is_known_loss(one.name) == false ? "backcheck::" + one.name + "Options" : "void";
}

std::string assertions_on_options(const Struct& layer, const std::string& file) {
  std::string text;
  const std::string of = "<" + alias(layer) + ", " + known_options(layer) + ">";
  const auto expect = [&](const std::string& condition, const std::string& sentence) {
    text += "#line " + std::to_string(layer.line) + " " + quoted(file) +
            "\nstatic_assert(backcheck::outside::" + condition + ", " +
            quoted("[contract] " + layer.name + ": " + sentence) + ");\n";
  };
  const bool is_known = is_known_loss(layer.name) == false;
  const std::string options = is_known ? layer.name + "Options" : "its options";
  expect("has_options" + of, "there is no public member options; wanted: " + options + " options;");
  expect("has_right_options" + of,
         "the type of options lacks something that LayerOptions wants (core/options.hpp): "
         "name, output_shape, parameter_shapes, cost, longest_sum, and ==");
  expect("takes_options" + of, "it cannot be made as " + layer.name +
                                   "<T>{options}: let options be its first and only "
                                   "data member");
  expect("has_right_cache<" + alias(layer) + ">",
         "the cache (last argument of forward) must have a default constructor and an operator==; "
         "bool operator==(const Cache&) const = default; will do");
  if (!layer.has_specification) {
    expect("is_known<backcheck::outside::OptionsOf" + of + ">",
           "it is no layer of core/layers.def, so what it promises and its cases must stand beside it: "
           "inline const suite::Specification<" +
               layer.name +
               "Options> specification{...}; "
               "(tests/outside/templates/leaky_relu.hpp is an example)");
  }
  return text;
}

}  // namespace

std::vector<Struct> structs_in(std::string_view source) { return Scanner(source).structs(); }

std::vector<Struct> to_verify(const std::vector<Struct>& structs, const std::string& file, const std::string& type) {
  std::vector<Struct> chosen;
  for (const Struct& one : structs) {
    const bool is_one = one.is_layer() || one.is_loss() || is_known_loss(one.name).has_value();
    const bool is_asked_for = one.name == type || one.scope + one.name == type;
    if (type.empty() ? is_one && one.template_parameters > 0 : is_asked_for) chosen.push_back(one);
  }
  if (chosen.empty()) {
    std::string names;
    for (const Struct& one : structs) names += (names.empty() ? "" : ", ") + one.name;
    if (names.empty()) names = "no struct at all";
    if (!type.empty()) throw NothingToVerify{file + " has no struct " + type + "; it has " + names};
    throw NothingToVerify{file +
                          " has no layer or loss: a struct template with forward and backward, or one named like " +
                          "those of core/layers.def; it has " + names};
  }
  for (const Struct& one : chosen) {
    if (is_loss(one) && !is_known_loss(one.name) && !one.has_specification) {
      throw NothingToVerify{file + ":" + std::to_string(one.line) + ": " + one.name +
                            " is not a loss of core/layers.def, so its cases must stand beside it: " +
                            "inline const suite::Specification<suite::LossOptions> specification{...}"};
    }
    if (one.template_parameters == 1) continue;
    throw NothingToVerify{file + ":" + std::to_string(one.line) + ": " + one.name +
                          " must be a template over its number type: template <Scalar T> struct " + one.name};
  }
  return chosen;
}

std::string program_for(const std::vector<Struct>& layers, const std::string& path, const std::string& file) {
  std::string text = "#include " + quoted(path) + "\n", list;
  for (const Struct& one : layers) {
    text += alias_of(one);
    const std::string name = quoted(one.name) + ", " + quoted(file);
    if (is_loss(one)) {
      text += assertions_on(one, file, "operator()", "LossSignature", loss_wanted);
    } else {
      text += assertions_on(one, file, "forward", "ForwardSignature", forward_wanted);
      text += assertions_on(one, file, "backward", "BackwardSignature", backward_wanted);
      text += assertions_on_options(one, file);
    }
    const bool brings_cases = one.has_specification && !is_known_loss(one.name);
    list += std::string(is_loss(one) ? "      loss" : "      layer") + "_under_test<" + alias(one) +
            (is_loss(one) ? "" : ", " + known_options(one)) + ">(" + name +
            (brings_cases ? ", ::" + one.scope + "specification" : "") + "),\n";
  }
  return text + "#line 1 \"the program that verifies\"\n" +
         "int main(int argc, char** argv) {\n  using namespace backcheck::outside;\n" +
         "  return verify_command(argc, argv, [] {\n    return std::vector<LayerUnderTest>{\n" + list +
         "    };\n  });\n}\n";
}

std::string contenders_for(const std::vector<Struct>& layers, const std::string& path, const std::string& file) {
  std::string text = "#include \"bench/own_layer.hpp\"\n#include " + quoted(path) + "\n", list;
  for (const Struct& one : layers) {
    if (is_loss(one)) {
      throw NothingToVerify{file + ":" + std::to_string(one.line) + ": " + one.name + " is a loss; layers are timed"};
    }
    text += alias_of(one);
    list += "  contenders.push_back(backcheck::bench::own_layer<" + alias(one) + ", " + known_options(one) + ">(" +
            quoted(one.name) + "));\n";
  }
  return text + "extern \"C\" void add_own_layers(std::vector<backcheck::bench::Contender>& contenders) {\n" + list +
         "}\n";
}

}  // namespace backcheck::outside
