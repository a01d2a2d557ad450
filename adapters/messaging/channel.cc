#include "adapters/messaging/channel.h"

#include "adapters/messaging/line.h"
#include "adapters/messaging/messenger.h"
#include "adapters/messaging/read_json.h"
#include "adapters/messaging/slack.h"
#include "adapters/messaging/telegram.h"
#include "adapters/messaging/twilio.h"
#include "adapters/messaging/whatsapp.h"

namespace verbatim::messaging {

Outcome outcome_of(const WebAnswer& answer) {
  Outcome outcome{.code = answer.status};
  const bool later =
      answer.status == 408 || answer.status == 425 || answer.status == 429 || answer.status >= 500;
  if (later) {
    outcome.kind = Outcome::Kind::kLater;
    outcome.wait_ms = read_digits(answer.retry_after).value_or(0) * 1000;
  } else if (answer.status < 200 || answer.status >= 300) {
    outcome.kind = Outcome::Kind::kNever;
  }
  return outcome;
}

const std::vector<const Channel*>& all_channels() {
  static const Telegram telegram;
  static const Twilio twilio;
  static const WhatsApp whatsapp;
  static const Messenger messenger(Messenger::Product::kMessenger);
  static const Messenger instagram(Messenger::Product::kInstagram);
  static const Slack slack;
  static const LineApp line;
  static const std::vector<const Channel*> all{&instagram, &line,   &messenger, &slack,
                                               &telegram,  &twilio, &whatsapp};
  return all;
}

const Channel* find_channel(std::string_view name) {
  for (const auto* channel : all_channels())
    if (channel->name() == name) return channel;
  return nullptr;
}

}  // namespace verbatim::messaging
