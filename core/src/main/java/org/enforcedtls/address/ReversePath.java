package org.enforcedtls.address;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a non-delivery report would go: a mailbox, or nowhere (the null reverse path). Immutable.
 */
public final class ReversePath {
  private static final ReversePath NULL = new ReversePath(null);

  private final @Nullable Mailbox mailbox;

  private ReversePath(@Nullable Mailbox mailbox) {
    this.mailbox = mailbox;
  }

  /**
   * The null reverse path {@code <>} of notifications (RFC 5321 §4.5.5).
   *
   * @return the one without mailbox
   */
  public static ReversePath nullPath() {
    return NULL;
  }

  /**
   * Reads a reverse path.
   *
   * @param text a mailbox, or the empty string for the null reverse path
   * @return the path
   * @throws IllegalArgumentException as {@link Mailbox#of} does
   */
  public static ReversePath of(String text) {
    return text.isEmpty() ? NULL : of(Mailbox.of(text));
  }

  /**
   * The reverse path to a mailbox.
   *
   * @param mailbox where reports go
   * @return the path
   */
  public static ReversePath of(Mailbox mailbox) {
    return new ReversePath(requireNonNull(mailbox, "mailbox"));
  }

  /**
   * The mailbox.
   *
   * @return empty for the null reverse path
   */
  public Optional<Mailbox> mailbox() {
    return Optional.ofNullable(mailbox);
  }

  /**
   * Whether this is the null reverse path.
   *
   * @return true if no report may ever be sent
   */
  public boolean isNull() {
    return mailbox == null;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ReversePath that && mailbox().equals(that.mailbox());
  }

  @Override
  public int hashCode() {
    return mailbox().hashCode();
  }

  /** The mailbox, or the empty string for the null reverse path. */
  @Override
  public String toString() {
    return mailbox == null ? "" : mailbox.toString();
  }
}
