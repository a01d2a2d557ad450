// WebClient makes calls over HTTPS: certificates are checked, connections used again, everything timed.
//
// It has one thread; whatever is handed to it runs there, one thing at a time.
#ifndef VERBATIM_ADAPTERS_MESSAGING_WEB_CLIENT_H_
#define VERBATIM_ADAPTERS_MESSAGING_WEB_CLIENT_H_

#include <chrono>
#include <functional>
#include <memory>
#include <string>

#include "adapters/messaging/web.h"

namespace verbatim::messaging {

// How far a call came.
struct WebResult {
  enum class Kind {
    kAnswered,  // `answer` is the platform's
    kNotMade,   // nobody was reached: nothing can have happened
    kLost,      // it was sent, and no whole answer came: it may have happened
  };
  Kind kind = Kind::kAnswered;
  WebAnswer answer = {};
};

class WebClient {
 public:
  using Done = std::function<void(WebResult)>;

  WebClient();
  ~WebClient();  // what is under way is given up, and its Done is not called
  WebClient(const WebClient&) = delete;
  WebClient& operator=(const WebClient&) = delete;

  // From any thread: runs `work` on the client's thread, soon or after a while.
  void post(std::function<void()> work);
  void after(std::chrono::milliseconds pause, std::function<void()> work);

  // From any thread: makes the call below `base` ("https://api.example.com", or with a path), and calls
  // `done` on the client's thread.  Plain http is for loopback addresses only.
  void send(std::string base, Call call, std::chrono::milliseconds timeout, Done done);

  // Ends the thread; further work is never run.
  void stop();

 private:
  struct Loop;
  std::unique_ptr<Loop> loop_;
};

// "127.0.0.1", "localhost", "[::1]".
bool is_loopback(std::string_view host);

}  // namespace verbatim::messaging

#endif  // VERBATIM_ADAPTERS_MESSAGING_WEB_CLIENT_H_
