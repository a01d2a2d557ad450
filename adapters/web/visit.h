// A Visit is one visitor's WebSocket: hello first, then a reply to every message, in their order.
//
// It takes one message at a time.  While the store is asked, the next ones wait here; what other tabs of
// the same visitor are answered comes here as well.
#ifndef VERBATIM_ADAPTERS_WEB_VISIT_H_
#define VERBATIM_ADAPTERS_WEB_VISIT_H_

#include <chrono>
#include <deque>
#include <memory>
#include <string>
#include <string_view>

#include "adapters/host/host.h"
#include "adapters/web/application.h"
#include "adapters/web/metrics.h"
#include "adapters/web/protocol.h"

namespace verbatim::web {

// What has gone wrong with a turn that has no reply; REQUIRES: its status is one of an error.
ProtocolError error_of(const Turn& turn, const std::string& id);

class Visit final : public Endpoint {
 public:
  // All arguments outlive the visit.
  Visit(Host& host, const Site& site, Metrics& metrics) : host_(host), site_(site), metrics_(metrics) {
    metrics_.count_connection(1);
  }
  ~Visit() override;

  void on_open(Peer& peer) override;
  void on_text(std::string_view message) override;
  void on_binary(std::string_view message) override;
  void on_stop() override;

 private:
  class Bell;

  // Why no message is taken at the moment.
  enum class Pause {
    kNone,
    kStore,      // it was asked, and will answer
    kOtherTurn,  // another tab's turn is being kept; there will be news of it
  };

  void take(const ClientFrame& frame);
  void go_on();
  void on_frame(const Hello& hello);
  void on_frame(const Said& said);
  void on_frame(const Feedback& feedback);
  void on_frame(const Erase& erase);
  void on_frame(const Typing&) {}
  void on_frame(const ProtocolError& error);
  void on_opened(Host::Opened opened, const Hello& hello);
  void on_turn(const Turn& turn, const Said& said);
  void on_erased(bool done, const std::string& id);
  void on_news();
  void replay();
  void catch_up();
  void send(const std::vector<KeptReply>& replies);
  void join(std::shared_ptr<Conversation> conversation);
  bool is_over(const std::string& id);
  std::string welcome_in(std::string_view locale) const;

  Host& host_;
  const Site& site_;
  Metrics& metrics_;
  Peer* peer_ = nullptr;
  std::shared_ptr<Mailbox> mailbox_;
  std::shared_ptr<Conversation> conversation_;  // null before hello
  std::shared_ptr<Bell> bell_;                  // rung by conversation_
  std::uint64_t sent_ = 0;                      // seq of the last reply that the client was sent, or has
  std::unique_ptr<std::deque<ClientFrame>> waiting_;  // null when there is none
  Pause pause_ = Pause::kNone;
};

}  // namespace verbatim::web

#endif  // VERBATIM_ADAPTERS_WEB_VISIT_H_
