package org.enforcedtls.trust;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One object of {@code certdata.txt}: the attributes from one {@code CKA_CLASS} to the next. */
final class CertdataObject {
  /** What stands behind an attribute's name; the octets of a bare word are its letters. */
  static final class Value {
    private final int line;
    private final String type;
    private final byte[] octets;

    Value(int line, String type, byte[] octets) {
      this.line = line;
      this.type = type;
      this.octets = octets;
    }

    int line() {
      return line;
    }

    String text() {
      return new String(octets, StandardCharsets.UTF_8);
    }
  }

  private final String file;
  private final int line;
  private final Map<String, Value> attributes = new HashMap<>();

  CertdataObject(String file, int line) {
    this.file = file;
    this.line = line;
  }

  /** Adds an attribute, unless there is one of that name. */
  boolean add(String name, Value value) {
    return attributes.putIfAbsent(name, value) == null;
  }

  boolean isOfClass(String name) {
    return find("CKA_CLASS").filter(value -> value.text().equals(name)).isPresent();
  }

  String origin() {
    return file + ":" + line;
  }

  Optional<Value> find(String attribute) {
    return Optional.ofNullable(attributes.get(attribute));
  }

  Value need(String attribute) throws IOException {
    @Nullable Value value = attributes.get(attribute);
    if (value == null) {
      throw malformed("an object with " + attribute, "none");
    }
    return value;
  }

  byte[] needOctets(String attribute) throws IOException {
    Value value = need(attribute);
    if (!value.type.equals("MULTILINE_OCTAL") || value.octets.length == 0) {
      throw malformed(value.line, "octets for " + attribute, value.text());
    }
    return value.octets;
  }

  /** The pair by which trust objects name their certificate. */
  String issuerAndSerial() throws IOException {
    return HexFormat.of().formatHex(needOctets("CKA_ISSUER"))
        + " "
        + HexFormat.of().formatHex(needOctets("CKA_SERIAL_NUMBER"));
  }

  boolean hasOctets(String attribute, byte[] expected) throws IOException {
    return Arrays.equals(needOctets(attribute), expected);
  }

  IOException malformed(String expected, String found) {
    return malformed(line, expected, found);
  }

  IOException malformed(int atLine, String expected, String found) {
    return AnchorFile.malformed(file, atLine, expected, found);
  }
}
