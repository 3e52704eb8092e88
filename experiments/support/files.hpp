// Files that appear whole or not at all, their checksums, and numbers as text that reads back as the same number.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace backcheck::experiments {

// The shortest decimal text that reads back as exactly `value`; "nan", "inf", "-inf". Throws std::invalid_argument
// where `text` is not one number and nothing else.
std::string to_text(double value);
double to_number(std::string_view text);

// Throws std::runtime_error naming the file where it cannot be read.
std::string read_file(const std::filesystem::path& path);

// Written beside the target, then renamed over it, so that a reader and an interrupted run see the old file or the new
// one. Throws std::runtime_error naming the file.
void write_file(const std::filesystem::path& path, std::string_view contents);

// Puts the folder `aside` in the place of `target`, whose old version disappears with all its files. Both are on one
// file system. Throws std::runtime_error.
void replace_folder(const std::filesystem::path& aside, const std::filesystem::path& target);

// Creates `folder` and its parents and makes sure that files can be written there. Throws std::runtime_error with a
// sentence for the user where not.
void require_writable(const std::filesystem::path& folder);

// SHA-256 in hexadecimal.
std::string sha256(std::string_view bytes);

}  // namespace backcheck::experiments
