/*
 * The connections of the sink, dealt out to threads: sockets, TLS, when to read and when to answer.
 */
#ifndef SIDE_BY_SIDE_CONNECTIONS_H
#define SIDE_BY_SIDE_CONNECTIONS_H

#include <stdatomic.h>
#include <stdint.h>

#include <openssl/ssl.h>

#include "dialogue.h"

enum { MAX_THREADS = 64 };

struct connection_tally {
  atomic_ullong connections;
  atomic_ullong open_now;
  atomic_ullong open_max;
  atomic_ullong full_handshakes;
  atomic_ullong resumed_handshakes;
  atomic_ullong failed_handshakes;
  atomic_ullong turns;
};

struct conditions {
  SSL_CTX *tls;
  struct offer offer;
  uint64_t reply_delay;  /* ns, before each reply */
  uint64_t turn_gap;     /* ns; see sink.c */
};

extern struct tally tally;
extern struct connection_tally connection_tally;

/* Starts the threads, once. The conditions are read as long as they run, which is for ever. */
void start_threads(const struct conditions *conditions, int threads);

/* Takes all connections that wait at a listening socket, which does not block. For one thread. */
void accept_connections(int listener);

/* Ends the process with a message. */
_Noreturn void die(const char *what);

#endif
