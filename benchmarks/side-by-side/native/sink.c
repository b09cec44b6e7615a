/*
 * An SMTP server that takes everything, keeps nothing and counts: what all peers send to.
 *
 *   sink --listen ADDRESS:PORT --chain FILE --key FILE [options]
 *
 * On start it prints the ports that it listens on, at its end (SIGTERM, SIGINT, or the end of its
 * input with --until-eof) its counters, each as one line of JSON. Who connects to the control port
 * reads the counters of that moment; SIGUSR1 prints them.
 *
 * A turn is counted when the peer goes on after an answer of ours: when it has waited for us. With
 * --turn-gap only what comes at least that much later counts: what comes sooner than the shortest
 * round trip was under way before the peer can have seen the answer, and is of the flight before.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <openssl/err.h>
#include <openssl/ssl.h>

#include "connections.h"

static const char USAGE[] =
    "usage: sink --listen ADDRESS:PORT --chain FILE --key FILE\n"
    "  [--control ADDRESS:PORT] [--threads N] [--tls 1.2|1.3] [--no-chunking] [--no-pipelining]\n"
    "  [--no-resumption] [--reply-delay MS] [--turn-gap MS] [--until-eof]\n"
    "ADDRESS is of 127.0.0.0/8, or lo for all addresses of the loopback interface.\n";

struct settings {
  const char *listen, *control, *chain, *key;
  int threads, tls_version;
  bool resumption, until_eof;
};

_Noreturn void die(const char *what) {
  fprintf(stderr, "sink: %s%s%s\n", what, errno != 0 ? ": " : "", errno != 0 ? strerror(errno) : "");
  ERR_print_errors_fp(stderr);
  exit(1);
}

static int counters(char *text, size_t room) {
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  double cpu = (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
      + (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
  struct connection_tally *c = &connection_tally;
  return snprintf(text, room,
      "{\"messages\":%llu,\"recipients\":%llu,\"octets\":%llu,\"commands\":%llu,\"refused\":%llu,"
      "\"connections\":%llu,\"openMax\":%llu,\"fullHandshakes\":%llu,\"resumedHandshakes\":%llu,"
      "\"failedHandshakes\":%llu,\"turns\":%llu,\"cpuSeconds\":%.3f}\n",
      atomic_load(&tally.messages), atomic_load(&tally.recipients), atomic_load(&tally.octets),
      atomic_load(&tally.commands), atomic_load(&tally.refused), atomic_load(&c->connections),
      atomic_load(&c->open_max), atomic_load(&c->full_handshakes),
      atomic_load(&c->resumed_handshakes), atomic_load(&c->failed_handshakes),
      atomic_load(&c->turns), cpu);
}

static void print_counters(void) {
  char text[1024];
  counters(text, sizeof text);
  fputs(text, stdout);
  fflush(stdout);
}

static void tell_counters(int listener) {
  int fd;
  char text[1024];
  int length = counters(text, sizeof text);
  while ((fd = accept4(listener, NULL, NULL, SOCK_CLOEXEC)) >= 0) {
    if (send(fd, text, (size_t)length, MSG_NOSIGNAL) < 0) perror("sink: control");
    close(fd);
  }
}

static int listen_at(const char *place, int *port) {
  char address[64];
  if (sscanf(place, "%63[^:]:%d", address, port) != 2) die("expected ADDRESS:PORT");
  bool is_all = strcmp(address, "lo") == 0;
  struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons((uint16_t)*port)};
  if (inet_pton(AF_INET, is_all ? "0.0.0.0" : address, &at.sin_addr) != 1) die(address);
  if (!is_all && ntohl(at.sin_addr.s_addr) >> 24 != 127) die("expected a loopback address");
  int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0), one = 1;
  socklen_t length = sizeof at;
  setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
  if (is_all && setsockopt(fd, SOL_SOCKET, SO_BINDTODEVICE, "lo", 3) != 0) die("SO_BINDTODEVICE");
  if (bind(fd, (struct sockaddr *)&at, length) != 0 || listen(fd, 4096) != 0) die(place);
  if (getsockname(fd, (struct sockaddr *)&at, &length) != 0) die("getsockname");
  *port = ntohs(at.sin_port);
  return fd;
}

static SSL_CTX *server_context(const struct settings *settings) {
  SSL_CTX *made = SSL_CTX_new(TLS_server_method());
  if (made == NULL || SSL_CTX_use_certificate_chain_file(made, settings->chain) != 1
      || SSL_CTX_use_PrivateKey_file(made, settings->key, SSL_FILETYPE_PEM) != 1
      || SSL_CTX_set_min_proto_version(made, settings->tls_version) != 1
      || SSL_CTX_set_max_proto_version(made, settings->tls_version) != 1) {
    die("TLS");
  }
  SSL_CTX_set_mode(made, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
  SSL_CTX_set_session_id_context(made, (const unsigned char *)"sink", 4);
  /* Fewer calls of recv: a connection is always read until the socket has no more. */
  SSL_CTX_set_read_ahead(made, 1);
  SSL_CTX_set_default_read_buffer_len(made, 1 << 16);
  if (!settings->resumption) {
    SSL_CTX_set_options(made, SSL_OP_NO_TICKET);
    SSL_CTX_set_session_cache_mode(made, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_num_tickets(made, 0);
  }
  return made;
}

