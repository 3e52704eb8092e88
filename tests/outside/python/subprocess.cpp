#include "tests/outside/python/subprocess.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cmath>
#include <csignal>
#include <cstdlib>
#include <cstring>

namespace backcheck::outside {
namespace {

using nlohmann::json;
using Kind = suite::Failure::Kind;

double now() {  // seconds
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

Shape shape_of(const json& extents) {
  const auto at = [&](std::size_t axis) { return extents.at(axis).get<Index>(); };
  switch (extents.size()) {
    case 1:
      return {at(0)};
    case 2:
      return {at(0), at(1)};
    case 3:
      return {at(0), at(1), at(2)};
    default:
      return {at(0), at(1), at(2), at(3)};
  }
}

template <Scalar T>
std::size_t bytes_of(const Shape& shape) {
  return static_cast<std::size_t>(shape.size()) * sizeof(T);
}

constexpr int cannot_be_started = 127;  // an exit status, as of shells

// In the child, between fork and exec.
[[noreturn]] void become(std::vector<char*>& arguments, int socket) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  ::setpgid(0, 0);
  const int nothing = ::open("/dev/null", O_RDWR);
  for (const int standard : {0, 1, 2}) ::dup2(nothing, standard);
  ::fcntl(socket, F_SETFD, 0);
  const rlimit memory{Subprocess::most_memory, Subprocess::most_memory}, no_core{0, 0};
  ::setrlimit(RLIMIT_DATA, &memory);
  ::setrlimit(RLIMIT_CORE, &no_core);
  for (const char* threads : {"OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"}) ::setenv(threads, "1", 1);
  ::execvp(arguments[0], arguments.data());
  ::_exit(cannot_be_started);
}

}  // namespace

template <Scalar T>
const char* type_of() {
  return std::same_as<T, float> ? "<f4" : std::same_as<T, double> ? "<f8" : "<i8";
}

template <Scalar T>
void Message::add(const std::string& name, const Tensor<T>& tensor) {
  const Shape& shape = tensor.shape();
  if (shape.rank() == 0) return;
  json extents = json::array();
  for (Index axis = 0; axis < shape.rank(); ++axis) extents.push_back(shape[axis]);
  object["arrays"].push_back({{"name", name}, {"type", type_of<T>()}, {"shape", extents}});
  numbers.append(reinterpret_cast<const char*>(tensor.data()), bytes_of<T>(shape));
}

template <Scalar T>
bool Message::read(const std::string& name, Tensor<T>& tensor) const {
  std::size_t position = 0;
  for (const json& array : object.at("arrays")) {
    const Shape shape = shape_of(array.at("shape"));
    if (array.at("name") == name) {
      tensor.resize(shape);
      if (shape.size() > 0) std::memcpy(tensor.data(), numbers.data() + position, bytes_of<T>(shape));
      return true;
    }
    position += bytes_of<T>(shape);
  }
  return false;
}

Subprocess::Subprocess(std::vector<std::string> command) {
  int ends[2];
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) throw NoAnswer("cannot be talked to");
  command.push_back(std::to_string(ends[1]));
  std::vector<char*> arguments;
  for (std::string& word : command) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  socket_ = ends[0];
  process_ = ::fork();
  if (process_ == 0) become(arguments, ends[1]);
  ::close(ends[1]);
  if (process_ < 0) throw NoAnswer("cannot be started");
}

Subprocess::~Subprocess() {
  ::close(socket_);
  if (process_ <= 0) return;
  ::kill(-process_, SIGKILL);  // those that it started, too
  ::kill(process_, SIGKILL);
  ::waitpid(process_, nullptr, 0);
}

// Calls some(done), which transfers at most size - done bytes and says how many, until all are transferred.
template <class Some>
void Subprocess::transfer(short event, std::size_t size, const Some& some) {
  for (std::size_t done = 0; done < size;) {
    const double left = deadline_ - now();
    if (left <= 0) explain(true);
    pollfd waiting{socket_, event, 0};
    ::poll(&waiting, 1, static_cast<int>(std::ceil(left * 1000)));
    const ssize_t count = some(done);
    if (count == 0 || (count < 0 && errno != EAGAIN && errno != EINTR)) explain(false);
    if (count > 0) done += static_cast<std::size_t>(count);
  }
}

void Subprocess::explain(bool too_late) {
  if (too_late) {
    throw NoAnswer("gave no answer within " + std::to_string(std::lround(seconds_)) + " seconds", Kind::timed_out);
  }
  // What has hung up is ending, if it has not ended yet.
  int status = 0;
  ::kill(process_, SIGTERM);
  ::waitpid(process_, &status, 0);
  process_ = 0;
  if (WIFEXITED(status) && WEXITSTATUS(status) == cannot_be_started && !has_spoken_)
    throw NoAnswer("cannot be started");
  if (WIFEXITED(status)) {
    throw NoAnswer("ended the process, with exit status " + std::to_string(WEXITSTATUS(status)), Kind::exited);
  }
  throw NoAnswer(std::string("ended the process: ") + ::strsignal(WTERMSIG(status)), Kind::crashed);
}

Message Subprocess::hear(double seconds) {
  seconds_ = seconds;
  deadline_ = now() + seconds;
  const auto read = [&](void* bytes, std::size_t size) {
    transfer(POLLIN, size, [&](std::size_t done) {
      return ::recv(socket_, static_cast<char*>(bytes) + done, size - done, MSG_DONTWAIT);
    });
  };
  std::uint64_t length = 0;
  read(&length, sizeof(length));
  std::string text(length, '\0');
  read(text.data(), text.size());
  Message message{.object = json::parse(text), .numbers = {}};
  message.numbers.resize(message.object.at("bytes").get<std::size_t>());
  read(message.numbers.data(), message.numbers.size());
  has_spoken_ = true;
  return message;
}

Message Subprocess::ask(const Message& request, double seconds) {
  seconds_ = seconds;
  deadline_ = now() + seconds;
  const std::string text = request.object.dump();
  const std::uint64_t length = text.size();
  const std::string all = std::string(reinterpret_cast<const char*>(&length), sizeof(length)) + text + request.numbers;
  transfer(POLLOUT, all.size(), [&](std::size_t done) {
    return ::send(socket_, all.data() + done, all.size() - done, MSG_NOSIGNAL | MSG_DONTWAIT);
  });
  return hear(seconds);
}

#define BACKCHECK_INSTANTIATE(T)                                    \
  template const char* type_of<T>();                                \
  template void Message::add(const std::string&, const Tensor<T>&); \
  template bool Message::read(const std::string&, Tensor<T>&) const;
BACKCHECK_INSTANTIATE(float)
BACKCHECK_INSTANTIATE(double)
BACKCHECK_INSTANTIATE(std::int64_t)

}  // namespace backcheck::outside
