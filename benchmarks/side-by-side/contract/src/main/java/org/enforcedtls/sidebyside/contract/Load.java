package org.enforcedtls.sidebyside.contract;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What to send, as the command line says. Immutable.
 *
 * @param port of the sink, or the delay line before it, at the address of every MX host
 * @param ca the CA that every MX host's certificate is verified against, PEM
 * @param domains recipient domains, each with an MX host of its own name and address
 * @param messages to each domain
 * @param warmUp messages that do not count
 * @param workers that send at the same time, each over a connection of its own
 * @param recipients of each message
 * @param octets of each message, about
 * @param flags what only some peers know, such as {@code virtual-threads}
 */
public record Load(
    int port,
    Path ca,
    int domains,
    int messages,
    int warmUp,
    int workers,
    int recipients,
    int octets,
    Set<String> flags) {

  /** The envelope sender of all messages. */
  public static final String SENDER = "sender@side.example";

  private static final Set<String> OPTIONS =
      Set.of(
          "peer",
          "port",
          "ca",
          "domains",
          "messages",
          "warm-up",
          "workers",
          "recipients",
          "octets");
  private static final Set<String> FLAGS = Set.of("virtual-threads", "sample-heap", "hold-back");

  public Load {
    flags = Set.copyOf(flags);
  }

  /** The value of {@code --peer}, and all the rest. */
  record Arguments(String peer, Load load) {
    static Arguments parse(String... args) {
      Map<String, String> values = new HashMap<>();
      Set<String> flags = new HashSet<>();
      for (int i = 0; i < args.length; i++) {
        String name = args[i].replaceFirst("^--", "");
        if (FLAGS.contains(name)) {
          flags.add(name);
        } else if (OPTIONS.contains(name) && i + 1 < args.length) {
          values.put(name, args[++i]);
        } else {
          throw new IllegalArgumentException(
              "expected --" + String.join(", --", OPTIONS) + ", found " + args[i]);
        }
      }
      return new Arguments(required(values, "peer"), load(values, flags));
    }

    private static Load load(Map<String, String> values, Set<String> flags) {
      return new Load(
          Integer.parseInt(required(values, "port")),
          Path.of(required(values, "ca")),
          number(values, "domains", 1),
          number(values, "messages", 1),
          number(values, "warm-up", 0),
          number(values, "workers", 1),
          number(values, "recipients", 1),
          number(values, "octets", 10_000),
          flags);
    }

    private static String required(Map<String, String> values, String name) {
      String value = values.get(name);
      if (value == null) {
        throw new IllegalArgumentException("expected --" + name + " VALUE");
      }
      return value;
    }

    private static int number(Map<String, String> values, String name, int unlessGiven) {
      String value = values.get(name);
      return value == null ? unlessGiven : Integer.parseInt(value);
    }
  }

  /** Whether all goes to one domain, over connections that stay open. */
  public boolean isOneDomain() {
    return domains == 1;
  }

  /** The recipients of a message to a domain. */
  public List<String> recipientsIn(int domain) {
    return IntStream.range(0, recipients)
        .mapToObj(i -> "r" + i + "@" + MxHosts.domain(domain))
        .toList();
  }

  /** Domains of its own, so that the counted ones are met for the first time. */
  Phase warmUpPhase() {
    return isOneDomain()
        ? Phase.ofMessages(warmUp)
        : Phase.ofDomains(domains, (warmUp + messages - 1) / messages, messages);
  }

  Phase countedPhase() {
    return isOneDomain() ? Phase.ofMessages(messages) : Phase.ofDomains(0, domains, messages);
  }
}
