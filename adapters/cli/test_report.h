// TestReport: what passed and what failed, for people and as JUnit XML.
#ifndef VERBATIM_ADAPTERS_CLI_TEST_REPORT_H_
#define VERBATIM_ADAPTERS_CLI_TEST_REPORT_H_

#include <string>
#include <vector>

namespace verbatim::cli {

struct TestCase {
  std::string suite;                  // the file, below the site's folder
  std::string name;                   // what was said
  std::string place;                  // "file:line:col"
  std::vector<std::string> failures;  // one sentence each; empty when it passed
};

class TestReport {
 public:
  // Prints a failure at once.
  void add(TestCase one);

  std::size_t passed() const { return cases_.size() - failed_; }
  std::size_t failed() const { return failed_; }

  // JUnit XML as CI servers read it: one testsuite a file, one testcase a message.
  std::string to_junit() const;

 private:
  std::vector<TestCase> cases_;
  std::size_t failed_ = 0;
};

}  // namespace verbatim::cli

#endif  // VERBATIM_ADAPTERS_CLI_TEST_REPORT_H_
