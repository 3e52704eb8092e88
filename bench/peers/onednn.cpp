// oneDNN, twice: with tensors as everyone stores them, reordered to its own layouts and back in every pass, and with
// tensors that stay in those layouts. Its primitives are made beforehand.
#include <dnnl.hpp>
#include <memory>
#include <string>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

#include "bench/contender.hpp"

namespace backcheck::bench::peers {
namespace {

using dnnl::memory;

class OneDnn : public TimedPass<float> {
 public:
  OneDnn(const LayerProblem<float>& problem, bool reorder) : problem_(problem), reorder_(reorder) {
    answers_.output.resize(problem.grad_output.shape());
    answers_.grads = {Tensor<float>(problem.input.shape()), Tensor<float>(problem.params.weight.shape()),
                      Tensor<float>(problem.params.bias.shape())};
    if (const auto* conv = std::get_if<Conv2dOptions>(&problem.options)) {
      describe_convolution(*conv);
    } else {
      describe_linear();
    }
    for (Step& step : steps_) {  // everything is in its place before the first pass
      for (auto& [plain, own] : step.inputs) dnnl::reorder(plain, own).execute(stream_, plain, own);
    }
    stream_.wait();
  }
  void run() override {
    for (Step& step : steps_) {
      if (reorder_) copy(step.inputs);
      step.primitive.execute(stream_, step.arguments);
      if (reorder_) copy(step.outputs);
    }
    stream_.wait();
  }
  LayerAnswers<float> answers() override {
    if (!reorder_) {
      for (Step& step : steps_) copy(step.outputs);
      stream_.wait();
    }
    return answers_;
  }
  double workspace_bytes() override { return workspace_; }

 private:
  // A tensor as it is given or wanted, and the same in the layout of a primitive.
  using Pair = std::pair<memory, memory>;
  struct Step {
    dnnl::primitive primitive;
    std::unordered_map<int, memory> arguments;
    std::vector<Pair> inputs, outputs;
  };

  // From plain to own for inputs; own to plain for outputs: the pairs are in the order of copying.
  void copy(std::vector<Pair>& pairs) {
    for (auto& [from, to] : pairs) {
      if (from.get_data_handle() != to.get_data_handle()) dnnl::reorder(from, to).execute(stream_, from, to);
    }
  }

  // The tensor under this argument, in the layout `own`.
  void bind(Step& step, int argument, const memory::desc& plain, const memory::desc& own, const float* data,
            bool output) {
    memory given(plain, engine_, const_cast<float*>(data));
    memory used = given;
    if (own != plain) {
      used = memory(own, engine_);
      workspace_ += static_cast<double>(own.get_size());
    }
    step.arguments[argument] = used;
    output ? step.outputs.emplace_back(used, given) : step.inputs.emplace_back(given, used);
  }

  static memory::desc plain(const Shape& shape, memory::format_tag tag) {
    memory::dims dims;
    for (Index axis = 0; axis < shape.rank(); ++axis) dims.push_back(shape[axis]);
    return {dims, memory::data_type::f32, tag};
  }
  static memory::desc any(const memory::desc& desc) {
    return {desc.dims(), memory::data_type::f32, memory::format_tag::any};
  }

  void add(const Step& step, const memory::desc& scratchpad) {
    workspace_ += static_cast<double>(scratchpad.get_size());
    steps_.push_back(step);
  }

  // The tensors of a layer: input, weight, bias, output.
  struct Tensors {
    memory::desc x, w, b, y;
  };

  void add_forward(const Tensors& t, const auto& description, dnnl::primitive primitive) {
    Step step{std::move(primitive), {}, {}, {}};
    bind(step, DNNL_ARG_SRC, t.x, description.src_desc(), problem_.input.data(), false);
    bind(step, DNNL_ARG_WEIGHTS, t.w, description.weights_desc(), problem_.params.weight.data(), false);
    bind(step, DNNL_ARG_BIAS, t.b, description.bias_desc(), problem_.params.bias.data(), false);
    bind(step, DNNL_ARG_DST, t.y, description.dst_desc(), answers_.output.data(), true);
    add(step, description.scratchpad_desc());
  }
  void add_weight_gradient(const Tensors& t, const auto& description, dnnl::primitive primitive) {
    Step step{std::move(primitive), {}, {}, {}};
    bind(step, DNNL_ARG_SRC, t.x, description.src_desc(), problem_.input.data(), false);
    bind(step, DNNL_ARG_DIFF_DST, t.y, description.diff_dst_desc(), problem_.grad_output.data(), false);
    bind(step, DNNL_ARG_DIFF_WEIGHTS, t.w, description.diff_weights_desc(), answers_.grads.weight.data(), true);
    bind(step, DNNL_ARG_DIFF_BIAS, t.b, description.diff_bias_desc(), answers_.grads.bias.data(), true);
    add(step, description.scratchpad_desc());
  }
  void add_input_gradient(const Tensors& t, const auto& description, dnnl::primitive primitive) {
    Step step{std::move(primitive), {}, {}, {}};
    bind(step, DNNL_ARG_DIFF_DST, t.y, description.diff_dst_desc(), problem_.grad_output.data(), false);
    bind(step, DNNL_ARG_WEIGHTS, t.w, description.weights_desc(), problem_.params.weight.data(), false);
    bind(step, DNNL_ARG_DIFF_SRC, t.x, description.diff_src_desc(), answers_.grads.input.data(), true);
    add(step, description.scratchpad_desc());
  }

