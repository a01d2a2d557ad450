// A Visit is one visitor's WebSocket: hello first, then a reply to every message.
#ifndef VERBATIM_ADAPTERS_WEB_VISIT_H_
#define VERBATIM_ADAPTERS_WEB_VISIT_H_

#include <memory>
#include <string>
#include <string_view>
#include <variant>

#include "adapters/host/host.h"
#include "adapters/web/application.h"
#include "adapters/web/protocol.h"

namespace verbatim::web {

// Takes the turn that a client asked for: the rendered reply, or why there is none.
std::variant<Rendered, ProtocolError> take_turn(Conversation& conversation, const Said& said);

class Visit final : public Endpoint {
 public:
  // All arguments outlive the visit.
  Visit(Host& host, const Site& site) : host_(host), site_(site) {}

  void on_open(Peer& peer) override { peer_ = &peer; }
  void on_text(std::string_view message) override;
  void on_binary(std::string_view message) override;

 private:
  void on_frame(const Hello& hello);
  void on_frame(const Said& said);
  void on_frame(const ProtocolError& error);
  std::string welcome_in(std::string_view locale) const;

  Host& host_;
  const Site& site_;
  Peer* peer_ = nullptr;
  std::shared_ptr<Conversation> conversation_;  // null before hello
};

}  // namespace verbatim::web

#endif  // VERBATIM_ADAPTERS_WEB_VISIT_H_
