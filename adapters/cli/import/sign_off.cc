#include "adapters/cli/import/sign_off.h"

#include <string_view>
#include <vector>

#include "adapters/cli/markup.h"

namespace verbatim::cli {
namespace {

constexpr std::string_view kStyle =
    "body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#111}"
    "article{border-top:1px solid #999;padding:1rem 0;break-inside:avoid}"
    "h2{break-after:avoid}h3{margin:0}.danger h3::before{content:'Danger rule \\2013  '}"
    ".answer{border-left:4px solid #ccc;padding-left:1rem}.small{font-size:.85rem;color:#444}"
    ".sign{display:flex;gap:2rem;margin-top:1.5rem}.sign span{flex:1;border-top:1px solid "
    "#111;font-size:.8rem}";

std::string element(std::string_view name, const std::string& inner) {
  return '<' + std::string(name) + '>' + inner + "</" + std::string(name) + '>';
}

// Addresses stand in full: a printed link leads nowhere.
std::string html(const Span& span) {
  auto out = escaped_markup(span.text);
  if (span.italic) out = element("em", out);
  if (span.bold) out = element("strong", out);
  return span.href.empty() ? out : out + " (" + escaped_markup(span.href) + ')';
}

std::string html(const Line& line) {
  std::string out;
  for (const auto& span : line) out += html(span);
  return out;
}

std::string html(const std::vector<Block>& blocks) {
  std::string out;
  for (const auto& block : blocks) {
    if (block.kind == Block::Kind::kCard) {
      out += html(block.blocks);
    } else if (block.kind == Block::Kind::kList) {
      std::string items;
      for (const auto& line : block.lines) items += element("li", html(line));
      out += element(block.ordered ? "ol" : "ul", items);
    } else {
      for (const auto& line : block.lines) out += element("p", html(line));
    }
  }
  return out;
}

std::string conditions(const Conditions& when) {
  std::string out;
  for (const auto& one : when) out += (out.empty() ? "" : ", ") + one.fact;
  return out;
}

std::string variants(const Rule& rule) {
  std::string out;
  for (const auto& variant : rule.variants) {
    out += "<p class=\"small\">Instead, depending on " + escaped_markup(conditions(variant.when)) +
           ":</p><div class=\"answer\">" + html(variant.answer) + "</div>";
  }
  return out;
}

std::string list_of(const std::vector<Text>& texts) {
  std::string items;
  for (const auto& text : texts) items += element("li", escaped_markup(text.text));
  return element("ul", items);
}

std::string small(const std::string& text) { return "<p class=\"small\">" + text + "</p>"; }

std::string stamp(const Rule& rule) {
  if (rule.reviewed_by.empty()) return small("<strong>Not reviewed yet.</strong>");
  return small("Reviewed by " + escaped_markup(rule.reviewed_by) + " on " + escaped_markup(rule.reviewed_on) +
               "; due again on " + escaped_markup(rule.review_due) + '.');
}

std::string sources(const Rule& rule) {
  std::string out;
  for (const auto& source : rule.sources) out += (out.empty() ? "" : "; ") + escaped_markup(source);
  return small("Sources: " + (out.empty() ? "none" : out));
}

std::string article(const Rule& rule) {
  const bool danger = rule.tier != Tier::kNormal;
  return "<article" + std::string(danger ? " class=\"danger\"" : "") + "><h3>" + escaped_markup(rule.title) +
         "</h3>" + small(escaped_markup(rule.id)) + "<div class=\"answer\">" + html(rule.answer) + "</div>" +
         variants(rule) + small("Answers questions such as:") + list_of(rule.examples) + sources(rule) +
         stamp(rule) +
         "<div class=\"sign\"><span>Name</span><span>Signature</span><span>Date</span></div></article>\n";
}

}  // namespace

std::string sign_off_page(const Rulebook& edition) {
  const auto name = escaped_markup(edition.clinic().name);
  std::string out =
      "<!doctype html>\n<html lang=\"" + escaped_markup(edition.clinic().locale) +
      "\"><head><meta charset=\"utf-8\">"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
      "'unsafe-inline'\"><title>Answers of " +
      name + "</title><style>" + std::string(kStyle) + "</style></head><body>\n<h1>Answers of " + name +
      "</h1>\n<p>Every answer below is what visitors read, word for word. Please sign those that you stand "
      "behind, and strike out what is wrong.</p>\n";
  const std::string* topic = nullptr;
  for (const auto& rule : edition.rules()) {
    if (topic == nullptr || *topic != rule.topic) out += "<h2>" + escaped_markup(rule.topic) + "</h2>\n";
    topic = &rule.topic;
    out += article(rule);
  }
  return out + "</body></html>\n";
}

}  // namespace verbatim::cli
