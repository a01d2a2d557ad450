// The rulebook as plain data: what the files say, with every reference resolved.
#ifndef VERBATIM_ENGINE_RULEBOOK_MODEL_H_
#define VERBATIM_ENGINE_RULEBOOK_MODEL_H_

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/rulebook/blocks.h"
#include "engine/rulebook/condition.h"
#include "engine/rulebook/diagnostic.h"
#include "engine/rulebook/flow.h"
#include "engine/rulebook/handoff.h"
#include "engine/rulebook/source.h"

namespace verbatim {

enum class Tier {
  kUrgent,  // danger to the body: looked at first, on every message
  kCrisis,  // danger to the mind or from others: next, on every message
  kNormal,  // questions
};

// What a rule does besides, or instead of, giving its answer.
enum class Action {
  kAnswer,   // only that
  kRestart,  // forgets the conversation and greets again
  kBack,     // gives the answer before the last one again
  kAccept,   // "yes": takes the first of the buttons on show
  kSkip,     // leaves the question of a flow open
  kStop,     // leaves the flow
  kHandoff,  // asks, below its answer, whether staff should be told
};

// How soon a danger needs help; the sooner card comes first.
enum class Urgency {
  kNow,    // emergency services, this minute
  kToday,  // a doctor or the clinic, the same day
};

// An answer for visitors of whom more is known.
struct AnswerVariant {
  Conditions when;
  std::vector<Block> answer;
};

struct Rule {
  std::string id;
  std::string topic;
  std::string title;
  bool small_talk = false;  // its topic is small_talk: gives way to a question beside it
  Tier tier = Tier::kNormal;
  Urgency urgency = Urgency::kNow;  // of danger rules
  Action action = Action::kAnswer;  // when it cannot be done, the rule's own answer is given
  std::vector<Text> patterns;
  std::vector<Text> unless;
  std::vector<Text> examples;
  std::vector<Text> not_examples;
  Conditions when;            // it is only looked at while these hold; none for danger rules
  std::vector<RuleId> after;  // when not empty: only right after one of these
  std::vector<Block> answer;
  Text written;                         // the answer as it stands in the file, with its {{facts}}
  std::vector<AnswerVariant> variants;  // the first whose conditions hold takes the place of the answer
  std::vector<RuleId> follow_ups;
  SessionFacts remember;            // what its answer tells of the visitor
  std::optional<FlowId> flow = {};  // starts this flow after its answer
  std::string reviewed_by;
  std::string reviewed_on;  // ISO dates
  std::string review_due;
  std::vector<std::string> sources;
  std::string file;
  Position at;
};

// A named set of phrases; `phrases` are as written and may name other concepts ("@scar").
struct Concept {
  std::string name;
  std::vector<Text> phrases;
  std::string file;
  Position at;
};

// Concepts that the ranking reads, too: what only this rulebook is about, and the names of its one subject,
// of which the first stands for all.
inline constexpr std::string_view kFieldConcept = "field";
inline constexpr std::string_view kNamesConcept = "names";

// A fixed reply of the clinic: its blocks, and the rules offered as buttons below.
struct Message {
  std::vector<Block> blocks;
  std::vector<RuleId> choices;
};

// Confidence from which a rule answers, and from which it is offered as "did you mean".
struct Thresholds {
  double answer = 0.5;
  double clarify = 0.3;
  double tie = 0.05;  // a candidate whose doubt is larger only by this share is asked about, not guessed
};

// How long a server keeps what it must keep, and what the clinic has asked it to keep.
struct Retention {
  double conversation_hours = 24;  // after its last message, so that a visitor can come back to it
  double unanswered_days = 0;      // questions without an answer, masked, for staff; 0: they are not kept
};

// How the clinic wants its chat widget to look; empty means the widget's own choice.
struct WidgetSettings {
  std::string accent;              // "#0b6b64"
  std::string logo;                // https:
  std::string position;            // "start" or "end"
  std::string launcher;            // words on the button that opens the chat
  std::string input;               // words in the empty input
  std::vector<std::string> pages;  // origins whose pages may show the chat; empty for any
};

struct Clinic {
  std::string name;
  std::string locale = "en";
  std::string phone;
  std::string email;
  std::string booking_url;
  std::string emergency_number;
  std::vector<std::string> opening_hours;  // lines to show, one below the other
  std::vector<OpenTime> open_times;        // the same for the clock; may be empty
  std::vector<std::string> closed_on;      // ISO dates on which nobody is there
  Text time_zone;                          // "Europe/London"; empty for that of the machine
  std::optional<Handoff> handoff = {};     // nothing: visitors are told how to call, and staff of nothing
  WidgetSettings widget;
  Message greeting;
  Message fallback;
  Message clarify;                      // its choices come from the candidates
  std::optional<Message> expired = {};  // said in the place of an answer whose review is overdue
  std::string notice;
  FlowWords flow_words;  // filled when the rulebook has flows
  Thresholds thresholds;
  Retention retention;
};

// One of the clinic's numbers or phrases, for {{name}}.
struct Fact {
  std::string name;
  std::string value;
  std::string file;
  Position at;
  bool used = false;  // by some text of the rulebook
};

struct Model {
  Clinic clinic;
  std::vector<Rule> rules;
  std::vector<Concept> concepts;
  std::vector<Flow> flows;
  std::vector<Fact> facts;  // in the order of the files; those of clinic.json, "clinic.phone", first
  std::unordered_map<std::string, std::size_t> fact_by_name;  // index into facts
  std::unordered_map<std::string, RuleId> rule_by_id;
};

}  // namespace verbatim

#endif  // VERBATIM_ENGINE_RULEBOOK_MODEL_H_
