#include "adapters/web/visit.h"

#include <algorithm>
#include <utility>

namespace verbatim::web {
namespace {

constexpr std::uint16_t kUnsupportedData = 1003;  // RFC 6455
constexpr std::uint16_t kTryAgainLater = 1013;    // IANA registry of WebSocket close codes
constexpr std::size_t kMostWaiting = 32;          // frames of one connection
constexpr std::chrono::milliseconds kRetryAfterStop{1000};

const std::string& id_of(const ClientFrame& frame) {
  static const std::string none;
  if (const auto* said = std::get_if<Said>(&frame)) return said->id;
  if (const auto* feedback = std::get_if<Feedback>(&frame)) return feedback->id;
  if (const auto* erase = std::get_if<Erase>(&frame)) return erase->id;
  return none;
}

}  // namespace

// Rung on any thread; tells the visit on its own.
class Visit::Bell final : public Listener {
 public:
  Bell(std::shared_ptr<Mailbox> mailbox, Visit& visit) : mailbox_(std::move(mailbox)), visit_(visit) {}

  void on_news() override {
    mailbox_->run([visit = &visit_] { visit->on_news(); });
  }

 private:
  const std::shared_ptr<Mailbox> mailbox_;
  Visit& visit_;  // there whenever the mailbox runs something
};

ProtocolError error_of(const Turn& turn, const std::string& id) {
  switch (turn.status) {
    case Turn::Status::kUnknownChoice:
      return {ErrorCode::kUnknownChoice, "This site has no such choice.", id};
    case Turn::Status::kTooFast:
      return {ErrorCode::kRateLimited, "Too many messages: wait a little and send it again.", id};
    case Turn::Status::kNotKept:
      return {ErrorCode::kNotStored, "The answer could not be kept: wait a little and send it again.", id,
              turn.reply.text};
    case Turn::Status::kErased:
      return {ErrorCode::kSessionEnded, "This conversation was erased: say hello for a new one.", id};
    default:
      return {ErrorCode::kBusy, "Too much waits to be answered: wait a little and send it again.", id};
  }
}

Visit::~Visit() { metrics_.count_connection(-1); }

void Visit::on_open(Peer& peer) {
  peer_ = &peer;
  mailbox_ = peer.mailbox();
}

void Visit::on_text(std::string_view message) {
  auto frame = read_frame(message);
  if (pause_ == Pause::kNone) return take(frame);
  if (!waiting_) waiting_ = std::make_unique<std::deque<ClientFrame>>();
  if (waiting_->size() < kMostWaiting) return waiting_->push_back(std::move(frame));
  on_frame(error_of({Turn::Status::kBusy}, id_of(frame)));
}

void Visit::on_binary(std::string_view) { peer_->close(kUnsupportedData, "Send text frames."); }

void Visit::on_stop() { peer_->send(write_going_away(kRetryAfterStop)); }

void Visit::take(const ClientFrame& frame) {
  std::visit([this](const auto& one) { on_frame(one); }, frame);
}

void Visit::go_on() {
  pause_ = Pause::kNone;
  while (pause_ == Pause::kNone && waiting_) {
    const auto next = std::move(waiting_->front());
    waiting_->pop_front();
    if (waiting_->empty()) waiting_.reset();
    take(next);
  }
}

// A second hello without a session stays in the conversation that is under way.
void Visit::on_frame(const Hello& hello) {
  if (hello.site != site_.name())
    return on_frame(ProtocolError{ErrorCode::kWrongSite, "This address belongs to another site."});
  if (conversation_ && hello.session.empty() && !conversation_->erased())
    return on_opened({conversation_, true}, hello);
  auto opened =
      host_.open(site_, hello.session, hello.locale, [this, mailbox = mailbox_, hello](Host::Opened later) {
        mailbox->run([this, hello, later = std::move(later)] {
          on_opened(later, hello);
          go_on();
        });
      });
  if (opened) return on_opened(std::move(*opened), hello);
  pause_ = Pause::kStore;
}

void Visit::on_opened(Host::Opened opened, const Hello& hello) {
  if (!opened.conversation) return peer_->close(kTryAgainLater, "The conversation cannot be read now.");
  // Before the welcome leaves: another tab may be answered the moment the client has it.
  sent_ = opened.conversation->last_seq();
  join(std::move(opened.conversation));
  peer_->send(with_session(to_text(conversation_->token()), opened.resumed, welcome_in(hello.locale)));
  if (!opened.resumed || !hello.last_seq) return catch_up();
  sent_ = std::min(sent_, *hello.last_seq);
  replay();
}

// What this client has missed: from memory at once, or from the store, and others wait until it is here.
void Visit::replay() {
  pause_ = Pause::kStore;
  conversation_->all_replies_after(sent_, [this, mailbox = mailbox_](std::vector<KeptReply> missed) {
    mailbox->run([this, missed = std::move(missed)] {
      send(missed);
      go_on();
    });
  });
}

void Visit::join(std::shared_ptr<Conversation> conversation) {
  if (conversation == conversation_) return;
  conversation_ = std::move(conversation);
  bell_ = std::make_shared<Bell>(mailbox_, *this);
  conversation_->add_listener(bell_);
}

std::string Visit::welcome_in(std::string_view locale) const {
  const auto rulebook = site_.rulebook();
  const auto* edition = rulebook->edition(locale);
  return write_welcome(edition == nullptr ? *rulebook : *edition);
}

// Whether there is no conversation to go on with; the client has been told.
bool Visit::is_over(const std::string& id) {
  if (!conversation_) on_frame(ProtocolError{ErrorCode::kHelloFirst, "Send hello first.", id});
  return !conversation_;
}

void Visit::on_frame(const Said& said) {
  if (is_over(said.id)) return;
  const auto later = [this, mailbox = mailbox_, said](Turn turn) {
    mailbox->run([this, said, turn = std::move(turn)] {
      on_turn(turn, said);
      go_on();
    });
  };
  const auto turn = conversation_->take(said, write_reply, later, bell_.get());
  if (turn.status == Turn::Status::kPending) {
    pause_ = Pause::kStore;
  } else {
    on_turn(turn, said);
  }
}

void Visit::on_turn(const Turn& turn, const Said& said) {
  switch (turn.status) {
    case Turn::Status::kAnswered:
      return catch_up();
    case Turn::Status::kRepeated:
      return peer_->send(write_frame(turn.reply, to_text(conversation_->token())));
    case Turn::Status::kStale:
      return on_frame(said);
    case Turn::Status::kBusy:
      if (!waiting_) waiting_ = std::make_unique<std::deque<ClientFrame>>();
      waiting_->push_front(said);
      pause_ = Pause::kOtherTurn;
      return;
    default:
      return on_frame(error_of(turn, said.id));
  }
}

void Visit::on_frame(const Feedback& feedback) {
  if (is_over(feedback.id)) return;
  if (!conversation_->rate(feedback.seq, feedback.helpful))
    return on_frame(
        ProtocolError{ErrorCode::kUnknownReply, "There is no such reply (any more).", feedback.id});
  peer_->send(write_done(feedback.id));
}

// The bell goes first: the visitor who erases needs no news of it.
void Visit::on_frame(const Erase& erase) {
  if (is_over(erase.id)) return;
  pause_ = Pause::kStore;
  bell_.reset();
  host_.erase(*conversation_, [this, mailbox = mailbox_, id = erase.id](bool done) {
    mailbox->run([this, id, done] {
      on_erased(done, id);
      go_on();
    });
  });
}

void Visit::on_erased(bool done, const std::string& id) {
  if (!done) {
    return on_frame(
        ProtocolError{ErrorCode::kNotStored, "It could not be erased: wait a little and send it again.", id});
  }
  peer_->send(write_done(id));
  conversation_.reset();
}

void Visit::on_frame(const ProtocolError& error) {
  metrics_.count_refused(name_of(error.code));
  peer_->send(write_error(error));
}

// Of another tab's turn, or of our own, of which we know already.  News that was under way when the visitor
// erased the conversation is old: what comes of the erasing is told by itself.
void Visit::on_news() {
  if (!conversation_ || !bell_) return;
  if (conversation_->erased()) {
    on_frame(error_of({Turn::Status::kErased}, {}));
    bell_.reset();
    conversation_.reset();
  } else {
    catch_up();
  }
  if (pause_ == Pause::kOtherTurn) go_on();
}

void Visit::catch_up() { send(conversation_->replies_after(sent_)); }

// Those that the client has not been sent.
void Visit::send(const std::vector<KeptReply>& replies) {
  const auto session = to_text(conversation_->token());
  for (const auto& reply : replies) {
    if (reply.seq <= sent_) continue;
    peer_->send(write_frame(reply, session));
    sent_ = reply.seq;
  }
}

}  // namespace verbatim::web
