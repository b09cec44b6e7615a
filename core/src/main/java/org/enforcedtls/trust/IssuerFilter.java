package org.enforcedtls.trust;

import static java.util.Objects.requireNonNull;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.enforcedtls.internal.text.ForeignText;

/**
 * Narrows the trust anchors to those that a partner named ("all certificates are signed by
 * DigiCert").
 *
 * <p>It looks at the anchor at the end of the path that was built and verified, never at the issuer
 * that a certificate claims to have. An entry is one of:
 *
 * <ul>
 *   <li>the SHA-256 of an anchor: 64 hexadecimal digits, with or without colons;
 *   <li>an organisation: the whole {@code O} of the anchor's subject, or its first words. Words are
 *       runs of letters and digits, their case does not matter. {@code DigiCert} admits {@code
 *       DigiCert Inc} and {@code DigiCert, Inc.}; it admits neither {@code DigiCertified} nor
 *       {@code Not DigiCert}.
 * </ul>
 *
 * <p>First words admit more than one may think: {@code The} admits every organisation whose name
 * starts so. An anchor without {@code O} is admitted by its SHA-256 only.
 *
 * <p>Immutable.
 */
public final class IssuerFilter {
  private static final IssuerFilter ANY = new IssuerFilter(List.of(), Set.of(), Set.of());

  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern NOT_A_WORD = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");
  private static final int MAX_ENTRY_CHARACTERS = 200;

  private final List<String> entries;
  private final Set<String> fingerprints;
  private final Set<List<String>> organisations;

  private IssuerFilter(
      List<String> entries, Set<String> fingerprints, Set<List<String>> organisations) {
    this.entries = entries;
    this.fingerprints = fingerprints;
    this.organisations = organisations;
  }

  /**
   * No narrowing.
   *
   * @return a filter that admits every anchor
   */
  public static IssuerFilter any() {
    return ANY;
  }

  /**
   * Admits the anchors that at least one entry names.
   *
   * @param entries organisations and fingerprints, at least one
   * @return the filter
   * @throws IllegalArgumentException if there is no entry, or one that could name nothing: without
   *     a letter or digit, or over 200 characters
   */
  public static IssuerFilter of(Collection<String> entries) {
    if (entries.isEmpty()) {
      throw new IllegalArgumentException(
          "issuers: expected at least one organisation or SHA-256, found none");
    }
    Set<String> fingerprints = new LinkedHashSet<>();
    Set<List<String>> organisations = new LinkedHashSet<>();
    for (String entry : entries) {
      String digits = requireNonNull(entry, "entry").replace(":", "").toLowerCase(Locale.ROOT);
      if (SHA256.matcher(digits).matches()) {
        fingerprints.add(digits);
      } else {
        organisations.add(wordsOfEntry(entry));
      }
    }
    return new IssuerFilter(List.copyOf(entries), fingerprints, organisations);
  }

  private static List<String> wordsOfEntry(String entry) {
    List<String> words = words(entry);
    if (words.isEmpty() || entry.length() > MAX_ENTRY_CHARACTERS) {
      throw new IllegalArgumentException(
          "issuers: expected an organisation such as \"DigiCert\" or a SHA-256, found \""
              + ForeignText.of(entry)
              + "\"");
    }
    return words;
  }

  private static List<String> words(String organisation) {
    String folded =
        Normalizer.normalize(organisation, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    return Arrays.stream(NOT_A_WORD.split(folded)).filter(word -> !word.isEmpty()).toList();
  }

  /**
   * Whether an anchor is approved.
   *
   * @param anchor the anchor at the end of a built path
   * @return true if no narrowing is wanted, or an entry names this anchor
   */
  public boolean admits(TrustAnchor anchor) {
    return !isRestricted()
        || fingerprints.contains(anchor.sha256())
        || anchor.organisations().stream().map(IssuerFilter::words).anyMatch(this::hasFirstWords);
  }

  /**
   * Whether anchors are narrowed at all.
   *
   * @return false if every anchor is approved
   */
  public boolean isRestricted() {
    return !entries.isEmpty();
  }

  /**
   * What was configured.
   *
   * @return the entries as they were written; none if every anchor is approved
   */
  public List<String> entries() {
    return entries;
  }

  private boolean hasFirstWords(List<String> words) {
    return organisations.stream()
        .anyMatch(
            entry -> entry.size() <= words.size() && words.subList(0, entry.size()).equals(entry));
  }

  /**
   * What tells this filter from others: two with equal texts admit the same anchors.
   *
   * @return one text for all orders and spellings of the entries
   */
  public String canonicalText() {
    return !isRestricted()
        ? "any"
        : fingerprints.stream().sorted().toList()
            + " "
            + organisations.stream().map(words -> String.join(" ", words)).sorted().toList();
  }

  /** Two filters are equal if their entries say the same, in whatever order and spelling. */
  @Override
  public boolean equals(Object other) {
    return other instanceof IssuerFilter that
        && fingerprints.equals(that.fingerprints)
        && organisations.equals(that.organisations);
  }

  @Override
  public int hashCode() {
    return 31 * fingerprints.hashCode() + organisations.hashCode();
  }

  /** The entries as they were written, such as {@code [DigiCert, ISRG]}, or {@code any}. */
  @Override
  public String toString() {
    return !isRestricted()
        ? "any"
        : entries.stream().map(ForeignText::of).collect(Collectors.joining(", ", "[", "]"));
  }
}
