package org.enforcedtls.policy.mtasts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.enforcedtls.address.Domain;
import org.enforcedtls.internal.digest.Sha256;
import org.enforcedtls.internal.text.ForeignText;

/**
 * The text of one file of a cache: a digest of all that follows, what is known of the policy, and
 * the policy as a domain publishes it. People can read it; a file that was cut short, mixed up or
 * edited is found out by the digest, which protects against accidents and not against whoever may
 * write to the directory.
 */
final class CacheFile {
  /** A policy has at most 64 KiB, and grows by a head. */
  static final int MAX_OCTETS = 66 * 1024;

  private static final Pattern FORM =
      Pattern.compile(
          "enforced-tls MTA-STS policy 1\nsha256: ([0-9a-f]{64})\n"
              + "(domain: ([^\n]{1,253})\nid: ([A-Za-z0-9]{1,32})\nfetched: ([^\n]{1,64})\n\n(.*))",
          Pattern.DOTALL);

  private CacheFile() {}

  static byte[] write(CachedPolicy policy) {
    String digested =
        ("domain: " + policy.domain() + "\n")
            + ("id: " + policy.id() + "\n")
            + ("fetched: " + policy.fetchedAt() + "\n\n")
            + policy.policy().text();
    String head = "enforced-tls MTA-STS policy 1\nsha256: " + Sha256.hexOf(digested) + "\n";
    return (head + digested).getBytes(UTF_8);
  }

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException if it is none, is damaged, or is about another domain
   */
  static CachedPolicy read(Domain domain, byte[] octets) {
    String text = new String(octets, UTF_8);
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "expected a file that begins with \"enforced-tls MTA-STS policy 1\" and a digest, found "
              + ForeignText.quoted(text.substring(0, Math.min(text.length(), 40))));
    }
    String digest = Sha256.hexOf(form.group(2));
    if (!digest.equals(form.group(1))) {
      throw new IllegalArgumentException(
          "expected sha256 " + form.group(1) + " of what follows, found " + digest);
    }
    if (!form.group(3).equals(domain.aLabels())) {
      throw new IllegalArgumentException(
          "expected domain " + domain + ", found " + ForeignText.quoted(form.group(3)));
    }
    try {
      return new CachedPolicy(
          domain, form.group(4), StsPolicy.of(form.group(6)), Instant.parse(form.group(5)));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "expected an instant, found " + ForeignText.quoted(form.group(5)), e);
    }
  }
}
