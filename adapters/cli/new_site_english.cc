// The first texts of a site in English.
#include "adapters/cli/new_site.h"

namespace verbatim::cli {
namespace {

constexpr const char* kClinic = R"json(
// The clinic: who it is, how to reach it, and what the helper says when no rule answers.
{
  "name": "@NAME@",
  "locale": "en",
  "phone": "@PHONE@",
  "emergency_number": "@EMERGENCY@",
  "greeting": {
    "answer": [
      "Hello! I am the automated helper of **{{clinic.name}}**. I share answers that our staff have approved.",
      "",
      "I am not for emergencies: call {{clinic.emergency_number}}. What would you like to know?"
    ],
    "choices": ["opening.hours", "opening.person"]
  },
  "notice": "This is an automated helper, not a person. It gives general information and no diagnosis, and it is not for emergencies: call {{clinic.emergency_number}}. Please do not type names, phone numbers or medical details here.",
  "fallback": {
    "answer": "I do not have an approved answer to that, so I will not guess. You can reach our team on {{clinic.phone}}.",
    "choices": ["opening.person"]
  },
  "clarify": { "answer": "Did you mean one of these?" }
})json";

constexpr const char* kFacts = R"json(
// What stands in answers as {{name}}. Change it here once, and every answer follows.
{
  "facts": {
    // EXAMPLE: put in your own.
    "opening.hours": "Monday to Friday, 9 am to 5 pm"
  }
})json";

constexpr const char* kConcepts = R"json(
// Lists of words that mean the same here. A pattern uses one as @name.
{
  "concepts": {
    "person": ["person", "human", "someone", "somebody", "receptionist", "member of staff"]
  }
})json";

constexpr const char* kSafety = R"json(
// Danger signs and crisis. These rules are looked at first, on every message.
//
// EXAMPLE TEXT. These are only the emergency basics, and nobody has signed them off. Before visitors see this site
// the clinician who leads on safety must review every rule here, add the danger signs of your own treatments, check
// the numbers to call, and add "reviewed" and "sources" to each rule.
{
  "topic": "urgent",
  "rules": [
    // EXAMPLE TEXT: to be reviewed by your clinician.
    {
      "id": "urgent.breathing",
      "tier": "urgent",
      "urgency": "now",
      "title": "Get emergency help now",
      "patterns": [
        "(can not|cannot|hard to|struggling to) *3 breathe",
        "(throat|tongue|lips) *4 (swelling|swollen|closing)",
        "chest pain"
      ],
      "examples": [
        "I can't breathe",
        "it is hard to breathe",
        "my throat is swelling",
        "my tongue is swollen",
        "I have chest pain"
      ],
      "answer": "**Call {{clinic.emergency_number}} now.** Do not wait for an answer here."
    },
    // EXAMPLE TEXT: to be reviewed by your clinician.
    {
      "id": "crisis.self_harm",
      "topic": "crisis",
      "tier": "crisis",
      "title": "You are not alone",
      "patterns": ["want to die", "(kill|hurt|harm) myself", "end my life", "suicidal"],
      "unless": ["want to die my hair"],
      "examples": [
        "I want to die",
        "I want to kill myself",
        "I feel suicidal",
        "I am going to hurt myself",
        "I want to end my life"
      ],
      "answer": "I am an automated helper, and you deserve a person now. **Call {{clinic.emergency_number}}**, or go to the nearest emergency department. If you can, tell someone who is near you."
    }
  ]
})json";

constexpr const char* kTopic = R"json(
// EXAMPLE: a first topic. Make these answers your own.
{
  "topic": "opening",
  "rules": [
    {
      "id": "opening.hours",
      "title": "When are you open?",
      "patterns": ["when *3 open", "opening (hours|times)", "are you open"],
      "examples": [
        "When are you open?",
        "what are your opening hours",
        "are you open on Saturday",
        "what time do you close",
        "when does the clinic open"
      ],
      "answer": "We are open **{{opening.hours}}**.",
      "follow_ups": ["opening.person"]
    },
    {
      "id": "opening.person",
      "title": "Talk to a person",
      "patterns": ["(talk|speak) *2 @person", "call you"],
      "examples": [
        "can I talk to a person",
        "I want to speak with somebody",
        "is there a human I can talk to",
        "what is your phone number",
        "how do I call you"
      ],
      "answer": "Please call us on **{{clinic.phone}}**. We are there {{opening.hours}}.",
      "follow_ups": ["opening.hours"]
    }
  ]
})json";

constexpr const char* kConversations = R"json(
// Talks that must always go this way. "verbatim test" plays them.
{
  "conversations": [
    {
      "name": "opening hours, then a person",
      "turns": [
        { "user": "when are you open?", "rule": "opening.hours" },
        { "choose": "opening.person", "rule": "opening.person", "contains": ["@PHONE@"] }
      ]
    },
    {
      "name": "danger comes first",
      "turns": [{ "user": "when do you open, I can't breathe", "kind": "urgent", "rule": "urgent.breathing" }]
    }
  ]
})json";

}  // namespace

std::vector<SourceFile> english_site() {
  return {{"clinic.json", kClinic}, {"facts.json", kFacts},   {"concepts.json", kConcepts},
          {"safety.json", kSafety}, {"opening.json", kTopic}, {"conversations/first.json", kConversations}};
}

}  // namespace verbatim::cli
