#include "connections.h"

#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/queue.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include <openssl/err.h>

enum {
  INPUT_OCTETS = 16384,  /* the most that one TLS record holds */
  READS_AT_A_TIME = 64,  /* then the other connections of the thread get theirs */
  MAX_CONNECTIONS = 20000,
  EVENTS = 256,
};

struct connection {
  int fd;
  SSL *tls;                /* NULL in clear */
  bool in_handshake;
  bool starts_tls;         /* once the replies are written */
  bool is_closing;         /* once the replies are written */
  bool is_blocked;         /* the socket took no more: the peer does not read */
  bool is_due;             /* its replies have waited as long as they have to */
  bool is_waiting;         /* in the list of its thread */
  uint64_t due;            /* ns */
  uint64_t answered_at;    /* ns; 0 if nothing was answered since the last turn */
  TAILQ_ENTRY(connection) in_list;
  struct dialogue dialogue;
  struct replies replies;
  size_t written;          /* of the replies */
  size_t in_begin, in_end; /* input not taken yet, because the replies had no room */
  char in[INPUT_OCTETS];
};

TAILQ_HEAD(waiting, connection);

/* Each has an epoll of its own, edge-triggered: a connection is read until nothing is left. */
struct worker {
  pthread_t thread;
  int epoll;
  struct waiting waiting;  /* by the time at which they are due */
};

struct tally tally;
struct connection_tally connection_tally;
static const struct conditions *conditions;
static struct worker workers[MAX_THREADS];
static int worker_count;

static uint64_t now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (uint64_t)time.tv_sec * 1000000000 + (uint64_t)time.tv_nsec;
}

static void end_connection(struct worker *worker, struct connection *c) {
  if (c->is_waiting) TAILQ_REMOVE(&worker->waiting, c, in_list);
  if (c->tls != NULL) {
    if (c->is_closing) SSL_shutdown(c->tls);
    SSL_free(c->tls);
  }
  close(c->fd);
  free(c);
  atomic_fetch_sub(&connection_tally.open_now, 1);
}

/* The peer goes on: if an answer of ours can have reached it before, it has waited for that. */
static void note_input(struct connection *c) {
  if (c->answered_at == 0) return;
  if (conditions->turn_gap != 0 && now() - c->answered_at < conditions->turn_gap) return;
  c->answered_at = 0;
  atomic_fetch_add_explicit(&connection_tally.turns, 1, memory_order_relaxed);
}

/* Octets moved; 0 if the socket is not ready, -1 if the connection is over. */
static ssize_t outcome(struct connection *c, ssize_t moved) {
  if (moved > 0) return moved;
  if (c->tls == NULL) return moved < 0 && errno == EAGAIN ? 0 : -1;
  int error = SSL_get_error(c->tls, (int)moved);
  return error == SSL_ERROR_WANT_READ || error == SSL_ERROR_WANT_WRITE ? 0 : -1;
}

static ssize_t receive(struct connection *c) {
  ERR_clear_error();
  return outcome(c, c->tls != NULL ? SSL_read(c->tls, c->in, sizeof c->in)
                                   : recv(c->fd, c->in, sizeof c->in, 0));
}

static bool start_tls(struct connection *c) {
  c->starts_tls = false;
  c->in_handshake = true;
  c->tls = SSL_new(conditions->tls);
  if (c->tls == NULL || SSL_set_fd(c->tls, c->fd) != 1) return false;
  SSL_set_accept_state(c->tls);
  return true;
}

/* Whether the connection goes on. What the socket does not take waits until it is ready again. */
static bool write_replies(struct connection *c) {
  while (c->written < c->replies.length) {
    const char *octets = c->replies.octets + c->written;
    size_t length = c->replies.length - c->written;
    ERR_clear_error();
    ssize_t moved = outcome(c, c->tls != NULL ? SSL_write(c->tls, octets, (int)length)
                                              : send(c->fd, octets, length, MSG_NOSIGNAL));
    c->is_blocked = moved == 0;
    if (moved <= 0) return moved == 0;
    c->written += (size_t)moved;
    c->answered_at = now();
  }
  c->written = c->replies.length = 0;
  c->is_due = false;
  return !c->is_closing && (!c->starts_tls || start_tls(c));
}

/* The tickets that follow a handshake in TLS 1.3 are no answer: nobody waits for them. */
static bool shake_hands(struct connection *c) {
  uint64_t had_read = BIO_number_read(SSL_get_rbio(c->tls));
  uint64_t had_written = BIO_number_written(SSL_get_wbio(c->tls));
  ERR_clear_error();
  int result = SSL_do_handshake(c->tls);
  bool is_done = result == 1;
  if (BIO_number_read(SSL_get_rbio(c->tls)) > had_read) note_input(c);
  if (!is_done && outcome(c, result) < 0) {
    atomic_fetch_add(&connection_tally.failed_handshakes, 1);
    return false;
  }
  bool is_awaited = !is_done || SSL_version(c->tls) < TLS1_3_VERSION;
  if (is_awaited && BIO_number_written(SSL_get_wbio(c->tls)) > had_written) c->answered_at = now();
  if (is_done) {
    c->in_handshake = false;
    atomic_fetch_add(SSL_session_reused(c->tls) ? &connection_tally.resumed_handshakes
                                                : &connection_tally.full_handshakes, 1);
    dialogue_begin(&c->dialogue, true);
  }
  return true;
}

