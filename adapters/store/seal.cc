#include "adapters/store/seal.h"

#include <sodium.h>

#include "adapters/store/store.h"

namespace verbatim {
namespace {

static_assert(crypto_secretbox_KEYBYTES == 32);

const unsigned char* bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

unsigned char* bytes(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

template <std::size_t kSize>
void derive(std::array<unsigned char, kSize>& out, std::string_view purpose, std::string_view name) {
  crypto_generichash(out.data(), out.size(), bytes(name), name.size(), bytes(purpose), purpose.size());
}

}  // namespace

TextKey key_of(std::string_view text) {
  static const int ready = sodium_init();  // chooses the fastest code for this processor
  static_cast<void>(ready);
  TextKey key;
  crypto_generichash(key.data(), key.size(), bytes(text), text.size(), nullptr, 0);
  return key;
}

Seal::Seal(std::string_view name) {
  derive(row_, "verbatim.conversation.row", name);
  derive(key_, "verbatim.conversation.key", name);
}

Seal::~Seal() { sodium_memzero(key_.data(), key_.size()); }

std::string Seal::close(std::string_view content) const {
  std::string sealed(crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES + content.size(), '\0');
  auto* nonce = bytes(sealed);
  randombytes_buf(nonce, crypto_secretbox_NONCEBYTES);
  crypto_secretbox_easy(nonce + crypto_secretbox_NONCEBYTES, bytes(content), content.size(), nonce,
                        key_.data());
  return sealed;
}

std::optional<std::string> Seal::open(std::string_view sealed) const {
  constexpr std::size_t kFrame = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES;
  if (sealed.size() < kFrame) return std::nullopt;
  std::string content(sealed.size() - kFrame, '\0');
  const auto* box = bytes(sealed) + crypto_secretbox_NONCEBYTES;
  if (crypto_secretbox_open_easy(bytes(content), box, sealed.size() - crypto_secretbox_NONCEBYTES,
                                 bytes(sealed), key_.data()) != 0)
    return std::nullopt;
  return content;
}

}  // namespace verbatim
