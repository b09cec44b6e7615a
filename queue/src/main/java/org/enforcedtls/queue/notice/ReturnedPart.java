package org.enforcedtls.queue.notice;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.enforcedtls.message.DsnReturn;
import org.enforcedtls.message.MailContent;

/**
 * What comes back of the original: all of it, its header section, or nothing. Immutable.
 *
 * <p>A header section that could not stand in a message as it is (RFC 6522 §4) comes back encoded;
 * a content that could not, as its header section.
 */
final class ReturnedPart {
  private enum Kind {
    FULL,
    HEADERS,
    NONE
  }

  private final Kind kind;
  private final HeaderSection header;
  private final String fields;
  private final MailContent octets;

  private ReturnedPart(Kind kind, HeaderSection header, String fields, MailContent octets) {
    this.kind = kind;
    this.header = header;
    this.fields = fields;
    this.octets = octets;
  }

  /** For an original that cannot be read. */
  static ReturnedPart none() {
    return new ReturnedPart(
        Kind.NONE, HeaderSection.of(new byte[0]), "", InputStream::nullInputStream);
  }

  /**
   * How many octets may come back whole: RET counts only where something failed (RFC 3461 §4.3),
   * and never for what may travel only under REQUIRETLS (RFC 8689 §5).
   *
   * @return 0 if only the header section may
   */
  static long limitOctets(NoticeSubject subject, long limitOctets) {
    OriginalMessage original = subject.original();
    boolean isFull = original.dsnReturn().filter(ret -> ret == DsnReturn.FULL).isPresent();
    return isFull && subject.action() == NoticeAction.FAILED && !original.isRequireTls()
        ? limitOctets
        : 0;
  }

  static ReturnedPart of(OriginalLook look, NoticeSubject subject) {
    HeaderSection header = look.header();
    boolean isGlobal = !header.isAscii() && header.isUtf8() && subject.isInternationalized();
    if (look.isReturnable() && (header.isAscii() || isGlobal)) {
      String encoding = look.hasEightBit() ? "8bit" : "7bit";
      return new ReturnedPart(
          Kind.FULL,
          header,
          fields(isGlobal ? "message/global" : "message/rfc822", encoding),
          subject.original().content());
    }
    return header.isEmpty() ? none() : headers(header, isGlobal && header.isWellFormed());
  }

  private static ReturnedPart headers(HeaderSection header, boolean isGlobal) {
    if (isGlobal) {
      return headers(header, fields("message/global-headers", "8bit"), header.octets());
    }
    if (header.isAscii() && header.isWellFormed()) {
      return headers(header, fields("text/rfc822-headers", "7bit"), header.octets());
    }
    String type = "text/rfc822-headers; charset=" + (header.isUtf8() ? "utf-8" : "unknown-8bit");
    return headers(
        header,
        fields(type, "quoted-printable"),
        QuotedPrintable.encode(header.octets()).getBytes(ISO_8859_1));
  }

  private static ReturnedPart headers(HeaderSection header, String fields, byte[] octets) {
    return new ReturnedPart(
        Kind.HEADERS, header, fields, () -> new ByteArrayInputStream(octets.clone()));
  }

  private static String fields(String type, String encoding) {
    return new FieldLines()
        .put("Content-Type", type)
        .put("Content-Transfer-Encoding", encoding)
        .gap()
        .toString();
  }

  boolean isNone() {
    return kind == Kind.NONE;
  }

  /** The key of the words that say what is attached. */
  String textKey() {
    return switch (kind) {
      case FULL -> "attached.full";
      case HEADERS -> "attached.headers";
      case NONE -> "attached.none";
    };
  }

  Optional<String> messageId() {
    return header.messageId();
  }

  Optional<String> subject() {
    return header.subject();
  }

  /** The notice with this part in it; an original that comes back whole is read anew each time. */
  MailContent between(String before, String after) throws IOException {
    byte[] opening = (before + fields).getBytes(UTF_8);
    byte[] ending = after.getBytes(UTF_8);
    MailContent whole =
        () ->
            new SequenceInputStream(
                Collections.enumeration(
                    List.of(
                        new ByteArrayInputStream(opening),
                        octets.open(),
                        new ByteArrayInputStream(ending))));
    if (kind == Kind.FULL) {
      return whole;
    }
    try (InputStream in = whole.open()) {
      return MailContent.ofOctets(in.readAllBytes());
    }
  }
}
