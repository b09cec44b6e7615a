package org.enforcedtls.queue.internal.store;

/** What the two stores say differently. */
public enum Dialect {
  /** One file, one writer at a time, and nobody else to skip. */
  SQLITE("sqlite", "rowid") {
    @Override
    String skipLocked(String table) {
      return "";
    }
  },
  /** Many nodes. */
  POSTGRESQL("postgresql", "ctid") {
    @Override
    String skipLocked(String table) {
      return " FOR UPDATE OF " + table + " SKIP LOCKED";
    }
  };

  private final String folder;
  private final String rowId;

  Dialect(String folder, String rowId) {
    this.folder = folder;
    this.rowId = rowId;
  }

  /** Where the migrations are. */
  String folder() {
    return folder;
  }

  /** Ends a SELECT that takes rows of a table for itself and leaves out those that others have. */
  abstract String skipLocked(String table);

  /** The name of the column that tells the rows of a table without key apart. */
  String rowId() {
    return rowId;
  }
}
