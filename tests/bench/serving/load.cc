// Puts load on a WebSocket server and prints what came of it as one JSON object.
//
//   load --port P --path /site/ws --connections N --seconds S [--hello JSON] [--questions FILE] [--rate R]
//        [--pid P]
//
// One thread, epoll.  Without --rate each connection has one message in flight; with it messages are due at
// fixed times, and latency counts from when a message was due.  --pid adds memory a connection.
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <fstream>
#include <iostream>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;

struct Options {
  int port = 0;
  std::string path = "/";
  std::size_t connections = 100;
  double seconds = 3;
  double rate = 0;
  std::string hello;
  std::vector<std::string> questions = {"how many sessions will I need for acne scars?"};
  int pid = 0;
};

// A masked text frame; the mask is zero, which is as good as any to a server.
std::string frame(std::string_view text) {
  std::string out(1, static_cast<char>(0x81));
  if (text.size() < 126) {
    out += static_cast<char>(0x80 | text.size());
  } else {
    out += static_cast<char>(0x80 | 126);
    out += static_cast<char>(text.size() >> 8);
    out += static_cast<char>(text.size() & 255);
  }
  out.append(4, '\0');
  return out.append(text);
}

// Bytes of the first whole frame in `in`, or 0.
std::size_t whole_frame(std::string_view in) {
  if (in.size() < 2) return 0;
  std::size_t size = static_cast<unsigned char>(in[1]) & 127;
  std::size_t head = 2;
  if (size == 126) {
    if (in.size() < 4) return 0;
    size =
        static_cast<std::size_t>(static_cast<unsigned char>(in[2])) << 8 | static_cast<unsigned char>(in[3]);
    head = 4;
  }
  return in.size() >= head + size ? head + size : 0;
}

struct Connection {
  enum class State { kHandshake, kWelcome, kReady };
  int socket = -1;
  State state = State::kHandshake;
  std::string in;
  std::deque<Clock::time_point> due;  // of messages in flight
  std::uint64_t sent = 0;
};

class Load {
 public:
  explicit Load(Options options)
      : options_(std::move(options)), epoll_(::epoll_create1(0)), all_(options_.connections) {}

