package org.enforcedtls.testkit.mx;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.enforcedtls.testkit.internal.threads.Workers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An MX host for tests: an SMTP server that does what it was told, and records what clients did. It
 * takes any number of connections, one after another and at once. Safe for use by several threads
 * at once.
 *
 * <p>Methods named {@code await…} block; they throw an {@link AssertionError} that says what was
 * found if the time is up.
 */
public final class ScriptedMx implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ScriptedMx.class);

  private final MxSetup setup;
  private final TappedSocket.Server server;
  private final Changes changes = new Changes();
  private final Workers workers = new Workers();
  private final List<MxConnection> connections = new CopyOnWriteArrayList<>();
  private final Set<Channel> open = ConcurrentHashMap.newKeySet();
  private volatile Scripts scripts;

  private ScriptedMx(MxSetup setup, Scripts scripts, TappedSocket.Server server) {
    this.setup = setup;
    this.scripts = scripts;
    this.server = server;
  }

  /**
   * A host to be described.
   *
   * @return a builder to be ended with {@link ScriptedMxBuilder#start()}
   */
  public static ScriptedMxBuilder builder() {
    return new ScriptedMxBuilder();
  }

  static ScriptedMx listening(
      MxSetup setup, Scripts scripts, InetSocketAddress address, int receiveBufferOctets)
      throws IOException {
    TappedSocket.Server server = new TappedSocket.Server();
    server.setReceiveBufferSize(receiveBufferOctets);
    server.bind(address);
    ScriptedMx mx = new ScriptedMx(setup, scripts, server);
    mx.workers.start("accepts for " + mx, mx::acceptAll);
    return mx;
  }

  private void acceptAll() {
    while (!changes.isClosed()) {
      WireLog log = new WireLog(setup.recordLimitOctets());
      try {
        TappedSocket socket = server.accept(log);
        MxConnection connection = new MxConnection(connections.size() + 1, log, changes);
        connections.add(connection);
        changes.happened();
        workers.start(
            "serves " + connection.number() + " of " + this, () -> serve(socket, connection));
      } catch (IOException e) {
        LOG.debug("{} accepts no more", this, e);
      }
    }
  }

  private void serve(TappedSocket socket, MxConnection connection) {
    try (socket) {
      socket.setTcpNoDelay(true);
      Channel channel = new Channel(socket, connection.wireLog());
      open.add(channel);
      try {
        if (!changes.isClosed()) {
          converse(channel, connection);
        }
      } finally {
        open.remove(channel);
      }
    } catch (IOException e) {
      LOG.debug("connection {} of {} ended", connection.number(), this, e);
    } finally {
      connection.end();
      changes.happened();
    }
  }

  private void converse(Channel channel, MxConnection connection) throws IOException {
    try {
      Performer performer = new Performer(channel, changes);
      new Conversation(setup, () -> scripts, channel, performer, connection).run();
    } catch (IOException e) {
      LOG.debug("the dialogue on connection {} of {} broke off", connection.number(), this, e);
    }
    channel.end();
  }

  /**
   * Changes what is sent on a cue, from the next time it comes, on old connections too.
   *
   * @param cue when
   * @param text with its line ends
   */
  public void on(Cue cue, String text) {
    on(cue, Action.send(text));
  }

  /**
   * Changes what is done on a cue, from the next time it comes, on old connections too.
   *
   * @param cue when
   * @param script in order
   */
  public synchronized void on(Cue cue, Action... script) {
    scripts = scripts.with(cue, List.of(script));
  }

  /**
   * Goes back to what a host does that works, from the next time the cue comes.
   *
   * @param cue when
   */
  public synchronized void onDefault(Cue cue) {
    scripts = scripts.without(cue);
  }

  /**
   * Where it listens.
   *
   * @return address and port
   */
  public InetSocketAddress address() {
    return new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
  }

  /**
   * The connections that were accepted.
   *
   * @return in the order of acceptance, those at the time of the call
   */
  public List<MxConnection> connections() {
    return List.copyOf(connections);
  }

  /**
   * The messages that were accepted, over all connections.
   *
   * @return connection by connection, those at the time of the call
   */
  public List<ReceivedMessage> messages() {
    List<ReceivedMessage> messages = new ArrayList<>();
    connections.forEach(connection -> messages.addAll(connection.messages()));
    return messages;
  }

  /**
   * Waits for connections.
   *
   * @param count how many at least, from the start
   * @param timeout how long to wait at most
   * @return those that are there then
   * @throws AssertionError if the time is up or the thread was interrupted
   */
  public List<MxConnection> awaitConnections(int count, Duration timeout) {
    changes.await(count, "connections to " + this, connections::size, timeout);
    return connections();
  }

  /**
   * Waits for connections to end.
   *
   * @param count how many at least, from the start
   * @param timeout how long to wait at most
   * @throws AssertionError if the time is up or the thread was interrupted
   */
  public void awaitEnded(int count, Duration timeout) {
    changes.await(
        count,
        "ended connections to " + this,
        () -> (int) connections.stream().filter(MxConnection::isEnded).count(),
        timeout);
  }

  /**
   * Waits for messages to be accepted.
   *
   * @param count how many at least, from the start
   * @param timeout how long to wait at most
   * @return those that are there then
   * @throws AssertionError if the time is up or the thread was interrupted
   */
  public List<ReceivedMessage> awaitMessages(int count, Duration timeout) {
    changes.await(count, "messages at " + this, () -> messages().size(), timeout);
    return messages();
  }

  /**
   * Stops listening, drops all connections and waits for the threads that served them. What was
   * recorded stays. A repeated call does nothing.
   *
   * @throws UncheckedIOException if a socket cannot be closed
   */
  @Override
  public void close() {
    changes.close();
    try {
      server.close();
      for (Channel channel : open) {
        channel.abandon();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    workers.awaitEnd();
  }

  /** Its name, and where it listens. */
  @Override
  public String toString() {
    return setup.hostName() + " at " + address();
  }
}
