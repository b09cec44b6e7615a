package org.enforcedtls.outcome;

import static java.util.Objects.requireNonNull;

import java.net.InetAddress;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.enforcedtls.internal.text.ForeignText;

/**
 * All that is known of an attempt, as facts with names: what was checked and with what, what was
 * found, and what authenticated the name of the MX host. For audit logs and stores: {@link
 * #toString} is its text, {@link #parse} reads that again, and two are equal if their facts are.
 *
 * <p>The names are stable: none is renamed or removed, others may be added. They are those of the
 * JSON of {@code enforced-tls send}, with a dot between levels and items of a list counted from 0:
 * {@code tls.chain.0.notAfter}. What is not known is not there. Immutable.
 */
public final class AttemptEvidence {
  private static final String SEPARATOR = ": ";
  private static final Pattern LINE_END = Pattern.compile("\\R");

  private final Map<String, String> facts;

  private AttemptEvidence(Map<String, String> facts) {
    this.facts = Collections.unmodifiableMap(facts);
  }

  static AttemptEvidence of(Attempt attempt) {
    Facts facts = new Facts();
    facts.put("mxHost", attempt.mxHost());
    facts.put("preference", attempt.preference());
    attempt.address().map(InetAddress::getHostAddress).ifPresent(a -> facts.put("address", a));
    facts.put("startedAt", attempt.startedAt());
    facts.put("mxAuthenticatedBy", attempt.mxAuthentication().configName());
    facts.put("connectionReused", attempt.isOnReusedConnection());
    if (attempt.isDsnOffered()) {
      facts.put("dsnOffered", true);
    }
    attempt.tls().ifPresent(tls -> facts.putAll("tls.", factsOf(tls)));
    for (int i = 0; i < attempt.warnings().size(); i++) {
      facts.put("warnings." + i, attempt.warnings().get(i));
    }
    facts.putEach("causes", attempt.causes(), AttemptEvidence::put);
    attempt.reply().ifPresent(reply -> facts.put("reply", reply));
    facts.putEach(
        "observed",
        attempt.observations(),
        (nested, observation) -> {
          nested.put("policy", observation.policy());
          nested.putEach("wouldHaveFailed", observation.causes(), AttemptEvidence::put);
        });
    return new AttemptEvidence(facts.map);
  }

  static Map<String, String> factsOf(TlsEvidence tls) {
    Facts facts = new Facts();
    tls.channel()
        .ifPresent(
            channel -> {
              facts.put("protocol", channel.protocol());
              facts.put("cipherSuite", channel.cipherSuite());
              facts.put("opensslName", channel.opensslName());
              facts.put("belowRecommended", channel.belowRecommended());
              facts.put("resumed", channel.resumed());
            });
    tls.group().ifPresent(group -> facts.put("group", group));
    tls.engine().ifPresent(engine -> facts.put("engine", engine));
    facts.putEach("chain", tls.chain(), AttemptEvidence::put);
    tls.anchor().ifPresent(anchor -> facts.put("anchor", anchor));
    tls.matchedName().ifPresent(name -> facts.put("matchedName", name));
    tls.tlsa().ifPresent(record -> facts.put("tlsa", record));
    tls.revocation().ifPresent(answer -> facts.put("revocation", answer));
    tls.checks()
        .ifPresent(
            checks -> {
              facts.put("checked.at", checks.at());
              facts.put("checked.reference", checks.reference());
              for (int i = 0; i < checks.certificates().size(); i++) {
                facts.put("checked.certificates." + i, checks.certificates().get(i));
              }
              facts.put("checked.channel", checks.channel());
            });
    return facts.map;
  }

  private static void put(Facts facts, CertificateEvidence certificate) {
    facts.put("subject", certificate.subject());
    facts.put("issuer", certificate.issuer());
    facts.put("sha256", certificate.sha256());
    facts.put("notBefore", certificate.notBefore());
    facts.put("notAfter", certificate.notAfter());
  }

  private static void put(Facts facts, Cause cause) {
    facts.put("code", cause.code().code());
    facts.put("party", cause.party());
    facts.put("text", cause.text());
    cause.evidence().forEach((name, value) -> facts.put("evidence." + name, value));
  }

  /**
   * Reads evidence again.
   *
   * @param text as {@link #toString} wrote it
   * @return equal to what was written
   * @throws IllegalArgumentException if a line is not a name, a colon and a fact, or stands twice;
   *     the message says which line
   */
  public static AttemptEvidence parse(String text) {
    Map<String, String> facts = new LinkedHashMap<>();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      int colon = line.indexOf(SEPARATOR);
      if (colon < 1) {
        throw malformed(i, "a name, a colon and a fact", line);
      }
      String name = line.substring(0, colon);
      if (facts.put(name, line.substring(colon + SEPARATOR.length())) != null) {
        throw malformed(i, "each name once", line);
      }
    }
    return new AttemptEvidence(facts);
  }

  private static IllegalArgumentException malformed(int line, String expected, String found) {
    return new IllegalArgumentException(
        "evidence:"
            + (line + 1)
            + ": expected "
            + expected
            + ", found "
            + ForeignText.quoted(found));
  }

  /**
   * The facts by name.
   *
   * @return in the order in which they are worth reading; each fact one line
   */
  public Map<String, String> facts() {
    return facts;
  }

  /** Equal if the facts are, whatever their order. */
  @Override
  public boolean equals(Object other) {
    return other instanceof AttemptEvidence that && facts.equals(that.facts);
  }

  @Override
  public int hashCode() {
    return facts.hashCode();
  }

  /** A line for each fact: its name, a colon, a space, and the fact. */
  @Override
  public String toString() {
    return facts.entrySet().stream()
        .map(fact -> fact.getKey() + SEPARATOR + fact.getValue() + "\n")
        .collect(Collectors.joining());
  }

  /** Writes facts in order, each in one line. For one thread. */
  private static final class Facts {
    /** Puts the facts of one item. */
    private interface Writer<T> {
      void put(Facts facts, T item);
    }

    private final Map<String, String> map = new LinkedHashMap<>();

    void put(String name, Object fact) {
      map.put(name, LINE_END.matcher(requireNonNull(fact, name).toString()).replaceAll(" "));
    }

    void putAll(String prefix, Map<String, String> facts) {
      facts.forEach((name, fact) -> put(prefix + name, fact));
    }

    <T> void putEach(String name, List<T> items, Writer<T> writer) {
      for (int i = 0; i < items.size(); i++) {
        Facts nested = new Facts();
        writer.put(nested, items.get(i));
        putAll(name + "." + i + ".", nested.map);
      }
    }
  }
}
