// The first texts of a site in Spanish.
#include "adapters/cli/new_site.h"

namespace verbatim::cli {
namespace {

constexpr const char* kClinic = R"json(
// La clínica: quién es, cómo contactarla y qué dice el asistente cuando ninguna regla responde.
{
  "name": "@NAME@",
  "locale": "es",
  "phone": "@PHONE@",
  "emergency_number": "@EMERGENCY@",
  "greeting": {
    "answer": [
      "¡Hola! Soy el asistente automático de **{{clinic.name}}**. Comparto respuestas que nuestro equipo ha aprobado.",
      "",
      "No soy para emergencias: llame al {{clinic.emergency_number}}. ¿Qué le gustaría saber?"
    ],
    "choices": ["opening.hours", "opening.person"]
  },
  "notice": "Esto es un asistente automático, no una persona. Da información general y no diagnósticos, y no es para emergencias: llame al {{clinic.emergency_number}}. Por favor, no escriba aquí nombres, teléfonos ni datos médicos.",
  "fallback": {
    "answer": "No tengo una respuesta aprobada para eso, y no voy a adivinar. Puede llamar a nuestro equipo al {{clinic.phone}}.",
    "choices": ["opening.person"]
  },
  "clarify": { "answer": "¿Se refiere a una de estas preguntas?" }
})json";

constexpr const char* kFacts = R"json(
// Lo que aparece en las respuestas como {{name}}. Cámbielo aquí una vez y todas las respuestas lo siguen.
{
  "facts": {
    // EJEMPLO: ponga el suyo.
    "opening.hours": "de lunes a viernes, de 9:00 a 17:00"
  }
})json";

constexpr const char* kConcepts = R"json(
// Listas de palabras que aquí significan lo mismo. Un patrón usa una como @name.
{
  "concepts": {
    "person": ["persona", "alguien", "humano", "recepcionista", "recepción"]
  }
})json";

constexpr const char* kSafety = R"json(
// Señales de peligro y crisis. Estas reglas se miran primero, en cada mensaje.
//
// TEXTO DE EJEMPLO. Aquí solo está lo básico de una emergencia, y nadie lo ha firmado. Antes de que un visitante vea
// este sitio, el responsable clínico debe revisar cada regla, añadir las señales de peligro de sus tratamientos,
// comprobar los números de teléfono y añadir "reviewed" y "sources" a cada regla.
{
  "topic": "urgent",
  "rules": [
    // TEXTO DE EJEMPLO: lo debe revisar su responsable clínico.
    {
      "id": "urgent.breathing",
      "tier": "urgent",
      "urgency": "now",
      "title": "Pida ayuda de emergencia ahora",
      "patterns": [
        "no puedo *2 respirar",
        "(cuesta|dificultad|difícil) *3 respirar",
        "hincha *4 (garganta|lengua|labios)",
        "(garganta|lengua|labios) *4 (hinchada|hinchados|cierra)",
        "dolor *3 pecho"
      ],
      "examples": [
        "no puedo respirar",
        "me cuesta respirar",
        "se me hincha la lengua",
        "tengo la garganta hinchada",
        "tengo dolor en el pecho"
      ],
      "answer": "**Llame ahora al {{clinic.emergency_number}}.** No espere una respuesta aquí."
    },
    // TEXTO DE EJEMPLO: lo debe revisar su responsable clínico.
    {
      "id": "crisis.self_harm",
      "topic": "crisis",
      "tier": "crisis",
      "title": "No está solo",
      "patterns": ["quiero morir", "(matarme|suicidarme|suicidio)", "hacerme daño", "quitarme la vida"],
      "examples": [
        "quiero morir",
        "quiero matarme",
        "pienso en el suicidio",
        "voy a hacerme daño",
        "quiero quitarme la vida"
      ],
      "answer": "Soy un asistente automático, y usted merece hablar con una persona ahora. **Llame al {{clinic.emergency_number}}** o vaya al servicio de urgencias más cercano. Si puede, dígaselo a alguien que esté cerca."
    }
  ]
})json";

constexpr const char* kTopic = R"json(
// EJEMPLO: un primer tema. Ponga aquí sus propias respuestas.
{
  "topic": "opening",
  "rules": [
    {
      "id": "opening.hours",
      "title": "¿Cuál es su horario?",
      "patterns": ["cuándo *3 (abren|abierto|abierta)", "horario", "(están|está) (abiertos|abierto|abierta)"],
      "examples": [
        "¿Cuál es su horario?",
        "¿cuándo abren?",
        "¿están abiertos el sábado?",
        "a qué hora cierran",
        "qué días está abierta la clínica"
      ],
      "answer": "Abrimos **{{opening.hours}}**.",
      "follow_ups": ["opening.person"]
    },
    {
      "id": "opening.person",
      "title": "Hablar con una persona",
      "patterns": ["hablar *2 @person", "(número|teléfono) *3 clínica"],
      "examples": [
        "quiero hablar con una persona",
        "¿puedo hablar con alguien?",
        "páseme con un humano",
        "cuál es su número de teléfono",
        "cómo les llamo"
      ],
      "answer": "Llámenos al **{{clinic.phone}}**. Estamos {{opening.hours}}.",
      "follow_ups": ["opening.hours"]
    }
  ]
})json";

constexpr const char* kConversations = R"json(
// Conversaciones que siempre deben ir así. "verbatim test" las repite.
{
  "conversations": [
    {
      "name": "el horario, y luego una persona",
      "turns": [
        { "user": "¿cuándo abren?", "rule": "opening.hours" },
        { "choose": "opening.person", "rule": "opening.person", "contains": ["@PHONE@"] }
      ]
    },
    {
      "name": "el peligro va primero",
      "turns": [{ "user": "cuándo abren, no puedo respirar", "kind": "urgent", "rule": "urgent.breathing" }]
    }
  ]
})json";

}  // namespace

std::vector<SourceFile> spanish_site() {
  return {{"clinic.json", kClinic}, {"facts.json", kFacts},   {"concepts.json", kConcepts},
          {"safety.json", kSafety}, {"opening.json", kTopic}, {"conversations/first.json", kConversations}};
}

}  // namespace verbatim::cli
