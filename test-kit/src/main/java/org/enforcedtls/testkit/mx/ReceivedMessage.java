package org.enforcedtls.testkit.mx;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** A message whose content came to its end. Safe for use by several threads at once. */
public final class ReceivedMessage {
  private final EnvelopePath reversePath;
  private final List<EnvelopePath> recipients;
  private final Protection protection;
  private final ContentRecord record;
  private volatile boolean accepted;

  ReceivedMessage(
      EnvelopePath reversePath,
      List<EnvelopePath> recipients,
      Protection protection,
      ContentRecord record) {
    this.reversePath = reversePath;
    this.recipients = List.copyOf(recipients);
    this.protection = protection;
    this.record = record;
  }

  void accept() {
    accepted = true;
  }

  /**
   * The path of MAIL.
   *
   * @return with its parameters; the address is empty for the null reverse path
   */
  public EnvelopePath reversePath() {
    return reversePath;
  }

  /**
   * The paths of those RCPT that were answered 2yz.
   *
   * @return in order
   */
  public List<EnvelopePath> recipients() {
    return recipients;
  }

  /**
   * How the message travelled.
   *
   * @return clear or TLS
   */
  public Protection protection() {
    return protection;
  }

  /**
   * Whether the end of the content was answered 2yz.
   *
   * @return true from just before that reply is sent
   */
  public boolean isAccepted() {
    return accepted;
  }

  /**
   * The content: after DATA without the doubled dots and without the final dot (RFC 5321 §4.5.2),
   * after BDAT all chunks joined.
   *
   * @return a copy of the first octets, up to the limit of the server
   */
  public byte[] content() {
    return record.content().kept();
  }

  /**
   * {@link #content()} as text.
   *
   * @return decoded as UTF-8
   */
  public String contentText() {
    return new String(content(), StandardCharsets.UTF_8);
  }

  /**
   * How large the content is.
   *
   * @return octets of the content, kept or not
   */
  public long contentSizeOctets() {
    return record.content().sizeOctets();
  }

  /**
   * The octets on the wire: after DATA with doubled dots and the final dot; after BDAT the same as
   * {@link #content()}.
   *
   * @return a copy of the first octets, up to the limit of the server
   */
  public byte[] rawContent() {
    return record.raw().kept();
  }

  /** Envelope and size, for the message of a failed assertion. */
  @Override
  public String toString() {
    return reversePath + " to " + recipients + ", " + contentSizeOctets() + " octets";
  }
}
