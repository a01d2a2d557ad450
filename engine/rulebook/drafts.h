// What the files say before references are resolved: the step between JSON and the model.
#ifndef VERBATIM_ENGINE_RULEBOOK_DRAFTS_H_
#define VERBATIM_ENGINE_RULEBOOK_DRAFTS_H_

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

struct ClinicDraft {
  Clinic clinic;
  MessageDraft greeting;
  MessageDraft fallback;
  MessageDraft clarify;
  Text notice;
};

struct RuleDraft {
  Rule rule;
  Text answer;
  std::vector<Text> follow_ups;
};

struct Fact {
  std::string name;
  std::string value;
  std::string file;
  Position at;
};

struct Drafts {
  std::vector<ClinicDraft> clinics;  // exactly one in a good rulebook
  std::vector<Fact> facts;
  std::vector<Concept> concepts;
  std::vector<RuleDraft> rules;
};

// Each reads one kind of file into the drafts and reports its mistakes.
void read_clinic(const Json& file, Problems& problems, Drafts& drafts);
void read_facts(const Json& file, Problems& problems, Drafts& drafts);
void read_concepts(const Json& file, Problems& problems, Drafts& drafts);
void read_rules(const Json& file, Problems& problems, Drafts& drafts);

// Turns drafts into the model: answers into blocks, placeholders into facts, ids into
// rules.  The model is only good when no error was reported.
Model resolve(Drafts drafts, std::vector<Diagnostic>& diagnostics);

}  // namespace verbatim

#endif  // VERBATIM_ENGINE_RULEBOOK_DRAFTS_H_
