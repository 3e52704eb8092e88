// PyTorch, as its users call it: from Python, in a process of its own (pytorch.py) that keeps the time. One process for
// each number of threads, which its libraries read when they are loaded.
#include <fmt/format.h>
#include <stdlib.h>

#include <array>
#include <boost/process.hpp>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "bench/contender.hpp"
#include "core/option_values.hpp"

namespace backcheck::bench::peers {
namespace {

namespace fs = std::filesystem;
namespace process = boost::process;
using nlohmann::json;

// A folder that disappears with the program.
class Folder {
 public:
  Folder() {
    std::string pattern = (fs::temp_directory_path() / "backcheck-pytorch-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("cannot create a folder in " + pattern);
    path = pattern;
  }
  ~Folder() {
    std::error_code ignored;
    fs::remove_all(path, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  fs::path path;
};

template <Scalar T>
void write_raw(const fs::path& path, const Tensor<T>& tensor) {
  std::ofstream(path, std::ios::binary)
      .write(reinterpret_cast<const char*>(tensor.data()), tensor.size() * static_cast<std::streamsize>(sizeof(T)));
}
template <Scalar T>
Tensor<T> read_raw(const fs::path& path, const Shape& shape) {
  Tensor<T> tensor(shape);
  if (shape.size() == 0) return tensor;
  std::ifstream file(path, std::ios::binary);
  file.read(reinterpret_cast<char*>(tensor.data()), tensor.size() * static_cast<std::streamsize>(sizeof(T)));
  if (!file) throw std::runtime_error("PyTorch has not answered " + path.filename().string());
  return tensor;
}

class Server {
 public:
  static Server& with_threads(int count) {
    static std::map<int, std::unique_ptr<Server>> servers;
    std::unique_ptr<Server>& server = servers[count];
    if (!server) server = std::make_unique<Server>(count);
    return *server;
  }
  explicit Server(int threads)
      : child_("/usr/bin/python3", BACKCHECK_PYTORCH_SCRIPT, std::to_string(threads),
               process::env["OMP_NUM_THREADS"] = std::to_string(threads),  // OpenBLAS reads it, too
               process::std_in<requests_, process::std_out> answers_) {}
  ~Server() {
    requests_.pipe().close();  // the end of its input is the end of it
    child_.wait();
  }

  json ask(const json& request) {
    requests_ << request.dump() << std::endl;
    std::string line;
    if (!std::getline(answers_, line))
      throw std::runtime_error("PyTorch has ended before it answered; its last words are above");
    return json::parse(line);
  }
  const fs::path& folder() const { return folder_.path; }

 private:
  Folder folder_;
  process::opstream requests_;
  process::ipstream answers_;
  process::child child_;
};

json as_json(const Shape& shape) {
  json extents = json::array();
  for (Index axis = 0; axis < shape.rank(); ++axis) extents.push_back(shape[axis]);
  return extents;
}

// ["Conv2d", {"kernel_size": 5, ...}]: what PyTorch must know besides the shapes.
json as_json(const AnyOptions& any) {
  return std::visit(
      [](const auto& options) {
        json values = json::object();
        for_each_value(options, [&](const char* name, auto value) { values[name] = value; });
        return json{std::string(options.name), values};
      },
      any);
}

// Writes the tensors into the folder of the server, and notes their shapes in the request.
template <Scalar T>
void send(const Server& server, json& request, const std::vector<std::pair<std::string, const Tensor<T>*>>& tensors) {
  request["folder"] = server.folder().string();
  request["number"] = sizeof(T) == 4 ? "float32" : "float64";
  for (const auto& [name, tensor] : tensors) {
    write_raw(server.folder() / name, *tensor);
    request["shapes"][name] = as_json(tensor->shape());
  }
}

double time(Server& server, std::int64_t count) { return server.ask({{"time", count}}).at("seconds"); }

template <Scalar T>
class PyTorchLayer : public TimedPass<T> {
 public:
  explicit PyTorchLayer(const LayerProblem<T>& problem)
      : problem_(problem), server_(Server::with_threads(problem.threads)) {
    const json layer = as_json(problem.options);
    json request = {
        {"prepare", "layer"}, {"layer", layer[0]}, {"options", layer[1]}, {"pass", to_string(problem.direction)}};
    send<T>(server_, request,
            {{"input", &problem.input},
             {"weight", &problem.params.weight},
             {"bias", &problem.params.bias},
             {"grad_output", &problem.grad_output}});
    server_.ask(request);
  }
  void run() override { seconds(1); }
  double seconds(std::int64_t count) override { return time(server_, count); }
  LayerAnswers<T> answers() override {
    server_.ask({{"answers", true}});
    const fs::path& folder = server_.folder();
    if (problem_.direction == Direction::forward) {
      return {.output = read_raw<T>(folder / "output", problem_.grad_output.shape()), .grads = {}};
    }
    return {.output = {},
            .grads = {read_raw<T>(folder / "grads.input", problem_.input.shape()),
                      read_raw<T>(folder / "grads.weight", problem_.params.weight.shape()),
                      read_raw<T>(folder / "grads.bias", problem_.params.bias.shape())}};
  }

 private:
  const LayerProblem<T>& problem_;
  Server& server_;
};

class PyTorchStep : public TimedStep {
 public:
  explicit PyTorchStep(const StepProblem& problem) : problem_(problem), server_(Server::with_threads(problem.threads)) {
    json request = {
        {"prepare", "step"},        {"architecture", json::array()},  {"learning_rate", problem.learning_rate},
        {"gather", problem.gather}, {"batch_size", problem.input[0]}, {"labels", problem.labels},
        {"order", problem.order}};
    std::vector<std::pair<std::string, const Tensor<float>*>> tensors = {{"images", &problem.images}};
    for (std::size_t l = 0; l < problem.architecture.size(); ++l) {
      request["architecture"].push_back(as_json(problem.architecture[l]));
      tensors.emplace_back(fmt::format("{}.weight", l), &problem.params[l].weight);
      tensors.emplace_back(fmt::format("{}.bias", l), &problem.params[l].bias);
    }
    send<float>(server_, request, tensors);
    server_.ask(request);
  }
  double seconds(std::int64_t count) override { return time(server_, count); }
  std::vector<Gradients<float>> gradients() override {
    server_.ask({{"answers", true}});
    std::vector<Gradients<float>> all(problem_.params.size());
    for (std::size_t l = 0; l < all.size(); ++l) {
      all[l].weight =
          read_raw<float>(server_.folder() / fmt::format("{}.grad_weight", l), problem_.params[l].weight.shape());
      all[l].bias = read_raw<float>(server_.folder() / fmt::format("{}.grad_bias", l), problem_.params[l].bias.shape());
    }
    return all;
  }

 private:
  const StepProblem& problem_;
  Server& server_;
};

std::string version() {
  return "PyTorch " + Server::with_threads(1).ask({{"version", true}}).at("version").get<std::string>();
}

template <Scalar T>
std::unique_ptr<TimedPass<T>> prepare(const LayerProblem<T>& problem) {
  return std::make_unique<PyTorchLayer<T>>(problem);
}

const Register pytorch{{.name = "pytorch",
                        .kind = Contender::Kind::peer,
                        .version = version,
                        .in_float = prepare<float>,
                        .in_double = prepare<double>,
                        .step = [](const StepProblem& problem) -> std::unique_ptr<TimedStep> {
                          return std::make_unique<PyTorchStep>(problem);
                        }}};

}  // namespace
}  // namespace backcheck::bench::peers
