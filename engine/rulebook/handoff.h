// Handoff: what a clinic says when a visitor wants a person, and when its people can be reached.
#ifndef VERBATIM_ENGINE_RULEBOOK_HANDOFF_H_
#define VERBATIM_ENGINE_RULEBOOK_HANDOFF_H_

#include <array>
#include <string>
#include <vector>

#include "engine/rulebook/blocks.h"
#include "engine/rulebook/source.h"

namespace verbatim {

// On these days the clinic is open from and to these minutes of the day.
struct OpenTime {
  std::array<bool, 7> days{};  // Monday first
  int from = 0;
  int to = 0;
};

struct Handoff {
  std::vector<Text> to;      // whom to tell: names in the server's configuration
  bool share_words = false;  // staff may see what was typed, masked
  int answer_minutes = 60;   // of opening time, until somebody answers
  std::string yes;           // the button that says "tell them"
  std::string no;
  std::vector<Block> ask;      // for consent
  std::vector<Block> told;     // staff know
  std::vector<Block> today;    // then: an answer comes today, by {{handoff.time}}
  std::vector<Block> later;    // or on {{handoff.day}}, by {{handoff.time}}
  std::vector<Block> contact;  // the number or address that was typed is on its way; empty: none is asked for
  std::vector<Block> declined;        // nobody was told
  std::vector<Block> not_told;        // staff could not be told
  std::vector<std::string> weekdays;  // seven, Monday first, in the clinic's language
};

}  // namespace verbatim

#endif  // VERBATIM_ENGINE_RULEBOOK_HANDOFF_H_
