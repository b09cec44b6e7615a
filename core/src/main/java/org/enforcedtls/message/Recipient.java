package org.enforcedtls.message;

import static java.util.Objects.requireNonNull;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.enforcedtls.address.Mailbox;
import org.jspecify.annotations.Nullable;

/**
 * One recipient of an envelope: the mailbox and its wishes for notifications. Immutable.
 *
 * <p>A wish goes out only to a host that offers DSN (RFC 3461 §4.1); it never changes whether the
 * message is sent.
 */
public final class Recipient {
  private static final int MAX_ORIGINAL_RECIPIENT_CHARACTERS = 500;

  private final Mailbox mailbox;
  private final Set<DsnNotify> notify;
  private final @Nullable String originalRecipient;

  private Recipient(Mailbox mailbox, Set<DsnNotify> notify, @Nullable String originalRecipient) {
    this.mailbox = mailbox;
    this.notify = notify;
    this.originalRecipient = originalRecipient;
  }

  /**
   * A recipient without wishes.
   *
   * @param mailbox the forward path
   * @return the recipient
   */
  public static Recipient of(Mailbox mailbox) {
    return new Recipient(requireNonNull(mailbox, "mailbox"), Set.of(), null);
  }

  /**
   * A recipient without wishes.
   *
   * @param mailbox such as {@code inbox@fi.example}
   * @return the recipient
   * @throws IllegalArgumentException as {@link Mailbox#of} does
   */
  public static Recipient of(String mailbox) {
    return of(Mailbox.of(mailbox));
  }

  /**
   * The same recipient with a wish when to be notified.
   *
   * @param notify at least one; {@link DsnNotify#NEVER} only alone
   * @return a copy
   * @throws IllegalArgumentException if empty, or NEVER beside another
   */
  public Recipient withNotify(Set<DsnNotify> notify) {
    if (notify.isEmpty() || (notify.contains(DsnNotify.NEVER) && notify.size() > 1)) {
      throw new IllegalArgumentException(
          "notify must be NEVER alone, or any of SUCCESS, FAILURE, DELAY; not " + notify);
    }
    return new Recipient(mailbox, Set.copyOf(notify), originalRecipient);
  }

  /**
   * The same recipient with the address to which the message was first sent (RFC 3461 §4.2).
   *
   * @param originalRecipient of address type rfc822, printable ASCII, at most 500 characters
   * @return a copy
   * @throws IllegalArgumentException if it has other characters or is empty or too long
   */
  public Recipient withOriginalRecipient(String originalRecipient) {
    if (originalRecipient.isEmpty()
        || originalRecipient.length() > MAX_ORIGINAL_RECIPIENT_CHARACTERS
        || !Xtext.isPrintableAscii(originalRecipient)) {
      throw new IllegalArgumentException(
          "originalRecipient must be 1 to 500 printable ASCII characters");
    }
    return new Recipient(mailbox, notify, originalRecipient);
  }

  /**
   * The forward path.
   *
   * @return the mailbox
   */
  public Mailbox mailbox() {
    return mailbox;
  }

  /**
   * When to be notified.
   *
   * @return empty if nothing was wished
   */
  public Set<DsnNotify> notifyWishes() {
    return notify;
  }

  /**
   * The value of the NOTIFY parameter.
   *
   * @return such as {@code FAILURE,DELAY}; empty if nothing was wished
   */
  public Optional<String> notifyParameter() {
    return notify.isEmpty()
        ? Optional.empty()
        : Optional.of(
            EnumSet.copyOf(notify).stream().map(Enum::name).collect(Collectors.joining(",")));
  }

  /**
   * The address to which the message was first sent.
   *
   * @return as it was given; empty if none was
   */
  public Optional<String> originalRecipient() {
    return Optional.ofNullable(originalRecipient);
  }

  /**
   * The value of the ORCPT parameter.
   *
   * @return such as {@code rfc822;inbox@fi.example}, encoded; empty if none was given
   */
  public Optional<String> originalRecipientParameter() {
    return Optional.ofNullable(originalRecipient).map(text -> "rfc822;" + Xtext.encode(text));
  }

  /** The mailbox. */
  @Override
  public String toString() {
    return mailbox.toString();
  }
}
