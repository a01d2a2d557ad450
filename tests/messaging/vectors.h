// Webhook vectors: a request, the secrets of its account, and what has to come of it.
#ifndef VERBATIM_TESTS_MESSAGING_VECTORS_H_
#define VERBATIM_TESTS_MESSAGING_VECTORS_H_

#include <string>
#include <vector>

#include "adapters/messaging/channel.h"
#include "adapters/messaging/read_json.h"

namespace verbatim::messaging {

// The vectors of a file for channels that we have; none when there is no such file.
std::vector<Json> read_vectors(const std::string& path);

// The account that a vector's secrets describe.
Account account_of(const Json& vector);

// A request as a vector writes it; owns the bytes that the view points at.
class VectorRequest {
 public:
  explicit VectorRequest(const Json& request);
  WebRequest view() const;

 private:
  std::string method_;
  std::string target_;
  std::string body_;
  std::vector<std::pair<std::string, std::string>> fields_;
  std::vector<Header> headers_;
};

}  // namespace verbatim::messaging

#endif  // VERBATIM_TESTS_MESSAGING_VECTORS_H_
