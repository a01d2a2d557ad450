#include "adapters/cli/prompt.h"

#include <unistd.h>

#include <iostream>

namespace verbatim::cli {
namespace {

bool complain(std::string_view flag, std::string_view question) {
  std::cerr << flag << " is missing: " << question << '\n';
  return false;
}

std::string ask(std::string_view question, std::string_view usual) {
  std::cout << question;
  if (!usual.empty()) std::cout << " [" << usual << ']';
  std::cout << ' ' << std::flush;
  std::string line;
  std::getline(std::cin, line);
  return line.empty() ? std::string(usual) : line;
}

}  // namespace

bool complete(std::string& value, std::string_view flag, std::string_view question, std::string_view usual) {
  if (!value.empty()) return true;
  if (::isatty(STDIN_FILENO) == 1) value = ask(question, usual);
  return !value.empty() || complain(flag, question);
}

bool complete(std::vector<std::string>& values, std::string_view flag, std::string_view question) {
  if (!values.empty()) return true;
  if (::isatty(STDIN_FILENO) != 1) return complain(flag, question);
  auto line = ask(question, {});
  for (; !line.empty(); line = ask("…", {})) values.push_back(line);
  return !values.empty() || complain(flag, question);
}

}  // namespace verbatim::cli
