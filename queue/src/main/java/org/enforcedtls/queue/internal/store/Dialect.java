package org.enforcedtls.queue.internal.store;

/** What the two stores say differently. */
public enum Dialect {
  /** One file, one writer at a time, and nobody else to skip. */
  SQLITE("sqlite", "", "rowid"),
  /** Many nodes. */
  POSTGRESQL("postgresql", " FOR UPDATE SKIP LOCKED", "ctid");

  private final String folder;
  private final String skipLocked;
  private final String rowId;

  Dialect(String folder, String skipLocked, String rowId) {
    this.folder = folder;
    this.skipLocked = skipLocked;
    this.rowId = rowId;
  }

  /** Where the migrations are. */
  String folder() {
    return folder;
  }

  /** Ends a SELECT that takes rows for itself and leaves out those that others have. */
  String skipLocked() {
    return skipLocked;
  }

  /** The name of the column that tells the rows of a table without key apart. */
  String rowId() {
    return rowId;
  }
}
