// Reads a JSON object into the few fields that the protocol knows, without building a tree.
#ifndef VERBATIM_ADAPTERS_WEB_FRAME_FIELDS_H_
#define VERBATIM_ADAPTERS_WEB_FRAME_FIELDS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace verbatim::web {

struct Field {
  enum Name : std::size_t {
    kType,
    kId,
    kText,
    kValue,
    kSite,
    kSession,
    kLastSeq,
    kLocale,
    kSeq,
    kHelpful,
    kCount,
  };
  enum class Kind {
    kAbsent,  // or null
    kText,
    kNumber,  // a whole number from 0 on
    kTruth,   // true is 1, false is 0
    kOther,
  };
  Kind kind = Kind::kAbsent;
  std::string text = {};
  std::uint64_t number = 0;
};

// As it is written: "type", "last_seq", …
std::string_view name_of(Field::Name name);

class FrameFields {
 public:
  Field& operator[](Field::Name name) { return fields_[name]; }
  const Field& operator[](Field::Name name) const { return fields_[name]; }

 private:
  std::array<Field, Field::kCount> fields_;
};

// Nothing when the text is not one JSON object in valid UTF-8, or nests deeper than kMaxNesting.
// Unknown fields are passed over; of a repeated field the first counts.
std::optional<FrameFields> read_fields(std::string_view json);

}  // namespace verbatim::web

#endif  // VERBATIM_ADAPTERS_WEB_FRAME_FIELDS_H_
