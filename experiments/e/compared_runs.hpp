// The networks that Report E compares, and ours that tell its reasons apart, by the names of their runs.
#pragma once

namespace backcheck::experiments::report_e {

constexpr const char* mlp = "MLP";
constexpr const char* cnn = "CNN";
constexpr const char* dropout = "CNN + dropout";
constexpr const char* cnn_without_decay = "CNN, no decay";
constexpr const char* dropout_with_decay = "CNN + dropout, decay";
constexpr const char* mlp_wide = "MLP 784-400-128-10";
constexpr const char* mlp_small = "MLP, init 0.01";
constexpr const char* cnn_small = "CNN, init 0.01";
constexpr const char* cnn_xavier = "CNN, Xavier";

constexpr double report_epochs = 10;

}  // namespace backcheck::experiments::report_e
