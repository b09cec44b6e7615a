/*
 * A delay line: relays TCP connections, each octet a fixed time later, in order, in both directions.
 *
 *   delay --listen PORT --to ADDRESS:PORT --one-way MS
 *
 * Listens on all addresses of the loopback interface, prints its port as one line of JSON, and ends
 * at the end of its input. It stands in for netem, which needs root and a kernel that has it.
 *
 * A connect to it succeeds at once. Over a network the client learns after one round trip that it
 * is connected, and the server half a round trip after that; so it connects on only after three
 * times the delay, and a server's greeting arrives when it would. Not shown are slow start, loss, and
 * that an acknowledgement of TCP takes as long as the octets do: see README.md.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <getopt.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/queue.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

enum {
  BLOCK_OCTETS = 65536,
  MAX_BLOCKS = 512,      /* on their way in one direction: 32 MiB, over 1 GB/s at 25 ms */
  MAX_CONNECTIONS = 1024,
};

struct block {
  TAILQ_ENTRY(block) in_list;
  uint64_t due;          /* ns */
  size_t begin, end;     /* empty: the end of the stream */
  char octets[BLOCK_OCTETS];
};

TAILQ_HEAD(blocks, block);

/* One direction: what was read from a socket, to be written to the other one. */
struct way {
  int from, to;
  bool is_readable;      /* as far as is known: the events are edge-triggered */
  bool is_ended;
  int count;
  struct blocks blocks;
};

struct connection {
  LIST_ENTRY(connection) in_list;
  int client, server;
  uint64_t connects_at;  /* ns; 0 once it is connected */
  struct way there, back;
};

static LIST_HEAD(, connection) all = LIST_HEAD_INITIALIZER(all);
static int open_count, epoll;
static uint64_t one_way; /* ns */
static struct sockaddr_in target;

static void die(const char *what) {
  fprintf(stderr, "delay: %s: %s\n", what, strerror(errno));
  exit(1);
}

static uint64_t now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (uint64_t)time.tv_sec * 1000000000 + (uint64_t)time.tv_nsec;
}

static void watch(int fd, uint32_t events) {
  struct epoll_event event = {.events = events, .data.fd = fd};
  if (epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event) != 0) die("epoll_ctl");
}

static void drop_first(struct way *way) {
  struct block *block = TAILQ_FIRST(&way->blocks);
  TAILQ_REMOVE(&way->blocks, block, in_list);
  way->count--;
  free(block);
}

static void end_connection(struct connection *c) {
  while (!TAILQ_EMPTY(&c->there.blocks)) drop_first(&c->there);
  while (!TAILQ_EMPTY(&c->back.blocks)) drop_first(&c->back);
  close(c->client);
  if (c->server >= 0) close(c->server);
  LIST_REMOVE(c, in_list);
  open_count--;
  free(c);
}

static void begin_way(struct way *way, int from, int to) {
  way->from = from;
  way->to = to;
  TAILQ_INIT(&way->blocks);
  way->is_readable = true;
}

static void accept_all(int listener) {
  int fd, one = 1;
  while ((fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC)) >= 0) {
    struct connection *c = open_count < MAX_CONNECTIONS ? calloc(1, sizeof *c) : NULL;
    if (c == NULL) {
      close(fd);
      continue;
    }
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    c->client = fd;
    c->server = -1;
    c->connects_at = now() + 3 * one_way;
    begin_way(&c->there, fd, -1);
    begin_way(&c->back, -1, fd);
    LIST_INSERT_HEAD(&all, c, in_list);
    open_count++;
    watch(fd, EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET);
  }
}

