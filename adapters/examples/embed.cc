// Answers each line of standard input by the rules of a folder.
#include <iostream>
#include <string>

#include "adapters/host/site_loader.h"
#include "engine/engine.h"

int main(int argc, char** argv) {
  const auto site = verbatim::load_site(argc > 1 ? argv[1] : "rules/microneedling");
  if (!site.rulebook) return 1;
  verbatim::Session session;
  for (std::string line; std::getline(std::cin, line);) {
    const auto reply = verbatim::reply(*site.rulebook, session, {.text = line}, {});
    std::cout << verbatim::plain_text(reply.blocks) << "\n\n";
  }
}
