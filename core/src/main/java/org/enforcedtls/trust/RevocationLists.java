package org.enforcedtls.trust;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.CRLException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.enforcedtls.internal.digest.Sha256;
import org.enforcedtls.internal.text.ForeignText;
import org.enforcedtls.trust.RevocationAnswer.NoAnswer;

/**
 * CRLs that were read from files. Only those of the issuer of a certificate are asked about it, and
 * only complete, timely and validly signed ones answer; nothing of that is checked when they are
 * read, since it depends on the path and on the time. Immutable; reading a file blocks.
 */
public final class RevocationLists {
  private static final RevocationLists NONE = new RevocationLists(List.of());
  private static final String LABEL = "X509 CRL";

  private final Map<String, RevocationList> bySha256 = new LinkedHashMap<>();

  private RevocationLists(Collection<RevocationList> lists) {
    lists.forEach(list -> bySha256.putIfAbsent(list.sha256(), list));
  }

  /**
   * No CRL.
   *
   * @return lists that answer nothing
   */
  public static RevocationLists none() {
    return NONE;
  }

  /**
   * Reads a CRL in DER, or all {@code X509 CRL} blocks of a PEM file.
   *
   * @param file at most 16 MiB; its content decides, not its name
   * @return the CRLs in the order of the file
   * @throws IOException if the file cannot be read, is malformed or has no CRL; the message says
   *     what was expected and found
   */
  public static RevocationLists fromFile(Path file) throws IOException {
    return of(String.valueOf(file.getFileName()), AnchorFile.read(file).octets());
  }

  static RevocationLists of(String name, byte[] octets) throws IOException {
    String text = new String(octets, StandardCharsets.UTF_8);
    List<RevocationList> lists = new ArrayList<>();
    if (text.contains("-----BEGIN ")) {
      for (PemBlock block : PemBlock.read(name, text, LABEL)) {
        lists.add(list(name, block.line(), block.der()));
      }
    } else {
      lists.add(list(name, 1, octets));
    }
    if (lists.isEmpty()) {
      throw new IOException(name + ": expected at least one CRL, found none");
    }
    return new RevocationLists(lists);
  }

  private static RevocationList list(String name, int line, byte[] der) throws IOException {
    try {
      return RevocationList.parse(ForeignText.of(name), der);
    } catch (CRLException e) {
      throw AnchorFile.malformed(name, line, "a CRL", String.valueOf(e.getMessage()));
    }
  }

  /**
   * Both together.
   *
   * @param other more CRLs
   * @return the union
   */
  public RevocationLists union(RevocationLists other) {
    List<RevocationList> all = new ArrayList<>(bySha256.values());
    all.addAll(other.bySha256.values());
    return new RevocationLists(all);
  }

  /**
   * How many CRLs there are.
   *
   * @return 0 if there is none
   */
  public int size() {
    return bySha256.size();
  }

  /**
   * What tells these lists from others: two with equal fingerprints give the same answers.
   *
   * @return SHA-256 over the CRLs, whatever the order; 64 hexadecimal digits
   */
  public String fingerprint() {
    return Sha256.hexOf(String.join("\n", bySha256.keySet().stream().sorted().toList()));
  }

  RevocationAnswer answer(X509Certificate certificate, X509Certificate issuer, Instant at) {
    List<RevocationAnswer> answers =
        new ArrayList<>(
            bySha256.values().stream()
                .filter(list -> list.isNamedAfter(issuer))
                .map(list -> list.answer(certificate, issuer, at))
                .toList());
    if (answers.isEmpty()) {
      answers.add(new NoAnswer(size() == 0 ? "no CRL" : "no CRL of the issuer"));
    }
    return RevocationAnswers.joined(answers);
  }

  /** Equal if the fingerprints are. */
  @Override
  public boolean equals(Object other) {
    return other instanceof RevocationLists that && fingerprint().equals(that.fingerprint());
  }

  @Override
  public int hashCode() {
    return fingerprint().hashCode();
  }

  /** The number of CRLs and the fingerprint. */
  @Override
  public String toString() {
    return size() + " CRLs, fingerprint " + fingerprint();
  }
}
