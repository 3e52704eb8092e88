// A homework in Python, imported as it was handed in by a process of its own (server.py), whose functions are called
// as layers.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <vector>

#include "tests/suite/layer_case.hpp"

namespace backcheck::outside {

// A homework that cannot be verified, a convention that cannot be read, a Python that cannot be used: one sentence.
class Unusable : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// What a call came to that the file has no function for. (Of a skeleton, it is `not_written`, watch.hpp.)
inline constexpr const char* not_defined = "not defined in the file";

class Homework {
 public:
  // What the convention says of a layer, and what the file has of it.
  struct Layer {
    std::string name;                             // as in core/layers.def
    std::vector<std::string> functions, missing;  // those that the convention names, forward first; those not defined
    bool needs_bias = false;                      // the convention has no layer without one
  };

  // Each convention is a JSON file (README.md); the one that the file has most functions of is used. The file is
  // imported by $BACKCHECK_PYTHON or else the first of python3 and /usr/bin/python3 that has the modules it needs.
  // Throws Unusable.
  Homework(const std::filesystem::path& file, const std::vector<std::filesystem::path>& conventions,
           double seconds_a_call = 5);

  const std::string& convention() const;              // its name
  const std::vector<std::string>& stand_ins() const;  // modules that the file imports and that are not there
  const std::vector<Layer>& layers() const;

  // The functions as a layer with these options, by the names that conventions use. `labels_for` gives a loss the
  // classes of the images.
  //
  // Forward and backward throw suite::CallFailed where a call comes to nothing: an exception, the end of the process,
  // no answer within `seconds_a_call`, the wrong number of results. After the end of the process, or no answer, the
  // function to blame is not called again; for the others, a new process is started. What a call changes of its
  // arguments is changed in those passed in, though they are const, as a layer in this process could.
  using LabelsFor = std::function<std::vector<int>(const Shape& logits)>;
  template <Scalar T>
  suite::Implementation<T> layer(const Layer& layer, const nlohmann::json& options,
                                 const LabelsFor& labels_for = {}) const;
  static constexpr double seconds_to_import = 60;

  // Whether, so far, every array of float in has been answered by arrays of float.
  bool keeps_float(const Layer& layer) const;

 private:
  class Server;
  std::shared_ptr<Server> server_;
};

}  // namespace backcheck::outside
