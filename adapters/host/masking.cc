#include "adapters/host/masking.h"

#include <re2/re2.h>

#include <memory>
#include <vector>

namespace verbatim {
namespace {

struct Detector {
  const char* pattern;
  const char* mask;
};

// In this order: an address of the web may hold an e-mail address, a number of a card looks like one of a
// telephone.  Between digits people write spaces, dots, dashes, slashes and brackets.
constexpr Detector kDetectors[] = {
    {R"((?i)\b(?:https?://|www\.)\S+)", "[link]"},
    {R"((?i)[\p{L}\p{N}._%+-]+\s*(?:@|\(at\)|\[at\])\s*[\p{L}\p{N}-]+(?:\s*(?:\.|\(dot\)|\[dot\])\s*[\p{L}\p{N}-]+)+)",
     "[e-mail]"},
    {R"((?i)\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|org|net|info|io|uk|es|eu|de|fr|it|us|ca|au|nhs)\b(?:/\S*)?)",
     "[link]"},
    {R"(\b(?:19|20)\d\d[-/. ]\d{1,2}[-/. ]\d{1,2}\b)", "[date]"},
    {R"(\b\d{1,2}[-/. ]\d{1,2}[-/. ](?:19|20)?\d\d\b)", "[date]"},
    {R"((?i)\b\d{1,2}(?:st|nd|rd|th)?\s*(?:of\s+|de\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|ene|abr|ago|dic)\p{L}*\.?,?\s*(?:de\s+)?(?:19|20)\d\d\b)",
     "[date]"},
    {R"((?i)\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\p{L}*\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+(?:19|20)\d\d\b)",
     "[date]"},
    {R"(\+?\(?\d(?:[ \t().\-–/]{0,3}\d){6,})", "[number]"},
    {R"((?i)\b[a-z]{1,2}\d[a-z\d]?\s*\d[a-z]{2}\b)", "[postcode]"},
    {R"((?i)\b[a-z]\d[a-z]\s*\d[a-z]\d\b)", "[postcode]"},
    {R"(\b\d{5}(?:-\d{4})?\b)", "[postcode]"},
    {R"(@[\p{L}\p{N}_.]{2,})", "[name]"},
};

// The words after these name a person: up to three, or all that begin with a capital letter.
constexpr const char* kNamed =
    R"((?i)\b(my (?:full |first |last )?name(?:'s| is|s)|i am called|(?:they|people|you can) call me|call me|signed|this is (?:mr|mrs|ms|miss|dr)\.?|(?:mr|mrs|ms|miss|dr)\.|me llamo|mi nombre es|soy la? (?:señora|señor|sra\.|sr\.))\s+[\p{L}'’\-]+(?:\s+(?-i:\p{Lu})[\p{L}'’\-]*){0,3})";

std::vector<std::unique_ptr<RE2>> compiled() {
  std::vector<std::unique_ptr<RE2>> all;
  for (const auto& detector : kDetectors) all.push_back(std::make_unique<RE2>(detector.pattern));
  return all;
}

}  // namespace

std::string masked(std::string_view text) {
  static const auto detectors = compiled();
  static const RE2 named(kNamed);
  std::string out(text);
  for (std::size_t i = 0; i < detectors.size(); ++i)
    RE2::GlobalReplace(&out, *detectors[i], kDetectors[i].mask);
  RE2::GlobalReplace(&out, named, "\\1 [name]");
  return out;
}

}  // namespace verbatim
