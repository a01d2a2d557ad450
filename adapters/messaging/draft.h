// draft() brings a reply into parts that a platform can carry: within its limits, nothing lost.
#ifndef VERBATIM_ADAPTERS_MESSAGING_DRAFT_H_
#define VERBATIM_ADAPTERS_MESSAGING_DRAFT_H_

#include <cstddef>
#include <string>
#include <vector>

#include "adapters/messaging/text_units.h"
#include "engine/dialogue/reply.h"

namespace verbatim::messaging {

// One native form for choices.  `most` is 0 where the platform does not have it.
struct OptionLimits {
  std::size_t most = 0;
  std::size_t label = 0;        // UTF-16 units
  std::size_t payload = 0;      // bytes
  std::size_t text = 0;         // of the message that carries them, in the platform's unit
  std::size_t description = 0;  // UTF-16 units; room for a label that had to be cut
};

// As of 2026-11, from the platforms' pages; where a page says "characters", UTF-16 units are counted.
struct Limits {
  std::size_t text = 0;  // of one message
  Unit unit = Unit::kUtf16;
  OptionLimits buttons = {};
  OptionLimits list = {};
  bool numbers_beside =
      false;         // some of the platform's programs hide buttons: numbers stand in the text as well
  bool sms = false;  // carriers take some words for commands, and charge by segment
};

struct Option {
  std::string label = {};
  std::string description = {};  // the whole label, when it had to be cut
  std::string payload = {};
};

struct Part {
  enum class Form { kText, kButtons, kList };
  std::string text = {};
  Form form = Form::kText;
  std::vector<Option> options = {};  // of the last part only
};

// The reply for a platform with these limits.  Danger cards stand first.  Choices take the first form
// that holds all of them: buttons, a list, cut labels that still differ, else numbers in the text, which
// the engine understands when they are typed.  Text is split at paragraphs, lines, sentences, words.
// At least one part, none of them empty.
std::vector<Part> draft(const Reply& reply, const Limits& limits);

// Whether carriers read a message of this one word as a command (STOP, HELP …), which they answer or
// obey themselves.
bool is_carrier_word(std::string_view text);

}  // namespace verbatim::messaging

#endif  // VERBATIM_ADAPTERS_MESSAGING_DRAFT_H_
