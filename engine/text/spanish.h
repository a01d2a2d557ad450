// Spanish as data: function words, numbers in words.
#ifndef VERBATIM_ENGINE_TEXT_SPANISH_H_
#define VERBATIM_ENGINE_TEXT_SPANISH_H_

#include <string_view>

#include "engine/text/language.h"

namespace verbatim::text::spanish {

inline constexpr std::string_view kFunctionWords[] = {
    "a",     "al",   "algo",    "ante",  "aquel", "cada",  "como",  "con",   "cual",  "cuando",
    "de",    "del",  "desde",   "donde", "el",    "ella",  "ellas", "ellos", "en",    "entre",
    "era",   "eran", "es",      "esa",   "ese",   "eso",   "esta",  "este",  "esto",  "está",
    "están", "fue",  "ha",      "han",   "hasta", "hay",   "he",    "la",    "las",   "le",
    "les",   "lo",   "los",     "me",    "mi",    "mis",   "muy",   "más",   "ni",    "no",
    "nos",   "o",    "otra",    "otro",  "para",  "pero",  "por",   "puede", "puedo", "que",
    "quien", "qué",  "se",      "ser",   "si",    "sin",   "sobre", "son",   "soy",   "su",
    "sus",   "sí",   "también", "te",    "tener", "tengo", "ti",    "tiene", "tu",    "tus",
    "un",    "una",  "uno",     "unos",  "usted", "y",     "ya",    "yo",    "él",
};

inline constexpr Respelling kRespellings[] = {
    {"cero", "0"},  {"cinco", "5"}, {"cuatro", "4"}, {"diez", "10"}, {"doce", "12"},
    {"dos", "2"},   {"nueve", "9"}, {"ocho", "8"},   {"once", "11"}, {"seis", "6"},
    {"siete", "7"}, {"tres", "3"},  {"uno", "1"},
};

// "… and how long …": where a second question may begin.
inline constexpr std::string_view kJoiners[] = {
    "además", "e", "o", "pero", "también", "y",
};

inline constexpr std::string_view kOpeners[] = {
    "como",    "cuando", "cuantas", "cuanto", "cuantos", "cuál",  "cuáles", "cuándo", "cuánta",
    "cuántas", "cuánto", "cuántos", "cómo",   "debo",    "donde", "duele",  "dónde",  "es",
    "hay",     "puede",  "puedo",   "que",    "quién",   "qué",   "son",    "tengo",
};

// Words that lean on what was said before.
inline constexpr std::string_view kPointers[] = {
    "además", "entonces", "esa",  "esas", "ese",    "eso",     "esos",
    "esto",   "más",      "pero", "por",  "porqué", "también", "y",
};

// Numbers, durations in days, and days.
inline constexpr Amount kNumbers[] = {
    {"cien", 100},   {"cinco", 5},  {"cincuenta", 50}, {"cuarenta", 40}, {"cuatro", 4}, {"dieciséis", 16},
    {"diez", 10},    {"doce", 12},  {"dos", 2},        {"nueve", 9},     {"ocho", 8},   {"once", 11},
    {"pocas", 3},    {"pocos", 3},  {"quince", 15},    {"seis", 6},      {"siete", 7},  {"trece", 13},
    {"treinta", 30}, {"tres", 3},   {"una", 1},        {"unas", 3},      {"uno", 1},    {"unos", 3},
    {"varias", 4},   {"varios", 4}, {"veinte", 20},
};
inline constexpr Amount kUnits[] = {
    {"año", 365},
    {"años", 365},
    {"dia", 1},
    {"dias", 1},
    {"día", 1},
    {"días", 1},
    {"h", 1.0 / 24},
    {"hora", 1.0 / 24},
    {"horas", 1.0 / 24},
    {"mes", 30},
    {"meses", 30},
    {"min", 1.0 / 1440},
    {"minuto", 1.0 / 1440},
    {"minutos", 1.0 / 1440},
    {"noche", 1},
    {"noches", 1},
    {"semana", 7},
    {"semanas", 7},
};
inline constexpr Amount kDays[] = {
    {"anteayer", 2},
    {"ayer", 1},
    {"hoy", 0},
    {"mañana", -1},
};
inline constexpr std::string_view kWeekdays[] = {
    "domingo",   "jueves",  "lunes",  "martes", "miercoles",
    "miércoles", "navidad", "sabado", "sábado", "viernes",
};
inline constexpr std::string_view kMonths[] = {
    "abril", "agosto", "diciembre", "enero",     "febrero", "julio",
    "junio", "marzo",  "mayo",      "noviembre", "octubre", "septiembre",
};
inline constexpr std::string_view kArticles[] = {
    "un",
    "una",
};
inline constexpr std::string_view kBetween[] = {
    "a",
    "de",
    "o",
};
inline constexpr std::string_view kNearby[] = {
    "esta", "este", "pasada", "pasado", "próxima", "próximo", "última", "último",
};
inline constexpr std::string_view kHedges[] = {
    "aproximadamente", "menos", "máximo", "mínimo", "unas", "unos",
};
inline constexpr Quantities kQuantities = {kNumbers,  kUnits,   kDays,   kWeekdays, kMonths,
                                           kArticles, kBetween, kNearby, kHedges};

// A button by its place: "la segunda".
inline constexpr Amount kOrdinals[] = {
    {"cinco", 5},   {"cuarta", 4},  {"cuarto", 4},  {"cuatro", 4},  {"dos", 2},
    {"primera", 1}, {"primero", 1}, {"quinta", 5},  {"quinto", 5},  {"segunda", 2},
    {"segundo", 2}, {"seis", 6},    {"sexta", 6},   {"sexto", 6},   {"tercera", 3},
    {"tercero", 3}, {"tres", 3},    {"última", -1}, {"último", -1},
};
inline constexpr std::string_view kFillers[] = {
    "el", "favor", "la", "numero", "número", "opcion", "opción", "por", "y",
};

}  // namespace verbatim::text::spanish

#endif  // VERBATIM_ENGINE_TEXT_SPANISH_H_