/* What was read goes through the dialogue, as far as its replies find room. */
static bool take_input(struct connection *c) {
  const char *at = c->in + c->in_begin;
  enum next next = dialogue_read(&c->dialogue, &at, c->in + c->in_end, &c->replies);
  c->in_begin = (size_t)(at - c->in);
  if (next == NEXT_WRITE) return write_replies(c);
  if (next == NEXT_START_TLS) {
    if (c->in_begin < c->in_end) return false; /* said in clear, to be heard behind the handshake */
    c->starts_tls = true;
  }
  if (next == NEXT_CLOSE) c->is_closing = true;
  c->in_begin = c->in_end = 0;
  return true;
}

/* Into the list: at its end after a delay, at its head to go on as soon as may be. */
static void wait_in_list(struct worker *worker, struct connection *c, uint64_t delay) {
  c->due = now() + delay;
  c->is_waiting = true;
  if (delay == 0) TAILQ_INSERT_HEAD(&worker->waiting, c, in_list);
  else TAILQ_INSERT_TAIL(&worker->waiting, c, in_list);
}

/* Nothing is left to read: now the peer gets its answer, or does after the delay. */
static bool answer(struct worker *worker, struct connection *c) {
  if (c->replies.length > 0 && conditions->reply_delay != 0 && !c->is_due) {
    wait_in_list(worker, c, conditions->reply_delay);
    return true;
  }
  return write_replies(c);
}

/* Whether the connection goes on. */
static bool serve(struct worker *worker, struct connection *c) {
  if (c->is_waiting) return true;
  if ((c->is_due || c->is_blocked) && !write_replies(c)) return false;
  for (int reads = 0; reads < READS_AT_A_TIME; reads++) {
    if (c->is_blocked) return true; /* the peer does not read: nor do we */
    if (c->in_handshake) {
      if (!shake_hands(c)) return false;
      if (c->in_handshake) return true;
      continue;
    }
    if (c->is_closing || c->starts_tls) return answer(worker, c);
    if (c->in_begin == c->in_end) {
      ssize_t length = receive(c);
      if (length == 0) return answer(worker, c);
      note_input(c);
      if (length < 0) return false;
      c->in_begin = 0;
      c->in_end = (size_t)length;
    }
    if (!take_input(c)) return false;
  }
  wait_in_list(worker, c, 0);
  return true;
}

/* How many milliseconds may pass until the next of the list is due; -1 if there is none. */
static int serve_waiting(struct worker *worker) {
  struct connection *c;
  for (int served = 0; (c = TAILQ_FIRST(&worker->waiting)) != NULL; served++) {
    uint64_t time = now();
    if (c->due > time) return (int)((c->due - time + 999999) / 1000000);
    if (served == EVENTS) return 0;
    TAILQ_REMOVE(&worker->waiting, c, in_list);
    c->is_waiting = false;
    c->is_due = conditions->reply_delay != 0 && c->replies.length > 0;
    if (!serve(worker, c)) end_connection(worker, c);
  }
  return -1;
}

static void *work(void *argument) {
  struct worker *worker = argument;
  struct epoll_event events[EVENTS];
  for (;;) {
    int ready = epoll_wait(worker->epoll, events, EVENTS, serve_waiting(worker));
    if (ready < 0 && errno != EINTR) die("epoll_wait");
    for (int i = 0; i < ready; i++) {
      struct connection *c = events[i].data.ptr;
      if (!serve(worker, c)) end_connection(worker, c);
    }
  }
  return NULL;
}

void start_threads(const struct conditions *under, int threads) {
  conditions = under;
  worker_count = threads;
  for (int i = 0; i < threads; i++) {
    workers[i].epoll = epoll_create1(EPOLL_CLOEXEC);
    TAILQ_INIT(&workers[i].waiting);
    errno = pthread_create(&workers[i].thread, NULL, work, &workers[i]);
    if (workers[i].epoll < 0 || errno != 0) die("thread");
  }
}

static struct connection *new_connection(int fd) {
  struct connection *c = calloc(1, sizeof *c);
  if (c == NULL) return NULL;
  c->fd = fd;
  c->dialogue.offer = &conditions->offer;
  c->dialogue.tally = &tally;
  dialogue_begin(&c->dialogue, false);
  dialogue_greet(&c->replies);
  return c;
}

void accept_connections(int listener) {
  static int next_worker;
  int fd, one = 1;
  while ((fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC)) >= 0) {
    struct connection *c = NULL;
    if (atomic_load(&connection_tally.open_now) < MAX_CONNECTIONS) c = new_connection(fd);
    if (c == NULL) {
      close(fd);
      continue;
    }
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    atomic_fetch_add(&connection_tally.connections, 1);
    unsigned long long open = atomic_fetch_add(&connection_tally.open_now, 1) + 1;
    if (open > atomic_load(&connection_tally.open_max)) {
      atomic_store(&connection_tally.open_max, open);
    }
    /* Ready to be written to at once: then the thread greets. From here on it is the thread's. */
    struct epoll_event event = {.events = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET, .data.ptr = c};
    next_worker = (next_worker + 1) % worker_count;
    if (epoll_ctl(workers[next_worker].epoll, EPOLL_CTL_ADD, fd, &event) != 0) die("epoll_ctl");
  }
}
