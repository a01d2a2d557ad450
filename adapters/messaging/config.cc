#include "adapters/messaging/config.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <string_view>

#include "adapters/messaging/channel.h"
#include "adapters/messaging/form.h"
#include "adapters/messaging/secret_place.h"
#include "adapters/messaging/web_client.h"

namespace verbatim::messaging {
namespace {

using nlohmann::json;

std::string names_of(const std::vector<std::string>& all) {
  std::string text;
  for (const auto& one : all) text += (text.empty() ? "" : ", ") + one;
  return text;
}

std::string channel_names() {
  std::vector<std::string> names;
  for (const auto* channel : all_channels()) names.emplace_back(channel->name());
  return names_of(names);
}

// One account of the list; notes mistakes with their place.
class AccountReader {
 public:
  AccountReader(const json& object, std::string place, const std::string& public_url,
                const std::vector<std::string>& sites, std::vector<std::string>& errors)
      : object_(object), place_(std::move(place)), public_url_(public_url), sites_(sites), errors_(errors) {}

  std::optional<Account> read() {
    if (!object_.is_object()) return fail("", "is no object"), std::nullopt;
    account_.channel = text("channel");
    channel_ = find_channel(account_.channel);
    if (!channel_) return fail("/channel", "names no channel; there are " + channel_names()), std::nullopt;
    account_.name = text("name");
    read_site();
    read_addresses();
    read_manner();
    read_secrets();
    refuse_unknown();
    return account_;
  }

 private:
  void fail(std::string_view member, std::string_view what) {
    errors_.push_back(place_ + std::string(member) + ": " + std::string(what) + '.');
  }

  std::string text(const char* name, std::string otherwise = {}) {
    known_.insert(name);
    const auto found = object_.find(name);
    if (found == object_.end()) return otherwise;
    if (found->is_string()) return found->get<std::string>();
    fail('/' + std::string(name), "is no text");
    return otherwise;
  }

  void read_site() {
    account_.site = text("site", sites_.size() == 1 ? sites_.front() : "");
    if (std::find(sites_.begin(), sites_.end(), account_.site) == sites_.end())
      fail("/site", "names no site; there are " + names_of(sites_));
  }

  void read_addresses() {
    const auto& needs = channel_->needs();
    const auto path = "/hooks/" + account_.channel + (account_.name.empty() ? "" : '/' + account_.name);
    account_.path = text("path", path);
    if (!account_.path.starts_with('/') || account_.path.find_first_of("?#") != std::string::npos)
      fail("/path", "is not a path like " + path);
    account_.public_url = text("public_url", public_url_.empty() ? "" : public_url_ + account_.path);
    if (!account_.public_url.empty() && !read_url(account_.public_url))
      fail("/public_url", "is no https:// address");
    if (needs.needs_public_url && account_.public_url.empty())
      fail("/public_url", "is missing: this platform signs the address that it calls");
    account_.api_base = text("api_base", std::string(needs.api_base));
    const auto base = read_url(account_.api_base);
    if (!base || (base->scheme == "http" && !is_loopback(base->host)))
      fail("/api_base", "is no https:// address (http:// is for this machine only)");
  }

  void read_manner() {
    const auto& needs = channel_->needs();
    const auto reply = text("reply", "call");
    account_.reply_in_response = reply == "response";
    if (reply != "call" && reply != "response") fail("/reply", "is neither \"call\" nor \"response\"");
    if (account_.reply_in_response && !needs.replies_in_response)
      fail("/reply", "cannot be \"response\": this platform does not read it");
    const auto receive = text("receive", "webhook");
    account_.polls = receive == "poll" && account_.channel == "telegram";
    if (receive != "webhook" && receive != "poll") fail("/receive", "is neither \"webhook\" nor \"poll\"");
    if (receive == "poll" && !account_.polls) fail("/receive", "can be \"poll\" for telegram only");
    known_.insert("max_age_s");
    if (const auto age = object_.find("max_age_s"); age != object_.end()) {
      if (!age->is_number_unsigned()) return fail("/max_age_s", "is no number of seconds");
      account_.max_age = std::chrono::seconds(age->get<std::int64_t>());
    }
  }

