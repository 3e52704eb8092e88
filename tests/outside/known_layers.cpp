#include "tests/outside/known_layers.hpp"

#include <stdexcept>

namespace backcheck::outside {
namespace {

template <Scalar T, template <Scalar> class Textbook, LayerOptions O>
suite::LayerCases<T> cases_beside(const suite::Specification<O>& specification,
                                  std::function<suite::Implementation<T>(const O&)> make) {
  suite::Builders<T, O> builders = suite::builders_of<T, Textbook, Textbook, O>();
  builders.twin = builders.layer;
  builders.layer = std::move(make);
  builders.in_double = {};
  return suite::layer_cases_of(specification, builders);
}

#define BACKCHECK_LOSS(Name, file) \
  template <Scalar T>              \
  struct Name##Layer : suite::LossLayer<reference::Name<T>> {};
#include "core/layers.def"

}  // namespace

#define BACKCHECK_LAYER(Name, file)                                                                                \
  template <>                                                                                                      \
  suite::LayerCases<float> known_cases(std::function<suite::Implementation<float>(const Name##Options&)> make) {   \
    return cases_beside<float, reference::Name>(suite::file##_specification(), std::move(make));                   \
  }                                                                                                                \
  template <>                                                                                                      \
  suite::LayerCases<double> known_cases(std::function<suite::Implementation<double>(const Name##Options&)> make) { \
    return cases_beside<double, reference::Name>(suite::file##_specification(), std::move(make));                  \
  }
#include "core/layers.def"

template <Scalar T>
suite::LayerCases<T> known_loss_cases(std::string_view loss,
                                      std::function<suite::Implementation<T>(const suite::LossOptions&)> make) {
#define BACKCHECK_LOSS(Name, file) \
  if (loss == #Name) return cases_beside<T, Name##Layer>(suite::file##_specification(), std::move(make));
#include "core/layers.def"
  throw std::invalid_argument("there is no loss '" + std::string(loss) + "'");
}
template suite::LayerCases<float> known_loss_cases(
    std::string_view, std::function<suite::Implementation<float>(const suite::LossOptions&)>);
template suite::LayerCases<double> known_loss_cases(
    std::string_view, std::function<suite::Implementation<double>(const suite::LossOptions&)>);

}  // namespace backcheck::outside
