// A Listener wants to know when a conversation has something new: other tabs of one visitor.
#ifndef VERBATIM_ADAPTERS_HOST_LISTENER_H_
#define VERBATIM_ADAPTERS_HOST_LISTENER_H_

namespace verbatim {

class Listener {
 public:
  virtual ~Listener() = default;

  // There is a reply that was not there before, or the conversation was erased.  From any thread; must
  // not block, and must not call back into the conversation.
  virtual void on_news() = 0;
};

}  // namespace verbatim

#endif  // VERBATIM_ADAPTERS_HOST_LISTENER_H_
