#include "dialogue.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* What SIZE announces. */
static const unsigned long long SIZE_OCTETS = 1ULL << 30;

static void add(atomic_ullong *counter, unsigned long long amount) {
  atomic_fetch_add_explicit(counter, amount, memory_order_relaxed);
}

/* The caller has made sure of the room: see dialogue_read. */
static void reply(struct replies *replies, const char *text) {
  size_t length = strlen(text);
  memcpy(replies->octets + replies->length, text, length);
  replies->length += length;
}

static void refuse(struct dialogue *dialogue, struct replies *replies, const char *text) {
  add(&dialogue->tally->refused, 1);
  reply(replies, text);
}

static void reset(struct dialogue *dialogue) {
  dialogue->reading = COMMAND;
  dialogue->has_sender = dialogue->has_chunk = false;
  dialogue->recipients = 0;
  dialogue->octets = 0;
}

void dialogue_begin(struct dialogue *dialogue, bool secured) {
  dialogue->secured = secured;
  dialogue->greeted = false;
  dialogue->line_length = 0;
  reset(dialogue);
}

void dialogue_greet(struct replies *replies) {
  reply(replies, "220 sink.example ESMTP\r\n");
}

static void ehlo(struct dialogue *dialogue, struct replies *replies) {
  char size[32];
  snprintf(size, sizeof size, "250-SIZE %llu\r\n", SIZE_OCTETS);
  reset(dialogue);
  dialogue->greeted = true;
  reply(replies, "250-sink.example\r\n");
  reply(replies, size);
  reply(replies, "250-8BITMIME\r\n250-SMTPUTF8\r\n");
  if (!dialogue->secured) reply(replies, "250-STARTTLS\r\n");
  if (dialogue->offer->pipelining) reply(replies, "250-PIPELINING\r\n");
  if (dialogue->offer->chunking) reply(replies, "250-CHUNKING\r\n");
  reply(replies, "250 ENHANCEDSTATUSCODES\r\n");
}

static void mail(struct dialogue *dialogue, struct replies *replies) {
  if (!dialogue->greeted) {
    refuse(dialogue, replies, "503 5.5.1 EHLO first\r\n");
  } else if (dialogue->has_sender) {
    refuse(dialogue, replies, "503 5.5.1 nested MAIL\r\n");
  } else {
    dialogue->has_sender = true;
    reply(replies, "250 2.1.0 Ok\r\n");
  }
}

static void rcpt(struct dialogue *dialogue, struct replies *replies) {
  if (!dialogue->has_sender || dialogue->has_chunk) {
    refuse(dialogue, replies, "503 5.5.1 MAIL first\r\n");
  } else {
    dialogue->recipients++;
    reply(replies, "250 2.1.5 Ok\r\n");
  }
}

static void data(struct dialogue *dialogue, struct replies *replies) {
  if (dialogue->recipients == 0 || dialogue->has_chunk) {
    refuse(dialogue, replies, "503 5.5.1 RCPT first\r\n");
  } else {
    dialogue->reading = DATA;
    dialogue->dot = 2; /* the content may begin with the dot */
    reply(replies, "354 go ahead\r\n");
  }
}

/* After a size that cannot be read nobody knows where the next command begins. */
static enum next bdat(struct dialogue *dialogue, const char *arguments, struct replies *replies) {
  char *rest;
  while (*arguments == ' ') arguments++;
  unsigned long long size = strtoull(arguments, &rest, 10);
  bool is_last = strncasecmp(rest, " LAST", 5) == 0 && rest[5] == '\0';
  if (*arguments < '0' || *arguments > '9' || size > SIZE_OCTETS || (*rest != '\0' && !is_last)) {
    refuse(dialogue, replies, "501 5.5.4 BDAT size [LAST]\r\n");
    return NEXT_CLOSE;
  }
  dialogue->reading = CHUNK;
  dialogue->is_last = is_last;
  dialogue->is_refused = dialogue->recipients == 0;
  dialogue->chunk = dialogue->chunk_size = size;
  return NEXT_READ;
}

static void end_message(struct dialogue *dialogue, struct replies *replies) {
  if (dialogue->octets > SIZE_OCTETS) {
    refuse(dialogue, replies, "552 5.3.4 too large\r\n");
  } else {
    add(&dialogue->tally->messages, 1);
    add(&dialogue->tally->recipients, dialogue->recipients);
    add(&dialogue->tally->octets, dialogue->octets);
    reply(replies, "250 2.0.0 Ok: discarded\r\n");
  }
  reset(dialogue);
}

static void end_chunk(struct dialogue *dialogue, struct replies *replies) {
  dialogue->reading = COMMAND;
  if (dialogue->is_refused) {
    refuse(dialogue, replies, "503 5.5.1 RCPT first\r\n");
  } else if (dialogue->is_last) {
    end_message(dialogue, replies);
  } else {
    char text[64];
    snprintf(text, sizeof text, "250 2.0.0 %llu octets\r\n", dialogue->chunk_size);
    dialogue->has_chunk = true;
    reply(replies, text);
  }
}

