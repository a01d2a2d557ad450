#include "adapters/web/http_reply.h"

#include <algorithm>
#include <array>

namespace verbatim::web {
namespace {

struct Field {
  std::string_view name;
  std::string_view value;
};

// Safe for anything that is not a page: nothing may be loaded, framed or guessed.
constexpr std::array kDefaults{
    Field{"X-Content-Type-Options", "nosniff"},
    Field{"Referrer-Policy", "no-referrer"},
    Field{"Content-Security-Policy", "default-src 'none'; base-uri 'none'; frame-ancestors 'none'"},
    Field{"Cross-Origin-Resource-Policy", "same-origin"},
    Field{"Cross-Origin-Opener-Policy", "same-origin"},
    Field{"Cache-Control", "no-store"},
};

std::string_view phrase(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 204:
      return "No Content";
    case 400:
      return "Bad Request";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 413:
      return "Content Too Large";
    case 415:
      return "Unsupported Media Type";
    case 426:
      return "Upgrade Required";
    case 429:
      return "Too Many Requests";
    case 431:
      return "Request Header Fields Too Large";
    case 500:
      return "Internal Server Error";
    case 503:
      return "Service Unavailable";
    case 505:
      return "HTTP Version Not Supported";
    default:
      return "";
  }
}

void add(std::string& head, std::string_view name, std::string_view value) {
  head.append(name).append(": ").append(value).append("\r\n");
}

bool names(const HttpReply& reply, std::string_view field) {
  return std::any_of(reply.headers.begin(), reply.headers.end(),
                     [&](const auto& header) { return header.first == field; });
}

bool same_name(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [&](char x, char y) { return lower(x) == lower(y); });
}

}  // namespace

std::string_view HttpRequest::header(std::string_view name) const {
  const auto found =
      std::ranges::find_if(headers, [&](const Header& one) { return same_name(one.name, name); });
  return found == headers.end() ? std::string_view{} : found->value;
}

std::string print_head(const HttpReply& reply, bool keep_alive) {
  std::string head = "HTTP/1.1 " + std::to_string(reply.status) + ' ';
  head.append(phrase(reply.status)).append("\r\n");
  for (const auto& [name, value] : reply.headers) add(head, name, value);
  for (const auto& [name, value] : kDefaults)
    if (!names(reply, name)) add(head, name, value);
  if (!reply.content_type.empty()) add(head, "Content-Type", reply.content_type);
  if (reply.status != 204) add(head, "Content-Length", std::to_string(body_of(reply).size()));
  if (!keep_alive) add(head, "Connection", "close");
  return head.append("\r\n");
}

HttpReply plain_reply(int status, std::string_view text) {
  return {.status = status, .content_type = "text/plain; charset=utf-8", .body = std::string(text) + '\n'};
}

}  // namespace verbatim::web
