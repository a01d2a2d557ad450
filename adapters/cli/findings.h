// Findings written for people, for programs, and for the places where code is reviewed.
#ifndef VERBATIM_ADAPTERS_CLI_FINDINGS_H_
#define VERBATIM_ADAPTERS_CLI_FINDINGS_H_

#include <map>
#include <string>
#include <vector>

#include "engine/rulebook/diagnostic.h"

namespace verbatim::cli {

// The lines of rule files, read when first asked for; for showing the place of a finding.
class SourceLines {
 public:
  // Without its line break, at most a screen long; empty when the file or the line is not there.
  std::string line(const std::string& file, std::size_t number);

 private:
  std::map<std::string, std::vector<std::string>> files_;
};

// "file:line:col: error: message hint [code]", the line of text with a caret, the witness and the
// related places.
std::string to_terminal(const Diagnostic& finding, SourceLines& sources);

// SARIF 2.1.0, as code scanners and editors read it.
std::string to_sarif(const std::vector<Diagnostic>& findings);

// Workflow commands of GitHub Actions: "::error file=…,line=…,col=…,title=…::message".
std::string to_github(const Diagnostic& finding);

}  // namespace verbatim::cli

#endif  // VERBATIM_ADAPTERS_CLI_FINDINGS_H_
