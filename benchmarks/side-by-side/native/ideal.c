/*
 * The sender that no library can beat: it does what the protocol asks for and nothing else. Ready
 * octets, one write for a whole message, one round trip for each, no policy, no outcome, no report.
 *
 * Takes the same options as the peers in Java and does the same in the same order: see README.md.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <getopt.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

static struct {
  int port, domains, messages, warm_up, workers, recipients, octets;
  const char *ca;
} load = {.domains = 1, .messages = 1, .workers = 1, .recipients = 1, .octets = 10000};

static SSL_CTX *context;
static char *content; /* load.octets of it, and behind them the lone dot */

/* What the workers share in one phase. */
static atomic_int next_job;
static int first_domain, domain_count, messages_of_each;
static double *message_seconds; /* by job and message */

struct connection {
  int fd;
  SSL *tls;
  bool chunking;
  size_t begin, end;
  char in[16384];
};

static void die(const char *what) {
  fprintf(stderr, "ideal: %s: %s\n", what, errno != 0 ? strerror(errno) : "");
  ERR_print_errors_fp(stderr);
  exit(1);
}

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static double cpu_seconds(void) {
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
      + (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static void put(struct connection *c, const char *octets, size_t length) {
  while (length > 0) {
    ssize_t written = c->tls != NULL
        ? SSL_write(c->tls, octets, length > (1 << 30) ? 1 << 30 : (int)length)
        : send(c->fd, octets, length, MSG_NOSIGNAL);
    if (written <= 0) die("write");
    octets += written;
    length -= (size_t)written;
  }
}

static char next_octet(struct connection *c) {
  if (c->begin == c->end) {
    ssize_t length = c->tls != NULL ? SSL_read(c->tls, c->in, sizeof c->in)
                                    : recv(c->fd, c->in, sizeof c->in, 0);
    if (length <= 0) die("read");
    c->begin = 0;
    c->end = (size_t)length;
  }
  return c->in[c->begin++];
}

/* One reply, whose first digit must be as expected. */
static void expect(struct connection *c, char digit) {
  char line[512];
  do {
    size_t length = 0;
    char octet;
    while ((octet = next_octet(c)) != '\n') {
      if (length < sizeof line - 1) line[length++] = octet;
    }
    line[length] = '\0';
    if (length < 4 || line[0] != digit) {
      fprintf(stderr, "ideal: expected %cyz, found %s\n", digit, line);
      exit(1);
    }
    if (strncasecmp(line + 4, "CHUNKING", 8) == 0) c->chunking = true;
  } while (line[3] == '-');
}

static void say(struct connection *c, const char *command) { put(c, command, strlen(command)); }

/* The name and the address of the MX host of a domain. */
static void host_of(int domain, char name[64], struct sockaddr_in *address) {
  snprintf(name, 64, "d%d.mx.example", domain);
  memset(address, 0, sizeof *address);
  address->sin_family = AF_INET;
  address->sin_port = htons((uint16_t)load.port);
  address->sin_addr.s_addr =
      htonl(127U << 24 | 77U << 16 | (unsigned)(domain / 250) << 8 | (unsigned)(domain % 250 + 1));
}

static struct connection *open_connection(int domain) {
  char name[64];
  struct sockaddr_in address;
  int one = 1;
  struct connection *c = calloc(1, sizeof *c);
  if (c == NULL) die("calloc");
  host_of(domain, name, &address);
  c->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  setsockopt(c->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  if (connect(c->fd, (struct sockaddr *)&address, sizeof address) != 0) die("connect");
  expect(c, '2');
  say(c, "EHLO ideal.example\r\n");
  expect(c, '2');
  say(c, "STARTTLS\r\n");
  expect(c, '2');
  if (c->begin != c->end) die("left-over octets in clear");
  SSL *tls = SSL_new(context);
  SSL_set_tlsext_host_name(tls, name);
  if (SSL_set1_host(tls, name) != 1 || SSL_set_fd(tls, c->fd) != 1 || SSL_connect(tls) != 1) {
    die(name);
  }
  c->tls = tls;
  c->chunking = false;
  say(c, "EHLO ideal.example\r\n");
  expect(c, '2');
  return c;
}

static void close_connection(struct connection *c) {
  say(c, "QUIT\r\n");
  expect(c, '2');
  SSL_free(c->tls);
  close(c->fd);
  free(c);
}

/* MAIL, all RCPT, and BDAT with the content or DATA without. */
static size_t envelope(const struct connection *c, int domain, char *text, size_t room) {
  size_t length = (size_t)snprintf(text, room, "MAIL FROM:<sender@side.example>\r\n");
  for (int i = 0; i < load.recipients; i++) {
    length += (size_t)snprintf(
        text + length, room - length, "RCPT TO:<r%d@d%d.example>\r\n", i, domain);
  }
  return length + (c->chunking
      ? (size_t)snprintf(text + length, room - length, "BDAT %d LAST\r\n", load.octets)
      : (size_t)snprintf(text + length, room - length, "DATA\r\n"));
}

static void send_message(struct connection *c, int domain) {
  size_t room = 256 + 64 * (size_t)load.recipients;
  char *text = malloc(room + (size_t)load.octets);
  if (text == NULL) die("malloc");
  size_t length = envelope(c, domain, text, room);
  if (c->chunking) {
    memcpy(text + length, content, (size_t)load.octets);
    length += (size_t)load.octets;
  }
  put(c, text, length);
  free(text);
  for (int i = 0; i <= load.recipients; i++) expect(c, '2');
  if (!c->chunking) {
    expect(c, '3');
    put(c, content, (size_t)load.octets + 3);
  }
  expect(c, '2');
}

static void timed_send(struct connection *c, int domain, double *seconds, double began) {
  send_message(c, domain);
  *seconds = now() - began;
}

/* With one domain the jobs are its messages, and each worker keeps its connection for the next
 * phase. With several each job is a domain, whose messages share a connection. */
static void *work(void *argument) {
  struct connection **kept = argument;
  int job;
  if (load.domains == 1) {
    while ((job = atomic_fetch_add(&next_job, 1)) < messages_of_each) {
      double began = now();
      if (*kept == NULL) *kept = open_connection(0);
      timed_send(*kept, 0, &message_seconds[job], began);
    }
    return NULL;
  }
  while ((job = atomic_fetch_add(&next_job, 1)) < domain_count) {
    double began = now();
    struct connection *c = open_connection(first_domain + job);
    for (int i = 0; i < messages_of_each; i++) {
      timed_send(c, first_domain + job, &message_seconds[job * messages_of_each + i], began);
      began = now();
    }
    close_connection(c);
  }
  return NULL;
}

static void run(int from, int domains, int messages, struct connection **kept) {
  pthread_t threads[load.workers];
  first_domain = from;
  domain_count = domains;
  messages_of_each = messages;
  free(message_seconds);
  message_seconds = calloc((size_t)domains * (size_t)messages + 1, sizeof *message_seconds);
  atomic_store(&next_job, 0);
  for (int i = 0; i < load.workers; i++) {
    errno = pthread_create(&threads[i], NULL, work, &kept[i]);
    if (errno != 0) die("pthread_create");
  }
  for (int i = 0; i < load.workers; i++) pthread_join(threads[i], NULL);
}

static int by_value(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

/* A header and lines of 78 octets, CR LF at the end of each. */
static void make_content(void) {
  static const char HEADER[] =
      "From: <sender@side.example>\r\nTo: <r0@d0.example>\r\nSubject: side by side\r\n"
      "Message-ID: <1@side.example>\r\nDate: Tue, 24 Nov 2026 10:00:00 +0000\r\n\r\n";
  size_t length = (size_t)load.octets;
  content = malloc(length + 4);
  if (content == NULL || length < sizeof HEADER) die("--octets");
  memcpy(content, HEADER, sizeof HEADER - 1);
  for (size_t i = sizeof HEADER - 1, column = 0; i < length; i++, column = (column + 1) % 78) {
    content[i] = column == 76 ? '\r' : column == 77 ? '\n' : 'x';
  }
  memcpy(content + length - 2, "\r\n.\r\n", 6);
}

static void read_options(int count, char **arguments) {
  static const struct option OPTIONS[] = {{"peer", required_argument, NULL, 'n'},
      {"port", required_argument, NULL, 'p'}, {"ca", required_argument, NULL, 'c'},
      {"domains", required_argument, NULL, 'd'}, {"messages", required_argument, NULL, 'm'},
      {"warm-up", required_argument, NULL, 'u'}, {"workers", required_argument, NULL, 'w'},
      {"recipients", required_argument, NULL, 'r'}, {"octets", required_argument, NULL, 'o'}, {0}};
  int option;
  while ((option = getopt_long(count, arguments, "", OPTIONS, NULL)) != -1) {
    switch (option) {
      case 'n': break; /* there is one */
      case 'p': load.port = atoi(optarg); break;
      case 'c': load.ca = optarg; break;
      case 'd': load.domains = atoi(optarg); break;
      case 'm': load.messages = atoi(optarg); break;
      case 'u': load.warm_up = atoi(optarg); break;
      case 'w': load.workers = atoi(optarg); break;
      case 'r': load.recipients = atoi(optarg); break;
      case 'o': load.octets = atoi(optarg); break;
      default: exit(64);
    }
  }
  if (load.ca == NULL || load.domains < 1 || load.messages < 1 || load.workers < 1
      || load.workers > 4096 || load.recipients < 1) {
    fputs("usage: ideal --port PORT --ca FILE [--domains N] [--messages N] [--warm-up N]\n"
        "  [--workers N] [--recipients N] [--octets N]\n", stderr);
    exit(64);
  }
}

int main(int count, char **arguments) {
  char line[64];
  read_options(count, arguments);
  make_content();
  signal(SIGPIPE, SIG_IGN); /* OpenSSL writes without MSG_NOSIGNAL */
  context = SSL_CTX_new(TLS_client_method());
  if (SSL_CTX_load_verify_file(context, load.ca) != 1) die(load.ca);
  SSL_CTX_set_verify(context, SSL_VERIFY_PEER, NULL);
  SSL_CTX_set_read_ahead(context, 1);
  struct connection **kept = calloc((size_t)load.workers, sizeof *kept);

  int warm_up_domains = load.domains == 1 ? 1 : (load.warm_up + load.messages - 1) / load.messages;
  int warm_up = load.domains == 1 ? load.warm_up : load.messages;
  /* Domains of its own, so that the counted ones are met for the first time. */
  run(load.domains == 1 ? 0 : load.domains, warm_up_domains, warm_up, kept);
  printf("{\"warmUp\":%d}\n", warm_up_domains * warm_up);
  fflush(stdout);
  if (fgets(line, sizeof line, stdin) == NULL) return 1;

  double began = now(), cpu = cpu_seconds();
  run(0, load.domains, load.messages, kept);
  double seconds = now() - began;
  cpu = cpu_seconds() - cpu;
  size_t sent = (size_t)load.domains * (size_t)load.messages;
  qsort(message_seconds, sent, sizeof *message_seconds, by_value);
  double median = (message_seconds[(sent - 1) / 2] + message_seconds[sent / 2]) / 2;
  printf("{\"messages\":%zu,\"seconds\":%.6f,\"cpuSeconds\":%.6f,\"messageMillis\":%.3f}\n", sent,
      seconds, cpu, median * 1000);
  fflush(stdout);

  /* The counters are read before the connections end. */
  if (fgets(line, sizeof line, stdin) != NULL) return 1;
  for (int i = 0; i < load.workers; i++) {
    if (kept[i] != NULL) close_connection(kept[i]);
  }
  free(kept);
  return 0;
}