static void watch(int epoll, int fd) {
  struct epoll_event event = {.events = EPOLLIN, .data.fd = fd};
  if (epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event) != 0) die("epoll_ctl");
}

/* Returns at the signal, or the end of input, that ends the sink. */
static void run(int listener, int control, int signals, bool until_eof) {
  int epoll = epoll_create1(EPOLL_CLOEXEC);
  watch(epoll, listener);
  watch(epoll, control);
  watch(epoll, signals);
  if (until_eof) watch(epoll, STDIN_FILENO);
  for (;;) {
    struct epoll_event event;
    if (epoll_wait(epoll, &event, 1, -1) < 1) continue;
    if (event.data.fd == listener) {
      accept_connections(listener);
    } else if (event.data.fd == control) {
      tell_counters(control);
    } else if (event.data.fd == signals) {
      struct signalfd_siginfo signal;
      if (read(signals, &signal, sizeof signal) != sizeof signal) continue;
      if (signal.ssi_signo != SIGUSR1) return;
      print_counters();
    } else {
      char ignored[512];
      if (read(STDIN_FILENO, ignored, sizeof ignored) <= 0) return;
    }
  }
}

/* From here on signals are read from the returned descriptor, in whatever thread they arrive. */
static int take_signals(void) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGTERM);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGUSR1);
  pthread_sigmask(SIG_BLOCK, &set, NULL);
  signal(SIGPIPE, SIG_IGN); /* OpenSSL writes without MSG_NOSIGNAL */
  return signalfd(-1, &set, SFD_CLOEXEC);
}

static void allow_many_files(void) {
  struct rlimit files;
  if (getrlimit(RLIMIT_NOFILE, &files) != 0) return;
  files.rlim_cur = files.rlim_max;
  setrlimit(RLIMIT_NOFILE, &files);
}

static uint64_t milliseconds(const char *text) { return strtoull(text, NULL, 10) * 1000000; }

static const struct option OPTIONS[] = {
  {"listen", required_argument, NULL, 'l'},      {"control", required_argument, NULL, 'c'},
  {"chain", required_argument, NULL, 'C'},       {"key", required_argument, NULL, 'k'},
  {"threads", required_argument, NULL, 't'},     {"tls", required_argument, NULL, 'v'},
  {"reply-delay", required_argument, NULL, 'd'}, {"turn-gap", required_argument, NULL, 'g'},
  {"no-chunking", no_argument, NULL, 'B'},       {"no-pipelining", no_argument, NULL, 'P'},
  {"no-resumption", no_argument, NULL, 'R'},     {"until-eof", no_argument, NULL, 'e'},
  {NULL, 0, NULL, 0},
};

static bool read_options(
    int count, char **arguments, struct settings *settings, struct conditions *conditions) {
  int option;
  while ((option = getopt_long(count, arguments, "", OPTIONS, NULL)) != -1) {
    switch (option) {
      case 'l': settings->listen = optarg; break;
      case 'c': settings->control = optarg; break;
      case 'C': settings->chain = optarg; break;
      case 'k': settings->key = optarg; break;
      case 't': settings->threads = atoi(optarg); break;
      case 'v':
        if (strcmp(optarg, "1.2") == 0) settings->tls_version = TLS1_2_VERSION;
        else if (strcmp(optarg, "1.3") != 0) return false;
        break;
      case 'd': conditions->reply_delay = milliseconds(optarg); break;
      case 'g': conditions->turn_gap = milliseconds(optarg); break;
      case 'B': conditions->offer.chunking = false; break;
      case 'P': conditions->offer.pipelining = false; break;
      case 'R': settings->resumption = false; break;
      case 'e': settings->until_eof = true; break;
      default: return false;
    }
  }
  return optind == count && settings->listen != NULL && settings->chain != NULL
      && settings->key != NULL && settings->threads >= 1 && settings->threads <= MAX_THREADS;
}

int main(int count, char **arguments) {
  static struct settings settings = {
    .control = "127.0.0.1:0", .threads = 2, .tls_version = TLS1_3_VERSION, .resumption = true};
  static struct conditions conditions = {.offer = {.pipelining = true, .chunking = true}};
  int port, control_port;
  if (!read_options(count, arguments, &settings, &conditions)) {
    fputs(USAGE, stderr);
    return 64;
  }
  allow_many_files();
  int signals = take_signals();
  conditions.tls = server_context(&settings);
  int listener = listen_at(settings.listen, &port);
  int control = listen_at(settings.control, &control_port);
  start_threads(&conditions, settings.threads);
  printf("{\"port\":%d,\"control\":%d}\n", port, control_port);
  fflush(stdout);
  run(listener, control, signals, settings.until_eof);
  print_counters();
  return 0;
}
