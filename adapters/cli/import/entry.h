// Entry: a question and its answer as another program kept them, before they are a rule.
#ifndef VERBATIM_ADAPTERS_CLI_IMPORT_ENTRY_H_
#define VERBATIM_ADAPTERS_CLI_IMPORT_ENTRY_H_

#include <cstddef>
#include <string>
#include <vector>

namespace verbatim::cli {

struct Entry {
  std::size_t line = 0;  // of the file, from 1
  std::string id;        // empty: made from the question
  std::string topic;     // may be empty
  std::string question;
  std::vector<std::string> alternates;  // other ways to ask it
  std::string answer;
  std::vector<std::string> sources;
};

// What could not be used, or not whole.
struct Remark {
  std::size_t line = 0;
  std::string what;
};

struct Entries {
  std::vector<Entry> entries;
  std::vector<Remark> remarks;
};

}  // namespace verbatim::cli

#endif  // VERBATIM_ADAPTERS_CLI_IMPORT_ENTRY_H_
