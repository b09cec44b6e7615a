package org.enforcedtls.trust;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.enforcedtls.trust.CertdataObject.Value;
import org.jspecify.annotations.Nullable;

/** Takes the lines of {@code certdata.txt} apart into objects, without asking what they mean. */
final class CertdataReader {
  private static final Pattern ATTRIBUTE =
      Pattern.compile("(CKA_[A-Z0-9_]+)[ \\t]+([A-Z0-9_]+)(?:[ \\t]+(.*))?");
  private static final Pattern QUOTED =
      Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*+)\"", Pattern.DOTALL);
  private static final Pattern OCTAL_LINE = Pattern.compile("(?:\\\\[0-3][0-7][0-7])+");
  private static final Pattern ESCAPE =
      Pattern.compile("\\\\(?:x([0-9A-Fa-f]{2})|([0-3][0-7][0-7])|([\\\\\"]))");

  /** Far over any line of the real list; keeps the patterns from deep recursion. */
  private static final int MAX_LINE_CHARACTERS = 2000;

  private final String file;
  private final List<String> lines;
  private int next;

  CertdataReader(String file, String text) {
    this.file = file;
    this.lines = text.lines().toList();
  }

  List<CertdataObject> objects() throws IOException {
    List<CertdataObject> objects = new ArrayList<>();
    @Nullable CertdataObject current = null;
    while (next < lines.size()) {
      String line = nextLine();
      if (isNoise(line)) {
        continue;
      }
      Matcher attribute = ATTRIBUTE.matcher(line);
      if (!attribute.matches()) {
        throw malformed("CKA_… TYPE value, a comment or a blank line", line);
      }
      String name = attribute.group(1);
      if (name.equals("CKA_CLASS")) {
        current = new CertdataObject(file, next);
        objects.add(current);
      }
      if (current == null) {
        throw malformed("CKA_CLASS before any other attribute", name);
      }
      if (!current.add(name, value(attribute.group(2), attribute.group(3)))) {
        throw malformed("each attribute once in an object", "a second " + name);
      }
    }
    return objects;
  }

  private String nextLine() throws IOException {
    String line = lines.get(next++);
    if (line.length() > MAX_LINE_CHARACTERS) {
      throw malformed("at most " + MAX_LINE_CHARACTERS + " characters", line.length() + "");
    }
    return line.strip();
  }

  private static boolean isNoise(String line) {
    return line.isEmpty()
        || line.startsWith("#")
        || line.equals("BEGINDATA")
        || line.startsWith("CVS_ID ");
  }

  private Value value(String type, @Nullable String rest) throws IOException {
    int line = next;
    if (type.equals("MULTILINE_OCTAL")) {
      return new Value(line, type, multilineOctal());
    }
    if (rest == null) {
      throw malformed("a value behind " + type, "none");
    }
    byte[] octets = type.equals("UTF8") ? quoted(rest) : rest.getBytes(StandardCharsets.UTF_8);
    return new Value(line, type, octets);
  }

  private byte[] multilineOctal() throws IOException {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    while (next < lines.size()) {
      String line = nextLine();
      if (line.equals("END")) {
        return octets.toByteArray();
      }
      if (!OCTAL_LINE.matcher(line).matches()) {
        throw malformed("octets such as \\060\\202, or END", line);
      }
      for (int i = 1; i < line.length(); i += 4) {
        octets.write(Integer.parseInt(line.substring(i, i + 3), 8));
      }
    }
    throw malformed("END", "the end of the file");
  }

  private byte[] quoted(String rest) throws IOException {
    Matcher quoted = QUOTED.matcher(rest);
    if (!quoted.matches()) {
      throw malformed("text in double quotes", rest);
    }
    String text = quoted.group(1);
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    Matcher escape = ESCAPE.matcher(text);
    int from = 0;
    for (int backslash; (backslash = text.indexOf('\\', from)) >= 0; from = escape.end()) {
      octets.writeBytes(text.substring(from, backslash).getBytes(StandardCharsets.UTF_8));
      if (!escape.find(backslash) || escape.start() != backslash) {
        throw malformed("an escape \\xHH, \\OOO, \\\" or \\\\", text.substring(backslash));
      }
      octets.writeBytes(unescaped(escape));
    }
    octets.writeBytes(text.substring(from).getBytes(StandardCharsets.UTF_8));
    return octets.toByteArray();
  }

  private static byte[] unescaped(Matcher escape) {
    if (escape.group(1) != null) {
      return new byte[] {(byte) Integer.parseInt(escape.group(1), 16)};
    }
    if (escape.group(2) != null) {
      return new byte[] {(byte) Integer.parseInt(escape.group(2), 8)};
    }
    return new byte[] {(byte) escape.group(3).charAt(0)};
  }

  private IOException malformed(String expected, String found) {
    return AnchorFile.malformed(file, next, expected, found);
  }
}
