package org.enforcedtls.tls;

import static java.util.Objects.requireNonNull;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The facts about all suites, from the table beside this class. */
final class CipherSuiteTable {
  static final List<CipherSuite> ALL = read();
  private static final Map<String, CipherSuite> BY_NAME = byName();

  /** Words of OpenSSL's cipher strings that are no suite. */
  private static final Set<String> OPENSSL_WORDS =
      Set.of("ALL", "COMPLEMENTOFALL", "DEFAULT", "HIGH", "MEDIUM", "LOW", "ANULL", "ENULL");

  private static final String OPENSSL_OPERATORS = ":!+@, ";
  private static final int MAX_SIMILAR = 3;

  private CipherSuiteTable() {}

  private static List<CipherSuite> read() {
    InputStream table = CipherSuiteTable.class.getResourceAsStream("cipher-suites.tsv");
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                requireNonNull(table, "cipher-suites.tsv"), StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(CipherSuiteTable::parse)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static CipherSuite parse(String line) {
    List<String> f = List.of(line.split("\t", -1));
    return new CipherSuite(
        Integer.parseInt(f.get(0), 16),
        f.get(1),
        f.get(2),
        new CipherSuite.Parts(
            f.get(3), f.get(4), f.get(5), Integer.parseInt(f.get(6)), f.get(7), f.get(8)));
  }

  private static Map<String, CipherSuite> byName() {
    Map<String, CipherSuite> byName = new HashMap<>();
    for (CipherSuite suite : ALL) {
      byName.put(key(suite.ianaName()), suite);
      byName.put(key(suite.opensslName()), suite);
    }
    return byName;
  }

  private static String key(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    return upper.startsWith("SSL_") ? "TLS_" + upper.substring("SSL_".length()) : upper;
  }

  static Optional<CipherSuite> find(String name) {
    return Optional.ofNullable(BY_NAME.get(key(name)));
  }

  static boolean isOpensslString(String name) {
    return name.chars().anyMatch(c -> OPENSSL_OPERATORS.indexOf(c) >= 0)
        || name.startsWith("-")
        || OPENSSL_WORDS.contains(name.toUpperCase(Locale.ROOT));
  }

  /** The admissible suites whose names share most of their words with a name. */
  static String similarTo(String name) {
    Set<String> words = words(name);
    Comparator<CipherSuite> bySharedWords =
        Comparator.comparingLong(suite -> -shared(words, suite));
    return ALL.stream()
        .filter(suite -> suite.rung().isAdmissible())
        .sorted(bySharedWords)
        .limit(MAX_SIMILAR)
        .map(CipherSuite::opensslName)
        .collect(Collectors.joining(", "));
  }

  private static long shared(Set<String> words, CipherSuite suite) {
    return words(suite.opensslName() + "_" + suite.ianaName()).stream()
        .filter(words::contains)
        .count();
  }

  private static Set<String> words(String name) {
    return Set.copyOf(Arrays.asList(name.toUpperCase(Locale.ROOT).split("[-_]")));
  }
}
