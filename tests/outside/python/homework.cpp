#include "tests/outside/python/homework.hpp"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "tests/outside/python/subprocess.hpp"

namespace backcheck::outside {
namespace {

using nlohmann::json;
namespace fs = std::filesystem;

std::vector<std::string> pythons() {
  if (const char* chosen = std::getenv("BACKCHECK_PYTHON")) return {chosen};
  return {"python3", "/usr/bin/python3"};
}

}  // namespace

// The process that has imported the homework, started again where it has ended.
class Homework::Server {
 public:
  Server(fs::path file, std::vector<fs::path> conventions, double seconds_a_call)
      : file_(std::move(file)), conventions_(std::move(conventions)), seconds_a_call_(seconds_a_call) {
    std::string refused;
    for (const std::string& python : pythons()) {
      python_ = python;
      const json hello = start();
      if (!hello.contains("refused")) {
        convention = hello.at("convention");
        stand_ins = hello.at("stand_ins");
        for (const auto& [name, layer] : hello.at("layers").items()) {
          layers.push_back({name, layer.at("functions"), layer.at("missing"), layer.at("needs_bias")});
        }
        return;
      }
      refused = hello.at("refused");
      if (!hello.at("another_python")) break;
    }
    throw Unusable(refused);
  }

  // The answer to a request to call `function`. Throws suite::CallFailed.
  Message call(const std::string& function, Message request) {
    if (const auto found = to_blame_.find(function); found != to_blame_.end()) throw found->second;
    if (!process_) start();
    request.object["release"] = std::exchange(released_, {});
    try {
      Message answer = process_->ask(request, seconds_a_call_);
      if (answer.object.contains("error")) throw suite::CallFailed(function, answer.object.at("error"));
      return answer;
    } catch (const NoAnswer& none) {
      process_.reset();
      const suite::CallFailed failed(function, none.what(), none.kind);
      to_blame_.emplace(function, failed);
      throw failed;
    }
  }

  void release(int process, Index cache) {
    if (process == starts_) released_.push_back(cache);
  }
  int starts() const { return starts_; }

  std::string convention;
  std::vector<std::string> stand_ins;
  std::vector<Layer> layers;
  std::set<std::string> widen_float;  // layers

 private:
  // What the server says first.
  json start() {
    std::vector<std::string> command{python_, SERVER, fs::absolute(file_)};
    for (const fs::path& convention_file : conventions_) command.push_back(fs::absolute(convention_file));
    ++starts_;
    released_.clear();
    try {
      process_ = std::make_unique<Subprocess>(command);
      return process_->hear(seconds_to_import).object;
    } catch (const NoAnswer& none) {
      process_.reset();
      return {{"refused", python_ + ", to import " + file_.string() + ", " + none.what()}, {"another_python", true}};
    }
  }

