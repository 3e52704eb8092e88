// From a struct that somebody else wrote to what verify() takes. All that it need have is `forward` and `backward` (a
// loss: operator()) as in core/layer.hpp, and `options` where there is anything to choose; the rest is told from these.
#pragma once

#include <tuple>
#include <type_traits>
#include <utility>

#include "tests/outside/known_layers.hpp"
#include "tests/outside/verification.hpp"

namespace backcheck::outside {

// A member function, taken apart.
template <class Pointer>
struct MemberFunction;
#define BACKCHECK_MEMBER_FUNCTION(type, constant)      \
  template <class R, class L, class... A>              \
  struct MemberFunction<type> {                        \
    using Result = R;                                  \
    using Arguments = std::tuple<A...>;                \
    static constexpr std::size_t count = sizeof...(A); \
    static constexpr bool is_const = constant;         \
  }
BACKCHECK_MEMBER_FUNCTION(R (L::*)(A...), false);
BACKCHECK_MEMBER_FUNCTION(R (L::*)(A...) noexcept, false);
BACKCHECK_MEMBER_FUNCTION(R (L::*)(A...) const, true);
BACKCHECK_MEMBER_FUNCTION(R (L::*)(A...) const noexcept, true);
#undef BACKCHECK_MEMBER_FUNCTION

// An argument that is only read (by constant reference or by value), and one that is written.
template <class X>
struct In {
  template <class A>
  static constexpr bool accepts = std::is_same_v<std::remove_cvref_t<A>, X> &&
                                  (!std::is_lvalue_reference_v<A> || std::is_const_v<std::remove_reference_t<A>>);
};
template <class X>
struct Out {
  template <class A>
  static constexpr bool accepts = std::is_same_v<A, X&>;
};
struct OutOfAnyType {
  template <class A>
  static constexpr bool accepts = std::is_lvalue_reference_v<A> && !std::is_const_v<std::remove_reference_t<A>>;
};

// Whether the function that `Pointer` points to is as wanted. Where one thing is wrong, what cannot be told counts as
// right. `Pointer` is void where there is no such function, or more than one.
template <class Pointer, class Result, class... Wanted>
struct Signature {
  static constexpr bool is_one_function = true;
  static constexpr bool has_right_count = MemberFunction<Pointer>::count == sizeof...(Wanted);
  template <std::size_t i>
  static constexpr bool has_right_argument = [] {
    if constexpr (!has_right_count) {
      return true;
    } else {
      using Given = std::tuple_element_t<i, typename MemberFunction<Pointer>::Arguments>;
      return std::tuple_element_t<i, std::tuple<Wanted...>>::template accepts<Given>;
    }
  }();
  static constexpr bool has_right_result = std::is_same_v<typename MemberFunction<Pointer>::Result, Result>;
  static constexpr bool is_const = MemberFunction<Pointer>::is_const;
};
template <class Result, class... Wanted>
struct Signature<void, Result, Wanted...> {
  static constexpr bool is_one_function = false, has_right_count = true, has_right_result = true, is_const = true;
  template <std::size_t>
  static constexpr bool has_right_argument = true;
};

template <class L>
auto forward_pointer() {
  if constexpr (requires { &L::forward; }) return &L::forward;
}
template <class L>
auto backward_pointer() {
  if constexpr (requires { &L::backward; }) return &L::backward;
}
template <class L>
auto loss_pointer() {
  if constexpr (requires { &L::operator(); }) return &L::operator();
}

// The type of the cache: that of the last argument of forward.
template <class Pointer>
struct CacheIn {
  using Type = NoCache;
};
template <class Pointer>
requires(MemberFunction<Pointer>::count == 5) struct CacheIn<Pointer> {
  using Type = std::remove_cvref_t<std::tuple_element_t<4, typename MemberFunction<Pointer>::Arguments>>;
};
template <class L>
using CacheOf = typename CacheIn<decltype(forward_pointer<L>())>::Type;

// Below, S names the template that somebody else wrote: a struct with a member template Of<T>. (GCC 12
// does not hand on constrained templates as such.)
template <class S, Scalar T>
using Of = typename S::template Of<T>;

template <class S, Scalar T>
using ForwardSignature = Signature<decltype(forward_pointer<Of<S, T>>()), void, In<Tensor<T>>, In<Parameters<T>>,
                                   In<Pass>, Out<Tensor<T>>, OutOfAnyType>;
template <class S, Scalar T>
using BackwardSignature = Signature<decltype(backward_pointer<Of<S, T>>()), void, In<Tensor<T>>, In<Tensor<T>>,
                                    In<Parameters<T>>, In<CacheOf<Of<S, T>>>, Out<Gradients<T>>>;
template <class S, Scalar T>
using LossSignature = Signature<decltype(loss_pointer<Of<S, T>>()), T, In<Tensor<T>>, In<Labels>, Out<Tensor<T>>>;

// The options of a layer: the type of its member `options` or, where it has none, `Known`, those of the layer of its
// name in core/layers.def (void where there is none).
template <class S, class Known>
auto options_in() {
  if constexpr (requires(Of<S, double> layer) { layer.options; }) {
    return std::type_identity<std::remove_cvref_t<decltype(std::declval<Of<S, double>&>().options)>>();
  } else {
    return std::type_identity<Known>();
  }
}
template <class S, class Known>
using OptionsOf = typename decltype(options_in<S, Known>())::type;

template <class L>
concept HasOptions = requires(L layer) {
  layer.options;
};
template <class S, class Known>
inline constexpr bool has_options = HasOptions<Of<S, double>> || std::is_empty_v<Known>;  // nothing to choose
template <class S, class Known>
inline constexpr bool has_right_options = !has_options<S, Known> || LayerOptions<OptionsOf<S, Known>>;
template <class S, class Known>
inline constexpr bool takes_options = !HasOptions<Of<S, double>> || requires(OptionsOf<S, Known> options) {
  Of<S, double>{options};
};
template <class S>
inline constexpr bool has_right_cache =
    std::default_initializable<CacheOf<Of<S, double>>>&& std::equality_comparable<CacheOf<Of<S, double>>>;

// The layer with all that the contract of core/layer.hpp wants.
template <class S, class O>
struct Adapted {
  template <class T>
  struct Layer {
    using Number = T;
    using Options = O;
    using Cache = CacheOf<Of<S, T>>;

