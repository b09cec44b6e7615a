package org.enforcedtls.queue.notice;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.enforcedtls.address.Domain;
import org.enforcedtls.message.Envelope;
import org.enforcedtls.message.OutgoingMail;
import org.enforcedtls.message.TlsWish;
import org.enforcedtls.queue.entry.NoticeSink;
import org.enforcedtls.queue.entry.QueueId;
import org.enforcedtls.queue.entry.QueueNotice;
import org.enforcedtls.queue.entry.QueueSubmission;
import org.enforcedtls.reply.EnhancedStatusCode;
import org.enforcedtls.reply.Reply;

/**
 * Tells senders by mail: writes the notice and puts it into the queue, once even if it is handed
 * over twice. Safe for use by several threads at once, if what it is made of is.
 *
 * <pre>{@code
 * queue.worker(client)
 *     .notices(NoticeMailer.of(NoticeWriter.builder(ehloName).build(), queue::enqueue))
 *     .start();
 * }</pre>
 */
public final class NoticeMailer implements NoticeSink {
  private static final Pattern REPLY = Pattern.compile("([2-5][0-9]{2})(?: (.*))?", Pattern.DOTALL);

  private final NoticeWriter writer;
  private final Intake intake;
  private final Function<Domain, Optional<String>> contacts;

  /** Where notices go. */
  @FunctionalInterface
  public interface Intake {
    /**
     * Takes a notice, durably. Blocking.
     *
     * @param submission with an idempotency key
     * @return its id
     * @throws IOException if it could not be taken
     */
    QueueId enqueue(QueueSubmission submission) throws IOException;
  }

  private NoticeMailer(
      NoticeWriter writer, Intake intake, Function<Domain, Optional<String>> contacts) {
    this.writer = requireNonNull(writer, "writer");
    this.intake = requireNonNull(intake, "intake");
    this.contacts = requireNonNull(contacts, "contacts");
  }

  /**
   * A mailer that knows nobody to call at a partner.
   *
   * @param writer writes the notices
   * @param intake such as {@code queue::enqueue}
   * @return the mailer
   */
  public static NoticeMailer of(NoticeWriter writer, Intake intake) {
    return new NoticeMailer(writer, intake, domain -> Optional.empty());
  }

  /**
   * The same, and it knows whom to call where the policy that stopped the mail names nobody.
   *
   * @param contacts by recipient domain
   * @return a copy
   */
  public NoticeMailer withContacts(Function<Domain, Optional<String>> contacts) {
    return new NoticeMailer(writer, intake, contacts);
  }

  @Override
  public void accept(QueueNotice notice) throws IOException {
    List<RecipientStatus> statuses =
        notice.recipients().stream().map(told -> statusOf(told, notice)).toList();
    for (OutgoingMail mail : writer.write(originalOf(notice.message()), statuses)) {
      intake.enqueue(
          QueueSubmission.builder(mail.envelope(), mail.content())
              .idempotencyKey(notice.key())
              .build());
    }
  }

  private static OriginalMessage originalOf(QueueNotice.Original message) {
    Envelope envelope = message.envelope();
    OriginalMessage.Builder original =
        OriginalMessage.builder(envelope.reversePath(), message.arrivedAt(), message.content());
    envelope.envelopeId().ifPresent(original::envelopeId);
    envelope.dsnReturn().ifPresent(original::dsnReturn);
    if (envelope.tlsWish().filter(TlsWish.REQUIRETLS::equals).isPresent()) {
      original.requireTls();
    }
    return original.build();
  }

  private RecipientStatus statusOf(QueueNotice.Told told, QueueNotice notice) {
    NoticeAction action = NoticeAction.of(notice.kind());
    RecipientStatus.Builder status =
        RecipientStatus.builder(told.recipient(), action, statusCode(told.status(), action));
    told.cause().ifPresent(status::cause);
    told.reply().flatMap(NoticeMailer::remoteReply).ifPresent(status::remoteReply);
    told.attemptedAt().ifPresent(status::lastAttemptAt);
    told.contact()
        .or(() -> contacts.apply(told.recipient().mailbox().domain()))
        .ifPresent(status::contact);
    if (action == NoticeAction.DELAYED) {
      status.willRetryUntil(told.expiresAt());
    }
    return status.build();
  }

  /** What was found, in the class that the action has. */
  private static EnhancedStatusCode statusCode(String found, NoticeAction action) {
    return EnhancedStatusCode.parse(found)
        .map(it -> new EnhancedStatusCode(action.statusClass(), it.subject(), it.detail()))
        .orElseGet(() -> new EnhancedStatusCode(action.statusClass(), 0, 0));
  }

  private static Optional<RemoteReply> remoteReply(QueueNotice.HostReply said) {
    Matcher reply = REPLY.matcher(said.reply());
    return reply.matches()
        ? Optional.of(
            new RemoteReply(
                Domain.of(said.mxHost()),
                new Reply(
                    Integer.parseInt(reply.group(1)),
                    List.of(Optional.ofNullable(reply.group(2)).orElse("")))))
        : Optional.empty();
  }
}
