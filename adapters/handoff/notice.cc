#include "adapters/handoff/notice.h"

#include <array>
#include <ctime>

#include "adapters/messaging/crypto.h"
#include "adapters/messaging/read_json.h"

namespace verbatim::handoff {
namespace {

using messaging::Call;
using messaging::Json;

std::string utc(std::int64_t at) {
  const auto seconds = static_cast<std::time_t>(at);
  std::tm parts{};
  ::gmtime_r(&seconds, &parts);
  std::array<char, 32> text{};
  std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts);
  return text.data();
}

std::string joined(const std::vector<std::string>& all) {
  std::string text;
  for (const auto& one : all) text.append(text.empty() ? "" : "\n").append("- ").append(one);
  return text;
}

std::string text_of(const HandoffRequest& request) {
  std::string text = request.contact.empty()
                         ? "A visitor of " + request.clinic + " would like to talk to a person."
                         : "A visitor of " + request.clinic + " can be reached here: " + request.contact;
  text += "\nWhere: " + (request.channel == "web" ? "the chat on the website" : request.channel);
  if (!request.address.empty()) text += ", " + request.address;
  text += "\nWhen: " + utc(request.at) + "\nRequest: " + reference_of(request);
  if (!request.asked.empty()) text += "\nAnswered so far:\n" + joined(request.asked);
  if (!request.words.empty())
    text += "\nWhat was written, with names and numbers masked:\n" + joined(request.words);
  return text;
}

// &, < and > would be read as markup.
std::string escaped_for_slack(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else {
      out += c;
    }
  }
  return out;
}

Json json_of(const HandoffRequest& request) {
  Json out = {{"type", "handoff"},     {"id", reference_of(request)}, {"at", utc(request.at)},
              {"site", request.site},  {"clinic", request.clinic},    {"channel", request.channel},
              {"asked", request.asked}};
  if (!request.address.empty()) out["address"] = request.address;
  if (!request.contact.empty()) out["contact"] = request.contact;
  if (!request.words.empty()) out["words"] = request.words;
  return out;
}

// RFC 5322, with the subject as RFC 2047 asks for other letters than English ones.
std::string mail_of(const Staff& staff, const HandoffRequest& request) {
  const auto reference = reference_of(request);
  const std::string from(staff.setting("from"));
  const auto domain = from.substr(from.find('@') + 1);
  const auto subject = messaging::to_base64(
      (request.contact.empty() ? "A visitor would like to talk: " : "How to reach a visitor: ") +
      request.clinic.substr(0, 30));
  return "To: " + std::string(staff.setting("to")) + "\nFrom: " + from + "\nSubject: =?UTF-8?B?" + subject +
         "?=\nMessage-ID: <" + reference + '@' + domain +
         ">\nAuto-Submitted: auto-generated\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n"
         "Content-Transfer-Encoding: base64\n\n" +
         messaging::to_base64(text_of(request)) + '\n';
}

}  // namespace

std::string reference_of(const HandoffRequest& request) {
  return messaging::to_hex(messaging::sha256("handoff " + request.name)).substr(0, 16);
}

// Staff who hear of a visitor twice lose less than a visitor of whom nobody hears: calls are repeatable, and
// the reference tells a repetition.
Call notice_for(const Staff& staff, const HandoffRequest& request) {
  if (staff.channel == "email")
    return {.content_type = "message/rfc822", .body = mail_of(staff, request), .repeatable = true};
  if (staff.channel == "slack")
    return {.body = messaging::write_json({{"text", escaped_for_slack(text_of(request))}}),
            .repeatable = true};
  return {.body = messaging::write_json(json_of(request)),
          .headers = {{"X-Verbatim-Delivery", reference_of(request)}},
          .repeatable = true};
}

}  // namespace verbatim::handoff
