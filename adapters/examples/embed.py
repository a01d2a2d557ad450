"""Answers each line of standard input by the rules of a folder: embed.py FOLDER [libverbatim.so]"""
import ctypes as c, sys

class Text(c.Structure):
    _fields_ = [("data", c.c_void_p), ("size", c.c_size_t)]

lib = c.CDLL(sys.argv[2] if len(sys.argv) > 2 else "libverbatim.so.1")
def function(name, result, *arguments): return c.CFUNCTYPE(result, *arguments)((name, lib))
load = function("verbatim_rulebook_load", c.c_void_p, c.c_char_p, c.c_size_t, c.c_void_p)
new = function("verbatim_session_new", c.c_void_p, c.c_char_p, c.c_size_t)
say = function("verbatim_say", c.c_void_p, c.c_void_p, c.c_void_p, c.c_char_p, c.c_size_t, c.c_char_p, c.c_size_t)
text = function("verbatim_reply_text", Text, c.c_void_p)
free = function("verbatim_reply_free", None, c.c_void_p)

rules, session = load(sys.argv[1].encode(), len(sys.argv[1].encode()), None) or sys.exit("The rules have mistakes."), new(b"", 0)
for line in sys.stdin:
    reply = say(rules, session, said := line.rstrip("\n").encode(), len(said), b"", 0)
    print(c.string_at(text(reply).data, text(reply).size).decode(), end="\n\n", flush=True)
    free(reply)
