#include "adapters/messaging/trace.h"

#include "adapters/messaging/read_json.h"

namespace verbatim::messaging {
namespace {

std::string_view name_of(Fate fate) {
  switch (fate) {
    case Fate::kAnswered:
      return "deliver";
    case Fate::kRepeated:
      return "duplicate";
    case Fate::kStale:
      return "stale";
    case Fate::kMuted:
      return "muted";
    case Fate::kTooFast:
      return "too_fast";
    case Fate::kNotWritten:
      break;
  }
  return "not_written";
}

Json optional(const std::optional<std::string>& text) { return text ? Json(*text) : Json(); }

Json unless_empty(const std::string& text) { return text.empty() ? Json() : Json(text); }

std::string conversation(const Account& account, const Event& event) {
  auto name = account.channel + '|' + event.account + '|' + event.peer;
  if (!event.thread.empty()) name += '|' + event.thread;
  return name;
}

}  // namespace

void Trace::request(const Account& account, bool verified, const Received& received) {
  Json statuses = Json::array();
  for (const auto& receipt : received.receipts)
    statuses.push_back({{"message_id", receipt.id}, {"status", receipt.state}, {"error", receipt.error}});
  write(write_json({{"request", account.path},
                    {"verified", verified},
                    {"handshake", received.handshake},
                    {"ignored", received.ignored},
                    {"malformed", received.malformed},
                    {"statuses", statuses}}));
}

void Trace::event(const Account& account, const Event& event, Fate fate) {
  write(write_json({{"fate", name_of(fate)},
                    {"conversation", conversation(account, event)},
                    {"message_id", event.id},
                    {"sender", unless_empty(event.sender)},
                    {"text", optional(event.text)},
                    {"payload", optional(event.payload)},
                    {"kind", event.kind},
                    {"reply_to", unless_empty(event.reply_to)},
                    {"handle", unless_empty(event.handle)}}));
}

void Trace::write(const std::string& line) {
  const std::lock_guard lock(mutex_);
  out_ << line << std::endl;
}

}  // namespace verbatim::messaging
