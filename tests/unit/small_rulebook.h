// A small good rulebook for the engine's tests.
#ifndef VERBATIM_TESTS_UNIT_SMALL_RULEBOOK_H_
#define VERBATIM_TESTS_UNIT_SMALL_RULEBOOK_H_

#include <memory>
#include <stdexcept>
#include <vector>

#include "engine/rulebook.h"

namespace verbatim {

inline std::vector<SourceFile> small_rulebook_files() {
  return {
      {"clinic.json", R"json({
        "name": "Riverside Clinic", "phone": "+1 555 0100", "emergency_number": "999",
        "greeting": {"answer": "Welcome to {{clinic.name}}.", "choices": ["sessions.count"]},
        "fallback": {"answer": "I do not know that.", "choices": ["handoff.person"]},
        "clarify": {"answer": "Did you mean one of these?"},
        "notice": "For emergencies call {{clinic.emergency_number}}."
      })json"},
      {"facts.json",
       R"json({"facts": {"treatments.typical": "three to six", "treatments.interval": {"value": "four to six weeks"}}})json"},
      {"concepts.json", R"json({"concepts": {
        "treatment": ["treatment", "session", "microneedling"],
        "other_procedure": ["botox", "filler"]
      }})json"},
      {"safety.json", R"json({"topic": "urgent", "rules": [
        {"id": "urgent.breathing", "title": "Call 999 now", "tier": "urgent",
         "patterns": ["(can not|hard to) *2 breathe"], "examples": ["I can't breathe"], "answer": "Call {{clinic.emergency_number}} now."},
        {"id": "crisis.suicide", "title": "You are not alone", "tier": "crisis", "topic": "crisis",
         "patterns": ["want to die", "kill myself"], "unless": ["want to die my hair"],
         "examples": ["I want to die"], "answer": "Please talk to someone now."}
      ]})json"},
      {"sessions.json", R"json({"topic": "sessions_count", "rules": [
        {"id": "sessions.count", "title": "How many treatments will I need?",
         "patterns": ["how many @treatment", "(number|amount) of @treatment"],
         "unless": ["@other_procedure"],
         "examples": ["How many sessions do I need?", "is one treatment enough"],
         "answer": "Most people have **{{treatments.typical}}** treatments.",
         "follow_ups": ["sessions.spacing"],
         "reviewed": {"by": "Clinic lead", "on": "2026-11-01", "due": "2027-11-01"},
         "sources": ["clinical-facts: 10"]},
        {"id": "sessions.spacing", "topic": "sessions_spacing", "title": "How far apart are the treatments?",
         "patterns": ["how (often|far apart)", "weeks between @treatment"],
         "unless": ["@other_procedure"],
         "examples": ["How long between two sessions?", "How often can I have it?"],
         "answer": "Treatments are {{treatments.interval}} apart.", "follow_ups": ["sessions.count"]}
      ]})json"},
      {"handoff.json", R"json({"topic": "booking", "rules": [
        {"id": "handoff.person", "title": "Talk to a person", "patterns": ["(talk|speak) to *2 (person|human|someone)"],
         "examples": ["can I speak with a human", "I want to talk to somebody"],
         "answer": "Please call us.\n\n[Call {{clinic.phone}}](tel:+15550100)"}
      ]})json"},
  };
}

inline std::shared_ptr<const Rulebook> small_rulebook() {
  auto result = Rulebook::parse(small_rulebook_files());
  if (!result.rulebook) throw std::logic_error(to_human(result.diagnostics.front()));
  return result.rulebook;
}

}  // namespace verbatim

#endif  // VERBATIM_TESTS_UNIT_SMALL_RULEBOOK_H_
