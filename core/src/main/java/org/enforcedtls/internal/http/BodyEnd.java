package org.enforcedtls.internal.http;

/** By what a body may end. */
enum BodyEnd {
  /**
   * By its length or its chunks. Whoever cuts the connection can feign no such end; the close of a
   * connection he can, as the engines do not tell whether a close_notify came before it.
   */
  MARKED,
  /** By the close of the connection too: for what a signature shows to be whole. */
  MARKED_OR_CLOSE
}
