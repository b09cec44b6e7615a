package org.enforcedtls.cli;

/** A file or setting that the command was pointed to is not usable; nothing was sent. */
final class ConfigurationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ConfigurationException(String message, Throwable cause) {
    super(message, cause);
  }
}
