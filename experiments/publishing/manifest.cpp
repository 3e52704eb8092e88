#include "experiments/publishing/manifest.hpp"

#include <algorithm>

#include "experiments/publishing/json.hpp"

namespace backcheck::experiments {

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(DataUsed, label, provenance, sha256)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(SecondsTaken, jobs, wall)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(Manifest, experiment, command, effort, twin, seeds, seeds_option,
                                                epochs_option, jobs, threads, compiler, flags, instruction_set,
                                                source_sha256, program_sha256, builds, data, seconds)

int rank_of(const Manifest& manifest) {
  if (manifest.effort == "quick") return 0;
  const std::vector<std::string> ascending = {"synthetic", "unverified", "lossy copy"};
  const auto data = std::find(ascending.begin(), ascending.end(), manifest.data.provenance) - ascending.begin();
  return 4 + 4 * static_cast<int>(data) + 2 * (manifest.effort == "full") +
         !(manifest.seeds_option || manifest.epochs_option);
}

std::optional<Manifest> load_manifest(const std::filesystem::path& folder) {
  return load_json<Manifest>(folder / "manifest.json", "a manifest");
}

std::string to_json_text(const Manifest& manifest) { return to_json_text(Json(manifest)); }

}  // namespace backcheck::experiments