  fs::path file_;
  std::vector<fs::path> conventions_;
  double seconds_a_call_;
  std::string python_;
  std::unique_ptr<Subprocess> process_;
  int starts_ = 0;
  std::vector<Index> released_;
  std::map<std::string, suite::CallFailed> to_blame_;  // functions that are not called again, and why
};

namespace {

// What the call changed of an argument is changed in ours.
template <Scalar T>
void change(const Message& answer, const std::string& name, const Tensor<T>& argument) {
  Tensor<T> changed;
  if (!answer.read(name, changed)) return;
  std::copy_n(changed.data(), std::min(changed.size(), argument.size()), const_cast<T*>(argument.data()));
}

// What a convention does not have, such as the gradient of no bias, is left empty.
template <Scalar T>
void take(const Message& answer, const std::string& name, Tensor<T>& tensor) {
  if (!answer.read(name, tensor)) tensor.resize({});
}

}  // namespace

Homework::Homework(const fs::path& file, const std::vector<fs::path>& conventions, double seconds_a_call)
    : server_(std::make_shared<Server>(file, conventions, seconds_a_call)) {}

const std::string& Homework::convention() const { return server_->convention; }
const std::vector<std::string>& Homework::stand_ins() const { return server_->stand_ins; }
const std::vector<Homework::Layer>& Homework::layers() const { return server_->layers; }
bool Homework::keeps_float(const Layer& layer) const { return !server_->widen_float.contains(layer.name); }

template <Scalar T>
suite::Implementation<T> Homework::layer(const Layer& layer, const json& options, const LabelsFor& labels_for) const {
  const std::string name = layer.name, forward = layer.functions.front(), backward = layer.functions.back();

  // A cache stays where it was made, until the last copy of this is gone.
  struct Cache {
    std::shared_ptr<Server> server;
    int starts = 0;
    Index number = 0;
    json values;
    ~Cache() { server->release(starts, number); }
  };
  using Held = std::shared_ptr<const Cache>;

  const auto request = [name](const char* what, const json& values) {
    Message message;
    message.object = {{"do", what}, {"layer", name}, {"type", type_of<T>()}, {"values", values}};
    return message;
  };
  const auto call = [server = server_, name](const std::string& function, Message message) {
    Message answer = server->call(function, std::move(message));
    if (!answer.object.value("kept_type", true)) server->widen_float.insert(name);
    return answer;
  };

  suite::Implementation<T> made;
  made.forward = [=, server = server_](const Tensor<T>& input, const Parameters<T>& params, const Pass& pass,
                                       Tensor<T>& output, std::any& cache) {
    json values = options;
    values["mode"] = pass.training ? "train" : "test";
    values["seed"] = pass.seed & 0x7fffffff;  // what both NumPy and PyTorch take
    Message message = request("forward", values);
    message.add("input", input);
    message.add("weight", params.weight);
    message.add("bias", params.bias);
    if (labels_for) {
      const std::vector<int> labels = labels_for(input.shape());
      Tensor<std::int64_t> classes({static_cast<Index>(labels.size())});
      std::copy(labels.begin(), labels.end(), classes.begin());
      message.add("labels", classes);
    }
    const Message answer = call(forward, std::move(message));
    take(answer, "output", output);
    cache = Held(new Cache{server, server->starts(), answer.object.at("cache"), values});
    change(answer, "input", input);
    change(answer, "weight", params.weight);
    change(answer, "bias", params.bias);
  };
  made.backward = [=](const Tensor<T>& grad_output, const Tensor<T>& input, const Parameters<T>& params,
                      const std::any& cache, Gradients<T>& grads) {
    const Held held = std::any_cast<Held>(cache);
    if (held->starts != held->server->starts()) {
      throw suite::CallFailed(backward, "cannot be called: the process that had its cache has ended");
    }
    Message message = request("backward", held->values);
    message.object["cache"] = held->number;
    message.add("grad_output", grad_output);
    message.add("input", input);
    message.add("weight", params.weight);
    message.add("bias", params.bias);
    const Message answer = call(backward, std::move(message));
    take(answer, "grad_input", grads.input);
    take(answer, "grad_weight", grads.weight);
    take(answer, "grad_bias", grads.bias);
    change(answer, "grad_output", grad_output);
    change(answer, "input", input);
    change(answer, "weight", params.weight);
    change(answer, "bias", params.bias);
  };
  made.same_cache = [=](const std::any& a, const std::any& b) {
    const Held before = std::any_cast<Held>(a), now = std::any_cast<Held>(b);
    if (before->starts != now->starts) return false;
    Message message = request("same_cache", {});
    message.object["before"] = before->number;
    message.object["now"] = now->number;
    return call(backward, std::move(message)).object.at("same").template get<bool>();
  };
  return made;
}

template suite::Implementation<float> Homework::layer(const Layer&, const json&, const LabelsFor&) const;
template suite::Implementation<double> Homework::layer(const Layer&, const json&, const LabelsFor&) const;

}  // namespace backcheck::outside