  bool run() {
    memory_before_ = memory();
    for (std::size_t i = 0; i < all_.size(); ++i)
      if (!open(i)) return false;
    memory_idle_ = memory();
    const auto begin = Clock::now();
    const auto cpu_before = cpu();
    const auto end =
        begin + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(options_.seconds));
    next_due_ = begin;
    if (options_.rate <= 0)
      for (auto& connection : all_) say(connection, Clock::now());
    while (Clock::now() < end) {
      if (options_.rate > 0) say_what_is_due(Clock::now());
      if (!wait(options_.rate > 0 ? 0 : 50)) return false;
    }
    print(std::chrono::duration<double>(Clock::now() - begin).count(), cpu() - cpu_before);
    return true;
  }

 private:
  bool open(std::size_t i) {
    auto& connection = all_[i];
    connection.socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    // One address of the loopback network has 28,000 ports to offer.
    sockaddr_in from{};
    from.sin_family = AF_INET;
    from.sin_addr.s_addr = htonl(0x7f000002 + static_cast<std::uint32_t>(i / 10'000));
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(static_cast<std::uint16_t>(options_.port));
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const int on = 1;
    ::setsockopt(connection.socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (::bind(connection.socket, reinterpret_cast<sockaddr*>(&from), sizeof from) != 0 ||
        ::connect(connection.socket, reinterpret_cast<sockaddr*>(&to), sizeof to) != 0) {
      std::perror("connect");
      return false;
    }
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.u64 = i;
    ::epoll_ctl(epoll_, EPOLL_CTL_ADD, connection.socket, &event);
    write(connection, "GET " + options_.path +
                          " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                          "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n");
    while (connection.state != Connection::State::kReady)
      if (!wait(1000)) return false;
    return true;
  }

  void write(Connection& connection, std::string_view bytes) {
    while (!bytes.empty()) {
      const auto size = ::send(connection.socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (size <= 0) return;
      bytes.remove_prefix(static_cast<std::size_t>(size));
    }
  }

  bool wait(int milliseconds) {
    epoll_event events[256];
    const int count = ::epoll_wait(epoll_, events, 256, milliseconds);
    for (int i = 0; i < count; ++i)
      if (!read(all_[events[i].data.u64])) return false;
    return true;
  }

  bool read(Connection& connection) {
    char bytes[65536];
    const auto size = ::recv(connection.socket, bytes, sizeof bytes, MSG_DONTWAIT);
    if (size <= 0) {
      std::cerr << "the server closed a connection\n";
      return false;
    }
    connection.in.append(bytes, static_cast<std::size_t>(size));
    if (connection.state == Connection::State::kHandshake && !end_handshake(connection)) return true;
    while (const auto frame_size = whole_frame(connection.in)) {
      if (connection.in.find("\"error\"") != std::string::npos) {
        std::cerr << "the server refused: " << connection.in.substr(0, 300) << '\n';
        return false;
      }
      connection.in.erase(0, frame_size);
      on_frame(connection, frame_size);
    }
    return true;
  }

  bool end_handshake(Connection& connection) {
    const auto end = connection.in.find("\r\n\r\n");
    if (end == std::string::npos) return false;
    connection.in.erase(0, end + 4);
    if (options_.hello.empty()) {
      connection.state = Connection::State::kReady;
    } else {
      connection.state = Connection::State::kWelcome;
      write(connection, frame(options_.hello));
    }
    return true;
  }

  void on_frame(Connection& connection, std::size_t size) {
    if (connection.state == Connection::State::kWelcome) {
      connection.state = Connection::State::kReady;
      return;
    }
    if (connection.due.empty()) return;
    const auto now = Clock::now();
    latencies_.push_back(std::chrono::duration<float, std::micro>(now - connection.due.front()).count());
    connection.due.pop_front();
    bytes_ += size;
    if (options_.rate <= 0) say(connection, now);
  }

  void say(Connection& connection, Clock::time_point due) {
    const auto& question = options_.questions[question_++ % options_.questions.size()];
    write(connection, frame("{\"type\":\"message\",\"id\":\"" + std::to_string(++connection.sent) +
                            "\",\"text\":\"" + question + "\"}"));
    connection.due.push_back(due);
  }

  void say_what_is_due(Clock::time_point now) {
    const auto gap =
        std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(1 / options_.rate));
    for (; next_due_ <= now; next_due_ += gap) say(all_[turn_++ % all_.size()], next_due_);
  }

  double memory() const {
    if (options_.pid == 0) return 0;
    std::ifstream in("/proc/" + std::to_string(options_.pid) + "/statm");
    double size = 0;
    double resident = 0;
    in >> size >> resident;
    return resident * 4096;
  }

  // Nanoseconds that the server's threads have run.
  double cpu() const {
    if (options_.pid == 0) return 0;
    std::ifstream in("/proc/" + std::to_string(options_.pid) + "/stat");
    std::string field;
    for (int i = 0; i < 13; ++i) in >> field;
    double user = 0;
    double system = 0;
    in >> user >> system;
    return (user + system) * 1e9 / static_cast<double>(::sysconf(_SC_CLK_TCK));
  }

  void print(double seconds, double cpu_ns) {
    std::ranges::sort(latencies_);
    const auto at = [&](double share) {
      return latencies_.empty()
                 ? 0.0
                 : latencies_[static_cast<std::size_t>(share * static_cast<double>(latencies_.size() - 1))];
    };
    const auto count = static_cast<double>(latencies_.size());
    std::printf(
        "{\"per_second\":%.0f,\"p50_us\":%.0f,\"p99_us\":%.0f,\"reply_bytes\":%.0f,\"cpu_us\":%.2f,"
        "\"idle_bytes\":%.0f,\"used_bytes\":%.0f}\n",
        count / seconds, at(0.5), at(0.99), static_cast<double>(bytes_) / std::max(1.0, count),
        cpu_ns / 1000 / std::max(1.0, count),
        (memory_idle_ - memory_before_) / static_cast<double>(all_.size()),
        (memory() - memory_before_) / static_cast<double>(all_.size()));
  }

  const Options options_;
  const int epoll_;
  std::vector<Connection> all_;
  std::vector<float> latencies_;
  std::size_t question_ = 0;
  std::size_t turn_ = 0;
  std::uint64_t bytes_ = 0;
  Clock::time_point next_due_;
  double memory_before_ = 0;
  double memory_idle_ = 0;
};

std::vector<std::string> lines_of(const std::string& file) {
  std::vector<std::string> lines;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);)
    if (!line.empty()) lines.push_back(line);
  return lines;
}

Options options_of(int argc, char** argv) {
  std::map<std::string, std::string> given;
  for (int i = 1; i + 1 < argc; i += 2) given[argv[i]] = argv[i + 1];
  Options options;
  options.port = std::atoi(given["--port"].c_str());
  if (given.count("--path")) options.path = given["--path"];
  if (given.count("--connections"))
    options.connections = std::strtoul(given["--connections"].c_str(), nullptr, 10);
  if (given.count("--seconds")) options.seconds = std::atof(given["--seconds"].c_str());
  if (given.count("--rate")) options.rate = std::atof(given["--rate"].c_str());
  if (given.count("--questions")) options.questions = lines_of(given["--questions"]);
  options.hello = given["--hello"];
  options.pid = std::atoi(given["--pid"].c_str());
  return options;
}

}  // namespace

int main(int argc, char** argv) { return Load(options_of(argc, argv)).run() ? 0 : 1; }
