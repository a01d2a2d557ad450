/* Answers each line of standard input by the rules of a folder. */
#include <stdio.h>
#include <string.h>
#include <verbatim.h>

int main(int argc, char **argv) {
  const char *folder = argc > 1 ? argv[1] : "rules/microneedling";
  verbatim_error *error = NULL;
  verbatim_rulebook *rules = verbatim_rulebook_load(folder, strlen(folder), &error);
  if (!rules) return fprintf(stderr, "%s\n", verbatim_error_message(error).data), 1;
  verbatim_session *session = verbatim_session_new("", 0);
  for (char line[4096]; fgets(line, sizeof line, stdin);) {
    verbatim_reply *reply = verbatim_say(rules, session, line, strcspn(line, "\n"), "", 0);
    printf("%s\n\n", verbatim_reply_text(reply).data);
    verbatim_reply_free(reply);
  }
  verbatim_session_free(session);
  verbatim_rulebook_free(rules);
}