static bool is(const char *line, const char *verb) {
  size_t length = strlen(verb);
  return strncasecmp(line, verb, length) == 0
      && (line[length] == '\0' || line[length] == ' ' || verb[length - 1] == ':');
}

/* A line without its end, closed by NUL. */
static enum next command(struct dialogue *dialogue, const char *line, struct replies *replies) {
  add(&dialogue->tally->commands, 1);
  if (is(line, "EHLO")) {
    ehlo(dialogue, replies);
  } else if (is(line, "QUIT")) {
    reply(replies, "221 2.0.0 bye\r\n");
    return NEXT_CLOSE;
  } else if (is(line, "NOOP")) {
    reply(replies, "250 2.0.0 Ok\r\n");
  } else if (is(line, "STARTTLS") && !dialogue->secured) {
    reply(replies, "220 2.0.0 go ahead\r\n");
    return NEXT_START_TLS;
  } else if (!dialogue->secured) {
    refuse(dialogue, replies, "530 5.7.0 STARTTLS first\r\n");
  } else if (is(line, "MAIL FROM:")) {
    mail(dialogue, replies);
  } else if (is(line, "RCPT TO:")) {
    rcpt(dialogue, replies);
  } else if (is(line, "DATA")) {
    data(dialogue, replies);
  } else if (is(line, "BDAT") && dialogue->offer->chunking) {
    return bdat(dialogue, line + 4, replies);
  } else if (is(line, "RSET")) {
    reset(dialogue);
    reply(replies, "250 2.0.0 Ok\r\n");
  } else {
    refuse(dialogue, replies, "500 5.5.1 unknown command\r\n");
  }
  return NEXT_READ;
}

static enum next read_command(
    struct dialogue *dialogue, const char **in, const char *end, struct replies *replies) {
  const char *line_end = memchr(*in, '\n', (size_t)(end - *in));
  size_t length = (size_t)((line_end != NULL ? line_end : end) - *in);
  if (dialogue->line_length + length >= LINE_MAX_OCTETS) {
    *in = end;
    refuse(dialogue, replies, "500 5.5.6 line too long\r\n");
    return NEXT_CLOSE;
  }
  memcpy(dialogue->line + dialogue->line_length, *in, length);
  dialogue->line_length += length;
  *in += length;
  if (line_end == NULL) return NEXT_READ;
  (*in)++;
  length = dialogue->line_length;
  dialogue->line_length = 0;
  if (length > 0 && dialogue->line[length - 1] == '\r') length--;
  dialogue->line[length] = '\0';
  return command(dialogue, dialogue->line, replies);
}

/* Looks for the lone dot; only at a CR it looks at single octets. */
static void read_data(
    struct dialogue *dialogue, const char **in, const char *end, struct replies *replies) {
  static const char LONE_DOT[] = "\r\n.\r\n";
  const char *begin = *in, *at = begin;
  unsigned dot = dialogue->dot;
  while (at < end && dot < 5) {
    if (dot == 0) {
      at = memchr(at, '\r', (size_t)(end - at));
      if (at == NULL) at = end;
      else at++, dot = 1;
    } else {
      char octet = *at++;
      dot = octet == LONE_DOT[dot] ? dot + 1 : octet == '\r' ? 1 : 0;
    }
  }
  dialogue->dot = dot;
  dialogue->octets += (unsigned long long)(at - begin);
  *in = at;
  if (dot == 5) {
    dialogue->octets -= 3; /* the dot and its CR LF */
    end_message(dialogue, replies);
  }
}

static void read_chunk(
    struct dialogue *dialogue, const char **in, const char *end, struct replies *replies) {
  unsigned long long there = (unsigned long long)(end - *in);
  unsigned long long taken = there < dialogue->chunk ? there : dialogue->chunk;
  *in += taken;
  dialogue->chunk -= taken;
  if (!dialogue->is_refused) dialogue->octets += taken;
  if (dialogue->chunk == 0) end_chunk(dialogue, replies);
}

enum next dialogue_read(
    struct dialogue *dialogue, const char **in, const char *end, struct replies *replies) {
  enum next next = NEXT_READ;
  /* A chunk of no octets is at its end without further input. */
  while (next == NEXT_READ && (*in < end || (dialogue->reading == CHUNK && dialogue->chunk == 0))) {
    if (sizeof replies->octets - replies->length < REPLY_MAX_OCTETS) return NEXT_WRITE;
    if (dialogue->reading == DATA) read_data(dialogue, in, end, replies);
    else if (dialogue->reading == CHUNK) read_chunk(dialogue, in, end, replies);
    else next = read_command(dialogue, in, end, replies);
  }
  return next;
}
