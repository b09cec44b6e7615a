package org.enforcedtls.policy.mtasts;

import java.util.List;
import java.util.regex.Pattern;
import org.enforcedtls.internal.text.ForeignText;
import org.enforcedtls.internal.text.WhiteSpace;

/** What the TXT records at {@code _mta-sts} say of a policy domain (RFC 8461 §3.1). Immutable. */
sealed interface StsAnnouncement {
  /**
   * There is a policy to be fetched.
   *
   * @param id changes with the policy; 1 to 32 letters and digits
   */
  record Announced(String id) implements StsAnnouncement {}

  /** No record is about MTA-STS: the domain has no policy, but one that is remembered counts. */
  record NoRecord() implements StsAnnouncement {}

  /**
   * Records are about MTA-STS, and none can be used: the same as none, and worth a word to people.
   *
   * @param why what was expected and found
   */
  record Unusable(String why) implements StsAnnouncement {}

  /**
   * Reads records.
   *
   * @param records each with its strings joined, without spaces between them
   */
  static StsAnnouncement of(List<String> records) {
    List<String> ours = records.stream().filter(record -> record.startsWith("v=STSv1;")).toList();
    if (ours.size() == 1) {
      return Fields.read(ours.get(0));
    }
    if (!ours.isEmpty()) {
      return new Unusable(
          "expected one TXT record that begins with v=STSv1; found " + ours.size() + " of them");
    }
    return records.stream()
        .filter(record -> record.stripLeading().regionMatches(true, 0, "v=STSv", 0, 6))
        .findFirst()
        .<StsAnnouncement>map(StsAnnouncement::malformed)
        .orElseGet(NoRecord::new);
  }

  private static Unusable malformed(String found) {
    return new Unusable(
        "expected a TXT record such as \"v=STSv1; id=20260101T000000;\", found "
            + ForeignText.quoted(found));
  }

  /** The grammar of a record, by hand: an expression over all of it could backtrack for long. */
  final class Fields {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9]{1,32}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,31}");

    /** Printable characters but the semicolon and the equals sign. */
    private static final Pattern VALUE = Pattern.compile("[!-:<>-~&&[^=]]+");

    private Fields() {}

    /** The first id counts, as the first of any repeated field of a policy does. */
    static StsAnnouncement read(String record) {
      String[] fields = record.split(";", -1);
      String id = null;
      for (int i = 1; i < fields.length; i++) {
        // Laxer than RFC 8461 §3.1: white space at the very end does no harm either.
        String field = WhiteSpace.strip(fields[i]);
        boolean isEnd = i == fields.length - 1 && field.isEmpty() && i > 1;
        if (!isEnd) {
          int equals = field.indexOf('=');
          if (equals < 0 || !isField(field.substring(0, equals), field.substring(equals + 1))) {
            return malformed(record);
          }
          if (id == null && field.startsWith("id=")) {
            id = field.substring(equals + 1);
          }
        }
      }
      return id == null ? malformed(record) : new Announced(id);
    }

    private static boolean isField(String name, String value) {
      return name.equals("id")
          ? ID.matcher(value).matches()
          : NAME.matcher(name).matches() && VALUE.matcher(value).matches();
    }
  }
}
