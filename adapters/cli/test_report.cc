#include "adapters/cli/test_report.h"

#include <iostream>
#include <map>
#include <utility>

#include "adapters/cli/markup.h"
#include "adapters/cli/terminal.h"

namespace verbatim::cli {
namespace {

std::string joined(const std::vector<std::string>& sentences) {
  std::string out;
  for (const auto& sentence : sentences) out += (out.empty() ? "" : "\n") + sentence;
  return out;
}

std::string element_of(const TestCase& one) {
  auto out = "    <testcase classname=\"" + escaped_markup(one.suite) + "\" name=\"" +
             escaped_markup(one.name) + "\"";
  if (one.failures.empty()) return out + "/>\n";
  return out + ">\n      <failure message=\"" + escaped_markup(one.failures.front()) + "\">" +
         escaped_markup(one.place + "\n" + joined(one.failures)) + "</failure>\n    </testcase>\n";
}

}  // namespace

void TestReport::add(TestCase one) {
  for (const auto& failure : one.failures)
    std::cout << red("failed ") << one.place << ": \"" << one.name << "\": " << failure << '\n';
  failed_ += !one.failures.empty();
  cases_.push_back(std::move(one));
}

std::string TestReport::to_junit() const {
  struct Suite {
    std::string cases;
    std::size_t tests = 0;
    std::size_t failures = 0;
  };
  std::map<std::string, Suite> suites;
  for (const auto& one : cases_) {
    auto& suite = suites[one.suite];
    suite.cases += element_of(one);
    ++suite.tests;
    suite.failures += !one.failures.empty();
  }
  const auto counts = [](std::size_t tests, std::size_t failures) {
    return " tests=\"" + std::to_string(tests) + "\" failures=\"" + std::to_string(failures) + "\">\n";
  };
  auto out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"verbatim\"" +
             counts(cases_.size(), failed_);
  for (const auto& [name, suite] : suites) {
    out += "  <testsuite name=\"" + escaped_markup(name) + "\"" + counts(suite.tests, suite.failures) +
           suite.cases + "  </testsuite>\n";
  }
  return out + "</testsuites>\n";
}

}  // namespace verbatim::cli
