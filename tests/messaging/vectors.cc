#include "vectors.h"

#include <fstream>
#include <sstream>

namespace verbatim::messaging {

std::vector<Json> read_vectors(const std::string& path) {
  std::ifstream file(path);
  std::stringstream text;
  text << file.rdbuf();
  std::vector<Json> ours;
  const auto all = read_json(text.str());
  if (!all) return ours;
  for (const auto& vector : *all)
    if (find_channel(text_of(at(vector, "platform")))) ours.push_back(vector);
  return ours;
}

Account account_of(const Json& vector) {
  Account account{.channel = text_of(at(vector, "platform"))};
  const auto& secrets = at(vector, "secrets");
  for (const auto& [name, value] : secrets.items()) {
    if (name == "bot") {
      account.name = text_of(value);
    } else if (name.starts_with("bot_")) {
      account.settings[name] = text_of(value);
    } else {
      account.secrets[name] = {text_of(value)};
    }
  }
  account.public_url = text_of(at(vector, {"request", "url"}));
  return account;
}

VectorRequest::VectorRequest(const Json& request)
    : method_(text_of(at(request, "method"))),
      target_(text_of(at(request, "path"))),
      body_(text_of(at(request, "body"))) {
  for (const auto& [name, value] : at(request, "headers").items()) fields_.emplace_back(name, text_of(value));
  for (const auto& [name, value] : fields_) headers_.emplace_back(name, value);
}

WebRequest VectorRequest::view() const {
  return {.method = method_, .target = target_, .headers = headers_, .body = body_};
}

}  // namespace verbatim::messaging
