// A Seal hides what is kept of a conversation from everyone who does not hold its name.
//
// Row and key are BLAKE2b hashes of the name under two different personal strings; the content is
// XSalsa20-Poly1305 under the key (libsodium's secretbox), with a nonce from the system.
#ifndef VERBATIM_ADAPTERS_STORE_SEAL_H_
#define VERBATIM_ADAPTERS_STORE_SEAL_H_

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace verbatim {

using RowKey = std::array<unsigned char, 16>;

class Seal {
 public:
  // REQUIRES: sodium_init() was called.
  explicit Seal(std::string_view name);
  ~Seal();  // wipes the key
  Seal(const Seal&) = delete;
  Seal& operator=(const Seal&) = delete;

  // Where the row of this name is; says nothing about the name.
  const RowKey& row() const { return row_; }

  std::string close(std::string_view content) const;

  // Nothing when it was not closed by this seal, or was changed since.
  std::optional<std::string> open(std::string_view sealed) const;

 private:
  RowKey row_;
  std::array<unsigned char, 32> key_;
};

}  // namespace verbatim

#endif  // VERBATIM_ADAPTERS_STORE_SEAL_H_
