// The files of a site for the commands that write them.
#ifndef VERBATIM_ADAPTERS_CLI_RULE_FOLDER_H_
#define VERBATIM_ADAPTERS_CLI_RULE_FOLDER_H_

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace verbatim::cli {

// All *.json of the folder and below it, conversations too, by name.  Hidden ones and schema/ are left
// out, and links to folders are not followed.  `error` says why the folder cannot be read, else empty.
std::vector<std::filesystem::path> json_files(const std::filesystem::path& folder, std::string& error);

// Nothing when the file cannot be read or is longer than `limit` bytes.
std::optional<std::string> read_bytes(const std::filesystem::path& path, std::size_t limit);

// Writes a file beside `path` and puts it in its place, so that a reader sees the old text or the new,
// never a part.  Keeps the permissions of the old.  Says what went wrong, else empty.
std::string replace_file(const std::filesystem::path& path, std::string_view text);

// As replace_file(), but for a file that must not be there yet.  Makes its folders.
std::string create_file(const std::filesystem::path& path, std::string_view text);

}  // namespace verbatim::cli

#endif  // VERBATIM_ADAPTERS_CLI_RULE_FOLDER_H_
