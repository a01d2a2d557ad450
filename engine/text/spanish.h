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

}  // namespace verbatim::text::spanish

#endif  // VERBATIM_ENGINE_TEXT_SPANISH_H_
