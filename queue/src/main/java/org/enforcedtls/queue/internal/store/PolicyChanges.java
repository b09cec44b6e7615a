package org.enforcedtls.queue.internal.store;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.enforcedtls.address.Domain;
import org.enforcedtls.queue.entry.QueueQuery;
import org.enforcedtls.queue.entry.QueueStoreException;

/**
 * Finds destinations that are down under demands which have changed since, and has their mail tried
 * at once. Safe for use by several threads at once.
 */
public final class PolicyChanges {
  private final Database database;
  private final Operations operations;
  private final Function<Domain, Optional<String>> fingerprints;

  /**
   * Looks for changes.
   *
   * @param database the store
   * @param fingerprints what is demanded of a domain now; empty if nobody can tell
   */
  public PolicyChanges(Database database, Function<Domain, Optional<String>> fingerprints) {
    this.database = database;
    this.operations = new Operations(database);
    this.fingerprints = fingerprints;
  }

  /**
   * Looks once. Blocking.
   *
   * @throws QueueStoreException if the store failed
   */
  public void follow() throws QueueStoreException {
    Map<Domain, String> down = database.read(DestinationRows::policiesOfDown);
    for (Map.Entry<Domain, String> each : down.entrySet()) {
      Domain domain = each.getKey();
      Optional<String> now = fingerprints.apply(domain);
      if (now.isPresent()
          && !now.get().equals(each.getValue())
          && database.write(
              sql -> DestinationRows.replacePolicy(sql, domain, each.getValue(), now.get()))) {
        operations.retry(QueueQuery.builder().domain(domain).build());
      }
    }
  }
}