  void read_secrets() {
    const auto& needs = channel_->needs();
    for (const auto name : needs.inbound) read_secret(std::string(name), !account_.polls);
    // Who answers in the response alone needs no way out.
    for (const auto name : needs.outbound) read_secret(std::string(name), !account_.reply_in_response);
    for (const auto name : needs.settings) read_setting(std::string(name), true);
    for (const auto name : needs.optional) read_setting(std::string(name), false);
  }

  void read_setting(const std::string& name, bool needed) {
    const auto value = text(name.c_str());
    if (needed && value.empty()) fail('/' + name, "is missing");
    if (!value.empty()) account_.settings[name] = value;
  }

  // One place, or a list of two while the secret is exchanged.
  void read_secret(const std::string& name, bool needed) {
    known_.insert(name);
    if (account_.secrets.contains(name)) return;
    const auto found = object_.find(name);
    if (found == object_.end()) {
      if (needed) fail('/' + name, "is missing: write {\"env\": \"NAME\"} or {\"file\": \"path\"}");
      return;
    }
    auto& values = account_.secrets[name];
    if (!found->is_array()) return add_secret(*found, '/' + name, values);
    for (std::size_t i = 0; i < found->size(); ++i)
      add_secret((*found)[i], '/' + name + '/' + std::to_string(i), values);
  }

  void add_secret(const json& where, const std::string& place, std::vector<std::string>& values) {
    auto found = messaging::read_secret(where);
    if (!found.problem.empty()) return fail(place, found.problem);
    values.push_back(std::move(found.value));
  }

  void refuse_unknown() {
    for (const auto& [name, value] : object_.items())
      if (!known_.contains(name)) fail('/' + name, "is not known to the channel " + account_.channel);
  }

  const json& object_;
  const std::string place_;
  const std::string& public_url_;
  const std::vector<std::string>& sites_;
  std::vector<std::string>& errors_;
  const Channel* channel_ = nullptr;
  Account account_ = {};
  std::set<std::string, std::less<>> known_ = {};
};

std::string text_of(const json& object, const char* name, const std::string& place,
                    std::vector<std::string>& errors) {
  const auto found = object.find(name);
  if (found == object.end()) return {};
  if (found->is_string()) return found->get<std::string>();
  errors.push_back(place + '/' + name + ": is no text.");
  return {};
}

void read_test(const json& object, ConfigResult& result) {
  const auto found = object.find("test");
  if (found == object.end()) return;
  if (!found->is_object()) return result.errors.push_back("/test: is no object.");
  result.config.test = {text_of(*found, "clock", "/test", result.errors),
                        text_of(*found, "trace", "/test", result.errors)};
}

void read_accounts(const json& list, const std::string& public_url, const std::vector<std::string>& sites,
                   ConfigResult& result) {
  std::set<std::string> paths;
  for (std::size_t i = 0; i < list.size(); ++i) {
    const auto place = "/accounts/" + std::to_string(i);
    auto account = AccountReader(list[i], place, public_url, sites, result.errors).read();
    if (!account) continue;
    if (!paths.insert(account->path).second)
      result.errors.push_back(place + "/path: is the path of another account; give it a name or a path.");
    result.config.accounts.push_back(std::move(*account));
  }
}

}  // namespace

ConfigResult read_channels(const json& object, const std::vector<std::string>& sites) {
  ConfigResult result;
  if (!object.is_object()) {
    result.errors.emplace_back(": \"channels\" is no object.");
    return result;
  }
  for (const auto& [name, value] : object.items())
    if (name != "public_url" && name != "accounts" && name != "test")
      result.errors.push_back('/' + name + ": is not known here.");
  auto public_url = text_of(object, "public_url", "", result.errors);
  while (public_url.ends_with('/')) public_url.pop_back();
  read_test(object, result);
  const auto accounts = object.find("accounts");
  if (accounts == object.end() || !accounts->is_array()) {
    result.errors.emplace_back("/accounts: is no list of accounts.");
  } else {
    read_accounts(*accounts, public_url, sites, result);
  }
  return result;
}

}  // namespace verbatim::messaging
