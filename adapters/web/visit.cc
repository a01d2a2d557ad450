#include "adapters/web/visit.h"

#include <utility>

namespace verbatim::web {
namespace {

constexpr std::uint16_t kUnsupportedData = 1003;  // RFC 6455

Turn turn_of(Conversation& conversation, const Said& said) {
  if (!said.choice.empty()) return conversation.choose(said.id, said.choice, write_reply);
  return conversation.say(said.id, said.text, write_reply);
}

}  // namespace

std::variant<Rendered, ProtocolError> take_turn(Conversation& conversation, const Said& said) {
  auto turn = turn_of(conversation, said);
  switch (turn.status) {
    case Turn::Status::kUnknownChoice:
      return ProtocolError{ErrorCode::kUnknownChoice, "This site has no such choice.", said.id};
    case Turn::Status::kTooFast:
      return ProtocolError{ErrorCode::kRateLimited, "Too many messages: wait a little and send it again.",
                           said.id};
    case Turn::Status::kAnswered:
    case Turn::Status::kRepeated:
      break;
  }
  return std::move(turn.rendered);
}

void Visit::on_text(std::string_view message) {
  std::visit([this](const auto& frame) { on_frame(frame); }, read_frame(message));
}

void Visit::on_binary(std::string_view) { peer_->close(kUnsupportedData, "Send text frames."); }

// A second hello without a session stays in the conversation that is under way.
void Visit::on_frame(const Hello& hello) {
  if (hello.site != site_.name())
    return on_frame(ProtocolError{ErrorCode::kWrongSite, "This address belongs to another site."});
  const bool stay = conversation_ && hello.session.empty();
  auto opened = stay ? Host::Opened{conversation_, true} : host_.open(site_, hello.session, hello.locale);
  conversation_ = std::move(opened.conversation);
  peer_->send(with_session(to_text(conversation_->token()), opened.resumed, welcome_in(hello.locale)));
  if (!opened.resumed || !hello.last_seq) return;
  for (const auto& reply : conversation_->replies_after(*hello.last_seq)) peer_->send(*reply);
}

std::string Visit::welcome_in(std::string_view locale) const {
  const auto rulebook = site_.rulebook();
  const auto* edition = rulebook->edition(locale);
  return write_welcome(edition == nullptr ? *rulebook : *edition);
}

void Visit::on_frame(const Said& said) {
  if (!conversation_) return on_frame(ProtocolError{ErrorCode::kHelloFirst, "Send hello first.", said.id});
  const auto taken = take_turn(*conversation_, said);
  if (const auto* error = std::get_if<ProtocolError>(&taken)) return on_frame(*error);
  peer_->send(*std::get<Rendered>(taken));
}

void Visit::on_frame(const ProtocolError& error) { peer_->send(write_error(error)); }

}  // namespace verbatim::web