  void describe_convolution(const Conv2dOptions& options) {
    using dnnl::convolution_forward, dnnl::convolution_backward_data, dnnl::convolution_backward_weights;
    constexpr auto direct = dnnl::algorithm::convolution_direct;
    const Shape &in = problem_.input.shape(), &out = problem_.grad_output.shape();
    const Tensors t{plain(in, memory::format_tag::nchw),
                    plain(problem_.params.weight.shape(), memory::format_tag::oihw),
                    plain(problem_.params.bias.shape(), memory::format_tag::x), plain(out, memory::format_tag::nchw)};
    // After the image as much padding as the last window reads, which is less than before it where the stride leaves
    // pixels over.
    const auto after = [&](int axis) {
      return (out[axis] - 1) * options.stride + options.kernel_size - in[axis] - options.padding;
    };
    const memory::dims strides = {options.stride, options.stride}, before = {options.padding, options.padding},
                       behind = {after(2), after(3)};
    const convolution_forward::primitive_desc forward(
        {dnnl::prop_kind::forward_training, direct, any(t.x), any(t.w), t.b, any(t.y), strides, before, behind},
        engine_);
    if (problem_.direction == Direction::forward) return add_forward(t, forward, convolution_forward(forward));
    const convolution_backward_weights::primitive_desc weights(
        {direct, any(t.x), any(t.w), t.b, any(t.y), strides, before, behind}, engine_, forward);
    add_weight_gradient(t, weights, convolution_backward_weights(weights));
    if (problem_.direction != Direction::backward) return;
    const convolution_backward_data::primitive_desc data(
        {direct, any(t.x), any(t.w), any(t.y), strides, before, behind}, engine_, forward);
    add_input_gradient(t, data, convolution_backward_data(data));
  }

  void describe_linear() {
    using dnnl::inner_product_forward, dnnl::inner_product_backward_data, dnnl::inner_product_backward_weights;
    const Index N = problem_.input.shape()[0];
    const Tensors t{plain({N, problem_.input.size() / N}, memory::format_tag::nc),
                    plain(problem_.params.weight.shape(), memory::format_tag::oi),
                    plain(problem_.params.bias.shape(), memory::format_tag::x),
                    plain(problem_.grad_output.shape(), memory::format_tag::nc)};
    const inner_product_forward::primitive_desc forward(
        {dnnl::prop_kind::forward_training, any(t.x), any(t.w), t.b, any(t.y)}, engine_);
    if (problem_.direction == Direction::forward) return add_forward(t, forward, inner_product_forward(forward));
    const inner_product_backward_weights::primitive_desc weights({any(t.x), any(t.w), t.b, any(t.y)}, engine_, forward);
    add_weight_gradient(t, weights, inner_product_backward_weights(weights));
    if (problem_.direction != Direction::backward) return;
    const inner_product_backward_data::primitive_desc data({any(t.x), any(t.w), any(t.y)}, engine_, forward);
    add_input_gradient(t, data, inner_product_backward_data(data));
  }

  const LayerProblem<float>& problem_;
  bool reorder_;
  dnnl::engine engine_{dnnl::engine::kind::cpu, 0};
  dnnl::stream stream_{engine_};
  std::vector<Step> steps_;
  double workspace_ = 0;
  LayerAnswers<float> answers_;
};

template <bool reorder>
std::unique_ptr<TimedPass<float>> prepare(const LayerProblem<float>& problem) {
  return std::make_unique<OneDnn>(problem, reorder);
}

bool has(const AnyOptions& options, Direction) {
  return std::holds_alternative<Conv2dOptions>(options) || std::holds_alternative<LinearOptions>(options);
}

std::string version() {
  const dnnl_version_t* v = dnnl::version();
  return "oneDNN " + std::to_string(v->major) + "." + std::to_string(v->minor) + "." + std::to_string(v->patch);
}

const Register with_reorders{{.name = "onednn-with-reorders",
                              .kind = Contender::Kind::peer,
                              .version = version,
                              .has = has,
                              .in_float = prepare<true>}};
const Register own_layouts{{.name = "onednn-own-layouts",
                            .kind = Contender::Kind::peer,
                            .version = version,
                            .has = has,
                            .in_float = prepare<false>}};

}  // namespace
}  // namespace backcheck::bench::peers
