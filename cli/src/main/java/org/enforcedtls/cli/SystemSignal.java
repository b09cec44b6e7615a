package org.enforcedtls.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * Signals of the operating system. Java has them only in {@code sun.misc.Signal} of the module
 * {@code jdk.unsupported}, which every JDK has; by reflection, as the compiler cannot be kept from
 * warning of it, and so that a runtime without it can do the rest.
 */
final class SystemSignal {
  private SystemSignal() {}

  /**
   * Has an action done, on a thread of its own, each time the signal comes.
   *
   * @param name such as {@code HUP}
   * @return false if this system or runtime does not give it to us, or whoever started the process
   *     had it ignored, as {@code nohup} does: Java leaves it so
   */
  static boolean handle(String name, Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object proxy =
          Proxy.newProxyInstance(
              handler.getClassLoader(), new Class<?>[] {handler}, handlerOf(action));
      Object before =
          signal
              .getMethod("handle", signal, handler)
              .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
      return before != handler.getField("SIG_IGN").get(null);
    } catch (ReflectiveOperationException e) {
      // There is no such signal here, or the JVM was started with -Xrs.
      return false;
    }
  }

  private static InvocationHandler handlerOf(Runnable action) {
    return (proxy, method, arguments) -> {
      if (isOfObject(method)) {
        return method.invoke(action, arguments);
      }
      action.run();
      return null;
    };
  }

  private static boolean isOfObject(Method method) {
    return method.getDeclaringClass() == Object.class;
  }
}
