// What the files say before references are resolved: the step between JSON and the model.
#ifndef VERBATIM_ENGINE_RULEBOOK_DRAFTS_H_
#define VERBATIM_ENGINE_RULEBOOK_DRAFTS_H_

#include <optional>
#include <string>
#include <vector>

#include "engine/rulebook/json.h"
#include "engine/rulebook/model.h"
#include "engine/rulebook/reader.h"

namespace verbatim {

// An answer in Markdown with {{placeholders}}.
struct MessageDraft {
  Text markdown;
  std::vector<Text> choices;  // rule ids
};

struct FlowWordsDraft {
  FlowWords words;
  Text more;
  Text again;
  Text resume;
  Text stopped;
};

struct HandoffDraft {
  Handoff handoff;
  Text ask;
  Text told;
  Text today;
  Text later;
  Text contact;
  Text declined;
  Text not_told;
};

struct ClinicDraft {
  Clinic clinic;
  MessageDraft greeting;
  MessageDraft fallback;
  MessageDraft clarify;
  std::optional<MessageDraft> expired;
  Text notice;
  std::vector<Text> opening_hours;
  std::optional<FlowWordsDraft> flow_words;
  std::optional<HandoffDraft> handoff;
};

struct VariantDraft {
  Conditions when;
  Text answer;
};

struct RuleDraft {
  Rule rule;
  Text answer;
  std::vector<VariantDraft> variants;
  std::vector<Text> follow_ups;
  std::vector<Text> after;
  std::optional<Text> flow;
};

struct FlowChoiceDraft {
  FlowChoice choice;
  Text note;
  std::optional<Text> outcome;  // ids
  std::optional<Text> rule;
  std::optional<Text> next;
  Position at;
};

struct FlowStepDraft {
  FlowStep step;
  Text ask;
  std::optional<Text> next;
  std::vector<FlowChoiceDraft> choices;
};

struct FlowOutcomeDraft {
  FlowOutcome outcome;
  Text answer;
  std::vector<Text> follow_ups;
  Position at;
};

struct FlowDraft {
  Flow flow;
  std::optional<Text> skipped;
  std::vector<FlowStepDraft> steps;
  std::vector<FlowOutcomeDraft> outcomes;
};

struct Drafts {
  std::string clinic_file;           // where the clinic.json stands, or should
  std::vector<ClinicDraft> clinics;  // exactly one in a good rulebook
  std::vector<Fact> facts;
  std::vector<Concept> concepts;
  std::vector<RuleDraft> rules;
  std::vector<FlowDraft> flows;
};

// Each reads one kind of file into the drafts and reports its mistakes.
void read_clinic(const Json& file, Problems& problems, Drafts& drafts);
void read_facts(const Json& file, Problems& problems, Drafts& drafts);
void read_concepts(const Json& file, Problems& problems, Drafts& drafts);
void read_rules(const Json& file, Problems& problems, Drafts& drafts);
void read_flow(const Json& file, Problems& problems, Drafts& drafts);

// Turns drafts into the model: answers into blocks, placeholders into facts, ids into
// rules.  The model is only good when no error was reported.
Model resolve(Drafts drafts, std::vector<Diagnostic>& diagnostics);

}  // namespace verbatim

#endif  // VERBATIM_ENGINE_RULEBOOK_DRAFTS_H_