static bool connect_on(struct connection *c) {
  int one = 1;
  c->connects_at = 0;
  c->server = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (c->server < 0) return false;
  /* Blocking, but on loopback: it is done or refused at once. */
  if (connect(c->server, (struct sockaddr *)&target, sizeof target) != 0) return false;
  setsockopt(c->server, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  c->there.to = c->back.from = c->server;
  watch(c->server, EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET);
  return true;
}

/* Whether the connection goes on. */
static bool read_all(struct way *way) {
  while (way->from >= 0 && way->is_readable && !way->is_ended && way->count < MAX_BLOCKS) {
    struct block *block = malloc(sizeof *block);
    if (block == NULL) die("malloc");
    ssize_t length = recv(way->from, block->octets, sizeof block->octets, MSG_DONTWAIT);
    if (length < 0) {
      free(block);
      way->is_readable = false;
      return errno == EAGAIN || errno == EINTR;
    }
    block->due = now() + one_way;
    block->begin = 0;
    block->end = (size_t)length;
    way->is_ended = length == 0;
    way->count++;
    TAILQ_INSERT_TAIL(&way->blocks, block, in_list);
  }
  return true;
}

static bool write_due(struct way *way, uint64_t time) {
  struct block *block;
  while (way->to >= 0 && (block = TAILQ_FIRST(&way->blocks)) != NULL && block->due <= time) {
    if (block->begin == block->end) {
      shutdown(way->to, SHUT_WR);
      drop_first(way);
      continue;
    }
    ssize_t length = send(way->to, block->octets + block->begin, block->end - block->begin,
        MSG_DONTWAIT | MSG_NOSIGNAL);
    if (length < 0) return errno == EAGAIN || errno == EINTR; /* the next event tells when */
    block->begin += (size_t)length;
    if (block->begin == block->end) drop_first(way);
  }
  return true;
}

static bool is_over(const struct way *way) {
  return way->is_ended && TAILQ_EMPTY(&way->blocks);
}

static uint64_t earlier(uint64_t next, const struct way *way, uint64_t time) {
  const struct block *block = TAILQ_FIRST(&way->blocks);
  /* One that is due already waits for its socket. */
  return block != NULL && block->due > time && block->due < next ? block->due : next;
}

/* Moves all that can be moved; tells when the next block is due. */
static uint64_t move_all(void) {
  uint64_t next = UINT64_MAX;
  struct connection *c = LIST_FIRST(&all), *following;
  for (; c != NULL; c = following) {
    uint64_t time = now();
    following = LIST_NEXT(c, in_list);
    bool goes_on = c->connects_at == 0 || c->connects_at > time || connect_on(c);
    goes_on = goes_on && read_all(&c->there) && read_all(&c->back);
    goes_on = goes_on && write_due(&c->there, time) && write_due(&c->back, time);
    if (!goes_on || (is_over(&c->there) && is_over(&c->back))) {
      end_connection(c);
      continue;
    }
    if (c->connects_at != 0 && c->connects_at < next) next = c->connects_at;
    next = earlier(earlier(next, &c->there, time), &c->back, time);
  }
  return next;
}

static void mark_readable(int fd) {
  struct connection *c;
  LIST_FOREACH(c, &all, in_list) {
    if (c->client == fd) c->there.is_readable = true;
    if (c->server == fd) c->back.is_readable = true;
  }
}

/* Until the end of input. */
static void run(int listener, int timer) {
  for (;;) {
    uint64_t next = move_all(), ignored;
    struct itimerspec at = {0};
    if (next != UINT64_MAX) {
      at.it_value.tv_sec = (time_t)(next / 1000000000);
      at.it_value.tv_nsec = (long)(next % 1000000000);
    }
    timerfd_settime(timer, TFD_TIMER_ABSTIME, &at, NULL);
    struct epoll_event events[64];
    int ready = epoll_wait(epoll, events, 64, -1);
    for (int i = 0; i < ready; i++) {
      int fd = events[i].data.fd;
      char discarded[512];
      if (fd == listener) accept_all(listener);
      else if (fd == timer) (void)!read(timer, &ignored, sizeof ignored);
      else if (fd != STDIN_FILENO) mark_readable(fd);
      else if (read(fd, discarded, sizeof discarded) <= 0) return;
    }
  }
}

static int listen_at(int *port) {
  struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons((uint16_t)*port)};
  socklen_t length = sizeof at;
  int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0), one = 1;
  setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
  if (setsockopt(fd, SOL_SOCKET, SO_BINDTODEVICE, "lo", 3) != 0) die("SO_BINDTODEVICE");
  if (bind(fd, (struct sockaddr *)&at, length) != 0 || listen(fd, 4096) != 0) die("listen");
  if (getsockname(fd, (struct sockaddr *)&at, &length) != 0) die("getsockname");
  *port = ntohs(at.sin_port);
  return fd;
}

static void usage(void) {
  fputs("usage: delay --listen PORT --to ADDRESS:PORT --one-way MS\n", stderr);
  exit(64);
}

int main(int count, char **arguments) {
  static const struct option OPTIONS[] = {{"listen", required_argument, NULL, 'l'},
      {"to", required_argument, NULL, 't'}, {"one-way", required_argument, NULL, 'w'}, {0}};
  int option, port = 0, target_port = 0;
  char address[64] = "";
  while ((option = getopt_long(count, arguments, "", OPTIONS, NULL)) != -1) {
    if (option == 'l') port = atoi(optarg);
    else if (option == 'w') one_way = strtoull(optarg, NULL, 10) * 1000000;
    else if (option != 't' || sscanf(optarg, "%63[^:]:%d", address, &target_port) != 2) usage();
  }
  target.sin_family = AF_INET;
  target.sin_port = htons((uint16_t)target_port);
  if (one_way == 0 || inet_pton(AF_INET, address, &target.sin_addr) != 1) usage();
  signal(SIGPIPE, SIG_IGN);
  epoll = epoll_create1(EPOLL_CLOEXEC);
  int listener = listen_at(&port), timer = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
  watch(listener, EPOLLIN);
  watch(timer, EPOLLIN);
  watch(STDIN_FILENO, EPOLLIN);
  printf("{\"port\":%d}\n", port);
  fflush(stdout);
  run(listener, timer);
  return 0;
}
