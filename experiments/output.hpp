// The folders that results go to: whose they are, and what is written there once the results are complete.
#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "experiments/publishing/manifest.hpp"
#include "experiments/request.hpp"
#include "experiments/writing/files.hpp"

namespace backcheck::experiments {

// One sentence on standard error.
void complain(const std::string& sentence);

// Throws BadInput where `root` has something of the user's under a name that this experiment, the ledger or the page
// takes.
void require_ours(const std::filesystem::path& root, const std::string& experiment);

// The locks are held until they are destroyed. Shards of one run share the folders, and nobody else does.
std::vector<writing::FolderLock> lock_folders(const std::set<std::filesystem::path>& roots, const JobOptions& jobs);

// Removes what runs on this machine that were killed have left behind, other than job files.
void remove_leftovers(const std::filesystem::path& root);
// Removes the folders of job files that are empty.
void remove_job_folders(const std::set<std::filesystem::path>& roots);

// Draws and writes the summary; false, and a sentence to the user, where that fails.
bool publish(const Experiment& experiment, std::vector<Sample> samples, const Manifest& manifest,
             const std::filesystem::path& root);

// Writes the ledger and the page from all summaries that can be read; false, and sentences to the user, where some
// cannot.
bool write_overviews(const Catalogue& catalogue, const std::set<std::filesystem::path>& roots);

}  // namespace backcheck::experiments
