package org.enforcedtls.testkit.ca;

import java.nio.file.Path;

/**
 * Where a certificate was written to. Immutable.
 *
 * @param chain the certificates in the order presented, PEM
 * @param privateKey the key, PKCS #8 in PEM, readable by the owner alone where the file system can
 *     say so
 */
public record PemFiles(Path chain, Path privateKey) {}
