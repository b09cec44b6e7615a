package org.enforcedtls.reporting.report;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a domain wants its reports: the TXT record at {@code _smtp._tls.<domain>} (RFC 8460 §3).
 * Immutable.
 *
 * @param destinations to report to, each {@code mailto:} or {@code https:}; at least one
 */
public record ReportingRecord(List<URI> destinations) {
  private static final String VERSION = "v=TLSRPTv1";
  private static final String FIELD = "rua=";
  private static final int MAX_DESTINATIONS = 10;
  private static final int MAX_URI_CHARACTERS = 1_000;

  /**
   * Copies the list.
   *
   * @param destinations to report to
   * @throws IllegalArgumentException if there is none
   */
  public ReportingRecord {
    destinations = List.copyOf(destinations);
    if (destinations.isEmpty()) {
      throw new IllegalArgumentException("destinations must hold at least one");
    }
  }

  /**
   * Reads the TXT records of {@code _smtp._tls.<domain>}. Those of another version are left out; of
   * a destination that is neither {@code mailto:} nor {@code https:}, and of all behind the tenth,
   * nothing is known.
   *
   * @param records each with its strings joined
   * @return empty unless exactly one record of this version is there, and is well-formed: then the
   *     domain wants no reports
   */
  public static Optional<ReportingRecord> parse(List<String> records) {
    List<String> meant = records.stream().filter(ReportingRecord::isOfThisVersion).toList();
    return meant.size() == 1 ? parse(meant.get(0)) : Optional.empty();
  }

  private static boolean isOfThisVersion(String record) {
    if (!record.startsWith(VERSION)) {
      return false;
    }
    String rest = record.substring(VERSION.length()).stripLeading();
    return rest.isEmpty() || rest.charAt(0) == ';';
  }

  private static Optional<ReportingRecord> parse(String record) {
    List<URI> destinations = new ArrayList<>();
    String[] fields = record.split(";", -1);
    for (int i = 1; i < fields.length; i++) {
      String field = fields[i].strip();
      boolean isLast = i == fields.length - 1;
      if (field.startsWith(FIELD)) {
        if (!destinations.isEmpty() || !addAll(destinations, field.substring(FIELD.length()))) {
          return Optional.empty();
        }
      } else if (field.isEmpty() ? !isLast : !isExtension(field)) {
        return Optional.empty();
      }
    }
    return destinations.isEmpty()
        ? Optional.empty()
        : Optional.of(new ReportingRecord(destinations));
  }

  /** RFC 8460 §3: a name, "=", and printable characters without ";" or "=". */
  private static boolean isExtension(String field) {
    return field.matches("[A-Za-z0-9][A-Za-z0-9_.-]{0,31}=[!-:<>-~]+");
  }

  /** False if one is no URI. */
  private static boolean addAll(List<URI> destinations, String list) {
    for (String text : list.split(",", -1)) {
      String uri = text.strip();
      if (uri.isEmpty() || uri.length() > MAX_URI_CHARACTERS) {
        return false;
      }
      try {
        URI destination = new URI(uri);
        if (isKnown(destination) && destinations.size() < MAX_DESTINATIONS) {
          destinations.add(destination);
        }
      } catch (URISyntaxException e) {
        return false;
      }
    }
    return true;
  }

  private static boolean isKnown(URI destination) {
    String scheme =
        destination.getScheme() == null ? "" : destination.getScheme().toLowerCase(Locale.ROOT);
    return scheme.equals("mailto")
        ? destination.getSchemeSpecificPart().indexOf('@') > 0
        : scheme.equals("https") && destination.getHost() != null;
  }
}
