package org.enforcedtls.monitor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import javax.sql.DataSource;
import org.enforcedtls.address.Domain;

/**
 * Remembers what was seen of partners. Methods block. Implementations are safe for use by several
 * threads at once.
 */
public interface PartnerStates {
  /**
   * All that is remembered.
   *
   * @return the last state of each domain; empty at the beginning
   * @throws IOException if it cannot be read, or is damaged
   */
  Map<Domain, PartnerState> load() throws IOException;

  /**
   * Remembers states in place of earlier ones of the same domains; those of other domains stay.
   *
   * @param states at most one of each domain
   * @throws IOException if they cannot be written; then what was remembered still is
   */
  void save(Collection<PartnerState> states) throws IOException;

  /**
   * Remembers in a file, which is written as a whole and put into its place in one step.
   *
   * @param file made when there is something to remember; its folder has to exist
   * @return the memory
   */
  static PartnerStates inFile(Path file) {
    return new FileStates(file);
  }

  /**
   * Remembers in a table {@code enforced_tls_partner_state}, which is made if it is not there.
   * Plain SQL, as SQLite and PostgreSQL have it.
   *
   * @param database gives connections, which are closed after use
   * @return the memory
   */
  static PartnerStates inDatabase(DataSource database) {
    return new DatabaseStates(database);
  }
}
