package org.enforcedtls.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.enforcedtls.internal.text.WhiteSpace;

/** The header field TLS-Required (RFC 8689 §3). */
final class TlsRequiredField {
  /** Far more than any header section has that a person or a mail program wrote. */
  static final int MAX_OCTETS = 256 * 1024;

  private static final String NAME = "TLS-Required";
  private static final String VALUE = "No";

  private TlsRequiredField() {}

  /**
   * Whether there is exactly one, with the only value that it has. More than one is forbidden, and
   * then nobody can say what is meant; so it is where the header section is too long to be seen
   * whole.
   */
  static boolean saysNo(InputStream in) throws IOException {
    List<String> values = new ArrayList<>();
    for (StringBuilder field : fields(in)) {
      int colon = field.indexOf(":");
      // White space in front of the colon is obsolete, and allowed (RFC 5322 §4.5).
      if (WhiteSpace.strip(field.substring(0, colon)).equalsIgnoreCase(NAME)) {
        values.add(WhiteSpace.strip(field.substring(colon + 1)));
      }
    }
    return values.size() == 1 && values.get(0).equalsIgnoreCase(VALUE);
  }

  /**
   * Each unfolded, so without line ends, which are CRLF, LF or CR. The first line that is no field
   * ends the header section, as an empty one does: what follows may be a body.
   */
  private static List<StringBuilder> fields(InputStream in) throws IOException {
    String text = new String(in.readNBytes(MAX_OCTETS + 1), ISO_8859_1);
    List<StringBuilder> fields = new ArrayList<>();
    for (String line : text.split("\r\n|\r|\n", -1)) {
      boolean isContinuation = !line.isEmpty() && WhiteSpace.is(line.charAt(0));
      if (isContinuation && !fields.isEmpty()) {
        fields.get(fields.size() - 1).append(line);
      } else if (!isContinuation && line.indexOf(':') > 0) {
        fields.add(new StringBuilder(line));
      } else {
        return fields;
      }
    }
    return text.length() > MAX_OCTETS ? List.of() : fields;
  }
}
