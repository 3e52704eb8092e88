// Files and folders that appear whole or not at all, and their checksums.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace backcheck::writing {

// Throws std::runtime_error naming the file where it cannot be read.
std::string read_file(const std::filesystem::path& path);

// Written beside the target, then renamed over it, so that a reader and an interrupted run see the old file or the new
// one. Throws std::runtime_error naming the file.
void write_file(const std::filesystem::path& path, std::string_view contents);

// "HOST.PID", the end of the names of files and folders that are being written: no other process has them.
std::string process_name();
// Whether this is the name of what a process of this machine was writing when it was killed.
bool is_left_behind(const std::string& name);

// Puts the folder `aside` in the place of `target`, whose old version disappears with all its files. Both are on one
// file system. Throws std::runtime_error.
void replace_folder(const std::filesystem::path& aside, const std::filesystem::path& target);

// Creates `folder` and its parents and makes sure that files can be written there. Throws std::runtime_error with a
// sentence for the user where not.
void require_writable(const std::filesystem::path& folder);

// SHA-256 in hexadecimal.
std::string sha256(std::string_view bytes);

}  // namespace backcheck::writing
