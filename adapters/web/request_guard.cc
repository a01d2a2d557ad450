#include "adapters/web/request_guard.h"

#include <algorithm>

namespace verbatim::web {
namespace {

constexpr std::string_view kEndOfLine = "\r\n";

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool same(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return lower(x) == lower(y); });
}

// Other upgrades (h2c, which some clients offer with every request) are passed over, as HTTP allows.
bool mentions_websocket(std::string_view value) {
  constexpr std::string_view kName = "websocket";
  for (std::size_t at = 0; at + kName.size() <= value.size(); ++at)
    if (same(value.substr(at, kName.size()), kName)) return true;
  return false;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

// Cuts the first line, without its CR LF, off `text`.
std::string_view take_line(std::string_view& text) {
  const auto line = text.substr(0, text.find(kEndOfLine));
  text.remove_prefix(std::min(text.size(), line.size() + kEndOfLine.size()));
  return line;
}

// What the rules below need to know of a header.
struct Head {
  std::string_view request_line;
  std::size_t fields = 0;
  bool folded = false;
  std::size_t hosts = 0;
  std::size_t lengths = 0;
  std::size_t encodings = 0;
  std::string_view encoding;
  bool upgrade = false;  // to a WebSocket
  std::size_t keys = 0;
  std::string_view key;
  std::string_view version;  // of the WebSocket protocol
};

void note_field(Head& head, std::string_view name, std::string_view value) {
  if (same(name, "host")) ++head.hosts;
  if (same(name, "content-length")) ++head.lengths;
  if (same(name, "upgrade") && mentions_websocket(value)) head.upgrade = true;
  if (same(name, "sec-websocket-version")) head.version = value;
  if (same(name, "transfer-encoding")) {
    ++head.encodings;
    head.encoding = value;
  }
  if (same(name, "sec-websocket-key")) {
    ++head.keys;
    head.key = value;
  }
}

Head read_head(std::string_view text) {
  Head head;
  head.request_line = take_line(text);
  while (!text.empty()) {
    const auto line = take_line(text);
    if (line.empty()) break;
    ++head.fields;
    if (line.front() == ' ' || line.front() == '\t') head.folded = true;
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) continue;  // the parser refuses it
    note_field(head, trimmed(line.substr(0, colon)), trimmed(line.substr(colon + 1)));
  }
  return head;
}

bool is_base64(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '/';
}

// 16 bytes in base64: 22 digits and "==".
bool is_websocket_key(std::string_view key) {
  return key.size() == 24 && key.ends_with("==") && std::all_of(key.begin(), key.end() - 2, is_base64);
}

}  // namespace

HeadScan scan_head(std::string_view bytes, std::size_t from) {
  for (auto at = bytes.find('\n', from); at != std::string_view::npos; at = bytes.find('\n', at + 1)) {
    if (at == 0 || bytes[at - 1] != '\r') return {HeadScan::State::kBad, 0};
    if (at >= 3 && bytes.substr(at - 3, 2) == kEndOfLine) return {HeadScan::State::kComplete, at + 1};
  }
  return {};
}

std::optional<Refusal> check_head(std::string_view text) {
  const auto head = read_head(text);
  const bool http_1_0 = head.request_line.ends_with(" HTTP/1.0");
  if (!http_1_0 && !head.request_line.ends_with(" HTTP/1.1")) return Refusal{505, "Use HTTP/1.1."};
  if (head.fields > kMaxFields) return Refusal{431, "Too many header fields."};
  if (head.folded) return Refusal{400, "A header field is folded."};
  if (head.hosts > 1 || (head.hosts == 0 && !http_1_0)) return Refusal{400, "Give the Host exactly once."};
  if (head.lengths > 1) return Refusal{400, "Content-Length is repeated."};
  if (head.encodings > 0) {
    if (http_1_0 || head.lengths > 0) return Refusal{400, "The length of the body is ambiguous."};
    if (head.encodings > 1 || !same(head.encoding, "chunked"))
      return Refusal{400, "Only the chunked transfer encoding is known."};
  }
  if (head.upgrade && (head.lengths > 0 || head.encodings > 0))
    return Refusal{400, "A request to upgrade has no body."};
  return std::nullopt;
}

std::optional<Refusal> check_upgrade(std::string_view text) {
  const auto head = read_head(text);
  if (head.version != "13") return Refusal{426, "Use version 13 of the WebSocket protocol."};
  if (head.keys != 1 || !is_websocket_key(head.key))
    return Refusal{400, "Give one Sec-WebSocket-Key of 16 bytes in base64."};
  return std::nullopt;
}

std::optional<std::string_view> path_of(std::string_view target) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!same(target.substr(0, scheme.size()), scheme)) continue;
    const auto slash = target.find('/', scheme.size());
    target = slash == std::string_view::npos ? "/" : target.substr(slash);
  }
  if (!target.starts_with('/')) return std::nullopt;
  return target.substr(0, target.find('?'));
}

}  // namespace verbatim::web
