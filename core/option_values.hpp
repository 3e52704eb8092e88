// The numbers in the options of any layer by their names, for programs in other languages. A name that no layer had
// before goes here.
#pragma once

namespace backcheck {

// Calls visit(name, value) for each.
template <class Options, class Visit>
void for_each_value(const Options& options, const Visit& visit) {
  if constexpr (requires { options.in_channels; }) visit("in_channels", options.in_channels);
  if constexpr (requires { options.out_channels; }) visit("out_channels", options.out_channels);
  if constexpr (requires { options.kernel_size; }) visit("kernel_size", options.kernel_size);
  if constexpr (requires { options.stride; }) visit("stride", options.stride);
  if constexpr (requires { options.padding; }) visit("padding", options.padding);
  if constexpr (requires { options.in_features; }) visit("in_features", options.in_features);
  if constexpr (requires { options.out_features; }) visit("out_features", options.out_features);
  if constexpr (requires { options.rate; }) visit("rate", options.rate);
}

}  // namespace backcheck
