// What the five reports conclude in words, by its id, once; in our words, short.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace backcheck::published {

struct Claim {
  std::string id = {};     // the item and a short name: "E-12/dropout-generalizes"
  std::string says = {};   // "dropout makes the CNN generalize better"
  std::string where = {};  // "Report E, section 2"

  std::string item() const { return id.substr(0, id.find('/')); }                // "E-12"
  std::string report() const { return "Report " + id.substr(0, id.find('-')); }  // "Report E"
};

// In the order of the reports.
const std::vector<Claim>& claims();
// Throws std::logic_error where there is no such claim.
const Claim& claim(std::string_view id);

}  // namespace backcheck::published
