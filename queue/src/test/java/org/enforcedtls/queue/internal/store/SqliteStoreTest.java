package org.enforcedtls.queue.internal.store;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest extends StoreContract {
  @TempDir private Path directory;

  @Override
  Database open(TestClock clock) throws IOException {
    return SqliteDatabase.open(directory, clock);
  }
}
