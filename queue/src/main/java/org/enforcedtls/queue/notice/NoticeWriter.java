package org.enforcedtls.queue.notice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.enforcedtls.address.Domain;
import org.enforcedtls.address.Mailbox;
import org.enforcedtls.message.Envelope;
import org.enforcedtls.message.MailContent;
import org.enforcedtls.message.OutgoingMail;
import org.enforcedtls.message.TlsWish;

/**
 * Writes notices. Safe for use by several threads at once.
 *
 * <p><b>Guarantees.</b> A notice has the null reverse path, says that it is automatic (RFC 3834
 * §5), and quotes other hosts only where they said something. Its lines are at most 998 octets,
 * CRLF at their ends; it needs 8BITMIME only where the original comes back whole and has such
 * octets or where an address is outside ASCII, and SMTPUTF8 only where the address of the sender
 * does. Of an original whose body must not come back no line comes back that is no header field.
 * What it does not promise: that the sender may see what another host said; foreign text is shown,
 * escaped, not judged.
 */
public final class NoticeWriter {
  private static final String BOUNDARY = "=_enforced-tls-";
  private static final int BOUNDARIES_TRIED = 8;

  private final Domain reportingMta;
  private final Mailbox author;
  private final List<NoticeLanguage> languages;
  private final long maxReturnedOctets;
  private final InstantSource clock;
  private final RandomGenerator random;

  private NoticeWriter(Builder builder) {
    this.reportingMta = builder.reportingMta;
    this.author = builder.author;
    this.languages = builder.languages;
    this.maxReturnedOctets = builder.maxReturnedOctets;
    this.clock = builder.clock;
    this.random = builder.random;
  }

  /**
   * Starts a writer in English that gives at most 1 MiB back.
   *
   * @param reportingMta our own name, as in EHLO
   * @return a builder
   */
  public static Builder builder(Domain reportingMta) {
    return new Builder(requireNonNull(reportingMta, "reportingMta"));
  }

  /**
   * Writes what the sender of a message is to hear: a notice for each action that {@link
   * NoticeRule} lets through. Blocking, as it reads the original.
   *
   * @param original the message
   * @param statuses what became of some or all of its recipients
   * @return none if nobody is to hear anything; an original that cannot be read is left out
   */
  public List<OutgoingMail> write(OriginalMessage original, List<RecipientStatus> statuses) {
    return NoticeRule.wished(original.reversePath(), statuses).values().stream()
        .map(alike -> write(new NoticeSubject(original, alike)))
        .toList();
  }

  private OutgoingMail write(NoticeSubject subject) {
    Mailbox sender = subject.original().reversePath().mailbox().orElseThrow();
    String boundary = newBoundary();
    ReturnedPart returned = ReturnedPart.none();
    try {
      OriginalLook look = look(subject, boundary);
      for (int i = 1; look.hasBoundary() && i < BOUNDARIES_TRIED; i++) {
        boundary = newBoundary();
        look = look(subject, boundary);
      }
      returned = look.hasBoundary() ? returned : ReturnedPart.of(look, subject);
    } catch (IOException e) {
      // The sender has to hear of it all the same.
      returned = ReturnedPart.none();
    }
    return new OutgoingMail(envelope(subject, sender), content(subject, returned, boundary));
  }

  /** RFC 8689 §5: a notice has header fields of its original, and is protected as that was. */
  private static Envelope envelope(NoticeSubject subject, Mailbox sender) {
    Envelope.Builder envelope = Envelope.from("").to(sender.toString());
    if (subject.original().isRequireTls()) {
      envelope.tlsWish(TlsWish.REQUIRETLS);
    }
    return envelope.build();
  }

  private OriginalLook look(NoticeSubject subject, String boundary) throws IOException {
    long limit = ReturnedPart.limitOctets(subject, maxReturnedOctets);
    return OriginalLook.at(subject.original().content(), limit, boundary);
  }

  private MailContent content(NoticeSubject subject, ReturnedPart returned, String boundary) {
    String delimiter = "--" + boundary;
    String before =
        head(subject, returned, boundary)
            + (delimiter + "\r\n" + text(subject, returned))
            + (delimiter + "\r\n" + status(subject))
            + (returned.isNone() ? "" : delimiter + "\r\n");
    String after = (returned.isNone() ? "" : "\r\n") + delimiter + "--\r\n";
    try {
      return returned.between(before, after);
    } catch (IOException e) {
      throw new UncheckedIOException("memory can always be read", e);
    }
  }

