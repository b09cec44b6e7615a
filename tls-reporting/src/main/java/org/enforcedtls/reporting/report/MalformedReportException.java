package org.enforcedtls.reporting.report;

import java.io.IOException;
import java.io.Serial;

/** What was read is no TLS report; the message says where, what was expected and what was found. */
public final class MalformedReportException extends IOException {
  @Serial private static final long serialVersionUID = 1;

  MalformedReportException(String message) {
    super(message);
  }

  MalformedReportException(String message, Throwable cause) {
    super(message, cause);
  }
}
