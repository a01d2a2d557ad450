// A flow is a guided consultation: steps with choices, and outcomes of which the most cautious wins.
#ifndef VERBATIM_ENGINE_RULEBOOK_FLOW_H_
#define VERBATIM_ENGINE_RULEBOOK_FLOW_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/rulebook/blocks.h"
#include "engine/rulebook/condition.h"
#include "engine/rulebook/source.h"

namespace verbatim {

using FlowId = std::uint32_t;  // index into Model::flows

// One answer that a step understands.
struct FlowChoice {
  std::string id;                           // unique in its step
  std::string title;                        // the text of its button
  std::vector<Text> says = {};              // patterns: other ways to type it
  std::optional<NumberRange> number = {};   // typed numbers that mean it; their whole part counts
  std::optional<NumberRange> days = {};     // typed durations and dates that mean it, in whole days
  std::optional<std::size_t> outcome = {};  // index into Flow::outcomes
  std::vector<Block> note = {};             // why, said with the outcome
  SessionFacts remember = {};               // set when it is chosen
  std::optional<RuleId> rule = {};          // ends the flow with the answer of this rule
  std::size_t next = 0;                     // index into Flow::steps; their number is the end
  bool alone = false;                       // "none of these", of a step with `many`
};

struct FlowStep {
  std::string id;
  std::string label;  // a word or two, for the summary
  std::vector<Block> ask;
  std::string known;      // a fact: when it already answers the step, the step is not asked
  bool many = false;      // several choices may apply
  bool skippable = true;  // only where the flow says what a skipped step counts for
  std::size_t next = 0;   // where a skipped step, or one with `many`, leads
  std::vector<FlowChoice> choices;
  Position at;
};

struct FlowOutcome {
  std::string id;
  std::string title;
  std::vector<Block> answer;
  std::vector<RuleId> follow_ups;
};

struct Flow {
  std::string id;
  std::string title;
  std::string topic;
  std::vector<FlowStep> steps;              // the first one is asked first
  std::vector<FlowOutcome> outcomes;        // the most cautious first; the last when no choice names one
  std::optional<std::size_t> skipped = {};  // the outcome that a skipped step counts for
  std::string reviewed_by;
  std::string reviewed_on;  // ISO dates
  std::string review_due;
  std::vector<std::string> sources;
  std::string file;
  Position at;
};

// What the clinic's flows say around their own questions.
struct FlowWords {
  std::string back;  // texts of buttons
  std::string skip;
  std::string stop;
  std::string done;            // "that is all", of a step with many choices
  std::vector<Block> more;     // asks for another choice of the same step
  std::vector<Block> again;    // the typed answer was not understood
  std::vector<Block> resume;   // before a question that is asked again after something else
  std::vector<Block> stopped;  // the visitor has left the flow
  std::string reasons;         // headings of the summary
  std::string answers;
  std::string skipped;  // in the place of a skipped answer
};

}  // namespace verbatim

#endif  // VERBATIM_ENGINE_RULEBOOK_FLOW_H_
