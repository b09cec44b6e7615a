package org.enforcedtls.cli.sendmail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.enforcedtls.address.Mailbox;
import org.enforcedtls.message.MailContent;

/** A message that a program handed over in a file. Immutable. */
public final class LocalMessage {
  private static final Set<String> RECIPIENTS = Set.of("to", "cc", "bcc");
  private static final Set<String> RESENT_RECIPIENTS =
      Set.of("resent-to", "resent-cc", "resent-bcc");

  /** Blind recipients stay unseen (RFC 5322 §3.6.3); the others would be wrong on the way. */
  private static final Set<String> DROPPED =
      Set.of("bcc", "resent-bcc", "return-path", "content-length");

  private static final DateTimeFormatter DATE_TIME =
      DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH);
  private static final DateTimeFormatter ID_TIME =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT);
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int ID_OCTETS = 10;

  private final Path file;
  private final LocalHeader header;

  private LocalMessage(Path file, LocalHeader header) {
    this.file = file;
    this.header = header;
  }

  /**
   * Reads the header section of a message. Blocking.
   *
   * @param file with CRLF as line ends; must stay until the content has been read
   * @return the message
   * @throws UnusableMessageException if its header section cannot be understood
   * @throws IOException if it cannot be read
   */
  public static LocalMessage of(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return new LocalMessage(file, LocalHeader.read(in));
    }
  }

  /**
   * Who shall get it by its header section: To, Cc and Bcc; if it is one that somebody sends anew
   * (RFC 5322 §3.6.6), Resent-To, Resent-Cc and Resent-Bcc only, since the others have it already.
   *
   * @return in the order of the header section
   * @throws UnusableMessageException if any of these fields cannot be understood
   */
  public List<Mailbox> recipients() throws UnusableMessageException {
    boolean isResent = header.fields().stream().anyMatch(f -> isAnyOf(f, RESENT_RECIPIENTS));
    List<Mailbox> recipients = new ArrayList<>();
    for (LocalHeader.Field field : header.fields()) {
      if (isAnyOf(field, isResent ? RESENT_RECIPIENTS : RECIPIENTS)) {
        recipients.addAll(mailboxes(field));
      }
    }
    return recipients;
  }

  private static List<Mailbox> mailboxes(LocalHeader.Field field) throws UnusableMessageException {
    try {
      return AddressList.read(field.value());
    } catch (IllegalArgumentException e) {
      throw new UnusableMessageException(field.name() + ": " + e.getMessage());
    }
  }

  private static boolean isAnyOf(LocalHeader.Field field, Set<String> names) {
    return names.contains(field.name().toLowerCase(Locale.ROOT));
  }

  /**
   * The message as it leaves: without Bcc, Resent-Bcc, Return-Path and Content-Length, with From,
   * Date and Message-ID (RFC 5322 §3.6) where they lacked.
   *
   * @param author of the fields that lack
   * @param now of those fields
   * @return the content, the same each time it is opened
   */
  public MailContent content(Author author, ZonedDateTime now) {
    StringBuilder head = new StringBuilder();
    header.fields().stream().filter(f -> !isAnyOf(f, DROPPED)).forEach(f -> append(head, f.text()));
    if (lacks("From")) {
      // UTF-8 octets as characters, like those of the other fields.
      append(head, "From: " + new String(author.from().getBytes(UTF_8), ISO_8859_1));
    }
    if (lacks("Date")) {
      append(head, "Date: " + DATE_TIME.format(now));
    }
    if (lacks("Message-ID")) {
      append(
          head, "Message-ID: <" + ID_TIME.format(now) + "." + random() + "@" + author.host() + ">");
    }
    byte[] octets = append(head, "").toString().getBytes(ISO_8859_1);
    return () -> new SequenceInputStream(new ByteArrayInputStream(octets), body());
  }

  private boolean lacks(String name) {
    return header.fields().stream().noneMatch(field -> field.is(name));
  }

  private static StringBuilder append(StringBuilder head, String line) {
    head.append(line);
    return line.endsWith("\r\n") ? head : head.append("\r\n");
  }

  private static String random() {
    byte[] octets = new byte[ID_OCTETS];
    RANDOM.nextBytes(octets);
    return HexFormat.of().formatHex(octets);
  }

  private InputStream body() throws IOException {
    InputStream in = Files.newInputStream(file);
    try {
      in.skipNBytes(header.bodyOffset());
      return in;
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }
}
