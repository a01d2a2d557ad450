#include "adapters/store/kept_fields.h"

#include <cstring>

namespace verbatim {
namespace {

constexpr char kVersion = '1';

void put(std::string& out, std::string_view field) {
  const auto size = static_cast<std::uint32_t>(field.size());
  for (int shift = 0; shift < 32; shift += 8) out.push_back(static_cast<char>(size >> shift & 0xff));
  out.append(field);
}

std::string_view view(const TextKey& key) { return {reinterpret_cast<const char*>(key.data()), key.size()}; }

class Fields {
 public:
  explicit Fields(std::string_view bytes) : left_(bytes) {}

  std::optional<std::string_view> next() {
    if (left_.size() < 4) return std::nullopt;
    std::uint32_t size = 0;
    for (std::size_t i = 0; i < 4; ++i)
      size |= static_cast<std::uint32_t>(static_cast<unsigned char>(left_[i])) << (8 * i);
    left_.remove_prefix(4);
    if (size > left_.size()) return std::nullopt;
    const auto field = left_.substr(0, size);
    left_.remove_prefix(size);
    return field;
  }

 private:
  std::string_view left_;
};

}  // namespace

std::string pack(const KeptReply& reply) {
  std::string out(1, kVersion);
  put(out, reply.id);
  put(out, view(reply.key));
  put(out, reply.rule);
  return out;
}

std::optional<KeptReply> unpack(std::string_view bytes) {
  if (bytes.empty() || bytes.front() != kVersion) return std::nullopt;
  Fields fields(bytes.substr(1));
  const auto id = fields.next();
  const auto key = fields.next();
  const auto rule = fields.next();
  if (!id || !key || !rule || key->size() != TextKey{}.size()) return std::nullopt;
  KeptReply reply{.id = std::string(*id), .text = nullptr, .rule = std::string(*rule)};
  std::memcpy(reply.key.data(), key->data(), key->size());
  return reply;
}

}  // namespace verbatim
