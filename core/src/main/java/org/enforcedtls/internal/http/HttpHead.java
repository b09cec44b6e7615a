package org.enforcedtls.internal.http;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.enforcedtls.internal.text.ForeignText;
import org.enforcedtls.internal.wire.ProtocolException;

/**
 * The status line and the fields of a response (RFC 9112 §4, RFC 9112 §5). Immutable.
 *
 * @param version such as {@code 1.1}
 * @param status three digits
 * @param reason what the server calls the status; foreign text
 */
record HttpHead(String version, int status, String reason, List<Field> fields) {
  static final int MAX_LINES = 200;
  static final int MAX_OCTETS = 64 * 1024;

  private static final Pattern STATUS_LINE =
      Pattern.compile("HTTP/(1\\.[01]) ([1-9][0-9]{2})(?: (.*))?");
  private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final int SWITCHING_PROTOCOLS = 101;

  record Field(String name, String value) {}

  HttpHead {
    fields = List.copyOf(fields);
  }

  /** Reads up to the empty line, interim responses (RFC 9110 §15.2) passed over. */
  static HttpHead read(HttpOctets octets) throws IOException {
    Allowance allowance = new Allowance(octets);
    HttpHead head = readOne(allowance);
    while (head.isInterim()) {
      head = readOne(allowance);
    }
    return head;
  }

  boolean isRedirect() {
    return status >= 300 && status <= 308;
  }

  private boolean isInterim() {
    return status < 200 && status != SWITCHING_PROTOCOLS;
  }

  private static HttpHead readOne(Allowance allowance) throws IOException {
    String line = allowance.line();
    Matcher form = STATUS_LINE.matcher(line);
    if (!form.matches()) {
      throw new ProtocolException(
          "expected a status line such as \"HTTP/1.1 200 OK\", found " + ForeignText.quoted(line));
    }
    return new HttpHead(
        form.group(1),
        Integer.parseInt(form.group(2)),
        form.group(3) == null ? "" : form.group(3),
        readFields(allowance));
  }

  /** Fields up to an empty line; behind a chunked body they are its trailer. */
  static List<Field> readFields(HttpOctets octets) throws IOException {
    return readFields(new Allowance(octets));
  }

  private static List<Field> readFields(Allowance allowance) throws IOException {
    List<Field> fields = new ArrayList<>();
    for (String line = allowance.line(); !line.isEmpty(); line = allowance.line()) {
      fields.add(field(line));
    }
    return fields;
  }

  /**
   * Stricter than RFC 9112 §5.2: a field that is folded over two lines refuses the response; no
   * server of today sends one.
   */
  private static Field field(String line) throws ProtocolException {
    int colon = line.indexOf(':');
    if (colon < 0 || !NAME.matcher(line.substring(0, colon)).matches()) {
      throw new ProtocolException(
          "expected a field such as \"Content-Length: 5\", found " + ForeignText.quoted(line));
    }
    return new Field(line.substring(0, colon), line.substring(colon + 1).strip());
  }

  /** The values of a field, each item of a comma-separated list by itself, in order. */
  List<String> values(String name) {
    List<String> values = new ArrayList<>();
    for (Field field : fields) {
      if (field.name().equalsIgnoreCase(name)) {
        for (String item : field.value().split(",", -1)) {
          values.add(item.strip());
        }
      }
    }
    return values;
  }

  /** Bounds the lines before a body, or behind it, in number and size. */
  private static final class Allowance {
    private final HttpOctets in;
    private int lines;
    private int octets;

    Allowance(HttpOctets in) {
      this.in = in;
    }

    String line() throws IOException {
      String line = in.line();
      lines++;
      octets += line.length();
      if (lines > MAX_LINES || octets > MAX_OCTETS) {
        throw new ProtocolException(
            "fields of HTTP over " + MAX_LINES + " lines or " + MAX_OCTETS + " octets");
      }
      return line;
    }
  }
}