    O options;
    Of<S, T> layer = made();

    void forward(const Tensor<T>& input, const Parameters<T>& params, const Pass& pass, Tensor<T>& output,
                 Cache& cache) const {
      layer.forward(input, params, pass, output, cache);
    }
    void backward(const Tensor<T>& grad_output, const Tensor<T>& input, const Parameters<T>& params, const Cache& cache,
                  Gradients<T>& grads) const {
      layer.backward(grad_output, input, params, cache, grads);
    }

   private:
    Of<S, T> made() const {
      if constexpr (HasOptions<Of<S, T>>) {
        return Of<S, T>{options};
      } else {
        return Of<S, T>{};
      }
    }
  };
};

// A layer is its options and nothing else; whatever else it has, calls could leave something in.
template <class L>
constexpr bool has_more_than_options() {
  if constexpr (HasOptions<L>) {
    return sizeof(L) != sizeof(std::declval<L&>().options);
  } else {
    return !std::is_empty_v<L>;
  }
}
template <class L>
suite::LayerCheck keeps_nothing() {
  return {
      "KeepsNothingBesidesItsOptions", "contract", [] { return true; },
      [] {
        suite::CheckResult result{.coverage = {{"layer", {1, 1}}}, .cases = 1};
        if (has_more_than_options<L>()) {
          result.failures.push_back(
              {.tensor = "layer",
               .message = "has data members besides its options: what backward needs of forward goes into the cache"});
        }
        return result;
      }};
}

// A layer of a kind that the project has. `Known` as above.
template <class S, class Known>
LayerUnderTest layer_under_test(const std::string& name, const std::string& source) {
  using O = OptionsOf<S, Known>;
  using A = Adapted<S, O>;
  LayerUnderTest layer{.name = name, .source = source};
  layer.in_double = known_cases<double, O>(
      [](const O& options) { return suite::implementation_of(typename A::template Layer<double>{options}); });
  layer.in_float = known_cases<float, O>(
      [](const O& options) { return suite::implementation_of(typename A::template Layer<float>{options}); });
  layer.more_checks = {keeps_nothing<Of<S, double>>()};
  return layer;
}

// A layer of a kind of its own, with the specification that it brings.
template <class S, class Known, LayerOptions O>
LayerUnderTest layer_under_test(const std::string& name, const std::string& source,
                                const suite::Specification<O>& specification) {
  using A = Adapted<S, O>;
  LayerUnderTest layer{.name = name, .source = source};
  layer.in_double =
      suite::layer_cases_of(specification, suite::builders_of<double, A::template Layer, A::template Layer, O>());
  layer.in_float =
      suite::layer_cases_of(specification, suite::builders_of<float, A::template Layer, A::template Layer, O>());
  layer.more_checks = {keeps_nothing<Of<S, double>>()};
  return layer;
}

template <class S>
struct AdaptedLoss {
  template <class T>
  struct Loss : Of<S, T> {
    using Number = T;
  };
  template <class T>
  struct Layer : suite::LossLayer<Loss<T>> {};
};

// A loss that is named like one of the project's.
template <class S>
LayerUnderTest loss_under_test(const std::string& name, const std::string& source) {
  using A = AdaptedLoss<S>;
  LayerUnderTest loss{.name = name, .source = source};
  loss.in_double = known_loss_cases<double>(name, [](const suite::LossOptions& options) {
    return suite::implementation_of(typename A::template Layer<double>{{options}});
  });
  loss.in_float = known_loss_cases<float>(name, [](const suite::LossOptions& options) {
    return suite::implementation_of(typename A::template Layer<float>{{options}});
  });
  loss.more_checks = {keeps_nothing<Of<S, double>>()};
  return loss;
}
template <class S>
LayerUnderTest loss_under_test(const std::string& name, const std::string& source,
                               const suite::Specification<suite::LossOptions>& specification) {
  using A = AdaptedLoss<S>;
  using O = suite::LossOptions;
  LayerUnderTest loss{.name = name, .source = source};
  loss.in_double =
      suite::layer_cases_of(specification, suite::builders_of<double, A::template Layer, A::template Layer, O>());
  loss.in_float =
      suite::layer_cases_of(specification, suite::builders_of<float, A::template Layer, A::template Layer, O>());
  loss.more_checks = {keeps_nothing<Of<S, double>>()};
  return loss;
}

}  // namespace backcheck::outside
