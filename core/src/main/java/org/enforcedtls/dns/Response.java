package org.enforcedtls.dns;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.enforcedtls.internal.text.ForeignText;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.ExtendedErrorCodeOption;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.WireParseException;

/** What became of one query to one resolver. */
sealed interface Response {
  /** The resolver answered the question, with records or with a denial. */
  record Usable(Message message) implements Response {}

  /** It did not; another resolver may. */
  record Failed(LookupFault fault, String detail) implements Response {}

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
      case Rcode.NOERROR, Rcode.NXDOMAIN -> new Usable(message);
      case Rcode.REFUSED, Rcode.NOTIMP -> ofRcode(LookupFault.REFUSED, message);
      default -> ofRcode(LookupFault.SERVER_FAILURE, message);
    };
  }

  private static Failed ofRcode(LookupFault fault, Message message) {
    StringBuilder detail = new StringBuilder("said ").append(Rcode.string(message.getRcode()));
    OPTRecord opt = message.getOPT();
    if (opt != null) {
      for (EDNSOption option : opt.getOptions(EDNSOption.Code.EDNS_EXTENDED_ERROR)) {
        detail.append(", ").append(explained(option));
      }
    }
    return new Failed(fault, ForeignText.of(detail.toString()));
  }

  /** RFC 8914 §2: a code that says more than the rcode, and a text. */
  private static String explained(EDNSOption option) {
    if (!(option instanceof ExtendedErrorCodeOption error)) {
      return "extended error";
    }
    String text = error.getText();
    String code = ExtendedErrorCodeOption.text(error.getErrorCode());
    return text == null || text.isEmpty() ? code : code + " (" + text + ")";
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
