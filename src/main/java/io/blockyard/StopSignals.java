package io.blockyard;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ends the program in order on Ctrl-C and SIGTERM: first what is given, then the JVM. Without it all shutdown
 * hooks of the JVM run at once, and the database's own would close it under requests and tasks that still end.
 */
public final class StopSignals {

    private static final int SIGNALLED = 128;

    private StopSignals() {}

    /** Where the platform has no such signals, the JVM's own way of ending stays. */
    public static void handle(Runnable stop) {
        var stopping = new AtomicBoolean();
        try {
            // The one class for it is not part of any public module, so it is found by name.
            var signal = Class.forName("sun.misc.Signal");
            var handler = Class.forName("sun.misc.SignalHandler");
            InvocationHandler onSignal = (proxy, method, arguments) -> {
                if (method.getName().equals("handle") && stopping.compareAndSet(false, true)) {
                    var number = (Integer) signal.getMethod("getNumber").invoke(arguments[0]);
                    Thread.ofPlatform().name("stop").daemon(false).start(() -> {
                        try {
                            stop.run();
                        } finally {
                            System.exit(SIGNALLED + number);
                        }
                    });
                }
                return null;
            };
            var proxy = Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, onSignal);
            for (var name : new String[] {"INT", "TERM"}) {
                signal.getMethod("handle", signal, handler)
                        .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
            }
        } catch (ReflectiveOperationException | RuntimeException unavailable) {
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(stop));
        }
    }
}
