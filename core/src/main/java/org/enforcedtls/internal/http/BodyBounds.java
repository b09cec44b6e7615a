package org.enforcedtls.internal.http;

/**
 * What body a response may have. Immutable.
 *
 * @param maxOctets a longer one is refused
 * @param end one that ends otherwise is refused
 */
record BodyBounds(int maxOctets, BodyEnd end) {}
