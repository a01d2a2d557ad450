#include "adapters/handoff/staff.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>

#include "adapters/messaging/form.h"
#include "adapters/messaging/secret_place.h"
#include "adapters/messaging/web_client.h"

namespace verbatim::handoff {
namespace {

using nlohmann::json;

constexpr const char* kSendmail = "/usr/sbin/sendmail";

// One of them; notes mistakes with their place.
class StaffReader {
 public:
  StaffReader(const std::string& name, const json& object, std::vector<std::string>& errors)
      : object_(object), place_('/' + name), errors_(errors) {
    staff_.name = staff_.path = name;
  }

  Staff read() {
    if (!object_.is_object()) return fail("", "is no object"), staff_;
    staff_.channel = text("kind");
    if (staff_.channel == "slack") {
      take_secret("url");
      refuse_unknown({"kind", "url"});
    } else if (staff_.channel == "webhook") {
      take_url();
      take_secret("secret");
      refuse_unknown({"kind", "url", "secret"});
    } else if (staff_.channel == "email") {
      take_mail();
      refuse_unknown({"kind", "to", "from", "sendmail"});
    } else {
      fail("/kind", "must be \"slack\", \"webhook\" or \"email\"");
    }
    return staff_;
  }

 private:
  void fail(std::string_view member, std::string_view what) {
    errors_.push_back(place_ + std::string(member) + ": " + std::string(what) + '.');
  }

  std::string text(const char* name, std::string otherwise = {}) {
    const auto found = object_.find(name);
    if (found == object_.end()) return otherwise;
    if (found->is_string()) return found->get<std::string>();
    fail('/' + std::string(name), "is no text");
    return otherwise;
  }

  void take_secret(const std::string& name) {
    const auto found = object_.find(name);
    if (found == object_.end())
      return fail('/' + name, "is missing: write {\"env\": \"NAME\"} or {\"file\": \"path\"}");
    auto secret = messaging::read_secret(*found);
    if (!secret.problem.empty()) return fail('/' + name, secret.problem);
    if (name == "url") check_url(secret.value);
    staff_.secrets[name] = {std::move(secret.value)};
  }

  void take_url() {
    const auto found = object_.find("url");
    if (found != object_.end() && !found->is_string()) return take_secret("url");
    const auto url = text("url");
    if (url.empty()) return fail("/url", "is missing: the https:// address to call");
    check_url(url);
    staff_.secrets["url"] = {url};
  }

  void check_url(const std::string& text) {
    const auto url = messaging::read_url(text);
    if (!url || (url->scheme == "http" && !messaging::is_loopback(url->host)))
      fail("/url", "is no https:// address (http:// is for this machine only)");
  }

  // A line break would begin another header.
  void take_mail() {
    for (const auto* name : {"to", "from"}) {
      const auto address = text(name);
      const bool sound = address.find('@') != std::string::npos && !address.starts_with('-') &&
                         std::ranges::all_of(address, [](char c) { return c > ' ' && c < 127; });
      if (!sound) fail('/' + std::string(name), "is no e-mail address, such as desk@example.com");
      staff_.settings[name] = address;
    }
    staff_.settings["sendmail"] = text("sendmail", kSendmail);
  }

  void refuse_unknown(const std::vector<std::string_view>& known) {
    for (const auto& [name, value] : object_.items())
      if (std::ranges::find(known, std::string_view(name)) == known.end())
        fail('/' + name, "is not known to staff of the kind " + staff_.channel);
  }

  const json& object_;
  const std::string place_;
  std::vector<std::string>& errors_;
  Staff staff_ = {};
};

}  // namespace

StaffResult read_staff(const json& object) {
  StaffResult result;
  if (!object.is_object()) {
    result.errors.emplace_back(": is no object: write {\"front_desk\": {\"kind\": \"slack\", …}}.");
    return result;
  }
  for (const auto& [name, value] : object.items())
    result.staff.push_back(StaffReader(name, value, result.errors).read());
  return result;
}

}  // namespace verbatim::handoff
