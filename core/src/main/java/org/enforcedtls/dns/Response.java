package org.enforcedtls.dns;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.enforcedtls.internal.text.ForeignText;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.WireParseException;

/** What became of one query to one resolver. */
sealed interface Response {
  /** The resolver answered the question, with records or with a denial. */
  record Usable(Message message, DnssecState dnssec, Duration limit) implements Response {
    /** The records of the message alone say how long it may be used. */
    static final Duration NO_LIMIT = Duration.ofSeconds(Integer.MAX_VALUE);

    Usable(Message message, DnssecState dnssec) {
      this(message, dnssec, NO_LIMIT);
    }
  }

  /** It did not; another resolver may. */
  record Failed(LookupFault fault, String detail, List<ExtendedDnsError> extendedErrors)
      implements Response {
    Failed(LookupFault fault, String detail) {
      this(fault, detail, List.of());
    }
  }

  /**
   * Reads what dnsjava gave, which has compared identifier and question with those of the query.
   *
   * @param message what came, null if nothing did
   * @param trouble why nothing came, null if something did
   * @return usable or failed
   */
  static Response of(@Nullable Message message, @Nullable Throwable trouble) {
    if (message == null) {
      return ofTrouble(trouble instanceof CompletionException e ? e.getCause() : trouble);
    }
    if (!message.getHeader().getFlag(Flags.QR) || message.getHeader().getOpcode() != Opcode.QUERY) {
      return new Failed(LookupFault.MALFORMED, "sent a message that is no answer");
    }
    if (message.getHeader().getFlag(Flags.TC)) {
      return new Failed(LookupFault.MALFORMED, "truncated its answer, over TCP too");
    }
    return switch (message.getRcode()) {
      case Rcode.NOERROR, Rcode.NXDOMAIN -> new Usable(message, DnssecState.UNCHECKED);
      case Rcode.REFUSED, Rcode.NOTIMP -> ofRcode(LookupFault.REFUSED, message);
      default -> ofRcode(LookupFault.SERVER_FAILURE, message);
    };
  }

  private static Failed ofRcode(LookupFault fault, Message message) {
    List<ExtendedDnsError> errors = ExtendedDnsError.of(message);
    StringBuilder detail = new StringBuilder("said ").append(Rcode.string(message.getRcode()));
    errors.forEach(error -> detail.append(", ").append(error));
    return new Failed(fault, ForeignText.of(detail.toString()), errors);
  }

  private static Failed ofTrouble(@Nullable Throwable trouble) {
    if (trouble instanceof TimeoutException || trouble instanceof SocketTimeoutException) {
      return new Failed(LookupFault.TIMED_OUT, "gave no answer in time");
    }
    String detail = ForeignText.of(String.valueOf(trouble));
    if (trouble instanceof IOException && !(trouble instanceof WireParseException)) {
      return new Failed(LookupFault.UNREACHABLE, "cannot be reached: " + detail);
    }
    if (trouble instanceof Error bug) {
      throw bug;
    }
    return new Failed(LookupFault.MALFORMED, "sent what cannot be read: " + detail);
  }
}