  private String head(NoticeSubject subject, ReturnedPart returned, String boundary) {
    FieldLines fields = new FieldLines();
    fields.put("From", "Mail Delivery System <" + author + ">");
    fields.put("To", "<" + subject.original().reversePath() + ">");
    fields.put(
        "Subject", EncodedWords.of(NoticeText.subject(languages.get(0), subject.statuses())));
    fields.put("Date", StatusFields.dateTime(clock.instant()));
    fields.put("Message-ID", "<" + token() + "@" + reportingMta + ">");
    returned.messageId().ifPresent(id -> fields.put("In-Reply-To", id).put("References", id));
    fields.put("Auto-Submitted", "auto-replied");
    fields.put("MIME-Version", "1.0");
    fields.put(
        "Content-Type",
        "multipart/report; report-type=delivery-status; boundary=\"" + boundary + "\"");
    return fields.gap().toString();
  }

  private String text(NoticeSubject subject, ReturnedPart returned) {
    String text =
        languages.stream()
            .map(language -> NoticeText.of(language, reportingMta, subject, returned))
            .collect(Collectors.joining("\r\n" + "-".repeat(76) + "\r\n\r\n"));
    boolean isAscii = OneLine.isAscii(text);
    FieldLines fields = new FieldLines();
    fields.put("Content-Type", "text/plain; charset=" + (isAscii ? "us-ascii" : "utf-8"));
    fields.put("Content-Transfer-Encoding", isAscii ? "7bit" : "quoted-printable");
    fields.put(
        "Content-Language",
        languages.stream().map(NoticeLanguage::toString).collect(Collectors.joining(", ")));
    return fields.gap() + (isAscii ? text : QuotedPrintable.encode(text.getBytes(UTF_8))) + "\r\n";
  }

  private String status(NoticeSubject subject) {
    boolean isGlobal = subject.isInternationalized();
    StatusFields status =
        new StatusFields(
            reportingMta, isGlobal ? StatusFields.Characters.UTF_8 : StatusFields.Characters.ASCII);
    FieldLines fields = new FieldLines();
    // RFC 6533 §4: 8bit wherever it can be.
    fields.put(
        "Content-Type", isGlobal ? "message/global-delivery-status" : "message/delivery-status");
    fields.put("Content-Transfer-Encoding", isGlobal ? "8bit" : "7bit");
    return fields.gap() + status.of(subject.original(), subject.statuses()) + "\r\n";
  }

  private String newBoundary() {
    return BOUNDARY + token();
  }

  /** 128 bits that nobody can know beforehand. */
  private String token() {
    return String.format("%016x%016x", random.nextLong(), random.nextLong());
  }

  /** Builds a writer. For one thread. */
  public static final class Builder {
    private static final long MAX_RETURNED_OCTETS = 100L * 1024 * 1024;

    private final Domain reportingMta;
    private Mailbox author;
    private List<NoticeLanguage> languages = List.of(NoticeLanguage.english());
    private long maxReturnedOctets = 1024 * 1024;
    private InstantSource clock = InstantSource.system();
    private RandomGenerator random = new SecureRandom();

    private Builder(Domain reportingMta) {
      this.reportingMta = reportingMta;
      this.author = Mailbox.of("MAILER-DAEMON@" + reportingMta);
    }

    /**
     * Sets the address that notices come from; {@code MAILER-DAEMON} at our own name unless set.
     *
     * @param author ASCII; answers of people go there
     * @return this
     * @throws IllegalArgumentException if it is outside ASCII
     */
    public Builder author(Mailbox author) {
      if (author.isInternationalized()) {
        throw new IllegalArgumentException("author must be ASCII, not " + author);
      }
      this.author = author;
      return this;
    }

    /**
     * Sets the languages; English unless set.
     *
     * @param languages at least one; all in one text, the first in the subject too
     * @return this
     * @throws IllegalArgumentException if there is none
     */
    public Builder languages(NoticeLanguage... languages) {
      if (languages.length == 0) {
        throw new IllegalArgumentException("languages must hold at least one");
      }
      this.languages = List.of(languages);
      return this;
    }

    /**
     * Sets up to which size an original comes back whole where its sender asked for it; 1 MiB
     * unless set.
     *
     * @param octets 0 to 100 MiB; of a larger one its header section comes back
     * @return this
     * @throws IllegalArgumentException if it is outside its range
     */
    public Builder maxReturnedOctets(long octets) {
      if (octets < 0 || octets > MAX_RETURNED_OCTETS) {
        throw new IllegalArgumentException(
            "maxReturnedOctets must be 0 to " + MAX_RETURNED_OCTETS + ", not " + octets);
      }
      this.maxReturnedOctets = octets;
      return this;
    }

    /**
     * Sets what tells the time; the clock of the system unless set.
     *
     * @param clock for the date of a notice
     * @return this
     */
    public Builder clock(InstantSource clock) {
      this.clock = requireNonNull(clock, "clock");
      return this;
    }

    /** Sets what boundaries and identifiers are made of. */
    Builder random(RandomGenerator random) {
      this.random = random;
      return this;
    }

    /**
     * Builds the writer.
     *
     * @return the writer
     */
    public NoticeWriter build() {
      return new NoticeWriter(this);
    }
  }
}
