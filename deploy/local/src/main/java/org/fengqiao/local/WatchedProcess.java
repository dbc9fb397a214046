package org.fengqiao.local;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.Arrays;

/**
 * The entry of every process that {@code deploy/up} starts: runs the program named by the first argument, and ends when
 * its standard input does. {@code deploy/up} holds the other end and never writes to it; the operating system closes it
 * when {@code deploy/up} ends in whatever way, {@code kill -9} included. So no process outlives it.
 */
public final class WatchedProcess {

    /** Time that a program may take to end in good order after its parent is gone. */
    private static final Duration GRACE = Duration.ofSeconds(8);

    private WatchedProcess() {}

    /**
     * Runs the program.
     *
     * @param args the name of its main class, then its arguments
     */
    public static void main(String... args) throws Throwable {
        Thread.ofPlatform().daemon().name("parent-watch").start(WatchedProcess::endWithParent);
        var main = Class.forName(args[0]).getMethod("main", String[].class);
        try {
            main.invoke(null, (Object) Arrays.copyOfRange(args, 1, args.length));
        } catch (InvocationTargetException exception) {
            throw exception.getCause();
        }
    }

    private static void endWithParent() {
        try {
            while (System.in.read() >= 0) {
                // Nothing is ever sent; only the end matters.
            }
        } catch (IOException exception) {
            System.err.println("The parent's end can't be watched any longer, so this process ends too: " + exception);
        }
        Thread.ofPlatform().daemon().name("last-resort").start(() -> {
            try {
                Thread.sleep(GRACE);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
            Runtime.getRuntime().halt(1);
        });
        System.exit(0);
    }
}
