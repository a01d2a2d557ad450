// Trace writes down what requests held and what became of them, for tests that look from outside.
//
// It holds what people said: the server warns when it is switched on.
#ifndef VERBATIM_ADAPTERS_MESSAGING_TRACE_H_
#define VERBATIM_ADAPTERS_MESSAGING_TRACE_H_

#include <fstream>
#include <mutex>
#include <string>

#include "adapters/messaging/intake.h"

namespace verbatim::messaging {

// Any thread may call any function.
class Trace {
 public:
  explicit Trace(const std::string& file) : out_(file, std::ios::app) {}

  // One line of JSON each.
  void request(const Account& account, bool verified, const Received& received);
  void event(const Account& account, const Event& event, Fate fate);

 private:
  void write(const std::string& line);

  std::mutex mutex_;
  std::ofstream out_;
};

}  // namespace verbatim::messaging

#endif  // VERBATIM_ADAPTERS_MESSAGING_TRACE_H_
