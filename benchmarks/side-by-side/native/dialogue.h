/*
 * The server's half of an SMTP dialogue: octets in, replies out. Knows no sockets and no TLS.
 *
 * It takes every sender, recipient and content, and keeps none of them; it counts. Its memory is
 * bounded, whatever the peer sends.
 */
#ifndef SIDE_BY_SIDE_DIALOGUE_H
#define SIDE_BY_SIDE_DIALOGUE_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
  LINE_MAX_OCTETS = 2048,  /* of a command; the RFC asks for 512, extensions for some more */
  REPLIES_OCTETS = 16384,  /* replies that wait to be written */
  REPLY_MAX_OCTETS = 512,  /* the longest reply of all, that to EHLO */
};

/* What EHLO offers beside SIZE, 8BITMIME, SMTPUTF8 and ENHANCEDSTATUSCODES. */
struct offer {
  bool pipelining;
  bool chunking;
};

/* Shared by all dialogues. Only sums: their order does not matter. */
struct tally {
  atomic_ullong messages;
  atomic_ullong recipients;  /* of the messages counted above */
  atomic_ullong octets;      /* of their contents, without the final dot */
  atomic_ullong commands;
  atomic_ullong refused;     /* commands answered with 5yz */
};

struct replies {
  size_t length;
  char octets[REPLIES_OCTETS];
};

enum next {
  NEXT_READ,       /* all input is taken: give more */
  NEXT_WRITE,      /* no room for the next reply: write the replies, call again with the rest */
  NEXT_START_TLS,  /* write the replies, then shake hands; what is left of the input is an attack */
  NEXT_CLOSE       /* write the replies, then close */
};

struct dialogue {
  const struct offer *offer;
  struct tally *tally;
  enum { COMMAND, DATA, CHUNK } reading;
  bool secured;         /* TLS is on: before that no mail is taken */
  bool greeted;         /* EHLO or HELO was said, in this state of security */
  bool has_sender;      /* MAIL was accepted */
  bool has_chunk;       /* BDAT was accepted, without LAST */
  bool is_last;         /* the chunk being read is the last */
  bool is_refused;      /* the chunk being read belongs to no transaction */
  unsigned recipients;  /* accepted in this transaction */
  unsigned dot;         /* how much of CR LF dot CR LF the last octets of DATA are */
  unsigned long long octets;      /* of this message so far */
  unsigned long long chunk;       /* octets that the chunk being read still lacks */
  unsigned long long chunk_size;  /* what BDAT announced */
  size_t line_length;
  char line[LINE_MAX_OCTETS];     /* the beginning of a command whose end has not come yet */
};

/* Begins a dialogue, and again after the handshake, when all that was said in clear is forgotten. */
void dialogue_begin(struct dialogue *dialogue, bool secured);

/* The greeting. */
void dialogue_greet(struct replies *replies);

/* Takes input from *in on, moving it up to end, and appends what there is to reply. */
enum next dialogue_read(
    struct dialogue *dialogue, const char **in, const char *end, struct replies *replies);

#endif
