package org.enforcedtls.internal.session;

/** What a transaction wants of the extension REQUIRETLS (RFC 8689 §2). */
public enum RequireTls {
  /** Nothing. */
  UNUSED,
  /** It is used if the host offers it. */
  IF_OFFERED,
  /** The host has to offer it. */
  NEEDED
}
