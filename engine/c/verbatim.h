/* Verbatim as a C library: one clinic's rules in, replies out.
 *
 *   verbatim_error *error = NULL;
 *   verbatim_rulebook *rules = verbatim_rulebook_load("rules/clinic", 12, &error);
 *   verbatim_session *session = verbatim_session_new("", 0);
 *   verbatim_reply *reply = verbatim_say(rules, session, "does it hurt?", 13, "", 0);
 *   verbatim_text text = verbatim_reply_text(reply);
 *
 * Texts are UTF-8 and come with their length; none has to end with a zero byte.  A text with length 0 may
 * have a null pointer.  A verbatim_text that a function returns belongs to the object it was asked of and
 * lives as long as that object; it does end with a zero byte, which its size does not count.
 *
 * Handles: what a function with "new", "parse", "load", "say", "choose" or "from" in its name returns is
 * the caller's, who frees it with the function for its type.  Freeing a null pointer does nothing.
 *
 * Errors: a function that can fail returns a null pointer.  When its last argument is not null, it then
 * points to an error that the caller frees; when all goes well it is not touched.
 *
 * Threads: there is no global state.  A rulebook never changes, so any number of threads may use it at
 * once.  A session, a reply or an error is for one thread at a time.
 *
 * Versions: functions and values are only ever added.  VERBATIM_ABI_VERSION counts up when a program that
 * was compiled before would no longer work, and the name of the shared library with it.
 */
#ifndef VERBATIM_ENGINE_C_VERBATIM_H_
#define VERBATIM_ENGINE_C_VERBATIM_H_

#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__)
#define VERBATIM_API __attribute__((visibility("default")))
#else
#define VERBATIM_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

#define VERBATIM_ABI_VERSION 1u

/* The version of the library in use: compare it with VERBATIM_ABI_VERSION. */
VERBATIM_API uint32_t verbatim_abi_version(void);

typedef struct verbatim_rulebook verbatim_rulebook;
typedef struct verbatim_session verbatim_session;
typedef struct verbatim_reply verbatim_reply;
typedef struct verbatim_error verbatim_error;

typedef struct verbatim_text {
  const char* data;
  size_t size;
} verbatim_text;

/* ---- Errors ---- */

/* What is wrong and where, one mistake a line: "rules.json:12:9: …". */
VERBATIM_API verbatim_text verbatim_error_message(const verbatim_error* error);
VERBATIM_API void verbatim_error_free(verbatim_error* error);

/* ---- Rulebooks ---- */

/* A rule file in memory; its path is used in error messages. */
typedef struct verbatim_file {
  verbatim_text path;
  verbatim_text content;
} verbatim_file;

/* Reads and checks the files of one site. */
VERBATIM_API verbatim_rulebook* verbatim_rulebook_parse(const verbatim_file* files, size_t count,
                                                        verbatim_error** error);

/* The same from a folder on disk that holds a clinic.json.  The only function that reads files. */
VERBATIM_API verbatim_rulebook* verbatim_rulebook_load(const char* folder, size_t size,
                                                       verbatim_error** error);

/* How many rules it has, in all its languages. */
VERBATIM_API size_t verbatim_rulebook_size(const verbatim_rulebook* rulebook);

/* Its sessions and replies live on. */
VERBATIM_API void verbatim_rulebook_free(verbatim_rulebook* rulebook);

/* ---- Sessions: what is remembered of one conversation ---- */

/* `locale` is the visitor's language ("es"); of length 0 when it is not known. Null when memory ran out. */
VERBATIM_API verbatim_session* verbatim_session_new(const char* locale, size_t size);

/* A session as compact JSON, and back: to keep it anywhere.  Of the text the session keeps a copy until
 * it changes or is asked again.  Null when the text is no session of a version that is known. */
VERBATIM_API verbatim_text verbatim_session_to_json(verbatim_session* session);
VERBATIM_API verbatim_session* verbatim_session_from_json(const char* json, size_t size);

VERBATIM_API void verbatim_session_free(verbatim_session* session);

/* ---- Turns ---- */

/* Answers what a visitor typed, or the value of a button that was pressed, and records the turn in the
 * session.  `today` ("2026-11-01") lets overdue answers be held back; of length 0 for never.
 * There is always a reply; null only when memory ran out, and then the session is as it was. */
VERBATIM_API verbatim_reply* verbatim_say(const verbatim_rulebook* rulebook, verbatim_session* session,
                                          const char* text, size_t size, const char* today,
                                          size_t today_size);
VERBATIM_API verbatim_reply* verbatim_choose(const verbatim_rulebook* rulebook, verbatim_session* session,
                                             const char* value, size_t size, const char* today,
                                             size_t today_size);

/* ---- Replies ---- */

/* The blocks as plain text. */
VERBATIM_API verbatim_text verbatim_reply_text(const verbatim_reply* reply);

/* Everything, as a JSON object: the members of the frame "reply" of verbatim.v1 from "kind" on. */
VERBATIM_API verbatim_text verbatim_reply_json(const verbatim_reply* reply);

/* "answer", "clarify", "fallback", "urgent", "crisis" or "flow". */
VERBATIM_API verbatim_text verbatim_reply_kind(const verbatim_reply* reply);

/* The id of the rule that answered first; empty when none did. */
VERBATIM_API verbatim_text verbatim_reply_rule(const verbatim_reply* reply);

/* The buttons.  Of an index that is out of range the texts are empty. */
VERBATIM_API size_t verbatim_reply_choice_count(const verbatim_reply* reply);
VERBATIM_API verbatim_text verbatim_reply_choice_value(const verbatim_reply* reply, size_t index);
VERBATIM_API verbatim_text verbatim_reply_choice_title(const verbatim_reply* reply, size_t index);

VERBATIM_API void verbatim_reply_free(verbatim_reply* reply);

#ifdef __cplusplus
}
#endif

#endif /* VERBATIM_ENGINE_C_VERBATIM_H_ */
